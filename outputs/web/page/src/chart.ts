// Fans by year: what a scenario leads to, before that of its base.

import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { h, svg } from "./dom";
import type { Figure } from "./results";
import { bands } from "./results";
import type { Point } from "./types";

// Band is the quantiles of one date, by name.
export interface At { year: number; q: Record<string, Figure> }

export interface Fan {
  title: string;
  ink: "plans" | "deficit" | "base";
  fan: At[];
  base?: At[]; // the same without levers, behind it
  past: Point[];
  caution: number; // the year after which figures are arithmetic
  top: number; // of the vertical axis, common to all that stand side by side
  bottom: number;
  say: (x: number) => string;
  axis: (x: number) => string;
  date: (year: number) => string;
  one?: { year: number; value: number }[]; // one future told
  tell?: (year: number, value: number) => void;
  width: number; // pixels
  titled: boolean; // the title is seen
}

// extent is the least and the highest that fans show.
export function extent(fans: At[][], past: Point[]): [number, number] {
  const values = [0, ...past.map((p) => p.Value), ...fans.flat().flatMap((a) => [a.q["p05"]!.value, a.q["p95"]!.value]).filter(Number.isFinite)];
  return [min(values)!, max(values)!];
}

const level = (a: At, name: string): number => a.q[name]!.value;

// fanChart draws one fan. It is read by pointer, by touch, and by the arrow
// keys: each year is said to a screen reader.
export function fanChart(f: Fan): HTMLElement {
  const width = Math.max(240, f.width), big = width > 900, height = Math.round(Math.max(220, Math.min(460, width * (width > 600 ? 0.46 : 0.7))));
  const margin = { top: 14, right: 20, bottom: 30, left: big ? 72 : 58 };
  const first = Math.min(f.fan[0]!.year, ...f.past.map((p) => p.Year)), lastYear = f.fan[f.fan.length - 1]!.year;
  const x = scaleLinear([first, lastYear], [margin.left, width - margin.right]);
  const y = scaleLinear([f.bottom, f.top], [height - margin.bottom, margin.top]).nice(5);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: `fan fan-${f.ink}`, "aria-hidden": "true" });
  for (const tick of y.ticks(5)) {
    root.append(svg("line", { class: tick === 0 ? "grid zero" : "grid", x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: margin.left - 8, y: y(tick) + 4, "text-anchor": "end" }, f.axis(tick)));
  }
  const room = (width - margin.left) / (lastYear - first); // of a year
  const every = [1, 2, 4].find((n) => n * room > (big ? 60 : 46)) ?? 5;
  for (let year = lastYear; year >= first; year -= every) root.append(svg("text", { class: "tick", x: x(year), y: height - 9, "text-anchor": "middle" }, year));
  if (f.caution < lastYear) {
    root.append(svg("rect", { class: "caution", x: x(f.caution), y: margin.top, width: x(lastYear) - x(f.caution), height: height - margin.top - margin.bottom }),
      svg("text", { class: "tick caution-says", x: x(f.caution) + 5, y: margin.top + 12 }, x(lastYear) - x(f.caution) > 270 ? "beyond here arithmetic, not a forecast" : x(lastYear) - x(f.caution) > 150 ? "arithmetic, no forecast" : ""));
  }
  const path = line<At>().x((a) => x(a.year));
  const shape = (low: string, high: string) => area<At>().x((a) => x(a.year)).y0((a) => y(level(a, low))).y1((a) => y(level(a, high))).defined((a) => Number.isFinite(level(a, low)));
  bands.forEach(([low, high], i) => root.append(svg("path", { class: `band band-${i}`, d: shape(low, high)(f.fan) })));
  if (f.base) {
    for (const q of ["p10", "p90"]) root.append(svg("path", { class: "base-edge", d: path.y((a) => y(level(a, q)))(f.base) }));
    root.append(svg("path", { class: "base-line", d: path.y((a) => y(level(a, "p50")))(f.base) }));
  }
  root.append(svg("path", { class: "median", d: path.y((a) => y(level(a, "p50")))(f.fan) }));
  for (const p of f.past) root.append(svg("circle", { class: "past", cx: x(p.Year), cy: y(p.Value), r: 3 }));
  if (f.one) {
    const told = line<{ year: number; value: number }>().x((p) => x(p.year)).y((p) => y(p.value));
    root.append(svg("path", { class: "one", d: told(f.one) }));
  }
  const rule = svg("line", { class: "rule", y1: margin.top, y2: height - margin.bottom, visibility: "hidden" });
  root.append(rule);

  const said = h("p", { class: "reading" }, f.titled ? "Point at a year, or press the arrow keys, to read it." : "Point at a year, or press the arrow keys, to read it; click, or press Enter, to see one future that passes there.");
  const read = (a: At): string => {
    const own = `${f.date(a.year)}: median ${f.say(level(a, "p50"))}; 8 in 10 between ${f.say(level(a, "p10"))} and ${f.say(level(a, "p90"))}; 9 in 10 between ${f.say(level(a, "p05"))} and ${f.say(level(a, "p95"))}`;
    const base = f.base?.find((b) => b.year === a.year);
    return base ? `${own}. Without levers: median ${f.say(level(base, "p50"))}, 8 in 10 between ${f.say(level(base, "p10"))} and ${f.say(level(base, "p90"))}.` : `${own}.`;
  };
  let now = f.fan.length - 1;
  const reader = h("div", {
    class: "chart-reader", tabindex: 0, role: "slider", "aria-label": `${f.title}: read a year`, "aria-valuemin": f.fan[0]!.year, "aria-valuemax": lastYear,
  }, root);
  const show = (i: number): void => {
    now = Math.max(0, Math.min(f.fan.length - 1, i));
    const a = f.fan[now]!;
    rule.setAttribute("x1", String(x(a.year)));
    rule.setAttribute("x2", String(x(a.year)));
    rule.setAttribute("visibility", "visible");
    reader.setAttribute("aria-valuenow", String(a.year));
    reader.setAttribute("aria-valuetext", read(a));
    said.textContent = read(a);
  };
  reader.setAttribute("aria-valuenow", String(lastYear));
  reader.setAttribute("aria-valuetext", read(f.fan[now]!));
  const pointed = (e: PointerEvent | MouseEvent): { i: number; value: number } => {
    const box = root.getBoundingClientRect();
    const year = x.invert(((e.clientX - box.left) / box.width) * width);
    const i = f.fan.reduce((best, a, k) => (Math.abs(a.year - year) < Math.abs(f.fan[best]!.year - year) ? k : best), 0);
    return { i, value: y.invert(((e.clientY - box.top) / box.height) * height) };
  };
  reader.addEventListener("pointermove", (e) => show(pointed(e).i));
  reader.addEventListener("click", (e) => {
    const p = pointed(e);
    show(p.i);
    if (e.detail > 0) f.tell?.(f.fan[p.i]!.year, p.value);
  });
  reader.addEventListener("keydown", (e) => {
    const step: Record<string, number> = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, Home: 0, End: f.fan.length - 1 };
    const to = step[e.key];
    if (to !== undefined) {
      e.preventDefault();
      show(to);
    } else if (e.key === "Enter") {
      f.tell?.(f.fan[now]!.year, level(f.fan[now]!, "p50"));
    }
  });
  return h("figure", { class: "chart" }, h("figcaption", { class: f.titled ? "chart-title" : "govuk-visually-hidden" }, f.title), reader, said);
}

