// Beside the futures: how forecasts of past years did, statistical neighbours,
// and where the authority stands among all. Each is fetched when it is opened.

import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { h, id, svg } from "./dom";
import { grouped, percent, words } from "./format";
import type { Beside, Catalogue, Scenario, Scored, Standings } from "./types";

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

// three is a figure to about three digits.
const three = (x: number | null): string => (x === null ? "–" : x.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(x) >= 99.95 ? 0 : Math.abs(x) >= 9.995 ? 1 : 2 }));

// figures is a table whose cells may be elements.
function figures(caption: string, head: string[], rows: HTMLElement[]): HTMLElement {
  return h("div", { class: "scrolls ranks", tabindex: 0, role: "region", "aria-label": `Table: ${caption}` },
    h("table", { class: "figures" }, h("caption", { class: "govuk-visually-hidden" }, caption),
      h("thead", {}, h("tr", {}, head.map((c) => (c === "" ? h("td") : h("th", { scope: "col" }, c))))), h("tbody", {}, rows)));
}

const row = (cells: (string | HTMLElement)[], kind = ""): HTMLElement => h("tr", { class: kind || undefined }, cells.map((c, i) => (i === 0 ? h("th", { scope: "row" }, c) : h("td", {}, c))));

const notes = (list: string[]): HTMLElement => h("details", { class: "behind" }, h("summary", {}, "How to read it"), h("ul", { class: "govuk-list govuk-list--bullet small-list" }, list.map((n) => h("li", {}, n))));

// scorecard is how forecasts of the authority's past years did.
function scorecard(s: Scored, name: string): HTMLElement {
  const sign = (x: number): string => `${x > 0 ? "+" : x < 0 ? "−" : ""}${Math.abs(x).toFixed(1)}%`;
  const first = s.rows[0]!;
  return h("div", {},
    h("p", {}, s.own
      ? `A year ahead, the middle of ${first.n} forecasts for ${first.name} was off by ${first.mape.toFixed(1)}% on average, and ${Math.round(first.inside_80 * first.n)} of the ${first.n} figures that came lay in the range of 8 in 10.`
      : `${name} is not scored by itself; this is how forecasts of all authorities did.`),
    figures("forecasts of plans from past years, against what came", ["Forecasts of plans", "years ahead", "how many", "middle off by", "too low (−) or high (+)", "came within 8 in 10"],
      s.rows.map((r) => row([r.name, String(r.horizon), grouped(r.n), `${r.mape.toFixed(1)}%`, sign(r.bias), percent(r.inside_80)], s.own && r.name === first.name ? "is-own" : ""))),
    s.miss ? h("p", { class: "key" }, s.miss) : "",
    h("p", { class: "key" }, `Back-test of plans from each January census ${s.first} to ${s.last}, each seeing only what was known by that June. A handful of forecasts of one authority say little by themselves: read them beside those of all.`));
}

// neighbours is the authority beside its neighbours and England.
function neighbours(b: Beside, choose: (key: string) => void): HTMLElement {
  const own = b.rows.filter((r) => r.against !== undefined && r.against.length > 1);
  const others = own[0]?.against ?? [];
  const of = (code: string, figure: string) => b.rows.find((r) => r.code === code && r.figure === figure)?.range;
  const spread = (r: { p10: number | null; p50: number | null; p90: number | null } | undefined, unit: string, whole = false): string => {
    const by = unit === "GBP per plan-year" ? 1000 : 1;
    if (!r || r.p50 === null) return "–";
    if (whole) return `${Math.round(r.p50)} (${Math.floor(r.p10!)} to ${Math.ceil(r.p90!)})`;
    return `${three(r.p50 / by)} (${three(r.p10! / by)} to ${three(r.p90! / by)})`;
  };
  const told = others.map((_, k) => own.filter((r) => r.against![k]!.more_than_chance).length);
  let heading = "";
  const rows: HTMLElement[] = [];
  for (const f of b.figures) {
    const r = own.find((one) => one.figure === f.key);
    if (!r) continue;
    if (f.heading !== heading) rows.push(h("tr", { class: "heading" }, h("th", { scope: "rowgroup", colspan: 2 + others.length }, f.heading.charAt(0).toUpperCase() + f.heading.slice(1))));
    heading = f.heading;
    rows.push(row([h("span", { title: f.says }, /^(plans by setting|cost)/.test(f.heading) ? words(f.name) : f.name), spread(r.range, f.unit, f.whole), ...r.against!.map((a) => {
      const text = spread(of(a.code, f.key), f.unit);
      if (!a.more_than_chance) return text;
      const above = (a.above ?? 0) > 0.5;
      return h("span", { class: "told" }, text, h("span", { "aria-hidden": "true" }, above ? " ▲" : " ▼"), h("span", { class: "govuk-visually-hidden" }, above ? ", the authority is above" : ", the authority is below"));
    })]));
  }
  return h("div", {},
    h("p", {}, others.map((o, k) => `${k === 0 ? `${own[0]!.name} differs` : "; "}${k === 0 ? " " : ""}from ${o.name.startsWith("neighbours") ? "its neighbours together" : o.name} by more than chance in ${told[k]} of ${own.length} figures`).join("") + ". ▲: it is above, ▼: it is below, by more than chance."),
    b.neighbours ? h("p", { class: "near" }, "Its statistical neighbours: ", b.neighbours.map((n) => {
      const link = h("button", { type: "button", class: "link" }, n.name);
      link.addEventListener("click", () => choose(n.key));
      return link;
    })) : "",
    figures("the authority, its neighbours and England", ["", own[0]?.name ?? "", ...others.map((o) => (o.name.startsWith("neighbours") ? "Neighbours" : o.name))], rows),
    h("p", { class: "key" }, `As published, January ${b.january}; middle and, in brackets, 8 in 10 of ${grouped(b.draws)} draws; costs in thousands of pounds.`),
    notes(b.notes));
}

