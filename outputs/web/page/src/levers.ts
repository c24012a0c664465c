// The levers of one scenario: those that are pulled, with their dials, and the
// catalogue by phase.

import { h, id, svg } from "./dom";
import { term as say, words } from "./format";
import { grade, slider } from "./slider";
import type { Card, Catalogue, Lever, Scenario } from "./types";

// terms are the terms that a scenario lives, the first one first.
export function terms(s: Scenario): string[] {
  const start = Number(s.start.slice(0, 4));
  const all = [`${start}-spring`];
  for (let y = start; y < start + s.years; y++) all.push(`${y}-summer`, `${y}-autumn`, `${y + 1}-spring`);
  return all;
}

// fresh is a lever at its defaults, with a name of its own where it needs one.
export function fresh(card: Card, s: Scenario): Lever {
  const same = s.levers.filter((l) => l.key === card.key);
  let n = same.length + 1;
  while (same.some((l) => l.name === `phase ${n}`)) n++;
  return {
    key: card.key,
    name: same.length > 0 ? `phase ${n}` : undefined,
    from: `${s.start.slice(0, 4)}-autumn`,
    ramp: { ...card.ramp },
    fade: 0,
    dials: Object.fromEntries(card.dials.map((d) => [d.name, { ...d.default }])),
    cost: {},
  };
}

const titleOf = (card: Card, l: Lever): string => (l.name ? `${card.name}: ${l.name}` : card.name);

// unfolded are the levers whose dials are seen.
const unfolded = new WeakSet<Lever>();

// unfold shows the dials of the first levers of a scenario where there is room.
export function unfold(s: Scenario): void {
  const most = window.innerWidth < 900 ? 0 : 2;
  s.levers.slice(0, most).forEach((l) => unfolded.add(l));
}

// unfoldAs shows the dials of a copy that are seen in what it is copied from.
export function unfoldAs(from: Scenario, copy: Scenario): void {
  copy.levers.forEach((l, i) => unfolded.has(from.levers[i]!) && unfolded.add(l));
}

