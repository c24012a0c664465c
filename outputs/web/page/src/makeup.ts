// What plans and spend are made of, in the mean of the futures.

import { table } from "./chart";
import { h } from "./dom";
import type { Shown } from "./findings";
import { financialYear, grouped, pounds, words } from "./format";
import { gathered, stack, type Layer } from "./stack";

interface Makeup { prefix: string; title: string; says: string; money: boolean }

const all: Makeup[] = [
  { prefix: "plans_phase_", title: "Plans by phase", says: "Children with a plan in January.", money: false },
  { prefix: "plans_setting_", title: "Plans by setting", says: "Children with a plan in January.", money: false },
  { prefix: "spend_", title: "Spend by line", says: "Spend of the high needs block, with what published lines do not explain.", money: true },
];

// spoken are words that stand for more than they say.
const spoken = (text: string): string =>
  words(text.replace(/^topup_/, "top_ups, ").replace(/^places_/, "places, ")).replace("Top ups", "Top-ups").replace(/post ?16/i, (t) => (t.startsWith("P") ? "Post-16" : "post-16")).replace(/\bap\b/i, "alternative provision");

// opened is which of them is shown.
let opened = 0;

// makeup draws one of them for one scenario; again draws it anew.
export function makeup(s: Shown, scenario: number, again: () => void): HTMLElement {
  const { results: r, opened: o, catalogue: c } = s;
  const code = o.areas[s.area]!.code;
  const m = all[opened]!;
  const years = Array.from({ length: r.years }, (_, y) => (m.money ? financialYear(r.firstYear + y) : String(r.firstYear + y + 1)));
  const layers: Layer[] = c.columns.filter((k) => k.name.startsWith(m.prefix)).map((k) => ({ name: spoken(k.name.slice(m.prefix.length)), of: r.of(scenario, code, k.name, "mean").map((f) => f.value) }));
  const base = (name: string): number[] => r.of(0, code, name, "mean").map((f) => f.value);
  const say = m.money ? pounds : grouped;
  const choose = h("div", { class: "tabs", role: "group", "aria-label": "What is shown" }, all.map((one, i) => {
    const b = h("button", { type: "button", class: "tab", "aria-pressed": String(i === opened), id: `makeup-${i}` }, one.title);
    b.addEventListener("click", () => {
      opened = i;
      again();
      document.getElementById(b.id)?.focus();
    });
    return b;
  }));
  const last = r.years - 1;
  return h("section", { class: "result", "aria-label": "What it is made of" },
    h("h3", { class: "result-title" }, "What it is made of"), choose,
    h("p", { class: "key" }, `${m.says} Means of the futures${s.names.length > 1 ? `, ${s.names[scenario - 1]}` : ""}: the means of parts add up, their medians would not.`),
    stack(m.title, Math.max(260, s.width), years.map((y) => (s.width < 700 && m.money ? y.slice(2) : y)), gathered(layers), m.money ? (x) => `${x < 0 ? "−" : ""}£${Math.abs(x / 1e6)}m` : grouped),
    table(`${m.title.toLowerCase()} by year`, ["Part", ...years, `${years[last]} without levers`],
      layers.map((l, i) => [l.name, ...l.of.map(say), say(base(c.columns.filter((k) => k.name.startsWith(m.prefix))[i]!.name)[last]!)])));
}
