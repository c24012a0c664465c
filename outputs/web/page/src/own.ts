// A council's own figures: brought from files, shown, and put aside. They go to
// the server of this page alone, which holds them in memory. A link does not
// carry them but names them: whoever has it, and reaches the server, sees them.

import { h, id } from "./dom";
import type { Brought, Catalogue, Fault } from "./types";

// mostBytes is what the server takes of a council's figures.
const mostBytes = 4 << 20;

// Unread is why figures were not read.
export class Unread extends Error {
  constructor(readonly list: string[]) {
    super(list.join("\n"));
  }
}

// areFigures tells whether a text is a council's own figures and no scenario.
export const areFigures = (name: string, text: string): boolean => /\.csv$/i.test(name) || /^form\s*:/m.test(text);

// Own is the council's own figures of this page.
export class Own {
  brought: Brought | null;
  private files: Record<string, string> = {}; // those of brought, if this page has them: to be brought again when the server is a new one

  constructor(private readonly given: Brought | null) {
    this.brought = given;
  }

  // query says to the server which figures scenarios are laid on.
  get query(): string {
    if (this.brought) return this.brought.id ? `?local=${this.brought.id}` : "";
    return this.given ? "?local=none" : "";
  }

  // bring sends files to the server; it throws what is wrong with them.
  async bring(files: Record<string, string>): Promise<Brought> {
    const body = JSON.stringify(files);
    if (new Blob([body]).size > mostBytes) throw new Unread([`A council’s figures with their tables may be of ${mostBytes >> 20} MB.`]);
    const answer = await fetch("/api/local", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.status === 422) throw new Unread(((await answer.json()) as { faults: Fault[] }).faults.map((f) => `${f.file ? `${f.file}${f.line ? `, line ${f.line}` : ""}: ` : ""}${f.key ? `${f.key}: ` : ""}${f.says}`));
    if (!answer.ok) throw new Unread([await answer.text()]);
    this.files = files;
    return (this.brought = (await answer.json()) as Brought);
  }

  // again brings the same files once more; false: there are none.
  async again(): Promise<boolean> {
    if (!this.brought || Object.keys(this.files).length === 0) return false;
    await this.bring(this.files);
    return true;
  }

  // recall finds figures that the server still has; false: it has not.
  async recall(of: string): Promise<boolean> {
    if (of === "none") {
      this.drop();
      return true;
    }
    const answer = await fetch(`/api/local/${encodeURIComponent(of)}`);
    if (!answer.ok) return false;
    const found = (await answer.json()) as Brought;
    if (found.id !== this.brought?.id) this.files = {};
    this.brought = found;
    return true;
  }

  // back is to the figures that the server was given, as a link means that says
  // nothing of others.
  back(): void {
    this.brought = this.given;
    this.files = {};
  }

  // kept is a way back to the figures of now.
  kept(): () => void {
    const { brought, files } = this;
    return () => {
      this.brought = brought;
      this.files = files;
    };
  }

  // drop puts them aside.
  drop(): void {
    this.brought = null;
    this.files = {};
  }
}

// ownField shows them, or how to bring them. take is called with files, drop
// when they are put aside.
export function ownField(c: Catalogue, own: Own, authority: string[], take: (list: File[]) => void, drop: () => void): HTMLElement {
  const pick = h("input", { type: "file", id: id("own"), accept: ".yaml,.yml,.csv", multiple: true, class: "govuk-visually-hidden" });
  pick.addEventListener("change", () => take([...(pick.files ?? [])]));
  const label = h("label", { for: pick.id, class: "link file-label" }, own.brought ? "open others" : "open the council’s own figures");
  if (!own.brought) {
    const one = authority.length === 1 ? c.authorities.find((a) => a.key === authority[0]) : undefined;
    return h("div", { class: "own" }, h("span", {}, "On published figures; or ", pick, label), h("details", { class: "small" }, h("summary", {}, "what they are"),
      h("p", {}, "A YAML file with CSV tables beside it, of counts and sums alone; to have one to fill in: ", h("code", {}, `sendsim local --authority ${one?.key ?? "NAME"}`), ". They stay with this server, in memory. A link does not hold them but names them: whoever has it and reaches this server sees them. Records of single children are refused.")));
  }
  const away = h("button", { type: "button", class: "link" }, "put them aside");
  away.addEventListener("click", drop);
  const b = own.brought, n = b.figures.length;
  return h("div", { class: "own is-own" }, h("strong", {}, `With the council’s own figures (${b.file}): `), n === 0 ? "none differs from the published ones. " : "",
    h("span", {}, pick, label, " or ", away),
    n > 0 || b.warnings?.length
      ? h("details", { class: "small" }, h("summary", {}, `${n} ${n === 1 ? "differs" : "differ"} from what is published`), h("ul", {}, b.figures.map((f) => h("li", {}, `${f.says}: ${f.own} (published: ${f.published || "none"})`)), (b.warnings ?? []).map((w) => h("li", {}, w))))
      : "");
}