// ranking is all authorities in their order by a measure.
function ranking(r: Standings, measure: number, code: string | undefined, width: number, choose: (code: string) => void): HTMLElement {
  const m = r.measures[measure]!;
  const ranked = m.rows.filter((p) => p.rank !== null && p.value !== null);
  const own = ranked.find((p) => p.code === code);
  const w = Math.max(260, width), height = 210, margin = { top: 22, right: 6, bottom: 8, left: 52 };
  const ends = ranked.flatMap((p) => [p.p10 ?? p.value!, p.p90 ?? p.value!]);
  const y = scaleLinear([Math.min(0, min(ends)!), max(ends)!], [height - margin.bottom, margin.top]).nice(4);
  const slot = (w - margin.left - margin.right) / ranked.length;
  const root = svg("svg", { viewBox: `0 0 ${w} ${height}`, class: "bars", "aria-hidden": "true" });
  for (const tick of y.ticks(4)) root.append(svg("line", { class: tick ? "grid" : "grid zero", x1: margin.left, x2: w - margin.right, y1: y(tick), y2: y(tick) }), svg("text", { class: "tick", x: margin.left - 6, y: y(tick) + 4, "text-anchor": "end" }, m.key === "plans-per-head" ? String(tick) : `${tick}%`));
  ranked.forEach((p, i) => {
    const x = margin.left + slot * i, mine = p === own;
    root.append(svg("rect", { class: mine ? "rank-own" : "rank", x: x + slot * 0.1, width: Math.max(0.8, slot * 0.8), y: Math.min(y(0), y(p.value!)), height: Math.max(1, Math.abs(y(0) - y(p.value!))) }));
    if (p.p10 !== null && p.p90 !== null && (slot > 3 || mine)) root.append(svg("line", { class: "rank-range", x1: x + slot / 2, x2: x + slot / 2, y1: y(p.p10), y2: y(p.p90) }));
    if (mine) root.append(svg("text", { class: "rank-says", x: Math.min(w - margin.right, Math.max(margin.left, x)), y: 14, "text-anchor": i > ranked.length / 2 ? "end" : "start" }, `${p.name}: ${three(p.value)}`));
  });
  const ordinal = (n: number): string => three(n);
  const rows = m.rows.map((p) => {
    const link = h("button", { type: "button", class: "link" }, p.name);
    link.addEventListener("click", () => choose(p.code));
    return row([p.rank === null ? p.name : link, p.rank === null ? "–" : three(p.rank), p.rank === null ? "–" : `${three(p.rank_p10)} to ${three(p.rank_p90)}`, three(p.value), m.chance ? "" : `${three(p.p10)} to ${three(p.p90)}`], p === own ? "is-own" : "");
  });
  return h("div", {},
    h("p", {}, own ? `${own.name} is about number ${ordinal(own.rank!)} of ${ranked.length}, the highest first (8 in 10: ${ordinal(own.rank_p10!)} to ${ordinal(own.rank_p90!)}): ${three(own.value)}${m.chance ? "" : `, 8 in 10 between ${three(own.p10)} and ${three(own.p90)}`}.` : "Choose an authority to see it among all."),
    h("figure", { class: "chart" }, h("figcaption", { class: "govuk-visually-hidden" }, `${m.name}, ${r.year}, by authority`), root),
    figures(`${m.name}, ${r.year}`, ["", "rank", "8 in 10", m.name, m.chance ? "" : "8 in 10"].filter((_, i) => !(i === 4 && m.chance)), m.chance ? rows.map((t) => (t.lastElementChild!.remove(), t)) : rows),
    h("p", { class: "key" }, `Of ${grouped(r.draws)} joint futures without levers that ship with this version, as published: ${r.regime}. It does not change with the levers, nor with a council’s own figures.`),
    notes(m.notes));
}

