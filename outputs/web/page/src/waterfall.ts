// What each lever does, from the futures without levers to those with them.

import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { table } from "./chart";
import { h, svg } from "./dom";
import type { Shown } from "./findings";
import { change, error, grouped, pounds, words } from "./format";

// waterfall draws it for one scenario; null until it is known, and where no
// lever is pulled.
export function waterfall(s: Shown, scenario: number): HTMLElement | null {
  const a = s.attributed.get(scenario);
  const steps = a?.steps[s.area]?.find((one) => one.column === "cumulative_deficit"), plans = a?.steps[s.area]?.find((one) => one.column === "plans");
  if (!a || !steps || steps.parts.length === 0) return null;
  const nameOf = (name: string): string => {
    const lever = s.opened.scenarios[scenario - 1]!.levers.find((l) => (l.name ?? l.key) === name);
    const card = s.catalogue.levers.find((c) => c.key === lever?.key);
    return card ? (lever!.name ? `${card.name}: ${lever!.name}` : card.name) : words(name);
  };
  const year = s.results.firstYear + s.results.years;
  const width = Math.max(260, s.width), narrow = s.width < 480, row = narrow ? 64 : 46, under = narrow ? 18 : 0, left = 2, right = 2;
  const ends: number[] = [steps.base];
  for (const p of steps.parts) ends.push(ends[ends.length - 1]! + p.mean);
  // Ends are long and parts short: the scale begins near them where nothing would be seen else.
  const spread = max(ends)! - min(ends)!, far = Math.abs(steps.base) > 6 * spread;
  const x = scaleLinear(far ? [min(ends)! - 0.6 * spread, max(ends)! + 0.25 * spread] : [Math.min(0, min(ends)!), Math.max(0, max(ends)!)], [left, width - right]);
  const origin = far ? x.domain()[0]! : 0;
  const root = svg("svg", { viewBox: `0 0 ${width} ${row * (steps.parts.length + 2)}`, class: "bars", "aria-hidden": "true" });
  const bar = (i: number, name: string, says: string, from: number, to: number, kind: string): void => {
    const y = i * row;
    root.append(svg("text", { class: "fall-name", x: left, y: y + 15 }, name), svg("text", { class: "fall-says", x: narrow ? left : width - right, y: y + 15 + under, "text-anchor": narrow ? "start" : "end" }, says),
      svg("rect", { class: kind, x: Math.min(x(from), x(to)), y: y + 21 + under, height: 17, width: Math.max(1.5, Math.abs(x(to) - x(from))) }));
    if (i > 0) root.prepend(svg("line", { class: "fall-link", x1: x(from), x2: x(from), y1: y - 8, y2: y + 21 + under }));
  };
  bar(0, "Without levers", pounds(steps.base), origin, steps.base, "fall-end");
  steps.parts.forEach((p, i) => bar(i + 1, nameOf(p.name), `${change(p.mean)} ± ${error(p.mc_error_of_mean ?? NaN, true)}`, ends[i]!, ends[i + 1]!, p.mean < 0 ? "fall-less" : "fall"));
  bar(steps.parts.length + 1, s.names[scenario - 1]!, pounds(steps.scenario), steps.scenario, origin, "fall-end");
  return h("section", { class: "result", "aria-label": "What each lever does" },
    h("h3", { class: "result-title" }, `What each lever does to the mean deficit of 31 March ${year}`),
    h("p", { class: "key" }, `A bar is the mean effect of a lever over every order in which the levers might come; the bars add up exactly. Attribution ${a.how}; ± is the Monte Carlo error.${far ? " The scale does not begin at nothing." : ""}`),
    h("figure", { class: "chart" }, h("figcaption", { class: "govuk-visually-hidden" }, "Waterfall by lever"), root),
    table("what each lever does", ["Lever", "mean deficit", "±", "P10", "P90", "mean plans"], [
      ["Without levers", pounds(steps.base), "", "", "", grouped(plans?.base ?? NaN)],
      ...steps.parts.map((p) => [nameOf(p.name), change(p.mean), error(p.mc_error_of_mean ?? NaN, true), change(p.p10), change(p.p90), grouped(plans?.parts.find((q) => q.name === p.name)?.mean ?? NaN)]),
      [s.names[scenario - 1]!, pounds(steps.scenario), "", "", "", grouped(plans?.scenario ?? NaN)],
    ]));
}