// pulled is the controls of one lever.
function pulled(c: Catalogue, s: Scenario, l: Lever, changed: () => void, again: () => void): HTMLElement {
  const card = c.levers.find((k) => k.key === l.key)!;
  const title = titleOf(card, l);
  const choose = (name: string, now: string, list: [string, string][], set: (v: string) => void): HTMLElement => {
    const of = id("term");
    const select = h("select", { id: of, class: "govuk-select" }, list.map(([value, says]) => h("option", { value, selected: value === now }, says)));
    select.addEventListener("change", () => {
      set(select.value);
      changed();
    });
    return h("div", { class: "field" }, h("label", { class: "field-name", for: of }, name, h("span", { class: "govuk-visually-hidden" }, ` of ${title}`)), select);
  };
  const all = terms(s);
  const offered = all.includes(l.from) ? all : [l.from, ...all];
  const number = (name: string, now: number, most: number, set: (v: number) => void): HTMLElement => {
    const of = id("number");
    const input = h("input", { id: of, class: "govuk-input", type: "number", min: 0, max: most, step: 1, value: now });
    input.addEventListener("change", () => {
      set(Math.max(0, Math.min(most, Number(input.value) || 0)));
      changed();
    });
    return h("div", { class: "field" }, h("label", { class: "field-name", for: of }, name, h("span", { class: "govuk-visually-hidden" }, ` of ${title}`)), input);
  };
  const others = s.levers.filter((o) => o !== l).map((o) => [o.name ?? o.key, titleOf(c.levers.find((k) => k.key === o.key)!, o)] as const);
  const waits = (): HTMLElement => h("fieldset", { class: "waits" }, h("legend", { class: "field-name" }, "Waits for", h("span", { class: "govuk-visually-hidden" }, ` (${title})`)), others.map(([name, says]) => {
    const box = h("input", { type: "checkbox", id: id("waits") });
    box.checked = l.after?.includes(name) ?? false;
    box.addEventListener("change", () => {
      l.after = [...(l.after ?? []).filter((n) => n !== name), ...(box.checked ? [name] : [])];
      changed();
    });
    return h("span", { class: "sure" }, box, h("label", { for: box.id }, says));
  }));
  const list = (name: string, hidden: string, hint: string, now: string[] | undefined, set: (all: string[]) => void): HTMLElement => {
    const of = id("list");
    const input = h("input", { id: of, class: "govuk-input", type: "text", value: (now ?? []).join(", "), autocomplete: "off", spellcheck: "false", "aria-describedby": `${of}-hint` });
    input.addEventListener("change", () => {
      set(input.value.split(",").map((t) => t.trim()).filter((t) => t !== ""));
      changed();
    });
    return h("div", { class: "field wide-field" }, h("label", { class: "field-name", for: of }, name, h("span", { class: "govuk-visually-hidden" }, ` ${hidden} ${title}`)), h("p", { class: "hint", id: `${of}-hint` }, hint), input);
  };
  const cost = (key: string, name: string): HTMLElement =>
    list(name, "pays for", "Such as 350k/year, 100k once", l.cost?.[key], (sums) => (l.cost = { ...l.cost, [key]: sums }));
  const dials = (risk: boolean) => card.dials.filter((d) => d.name.startsWith("delivery.") === risk).map((d) =>
    slider(title, d, l.dials[d.name] ?? d.default, (r) => {
      l.dials[d.name] = r;
      changed();
    }));
  const away = h("button", { type: "button", class: "link" }, "Remove", h("span", { class: "govuk-visually-hidden" }, ` ${title}`));
  away.addEventListener("click", () => {
    s.levers.splice(s.levers.indexOf(l), 1);
    s.levers.forEach((o) => (o.after = o.after?.filter((n) => n !== (l.name ?? l.key)))); // nothing waits for what is gone
    again();
  });
  const folded = h("details", { class: "lever", open: unfolded.has(l) },
    h("summary", {}, h("h3", { class: "lever-name" }, title, " ", grade(card.grade))),
    h("p", { class: "lever-says" }, sentence(card.says)),
    h("div", { class: "fields" },
      choose("First term", l.from, offered.map((t) => [t, say(t)]), (v) => (l.from = v)),
      choose("Last term", l.until ?? "", [["", "goes on"], ...all.map((t): [string, string] => [t, say(t)])], (v) => (l.until = v || undefined))),
    card.reserves ? list("Reserved for needs", "of", "Such as semh, asd; left empty, for all", l.needs, (needs) => (l.needs = needs)) : "",
    dials(false),
    h("details", { class: "more" }, h("summary", {}, "Delivery risk"),
      h("p", { class: "hint" }, "How late it comes, and how much of it ever comes. What was planned seldom comes in time and in full."), dials(true)),
    h("details", { class: "more" }, h("summary", {}, "Start, end and cost"),
      h("div", { class: "fields" },
        choose("How it comes in", l.ramp.shape, c.shapes.map((t) => [t, words(t)]), (v) => (l.ramp.shape = v)),
        number("Months to full effect", l.ramp.months, 120, (v) => (l.ramp.months = v)),
        number("Months to fade after its last term", l.fade, 120, (v) => (l.fade = v))),
      others.length > 0 ? waits() : "",
      h("p", { class: "hint" }, `${card.cost}. Beside that, by purse:`),
      h("div", { class: "fields" }, c.purses.filter((p) => card.purses.includes(p.key) || (l.cost?.[p.key] ?? []).length > 0).map((p) => cost(p.key, p.name)))),
    h("details", { class: "more" }, h("summary", {}, "Evidence, and how it can mislead"),
      h("p", {}, `${card.evidence} `, h("em", {}, card.source)), h("p", {}, h("strong", {}, "How it can mislead: "), card.misleads)),
    away);
  folded.addEventListener("toggle", () => (folded.open ? unfolded.add(l) : unfolded.delete(l)));
  return folded;
}

const short = (text: string): string => (text.length > 52 ? `${text.slice(0, 50)}…` : text);

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

