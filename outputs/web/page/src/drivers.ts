// What drives the range of a scenario: shares of its variance.

import { scaleLinear } from "d3-scale";
import { table } from "./chart";
import { h, svg } from "./dom";
import type { Shown } from "./findings";
import { grouped, percent } from "./format";
import type { Portion } from "./types";

const says = (p: Portion): string => `${percent(p.value)} (${percent(p.low)} to ${percent(p.high)})`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// drivers draws it for one scenario; null until it is known.
export function drivers(s: Shown, scenario: number): HTMLElement | null {
  const d = s.driven.get(scenario);
  if (!d) return null;
  const section = (...inside: (HTMLElement | string)[]): HTMLElement => h("section", { class: "result", "aria-label": "What drives the range" }, h("h3", { class: "result-title" }, "What drives the range"), ...inside);
  if (d.says) return section(h("p", { class: "key" }, d.says));
  const one = d.areas?.[s.area];
  if (!one || one.drivers.length === 0) return null;
  const width = Math.max(260, s.width), row = 40, left = 2, right = 2;
  const x = scaleLinear([0, Math.max(1, ...one.drivers.map((k) => k.with_others.value))], [left, width - right]);
  const root = svg("svg", { viewBox: `0 0 ${width} ${row * one.drivers.length}`, class: "bars", "aria-hidden": "true" });
  one.drivers.forEach((k, i) => {
    const y = i * row;
    root.append(svg("text", { class: "fall-name", x: left, y: y + 14 }, capital(k.name)), svg("text", { class: "fall-says", x: width - right, y: y + 14, "text-anchor": "end" }, `${percent(k.alone.value)}, with others ${percent(k.with_others.value)}`),
      svg("rect", { class: "share-with", x: left, y: y + 20, height: 13, width: Math.max(1, x(k.with_others.value) - left) }),
      svg("rect", { class: "share-alone", x: left, y: y + 23, height: 7, width: Math.max(1, x(k.alone.value) - left) }),
      svg("line", { class: "whisker", x1: x(k.alone.low), x2: x(k.alone.high), y1: y + 36, y2: y + 36 }));
  });
  return section(
    h("p", { class: "key" }, `Of ${one.of}${s.names.length > 1 ? `, ${s.names[scenario - 1]}` : ""}. `, h("span", { class: "swatch share-alone" }), "by how much the variance would fall, on average, if this alone were known (under it its 90% interval)", h("span", { class: "swatch share-with" }), "what would be left if all else were known; these may add up to more than 100%."),
    h("figure", { class: "chart" }, h("figcaption", { class: "govuk-visually-hidden" }, "Shares of the variance, by what is uncertain"), root),
    h("p", { class: "key" }, `Each was drawn anew on ${grouped(d.draws)} futures with all else held: a first answer, with wide intervals; sendsim run --drivers takes longer and says it closer. What the model leaves out drives nothing here.`),
    one.crossed ? h("p", { class: "key" }, one.crossed) : "",
    table("what drives the range", ["What is uncertain", "alone (90% interval)", "with others (90% interval)"], one.drivers.map((k) => [capital(k.name), says(k.alone), says(k.with_others)])));
}