// bars draws chances by year, a bar for each scenario, with the error of each.
export function bars(title: string, width: number, years: number[], label: (y: number) => string, series: { name: string; of: Figure[]; kind: string }[]): HTMLElement {
  const height = 230, margin = { top: 12, right: 8, bottom: 30, left: 50 };
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const slot = (width - margin.left - margin.right) / years.length;
  const bar = Math.min(22, (slot - 8) / series.length);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "bars", "aria-hidden": "true" });
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) root.append(svg("line", { class: tick ? "grid" : "grid zero", x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }), svg("text", { class: "tick", x: margin.left - 8, y: y(tick) + 4, "text-anchor": "end" }, `${100 * tick}%`));
  years.forEach((year, i) => {
    const middle = margin.left + slot * (i + 0.5);
    if (slot > 44 || i % 2 === 0) root.append(svg("text", { class: "tick", x: middle, y: height - 9, "text-anchor": "middle" }, label(year)));
    series.forEach((s, k) => {
      const f = s.of[i]!, left = middle + (k - series.length / 2) * bar;
      if (!Number.isFinite(f.value)) return;
      root.append(svg("rect", { class: `bar bar-${s.kind}`, x: left + 1, width: bar - 2, y: y(f.value), height: Math.max(1, y(0) - y(f.value)) }),
        svg("line", { class: "whisker", x1: left + bar / 2, x2: left + bar / 2, y1: y(f.low), y2: y(f.high) }));
    });
  });
  return h("figure", { class: "chart" }, h("figcaption", { class: "govuk-visually-hidden" }, title), root);
}

// table is the figures behind a picture.
export function table(caption: string, head: string[], rows: string[][]): HTMLElement {
  return h("details", { class: "behind" }, h("summary", {}, `The table behind: ${caption}`),
    h("div", { class: "scrolls", tabindex: 0, role: "region", "aria-label": `Table: ${caption}` },
      h("table", { class: "figures" }, h("caption", { class: "govuk-visually-hidden" }, caption),
        h("thead", {}, h("tr", {}, head.map((c) => h("th", { scope: "col" }, c)))),
        h("tbody", {}, rows.map((r) => h("tr", {}, r.map((c, i) => (i === 0 ? h("th", { scope: "row" }, c) : h("td", {}, c)))))))));
}
