// A scenario as the text that sendsim run reads, everything said.

import type { Lever, Range, Scenario } from "./types";

const quote = (text: string): string => JSON.stringify(text);

const range = (r: Range): string =>
  r.low === r.high ? String(r.low) : `{low: ${r.low}, ${r.mid === undefined ? "" : `mid: ${r.mid}, `}high: ${r.high}}`;

function lever(l: Lever): string {
  const lines: string[] = [];
  if (l.name) lines.push(`name: ${quote(l.name)}`);
  lines.push(`from: ${l.from}`);
  if (l.after?.length) lines.push(`after: [${l.after.map(quote).join(", ")}]`);
  if (l.until) lines.push(`until: ${l.until}`);
  lines.push(`ramp: {shape: ${l.ramp.shape}, months: ${l.ramp.months}}`);
  if (l.fade) lines.push(`fade: ${l.fade}`);
  if (l.needs?.length) lines.push(`needs: [${l.needs.map(quote).join(", ")}]`);
  const delivery: string[] = [];
  for (const [name, r] of Object.entries(l.dials)) {
    if (name.startsWith("delivery.")) delivery.push(`${name.slice("delivery.".length)}: ${range(r)}`);
    else lines.push(`${name}: ${range(r)}`);
  }
  const costs = Object.entries(l.cost ?? {}).filter(([, sums]) => sums.length > 0);
  if (costs.length > 0) lines.push(`cost: {${costs.map(([purse, sums]) => `${purse}: [${sums.join(", ")}]`).join(", ")}}`);
  if (delivery.length > 0) lines.push(`delivery: {${delivery.join(", ")}}`);
  return `  - ${l.key}:\n${lines.map((line) => `      ${line}\n`).join("")}`;
}

// yaml writes one scenario.
export function yaml(s: Scenario): string {
  const lines = [`name: ${quote(s.name)}`, `authority: ${s.authority.join(",")}`];
  if (s.rates_of) lines.push(`with-rates-of: ${s.rates_of}`);
  lines.push(`start: ${s.start}`, `years: ${s.years}`, `draws: ${s.draws}`, `seed: ${s.seed}`, `regime: ${s.regime}`);
  if (s.local) lines.push(`local: ${quote(s.local)}`);
  if (s.threshold !== undefined) lines.push(`threshold: ${s.threshold}`);
  if (s.levers.length > 0) lines.push("levers:");
  return lines.join("\n") + "\n" + s.levers.map(lever).join("");
}

// together writes several, as the server reads them.
export const together = (all: Scenario[]): string => all.map(yaml).join("---\n");
