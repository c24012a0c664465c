// What the results say: in a sentence, in pictures, and in the tables behind.

import { bars, extent, fanChart, table, type At } from "./chart";
import { h } from "./dom";
import { change, error, financialYear, grouped, percent, pounds } from "./format";
import type { Figure, Results } from "./results";
import type { Arrived, Attributed, Catalogue, Driven, Future, Opened } from "./types";

const quantiles = ["p05", "p10", "p25", "p50", "p75", "p90", "p95"];

export interface Shown {
  catalogue: Catalogue;
  opened: Opened;
  results: Results;
  arrived: Arrived;
  names: string[]; // of the scenarios
  area: number; // by its place in opened.areas
  width: number; // pixels that pictures have
  attributed: Map<number, Attributed>; // by scenario, as it comes
  driven: Map<number, Driven>; // the same
  future?: { scenario: number; told: Future };
  tell(scenario: number, column: string, year: number, value: number): void;
}

const exact = (value: number): Figure => ({ value, error: NaN, low: NaN, high: NaN });

// fanOf is the quantiles of a column at the date that closes each year, after
// the figure it starts from.
function fanOf(s: Shown, scenario: number, column: string): At[] {
  const { results: r, opened: o } = s;
  const area = o.areas[s.area]!, code = area.code;
  const by = Object.fromEntries(quantiles.map((q) => [q, r.of(scenario, code, column, q)]));
  const fan: At[] = Array.from({ length: r.years }, (_, y) => ({ year: r.firstYear + y + 1, q: Object.fromEntries(quantiles.map((q) => [q, by[q]![y]!])) }));
  if (column === "plans") {
    const last = (area.plans ?? []).find((p) => p.Year === r.firstYear);
    if (last) fan.unshift({ year: r.firstYear, q: Object.fromEntries(quantiles.map((q) => [q, exact(last.Value)])) });
  } else {
    fan.unshift({ year: r.firstYear, q: Object.fromEntries(quantiles.map((q) => [q, r.of(scenario, code, "opening_deficit", q)[0]!])) });
  }
  return fan;
}

const at = (fan: At[], year: number, q: string): number => fan.find((a) => a.year === year)!.q[q]!.value;

// levers tells whether a scenario differs from the base at all.
const differs = (s: Shown, scenario: number): boolean => {
  const first = s.opened.scenarios[0]!, one = s.opened.scenarios[scenario - 1]!;
  return one.levers.length > 0 || one.regime !== first.regime;
};

// between says a range of deficits in words.
function between(low: number, high: number): string {
  if (high <= 0) return `a surplus of ${pounds(-high)} to ${pounds(-low)}`;
  if (low < 0) return `anything from a surplus of ${pounds(-low)} to a deficit of ${pounds(high)}`;
  return `a deficit of ${pounds(low)} to ${pounds(high)}`;
}

// headline says the finding for one scenario.
export function headline(s: Shown, scenario: number): HTMLElement {
  const { results: r, opened: o, catalogue: c } = s;
  const area = o.areas[s.area]!;
  const five = r.firstYear + Math.min(c.caution_years, r.years), last = r.firstYear + r.years;
  const fan = fanOf(s, scenario, "cumulative_deficit");
  const plans = fanOf(s, scenario, "plans");
  const y = five - r.firstYear - 1;
  const rules = c.regimes.find((law) => law.key === o.scenarios[scenario - 1]!.regime)!.rules;
  const effect = (q: string) => r.effect(scenario, area.code, "cumulative_deficit", q)[y]!;
  const balance = r.chance(scenario, area.code, "chance_of_in_year_balance")[y]!;
  const tile = (name: string, figure: string, says: string): HTMLElement => h("div", { class: "tile" }, h("p", { class: "tile-name" }, name), h("p", { class: "tile-figure" }, figure), h("p", { class: "tile-says" }, says));
  const tiles = [
    tile(`Cumulative deficit, 31 March ${five}`, pounds(at(fan, five, "p50")), `median; 8 in 10 between ${pounds(at(fan, five, "p10"))} and ${pounds(at(fan, five, "p90"))}`),
    tile(`EHC plans, January ${five}`, grouped(at(plans, five, "p50")), `median; 8 in 10 between ${grouped(at(plans, five, "p10"))} and ${grouped(at(plans, five, "p90"))}`),
    tile(`In-year balance in ${financialYear(five - 1)}`, percent(balance.value, balance.value < 0.1 ? 1 : 0), `of the futures; ± ${percent(balance.error, 1)}`),
  ];
  if (differs(s, scenario)) {
    const lower = r.effect(scenario, area.code, "cumulative_deficit", "chance_lower")[y]!;
    tiles.push(tile(`What it changes by 31 March ${five}`, change(effect("p50").value), `in the cumulative deficit, future by future: 8 in 10 between ${change(effect("p10").value)} and ${change(effect("p90").value)}; lower in ${percent(lower.value)} of them`));
  }
  return h("div", { class: "headline" },
    h("h2", { class: "finding" }, `${area.name}: by 31 March ${five} ${between(at(fan, five, "p10"), at(fan, five, "p90"))} in 8 futures of 10`),
    h("p", { class: "finding-more" }, last > five ? `By 31 March ${last}, under ${rules}, ${between(at(fan, last, "p10"), at(fan, last, "p90"))}. ` : "", `${o.regime.charAt(0).toUpperCase()}${o.regime.slice(1)}; ${grouped(r.draws)} futures, simulated.`),
    h("div", { class: "tiles" }, tiles));
}

