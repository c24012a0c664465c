// Means by year laid on one another: what plans and spend are made of.

import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { h, svg } from "./dom";

export interface Layer { name: string; of: number[] } // of: by year

// inks go from dark to light, and keep apart for readers who see no colour.
const inks = 8;

// most is how many layers are told apart; the smallest others are one.
const most = inks;

// gathered puts the layers with the largest last year first, and the smallest
// of too many together.
export function gathered(layers: Layer[]): Layer[] {
  const size = (l: Layer): number => Math.max(...l.of.map(Math.abs));
  const all = layers.filter((l) => size(l) > 0).sort((a, b) => size(b) - size(a));
  if (all.length <= most) return all;
  const rest = all.slice(most - 1);
  return [...all.slice(0, most - 1), { name: `${rest.length} others`, of: rest[0]!.of.map((_, y) => rest.reduce((sum, l) => sum + l.of[y]!, 0)) }];
}

// stack draws layers on one another, what is below nothing below the line.
export function stack(title: string, width: number, years: string[], layers: Layer[], axis: (x: number) => string): HTMLElement {
  const height = 280, margin = { top: 12, right: 8, bottom: 30, left: 64 };
  const above = years.map((_, y) => layers.reduce((sum, l) => sum + Math.max(0, l.of[y]!), 0));
  const below = years.map((_, y) => layers.reduce((sum, l) => sum + Math.min(0, l.of[y]!), 0));
  const y = scaleLinear([Math.min(0, min(below)!), max(above)!], [height - margin.bottom, margin.top]).nice(4);
  const slot = (width - margin.left - margin.right) / years.length;
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "bars", "aria-hidden": "true" });
  for (const tick of y.ticks(4)) root.append(svg("line", { class: tick ? "grid" : "grid zero", x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }), svg("text", { class: "tick", x: margin.left - 8, y: y(tick) + 4, "text-anchor": "end" }, axis(tick)));
  years.forEach((year, i) => {
    let up = 0, down = 0;
    layers.forEach((l, k) => {
      const v = l.of[i]!, from = v >= 0 ? up : down, to = from + v;
      if (v >= 0) up = to;
      else down = to;
      root.append(svg("rect", { class: `layer layer-${k % inks}`, x: margin.left + slot * i + slot * 0.1, width: slot * 0.8, y: y(Math.max(from, to)), height: Math.abs(y(from) - y(to)) }));
    });
    const every = slot > 52 ? 1 : slot > 26 ? 2 : 3;
    if (i % every === 0) root.append(svg("text", { class: "tick", x: margin.left + slot * (i + 0.5), y: height - 9, "text-anchor": "middle" }, year));
  });
  const key = h("ul", { class: "layers" }, layers.map((l, k) => h("li", {}, h("span", { class: `swatch layer-${k % inks}` }), l.name)));
  return h("figure", { class: "chart" }, h("figcaption", { class: "govuk-visually-hidden" }, title), root, key);
}