// Explore is the three, for one authority at a time.
export class Explore {
  readonly box = h("section", { class: "explore", "aria-label": "Beside the futures" });
  private shown = "";
  private measure = 0;
  private year = "";

  constructor(private readonly catalogue: Catalogue, private readonly choose: (key: string) => void) {}

  // show is of the authority of a scenario; of several it shows what is of all.
  show(s: Scenario): void {
    const a = s.authority.length === 1 ? this.catalogue.authorities.find((one) => one.key === s.authority[0]) : undefined;
    const now = `${a?.key ?? ""} ${s.regime}`;
    if (now === this.shown) return;
    this.shown = now;
    const open = [...this.box.querySelectorAll<HTMLDetailsElement>(":scope > details[open]")].map((d) => d.dataset["part"]);
    const key = a?.key ?? "";
    const part = (name: string, title: string, says: string, load: () => Promise<HTMLElement>): HTMLElement => {
      const body = h("div", { class: "explore-body", "aria-live": "polite" });
      const d = h("details", { "data-part": name }, h("summary", {}, title), body);
      d.addEventListener("toggle", () => {
        if (!d.open || body.dataset["asked"] === now) return;
        body.dataset["asked"] = now;
        body.replaceChildren(h("p", { class: "key" }, says));
        load().then((e) => body.replaceChildren(e), (e: unknown) => {
          body.dataset["asked"] = "";
          body.replaceChildren(h("p", {}, `It did not come: ${String(e instanceof Error ? e.message : e)} Close this and open it again.`));
        });
      });
      d.open = open.includes(name);
      return d;
    };
    const none = async (): Promise<HTMLElement> => h("p", {}, "Choose one authority: this is of one.");
    this.box.replaceChildren(
      part("scorecard", "How forecasts of past years did", "Fetching…", a ? async () => scorecard(await get<Scored>(`/api/authorities/${key}/scorecard`), a.name) : none),
      part("peers", "Beside its statistical neighbours", "Drawing every authority: a few seconds…", a ? async () => neighbours(await get<Beside>(`/api/authorities/${key}/peers?regime=${s.regime}`), this.choose) : none),
      part("ranking", "Among all authorities", "Fetching…", () => this.rank(a?.code)));
  }

  // rank is the ranking with its choices.
  private async rank(code: string | undefined): Promise<HTMLElement> {
    const r = await get<Standings>(`/api/standings${this.year ? `?year=${this.year}` : ""}`);
    const box = h("div");
    const draw = (focus?: string): void => {
      const year = h("select", { class: "govuk-select", id: id("year") }, r.years.map((y) => h("option", { value: y, selected: y === r.year }, y)));
      year.addEventListener("change", () => {
        this.year = year.value;
        this.rank(code).then((e) => {
          box.replaceWith(e);
          e.querySelector("select")?.focus();
        }, (e: unknown) => year.after(h("p", {}, String(e))));
      });
      box.replaceChildren(
        h("div", { class: "tabs", role: "group", "aria-label": "Ranked by" }, r.measures.map((m, i) => {
          const b = h("button", { type: "button", class: "tab", "aria-pressed": String(i === this.measure), "data-measure": m.key }, m.name.charAt(0).toUpperCase() + m.name.slice(1));
          b.addEventListener("click", () => {
            this.measure = i;
            draw(m.key);
          });
          return b;
        })),
        h("div", { class: "field short" }, h("label", { class: "field-name", for: year.id }, "Financial year"), year),
        ranking(r, this.measure, code, this.box.clientWidth, (c) => {
          const a = this.catalogue.authorities.find((one) => one.code === c);
          if (a) this.choose(a.key);
        }));
      if (focus) box.querySelector<HTMLElement>(`[data-measure="${focus}"]`)?.focus();
    };
    draw();
    return box;
  }
}