// glance is the finding in a line.
export function glance(s: Shown, scenario: number): string {
  const five = s.results.firstYear + Math.min(s.catalogue.caution_years, s.results.years);
  const fan = fanOf(s, scenario, "cumulative_deficit");
  return `Deficit at 31 March ${five}: ${pounds(at(fan, five, "p50"))} (${pounds(at(fan, five, "p10"))} to ${pounds(at(fan, five, "p90"))})`;
}

interface Measure { column: "plans" | "cumulative_deficit"; title: string; ink: "plans" | "deficit"; money: boolean; date: (y: number) => string }

const measures: Measure[] = [
  { column: "cumulative_deficit", title: "Cumulative DSG deficit", ink: "deficit", money: true, date: (y) => `31 March ${y}` },
  { column: "plans", title: "EHC plans", ink: "plans", money: false, date: (y) => `January ${y}` },
];

// sideWidth is the pixels of one of several pictures side by side, as the style
// sheet lays them out.
function sideWidth(width: number, n: number): number {
  const least = 300, gap = 20;
  const columns = Math.max(1, Math.min(n, Math.floor((width + gap) / (least + gap))));
  return (width - gap * (columns - 1)) / columns;
}

// fans draws every scenario before the base, side by side on one scale.
export function fans(s: Shown): HTMLElement[] {
  const { results: r, opened: o, catalogue: c } = s;
  const area = o.areas[s.area]!;
  const wide = s.names.length === 1;
  return measures.map((m) => {
    const say = m.money ? pounds : grouped;
    const base = fanOf(s, 0, m.column), all = s.names.map((_, i) => fanOf(s, i + 1, m.column));
    const past = (m.money ? area.deficits : area.plans) ?? [];
    const [bottom, top] = extent([base, ...all], past);
    const caution = r.years > c.caution_years ? r.firstYear + c.caution_years : Infinity;
    const unit = m.money ? (Math.max(Math.abs(bottom), top) >= 2e9 ? { divide: 1e9, mark: "bn" } : { divide: 1e6, mark: "m" }) : { divide: 1, mark: "" };
    const axis = (x: number): string => (m.money ? `${x < 0 ? "−" : ""}£${Math.abs(x / unit.divide)}${unit.mark}` : grouped(x));
    const charts = all.map((fan, i) => {
      const told = s.future?.scenario === i + 1 ? s.future.told.lines[m.column] : undefined;
      return fanChart({
        title: wide ? `${m.title}, ${area.name}` : `${m.title}: ${s.names[i]}`, ink: m.ink, fan, base: differs(s, i + 1) ? base : undefined, past, caution, top, bottom, say, axis, date: m.date, width: wide ? s.width : sideWidth(s.width, s.names.length), titled: !wide,
        one: told?.map((value, y) => ({ year: r.firstYear + y + 1, value })),
        tell: (year, value) => s.tell(i + 1, m.column, Math.max(r.firstYear, year - 1), value),
      });
    });
    const head = ["Date", ...s.names.flatMap((n) => (wide ? ["P10", "P50", "P90", "±"] : [`${n}: P10`, "P50", "P90", "±"])), "without levers: P10", "P50", "P90"];
    const rows = Array.from({ length: r.years }, (_, y) => {
      const figure = (scenario: number, q: string) => r.of(scenario, area.code, m.column, q)[y]!;
      return [m.date(r.firstYear + y + 1),
        ...s.names.flatMap((_, i) => [say(figure(i + 1, "p10").value), say(figure(i + 1, "p50").value), say(figure(i + 1, "p90").value), error(figure(i + 1, "p50").error, m.money)]),
        say(figure(0, "p10").value), say(figure(0, "p50").value), say(figure(0, "p90").value)];
    });
    return h("section", { class: "result", "aria-label": m.title },
      h("h3", { class: "result-title" }, m.title),
      h("p", { class: "key" }, h("span", { class: `swatch swatch-${m.ink}` }), "median, and the range of 5, 8 and 9 futures in 10", s.names.some((_, i) => differs(s, i + 1)) ? [h("span", { class: "swatch swatch-base" }), "the same futures without levers, median and 8 in 10"] : "", past.length > 0 ? [h("span", { class: "swatch swatch-past" }), "published"] : "", m.money ? ". Positive is a deficit: the upper edge is the worse end." : ""),
      h("div", { class: wide ? "charts" : "charts side" }, charts),
      table(`${m.title} by year`, head, rows));
  });
}

