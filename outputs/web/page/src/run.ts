// A run: asked for, watched, and left when a newer one is wanted.

import { Results } from "./results";
import type { Arrived, Attributed, Driven, Fault, Opened } from "./types";

export interface Watcher {
  opened(o: Opened): void;
  refused(faults: Fault[]): void;
  waiting(): void;
  progress(done: number, total: number): void;
  result(r: Results, a: Arrived, o: Opened): void;
  attributed(a: Attributed): void;
  driven(d: Driven): void;
  full(says: string): void; // too many runs wait already
  done(): void;
  failed(says: string, gone: boolean): void; // gone: the server does not answer
}

// partOf is the address of something of a run; it says whose figures the run is on.
export const partOf = (o: Opened, what: string, asks: Record<string, string> = {}): string => `/api/runs/${o.id}/${what}?${new URLSearchParams({ ...asks, local: o.local })}`;

// Run is at most one run at a time.
export class Run {
  private stop: () => void = () => {};

  // leave ends the run under way, if there is one.
  leave(): void {
    this.stop();
  }

  // begin asks for a run; query says which of a council's own figures it is on.
  async begin(text: string, query: string, to: Watcher): Promise<void> {
    this.leave();
    let left = false;
    const asks = new AbortController();
    let events: EventSource | undefined;
    const end = () => {
      left = true;
      asks.abort();
      events?.close();
    };
    this.stop = end;
    let opened: Opened;
    try {
      const answer = await fetch(`/api/runs${query}`, { method: "POST", headers: { "Content-Type": "application/yaml" }, body: text, signal: asks.signal });
      if (left) return;
      if (answer.status === 422) {
        const said = (await answer.json()) as { faults: Fault[] };
        if (!left) to.refused(said.faults);
        return;
      }
      if (!answer.ok) throw new Error(await answer.text());
      opened = (await answer.json()) as Opened;
    } catch (e) {
      if (!left) to.failed(String(e instanceof Error ? e.message : e), e instanceof TypeError);
      return;
    }
    if (left) return;
    to.opened(opened);
    let finished = false;
    let reads: Promise<void> = Promise.resolve();
    events = new EventSource(partOf(opened, "events"));
    const on = <T>(name: string, does: (says: T) => void) =>
      events!.addEventListener(name, (e) => {
        if (!left) does(JSON.parse((e as MessageEvent<string>).data) as T);
      });
    on("waiting", () => to.waiting());
    on<{ done: number; total: number }>("progress", (p) => to.progress(p.done, p.total));
    on<Arrived>("result", (a) => {
      reads = reads.then(async () => {
        try {
          const answer = await fetch(partOf(opened, `results/${a.draws}`), { signal: asks.signal });
          if (!answer.ok) throw new Error(`the results of ${a.draws} futures did not come (${answer.status})`);
          const r = new Results(new Uint8Array(await answer.arrayBuffer()), a.draws, opened.first_year, opened.years);
          if (!left) to.result(r, a, opened);
        } catch (e) {
          if (!left) {
            end();
            to.failed(String(e instanceof Error ? e.message : e), e instanceof TypeError);
          }
        }
      });
    });
    on<Attributed>("attribution", (a) => {
      void reads.then(() => {
        if (!left) to.attributed(a);
      });
    });
    on<Driven>("drivers", (d) => {
      void reads.then(() => {
        if (!left) to.driven(d);
      });
    });
    on<{ says: string }>("full", (f) => {
      finished = true;
      end();
      to.full(f.says);
    });
    on("done", () => {
      finished = true;
      events!.close();
      void reads.then(() => {
        if (!left) to.done();
      });
    });
    on<{ says: string }>("failed", (f) => {
      finished = true;
      end();
      to.failed(f.says, false);
    });
    events.addEventListener("error", () => {
      if (left || finished) return;
      end();
      const answers = (says: string, gone: boolean) => () => {
        if (this.stop === end) to.failed(says, gone);
      };
      fetch("/page.css", { method: "HEAD", cache: "no-store" }).then(answers("The server ended it: try again.", false), answers("the server stopped answering", true));
    });
  }
}
