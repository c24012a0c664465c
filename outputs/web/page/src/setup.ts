// For whom, how far, under which law, in how many futures.

import { h, id } from "./dom";
import { grouped, words } from "./format";
import type { Catalogue, Scenario } from "./types";

// nameOf is who is meant, in words.
export function nameOf(c: Catalogue, s: Scenario): string {
  return s.authority.map((key) => {
    if (key === "england") return "England";
    if (key.startsWith("region:")) return `Region: ${words(key.slice("region:".length))}`;
    return c.authorities.find((a) => a.key === key)?.name ?? key;
  }).join(", ");
}

// setup is the controls that all scenarios have in common. set is called with
// what they come to; say with what cannot be.
export function setup(c: Catalogue, s: Scenario, set: (change: Partial<Scenario>) => void, say: (says: string) => void): HTMLElement {
  const places: [string, string][] = [
    ...c.authorities.filter((a) => !a.unfit).map((a): [string, string] => [a.name, a.key]),
    ...c.regions.map((r): [string, string] => [`Region: ${words(r)}`, `region:${r}`]),
    ["England", "england"],
  ];
  const list = id("places"), who = id("who");
  const now = nameOf(c, s);
  const input = h("input", { id: who, class: "govuk-input", type: "text", list, value: now, autocomplete: "off", spellcheck: "false", "aria-describedby": `${who}-hint` });
  const choose = (): void => {
    const text = input.value.trim().toLowerCase();
    if (text === now.toLowerCase()) return;
    const found = places.find(([name, key]) => name.toLowerCase() === text || key === text)
      ?? c.authorities.filter((a) => a.code.toLowerCase() === text).map((a): [string, string] => [a.name, a.key])[0]
      ?? (text.length > 2 ? only(places.filter(([name]) => name.toLowerCase().includes(text))) : undefined);
    if (found) return set({ authority: [found[1]] });
    const out = c.authorities.find((a) => a.name.toLowerCase() === text);
    say(out?.unfit ? `${out.name} cannot be run: ${out.unfit}` : text === "" ? "Which authority? Type a part of its name." : `No authority is called “${input.value}”, or more than one: choose from the list.`);
  };
  input.addEventListener("change", choose);
  input.addEventListener("focus", () => input.select());
  const field = (name: string, control: HTMLElement, hint = ""): HTMLElement => h("div", { class: "field" }, h("label", { class: "field-name", for: control.id }, name), control, hint ? h("p", { class: "hint", id: `${control.id}-hint` }, hint) : "");
  const select = (options: [string, string][], value: string, does: (v: string) => void): HTMLSelectElement => {
    const e = h("select", { id: id("set"), class: "govuk-select" }, (options.some(([v]) => v === value) ? options : [[value, value] as [string, string], ...options]).map(([v, says]) => h("option", { value: v, selected: v === value }, says)));
    e.addEventListener("change", () => does(e.value));
    return e;
  };
  const plans = c.authorities.find((a) => a.key === s.authority[0])?.plans;
  const years = Array.from({ length: c.most_years }, (_, i): [string, string] => [String(i + 1), `${i + 1} ${i === 0 ? "year" : "years"}`]);
  const draws = [200, 1000, 2000, 5000, 10000, 20000].filter((n) => n <= c.most_draws).map((n): [string, string] => [String(n), grouped(n)]);
  return h("section", { class: "setup", "aria-label": "For whom, how far, under which law" },
    h("datalist", { id: list }, places.map(([name]) => h("option", { value: name }))),
    field("Authority", input, `Type a part of the name.${plans ? ` ${grouped(plans)} plans in January ${s.start.slice(0, 4)}.` : ""}`),
    field(`Years from January ${s.start.slice(0, 4)}`, select(years, String(s.years), (v) => set({ years: Number(v) }))),
    field("Law and funding", select(c.regimes.map((r): [string, string] => [r.key, r.title]), s.regime, (v) => set({ regime: v }))),
    field("Futures", select(draws, String(s.draws), (v) => set({ draws: Number(v) }))));
}

const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