// effects says what each scenario changes, future by future.
export function effects(s: Shown): HTMLElement | null {
  const { results: r, opened: o } = s;
  const code = o.areas[s.area]!.code;
  const which = s.names.map((_, i) => i + 1).filter((i) => differs(s, i));
  if (which.length === 0) return null;
  const rows = Array.from({ length: r.years }, (_, y) => [financialYear(r.firstYear + y), ...which.flatMap((i) => {
    const e = (q: string) => r.effect(i, code, "cumulative_deficit", q)[y]!;
    const p = (q: string) => r.effect(i, code, "plans", q)[y]!;
    return [change(e("p10").value), change(e("p50").value), change(e("p90").value), percent(e("chance_lower").value), grouped(p("p50").value)];
  })]);
  const last = r.years - 1;
  return h("section", { class: "result", "aria-label": "What levers change" },
    h("h3", { class: "result-title" }, "What the levers change"),
    h("p", { class: "key" }, "The scenario less the same future without its levers, with the same luck: below nothing is a smaller deficit."),
    h("ul", { class: "govuk-list govuk-list--bullet" }, which.map((i) => {
      const e = (q: string) => r.effect(i, code, "cumulative_deficit", q)[last]!;
      return h("li", {}, h("strong", {}, s.names[i - 1]!), `: by 31 March ${r.firstYear + r.years} the cumulative deficit changes by ${change(e("p50").value)} (median; 8 in 10 between ${change(e("p10").value)} and ${change(e("p90").value)}); it is lower in ${percent(e("chance_lower").value)} of the futures, and ${pounds(Math.abs(e("mean").value))} ${e("mean").value < 0 ? "lower" : "higher"} on average (± ${error(e("mean").error, true)}).`);
    })),
    table("what the levers change by year", ["Financial year", ...which.flatMap((i) => [`${s.names[i - 1]}: deficit P10`, "P50", "P90", "lower in", "plans P50"])], rows));
}

// chances draws the chance of balance by year.
export function chances(s: Shown): HTMLElement {
  const { results: r, opened: o } = s;
  const code = o.areas[s.area]!.code;
  const years = Array.from({ length: r.years }, (_, y) => r.firstYear + y);
  const any = s.names.some((_, i) => differs(s, i + 1));
  const series = [...(any ? [{ name: "without levers", of: r.chance(0, code, "chance_of_in_year_balance"), kind: "base" }] : []), ...s.names.map((name, i) => ({ name, of: r.chance(i + 1, code, "chance_of_in_year_balance"), kind: String(i) }))];
  const over = (i: number, y: number): Figure => r.chance(i, code, "chance_of_cumulative_deficit_above_threshold")[y]!;
  const share = (f: Figure): string => `${percent(f.value, 1)} ± ${percent(f.error, 1)}`;
  return h("section", { class: "result", "aria-label": "Chance of balance" },
    h("h3", { class: "result-title" }, "Chance that a year balances"),
    h("p", { class: "key" }, series.map((one) => [h("span", { class: `swatch bar-${one.kind}` }), one.name]).flat(), ". The share of futures in which the high needs block pays for its year; the thin line is the 95% Monte Carlo interval."),
    bars("Share of futures in which the year balances", s.width, years, (y) => (s.width < 130 * s.results.years ? `${String(y).slice(2)}-${financialYear(y).slice(5)}` : financialYear(y)), series),
    table("chances by year", ["Financial year", ...(any ? ["without levers: balance", "above threshold"] : []), ...s.names.flatMap((n) => [`${n}: balance`, "above threshold"])],
      years.map((y, i) => [financialYear(y), ...[...(any ? [0] : []), ...s.names.map((_, k) => k + 1)].flatMap((k) => [share(r.chance(k, code, "chance_of_in_year_balance")[i]!), share(over(k, i))])])));
}

// notes is what a reader must know to use the figures.
export function notes(s: Shown): HTMLElement {
  const list = s.arrived.notes[s.area] ?? [];
  const warnings = list.filter((n) => n.startsWith("Warning: ")), rest = list.filter((n) => !n.startsWith("Warning: "));
  return h("section", { class: "result", "aria-label": "Notes" },
    h("h3", { class: "result-title" }, "What to know before you use this"),
    warnings.map((w) => h("div", { class: "warned" }, h("span", { class: "warned-mark", "aria-hidden": "true" }, "!"), h("p", {}, h("span", { class: "govuk-visually-hidden" }, "Warning: "), w.slice("Warning: ".length)))),
    h("ul", { class: "govuk-list govuk-list--bullet small-list" }, rest.map((n) => h("li", {}, n))));
}
