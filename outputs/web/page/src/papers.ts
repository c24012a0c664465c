// What can be taken away: the scenario, the figures, the report in its forms.

import { h } from "./dom";
import { partOf } from "./run";
import type { Catalogue, Opened } from "./types";

// slug is a name as a file has it.
export const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "scenario";

// download hands bytes to the browser as a file.
export function download(name: string, bytes: BlobPart, type: string): void {
  const link = h("a", { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const names: Record<string, string> = {
  "report.xlsx": "Workbook (XLSX)",
  "report.html": "Report (HTML)",
  "brief.html": "One-page brief",
  "report.md": "Report (Markdown)",
  "report-charts.zip": "Charts (ZIP)",
};

// Wanted is the run that is reported, and how its file is called.
export interface Wanted { opened: Opened; scenario: number; name: string; futures: string }

// Papers makes the report of what is shown, one at a time.
export class Papers {
  readonly box = h("div");
  private readonly said = h("p", { class: "making", role: "status" });
  private stop = new AbortController();

  constructor(catalogue: Catalogue, wanted: () => Wanted | undefined, failed: (says: string) => void) {
    const order = Object.keys(names), papers = [...catalogue.papers].sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file));
    const make = async (file: string): Promise<void> => {
      const of = wanted();
      if (!of) return;
      this.stop.abort();
      const stop = (this.stop = new AbortController());
      this.said.textContent = `Making ${names[file] ?? file}: ${of.futures} are lived once more, and laid out. It may take a minute.`;
      try {
        const answer = await fetch(partOf(of.opened, `papers/${file}`, { scenario: String(of.scenario) }), { signal: stop.signal });
        if (!answer.ok) throw new Error(await answer.text());
        download(`${of.name}-${file}`, await answer.arrayBuffer(), answer.headers.get("Content-Type") ?? "");
        this.said.textContent = `${names[file] ?? file} is in your downloads.`;
      } catch (e) {
        if (stop.signal.aborted) return;
        this.said.textContent = "";
        failed(String(e instanceof Error ? e.message : e));
      }
    };
    this.box.replaceChildren(h("fieldset", { class: "papers" }, h("legend", {}, "Take the results away"), papers.map((p) => {
      const b = h("button", { type: "button", class: "quiet", title: p.says }, names[p.file] ?? p.file);
      b.addEventListener("click", () => void make(p.file));
      return b;
    })), this.said);
  }
}