// timeline shows when each lever runs and how it comes in. A bar can be drawn to
// other terms; by keys that is what the choices of terms below are for.
function timeline(c: Catalogue, s: Scenario, again: () => void): HTMLElement {
  const all = terms(s);
  const row = 32, width = 380, top = 18, left = 4;
  const at = (t: string): number => left + (all.indexOf(t) / all.length) * (width - left);
  const root = svg("svg", { viewBox: `0 0 ${width} ${top + row * s.levers.length + 4}`, class: "timeline", role: "img", "aria-label": `When levers run: ${s.levers.map((l) => `${titleOf(c.levers.find((k) => k.key === l.key)!, l)} from ${say(l.from)}${l.until ? ` to ${say(l.until)}` : ""}`).join("; ")}` });
  all.forEach((t) => {
    if (t.endsWith("spring")) root.append(svg("line", { class: "grid", x1: at(t), x2: at(t), y1: top - 4, y2: top + row * s.levers.length }));
    if (t.endsWith("autumn") && (s.years <= 6 || Number(t.slice(0, 4)) % 2 === 0)) root.append(svg("text", { class: "tick", x: at(t), y: 11 }, t.slice(0, 4)));
  });
  s.levers.forEach((l, i) => {
    const card = c.levers.find((k) => k.key === l.key)!;
    const from = Math.max(left, at(l.from)), to = l.until ? at(l.until) + width / all.length : width, y = top + i * row + 16;
    const months = (width - left) / (12 * s.years), full = Math.min(to, from + Math.max(0, l.ramp.months) * months);
    const bar = svg("path", { class: "run", d: `M${from},${y + 12}${l.ramp.shape === "step" ? `H${full}V${y}` : `L${full},${y}`}H${to}V${y + 12}Z` });
    if (all.includes(l.from) && all.includes(l.until ?? l.from)) drawn(bar, root, (width - left) / width / all.length, -all.indexOf(l.from), all.length - 1 - all.indexOf(l.until ?? l.from), (by) => {
      l.from = all[all.indexOf(l.from) + by]!;
      if (l.until) l.until = all[all.indexOf(l.until) + by];
      again();
    });
    root.append(bar,
      svg("text", { class: "run-name", x: from > width / 2 ? width - 2 : from, y: y - 3, "text-anchor": from > width / 2 ? "end" : "start" }, short(titleOf(card, l))));
  });
  return h("div", {}, h("div", { class: "timeline-box" }, root), h("p", { class: "hint" }, "Draw a bar to other terms, or choose them below."));
}

// drawn lets a bar be drawn along the time line by whole terms, each a share of
// its width, from least to most of them.
function drawn(bar: SVGElement, line: SVGSVGElement, term: number, least: number, most: number, moved: (by: number) => void): void {
  bar.addEventListener("pointerdown", (down) => {
    bar.setPointerCapture(down.pointerId);
    const each = line.getBoundingClientRect().width * term;
    let by = 0;
    const move = (e: PointerEvent): void => {
      by = Math.max(least, Math.min(most, Math.round((e.clientX - down.clientX) / each)));
      bar.setAttribute("transform", `translate(${by * term * line.viewBox.baseVal.width})`);
    };
    const end = (): void => {
      bar.removeEventListener("pointermove", move);
      if (by !== 0) moved(by);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", end, { once: true });
    bar.addEventListener("pointercancel", () => bar.removeEventListener("pointermove", move), { once: true });
  });
}

const phases: [string, string][] = [["early-years", "Early years"], ["mainstream", "Mainstream"], ["specialist", "Specialist"], ["post-16", "Post-16"]];

// levers is all of it. changed is called with every move, again when a lever
// comes or goes.
export function levers(c: Catalogue, s: Scenario, changed: () => void, again: (focus?: string) => void): HTMLElement {
  const offer = (card: Card, group: string): HTMLElement => {
    const button = h("button", { type: "button", class: "add", "data-lever": card.key, id: `add-${group}-${card.key}` }, "Add", h("span", { class: "govuk-visually-hidden" }, ` ${card.name}`));
    button.addEventListener("click", () => {
      const l = fresh(card, s);
      s.levers.push(l);
      unfolded.add(l);
      again(button.id);
    });
    return h("li", { class: "offer" }, h("div", {}, h("span", { class: "offer-name" }, card.name), " ", grade(card.grade), h("span", { class: "offer-says" }, sentence(card.says))), button);
  };
  const everyPhase = (card: Card): boolean => phases.every(([key]) => card.phases.includes(key));
  const groups = [...phases.map(([key, name]): [string, string, Card[]] => [key, name, c.levers.filter((k) => !everyPhase(k) && k.phases.includes(key))]), ["every", "Every phase", c.levers.filter(everyPhase)] as [string, string, Card[]]];
  return h("div", { class: "levers" },
    h("h2", { class: "panel-title" }, s.levers.length === 0 ? "No levers yet" : s.levers.length === 1 ? "One lever" : `${s.levers.length} levers`),
    s.levers.length === 0
      ? h("p", { class: "hint" }, "Without levers this is what is expected if nothing is done differently. Add one below: it starts from published evidence or from judgement, and says which.")
      : timeline(c, s, () => again()),
    s.levers.map((l) => pulled(c, s, l, changed, () => again())),
    h("h2", { class: "panel-title" }, "Add a lever, by phase"),
    groups.map(([key, name, list]) => h("details", { class: "group", "data-group": key }, h("summary", {}, name, h("span", { class: "count" }, ` ${list.length}`)), h("ul", { class: "offers" }, list.map((card) => offer(card, key))))));
}
