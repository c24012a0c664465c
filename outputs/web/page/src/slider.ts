// A dial as a slider with one handle, or two where it is uncertain. The
// handles are range inputs of the browser: keys, touch and screen readers work.

import { h, id } from "./dom";
import { dial as say, words } from "./format";
import type { Dial, Range } from "./types";

// stops are the values a handle can stand on: fine near nothing, coarser by a
// twenty-fifth of the value where the scale is long, with those that are set.
export function stops(d: Dial, set: number[]): number[] {
  const whole = d.high - d.low;
  const nice = (x: number): number => {
    const power = 10 ** Math.floor(Math.log10(x));
    const first = x / power;
    return power * (first < 1.5 ? 1 : first < 3.5 ? 2 : first < 7.5 ? 5 : 10);
  };
  const least = d.unit === "pounds" ? Math.max(100, nice(whole / 5000)) : d.unit === "share" || d.unit === "chance" ? 0.01 : d.unit === "months" || d.unit === "places" ? 1 : nice(whole / 1000);
  const all = new Set<number>([d.low, d.high, ...set.filter((x) => x >= d.low && x <= d.high)]);
  const tidy = (x: number): number => Number(x.toPrecision(6));
  for (let x = 0; x < d.high; x = tidy(x + Math.max(least, nice(Math.abs(x) / 25 || least)))) if (x >= d.low) all.add(x);
  for (let x = 0; x > d.low; x = tidy(x - Math.max(least, nice(Math.abs(x) / 25 || least)))) all.add(x);
  return [...all].sort((a, b) => a - b);
}

const nearest = (list: number[], x: number): number => list.reduce((best, v, i) => (Math.abs(v - x) < Math.abs(list[best]! - x) ? i : best), 0);

// slider is the control of one dial. changed is called with every move.
export function slider(of: string, d: Dial, now: Range, changed: (r: Range) => void): HTMLElement {
  const set: Range = { ...now };
  const list = stops(d, [now.low, now.high, d.default.low, d.default.high]);
  const name = words(d.name);
  const said = h("output", { class: "dial-value" });
  const handles = h("div", { class: "handles" });
  const about = id("dial");
  const text = (): string => (set.low === set.high ? say(set.low, d.unit) : `${say(set.low, d.unit)} to ${say(set.high, d.unit)}`);

  const fill = h("span", { class: "handles-fill" });
  const show = (): void => {
    said.textContent = text();
    const at = (x: number): number => (100 * nearest(list, x)) / (list.length - 1);
    fill.style.left = `${set.low === set.high ? 0 : at(set.low)}%`;
    fill.style.right = `${100 - at(set.high)}%`;
  };
  const handle = (end: "low" | "high" | "both"): HTMLInputElement => {
    const which = end === "both" ? name : `${name}, ${end === "low" ? "P10: one future in ten is lower" : "P90: one future in ten is higher"}`;
    const at = nearest(list, end === "high" ? set.high : set.low);
    const input = h("input", { type: "range", min: 0, max: list.length - 1, step: 1, value: at, "aria-label": `${of}: ${which}`, "aria-describedby": about, "data-dial": d.name, "data-end": end });
    input.value = String(at);
    input.setAttribute("aria-valuetext", say(list[at]!, d.unit));
    input.addEventListener("input", () => {
      let i = Number(input.value);
      if (end === "low") i = Math.min(i, nearest(list, set.high));
      if (end === "high") i = Math.max(i, nearest(list, set.low));
      input.value = String(i);
      const value = list[i]!;
      if (end !== "high") set.low = value;
      if (end !== "low") set.high = value;
      if (set.mid !== undefined) set.mid = undefined; // the middle of a range that is moved lies between its ends
      input.setAttribute("aria-valuetext", say(value, d.unit));
      show();
      changed({ ...set });
    });
    return input;
  };
  const draw = (): void => {
    const uncertain = sure.checked;
    handles.replaceChildren(h("span", { class: "handles-track" }), fill, ...(uncertain ? [handle("low"), handle("high")] : [handle("both")]));
    handles.classList.toggle("is-range", uncertain);
    show();
  };
  const sure = h("input", { type: "checkbox", class: "dial-sure", id: id("sure") });
  sure.checked = set.low !== set.high;
  sure.addEventListener("change", () => {
    if (sure.checked) {
      const [low, high] = d.default.low < d.default.high ? [d.default.low, d.default.high] : [set.low * 0.8, set.low * 1.2];
      set.low = Math.max(d.low, low);
      set.high = Math.min(d.high, high);
      if (set.low === set.high) set.high = list[Math.min(list.length - 1, nearest(list, set.low) + 1)]!;
      set.mid = d.default.low < d.default.high ? d.default.mid : undefined;
    } else {
      const middle = set.mid ?? (set.low + set.high) / 2;
      set.low = set.high = list[nearest(list, middle)]!;
      set.mid = undefined;
    }
    draw();
    changed({ ...set });
  });
  draw();
  const usual = d.default.low === d.default.high ? say(d.default.low, d.unit) : `${say(d.default.low, d.unit)} to ${say(d.default.high, d.unit)}`;
  return h("div", { class: "dial" },
    h("div", { class: "dial-head" }, h("span", { class: "dial-name" }, name), said),
    handles,
    h("div", { class: "dial-foot" },
      h("span", { class: "sure" }, sure, h("label", { for: sure.id }, "uncertain", h("span", { class: "govuk-visually-hidden" }, `: ${of}, ${name}`))),
      h("details", { class: "small" }, h("summary", {}, "what is it", h("span", { class: "govuk-visually-hidden" }, `: ${name}`), ` `, grade(d.grade)),
        h("p", { id: about }, `${d.says}. Allowed: ${say(d.low, d.unit)} to ${say(d.high, d.unit)}. Usual: ${usual} [${d.grade}]: ${d.source}.`))));
}

const grades: Record<string, string> = { F: "found", D: "derived", M: "to be checked", J: "judgement" };

// grade is how far a figure can be trusted.
export const grade = (g: string): HTMLElement => h("span", { class: `grade grade-${g}` }, grades[g] ?? g);
