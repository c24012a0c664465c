// The page: scenarios on one side, what they lead to on the other. Every change
// is run at once; a newer change ends the run of an older one.

import { drivers } from "./drivers";
import { h, id } from "./dom";
import { Explore } from "./explore";
import { chances, effects, fans, glance, headline, notes, type Shown } from "./findings";
import { error, grouped } from "./format";
import { levers, unfold, unfoldAs } from "./levers";
import { makeup } from "./makeup";
import { pack, unpack } from "./link";
import { areFigures, Own, ownField, Unread } from "./own";
import { download, Papers, slug } from "./papers";
import { partOf, Run, type Watcher } from "./run";
import { nameOf, setup } from "./setup";
import type { Catalogue, Fault, Future, Scenario } from "./types";
import { waterfall } from "./waterfall";
import { together, yaml } from "./yaml";

const page = document.getElementById("page")!;
const run = new Run();

let catalogue: Catalogue;
let scenarios: Scenario[] = [];
let on = 0; // the scenario whose levers are seen
let area: number | undefined; // of those that the run reports; undefined: the last, which is their sum
let shown: Shown | undefined;
let errors: [number, number][] = []; // draws, and the Monte Carlo error of the median deficit
let own: Own; // a council's own figures
let explore: Explore;
let papers: Papers;

const parts = {
  setup: h("div"), tabs: h("div"), levers: h("div"), files: h("div"), problem: h("div", { id: "problem", "aria-live": "assertive" }),
  status: h("div", { class: "status", role: "status" }), bar: h("progress", { class: "drawn", max: 1, value: 0, "aria-label": "Futures drawn" }), results: h("div"), told: h("div"), own: h("div"),
  glance: h("a", { class: "glance", href: "#results", hidden: true }), // what follows from a slider, where the results are out of sight
};

// opened reads scenarios from their text by asking the server.
async function read(text: string): Promise<Scenario[]> {
  const answer = await fetch(`/api/scenario${own.query}`, { method: "POST", headers: { "Content-Type": "application/yaml" }, body: text });
  if (answer.status === 422) throw new Refusal(((await answer.json()) as { faults: Fault[] }).faults);
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { scenarios: Scenario[] }).scenarios;
}

class Refusal extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map(said).join("\n"));
  }
}

// reasons are what is wrong, as sentences.
const reasons = (e: unknown): string[] => (e instanceof Refusal ? e.faults.map(said) : e instanceof Unread ? e.list : [String(e instanceof Error ? e.message : e)]);

const said = (f: Fault): string => `${f.line ? `line ${f.line}: ` : ""}${f.key ? `${f.key}: ` : ""}${f.says}`;

let ofRun = false; // the problem that is shown is that of a run

// problem says what is wrong, above everything, until something is changed.
function problem(title = "", list: string[] = [], more?: HTMLElement): void {
  ofRun = false;
  parts.problem.replaceChildren(...(title === "" ? [] : [h("div", { class: "govuk-error-summary" }, h("h2", { class: "govuk-error-summary__title" }, title), h("div", { class: "govuk-error-summary__body" }, h("ul", { class: "govuk-list govuk-error-summary__list" }, list.map((t) => h("li", {}, t))), more ?? ""))]));
}

// show draws the controls anew.
function show(focus?: string): void {
  const s = scenarios[on]!;
  parts.setup.replaceChildren(setup(catalogue, scenarios[0]!, (change) => {
    if (change.authority) return choose(change.authority);
    scenarios.forEach((one) => Object.assign(one, change));
    changed();
    show();
  }, (says) => problem("That cannot be run", [says])));
  parts.own.replaceChildren(ownField(catalogue, own, scenarios[0]!.authority, (list) => void take(list), () => {
    putAside();
    changed();
    show();
  }));
  const open = [...parts.levers.querySelectorAll<HTMLElement>("details.group[open]")].map((e) => e.dataset["group"]);
  parts.levers.replaceChildren(levers(catalogue, s, changed, (at) => {
    changed();
    show(at);
  }));
  parts.levers.querySelectorAll<HTMLDetailsElement>("details.group").forEach((e) => (e.open = open.includes(e.dataset["group"])));
  tabs();
  files();
  foot();
  explore.show(scenarios[0]!);
  if (focus) document.getElementById(focus)?.focus();
}

// choose puts all scenarios on another authority. A council's own figures are of
// their own.
function choose(authority: string[]): void {
  if (own.brought && (authority.length !== 1 || authority[0] !== own.brought.key)) putAside();
  scenarios.forEach((one) => Object.assign(one, { authority }));
  area = undefined;
  changed();
  show();
}

// putAside goes back to published figures.
function putAside(): void {
  own.drop();
  scenarios.forEach((one) => Object.assign(one, { local: undefined, start: catalogue.start }));
}

// layOn lays all scenarios on the council's own figures.
function layOn(): void {
  const b = own.brought;
  if (!b) return;
  scenarios.forEach((one) => Object.assign(one, { authority: [b.key], local: b.file, start: b.start, rates_of: undefined }));
  area = undefined;
}

// tabs chooses, names, copies and takes away scenarios.
function tabs(): void {
  const button = (text: string, does: () => void, props: Record<string, unknown> = {}): HTMLElement => {
    const b = h("button", { type: "button", ...props }, text);
    b.addEventListener("click", does);
    return b;
  };
  const name = h("input", { class: "govuk-input", id: id("name"), type: "text", value: scenarios[on]!.name, maxlength: 60, autocomplete: "off" });
  name.addEventListener("change", () => {
    const text = name.value.trim();
    if (text === "" || scenarios.some((s, i) => i !== on && s.name === text)) {
      problem("That name cannot be", [text === "" ? "A scenario needs a name." : `Another scenario is called “${text}”.`]);
      name.value = scenarios[on]!.name;
      return;
    }
    scenarios[on]!.name = text;
    changed();
    show();
  });
  parts.tabs.replaceChildren(
    h("div", { class: "tabs", role: "group", "aria-label": "Scenarios" },
      scenarios.map((s, i) => button(s.name, () => {
        on = i;
        show();
        remember();
      }, { class: "tab", "aria-pressed": String(i === on) })),
      scenarios.length < catalogue.most_scenarios
        ? button("+ Add a scenario", () => {
          const copy = structuredClone(scenarios[on]!);
          unfoldAs(scenarios[on]!, copy);
          let n = scenarios.length + 1;
          while (scenarios.some((s) => s.name === `scenario ${n}`)) n++;
          copy.name = `scenario ${n}`;
          scenarios.push(copy);
          on = scenarios.length - 1;
          changed();
          show();
          parts.tabs.querySelector("input")!.select();
        }, { class: "tab tab-add" })
        : ""),
    h("div", { class: "named" }, h("div", { class: "field" }, h("label", { class: "field-name", for: name.id }, "Name of this scenario"), name),
      scenarios.length > 1
        ? button("Remove it", () => {
          scenarios.splice(on, 1);
          on = Math.max(0, on - 1);
          changed();
          show();
        }, { class: "link" })
        : ""));
}

// command is how a terminal does the same.
function command(): string {
  const names = scenarios.map((s) => `${slug(s.name)}.yaml`);
  const all = names.length > 1 ? `sendsim compare ${names.join(" ")}` : scenarios[0]!.levers.length > 0 ? `sendsim compare ${names[0]}` : "";
  return [...names.map((n) => `sendsim run ${n}`), all].filter((l) => l !== "").join("\n");
}

// files saves, loads and links.
function files(): void {
  const button = (text: string, does: () => void): HTMLElement => {
    const b = h("button", { type: "button", class: "quiet" }, text);
    b.addEventListener("click", does);
    return b;
  };
  const pick = h("input", { type: "file", id: id("file"), accept: ".yaml,.yml", multiple: true, class: "govuk-visually-hidden" });
  pick.addEventListener("change", () => void take([...(pick.files ?? [])]));
  const link = button("Copy a link", () => {
    navigator.clipboard?.writeText(location.href).then(() => (link.textContent = "Copied"), () => (link.textContent = "Copy it from the address bar"));
  });
  const what = h("select", { id: id("shipped"), class: "govuk-select" }, h("option", { value: "" }, "Open an example…"), catalogue.shipped.map((s) => h("option", { value: s.name }, s.name)));
  what.addEventListener("change", () => {
    const one = catalogue.shipped.find((s) => s.name === what.value);
    if (one) void replace(one.yaml);
  });
  parts.files.replaceChildren(h("div", { class: "files" },
    button(scenarios.length > 1 ? "Save this scenario (YAML)" : "Save (YAML)", () => download(`${slug(scenarios[on]!.name)}.yaml`, yaml(scenarios[on]!), "application/yaml")),
    pick, h("label", { for: pick.id, class: "quiet file-label" }, "Open files"),
    link,
    catalogue.shipped.length > 0 ? h("span", {}, h("label", { class: "govuk-visually-hidden", for: what.id }, "Open an example"), what) : "",
    button("Figures (Arrow)", () => shown && download(`${slug(scenarios[0]!.authority.join(" "))}-${shown.results.draws}.arrows`, shown.results.bytes, "application/vnd.apache.arrow.stream"))),
  papers.box,
  h("details", { class: "more" }, h("summary", {}, "Show the command"), h("p", { class: "hint" }, "Save the scenarios, then, in a terminal, for a folder with every draw, charts and a manifest:"), h("pre", { class: "command", tabindex: 0 }, command())));
}

// take opens files that were chosen or dropped: scenarios, or a council's own
// figures, or both.
async function take(list: File[]): Promise<void> {
  if (list.length === 0) return;
  const names = list.map((f) => f.name).join(", ");
  if (list.some((f) => f.size > 200_000 && !/\.csv$/i.test(f.name))) return problem(`${names} cannot be opened`, ["A scenario is a small YAML file, of up to 200 KB."]);
  const read = await Promise.all(list.map(async (f) => ({ name: f.name, text: await f.text() })));
  const figures = read.filter((f) => areFigures(f.name, f.text)), rest = read.filter((f) => !figures.includes(f));
  if (figures.length > 0) {
    const before = own.brought;
    try {
      await own.bring(Object.fromEntries(figures.map((f) => [f.name, f.text])));
    } catch (e) {
      own.brought = before;
      return problem(`${figures.map((f) => f.name).join(", ")} cannot be used`, reasons(e));
    }
    layOn();
    problem();
    if (rest.length === 0) {
      changed();
      show();
    }
  }
  if (rest.length > 0) await replace(rest.map((f) => f.text).join("\n---\n"), rest.map((f) => f.name).join(", "));
}

// replace puts scenarios in the place of those on the page.
async function replace(text: string, named = "That"): Promise<void> {
  try {
    const all = await read(text);
    unlike(all);
    scenarios = all;
    scenarios.forEach(unfold);
    on = 0;
    area = undefined;
    if (own.brought && !all.every((s) => s.authority.length === 1 && s.authority[0] === own.brought!.key)) putAside();
    layOn();
    problem();
    changed();
    show();
  } catch (e) {
    problem(`${named} cannot be opened`, reasons(e));
  }
}

// unlike gives each scenario a name of its own.
function unlike(all: Scenario[]): void {
  all.forEach((s, i) => {
    const name = s.name;
    for (let n = 2; all.slice(0, i).some((o) => o.name === s.name); n++) s.name = `${name} ${n}`;
  });
}

let mine = ""; // the address as this page wrote it

// remember puts the state into the address.
async function remember(): Promise<void> {
  const packed = `#s=${await pack(together(scenarios))}${on > 0 ? `&on=${on}` : ""}${own.query.replace("?", "&")}`;
  mine = packed;
  history.replaceState(null, "", packed);
}

// recall reads the state from the address; false: there is none.
async function recall(): Promise<boolean> {
  const q = new URLSearchParams(location.hash.slice(1));
  const packed = q.get("s");
  if (!packed) return false;
  let text: string;
  try {
    text = await unpack(packed);
  } catch {
    problem("The link cannot be read", ["It seems to be cut short. What is shown is the default."]);
    return false;
  }
  const undo = own.kept();
  try {
    const local = q.get("local");
    if (local && !(await own.recall(local))) throw new Unread(["It rests on a council’s own figures, which no link carries, and this server does not have them: open their file, and then the link or the scenario once more. What is shown is the default."]);
    if (!local) own.back();
    scenarios = await read(text);
  } catch (e) {
    undo(); // what stays on the page stays on its figures
    problem("The link cannot be run", reasons(e));
    return false;
  }
  on = Math.min(scenarios.length - 1, Math.max(0, Number(q.get("on")) || 0));
  return true;
}

// changed runs the scenarios, as soon as a slider rests for a moment.
let soon: number | undefined;
let trying: number | undefined; // asks whether the server is back
let moved: number | undefined; // when the change was made that waits for its first picture, ms
function changed(): void {
  run.leave();
  problem();
  clearTimeout(soon);
  clearTimeout(trying);
  parts.results.classList.add("is-old");
  moved ??= performance.now();
  soon = window.setTimeout(() => {
    void remember();
    begin();
  }, 40);
}

function begin(): void {
  errors = [];
  delete parts.results.dataset["whole"];
  parts.status.textContent = "Drawing the first futures…";
  void run.begin(together(scenarios), own.query, watcher);
}

const watcher: Watcher = {
  opened(o) {
    if (ofRun) problem();
    parts.bar.value = 0;
    if (o.said) parts.status.textContent = o.said.join(" ");
  },
  refused(faults) {
    if (faults.some((f) => f.key === "local-gone")) { // the server is another than the one that was given them
      own.again().then((had) => (had ? begin() : problem("That cannot be run", faults.map(said))), (e: unknown) => problem("The council’s own figures cannot be used", reasons(e)));
      return;
    }
    parts.status.textContent = "Not run.";
    problem("That cannot be run", faults.map((f) => (scenarios.length > 1 ? `${scenarios[f.scenario]?.name ?? ""}: ` : "") + said(f)));
  },
  waiting() {
    parts.status.textContent = "Waiting for other runs to end…";
  },
  full(says) {
    const soon = 1500 + 1500 * Math.random(); // ms: not all who wait come back at once
    parts.status.textContent = `${says.charAt(0).toUpperCase()}${says.slice(1)}: the page does so by itself.`;
    clearTimeout(trying);
    trying = window.setTimeout(begin, soon);
  },
  progress(done, total) {
    parts.bar.value = done / total;
  },
  result(results, arrived, opened) {
    const at = Math.min(area ?? opened.areas.length - 1, opened.areas.length - 1);
    shown = { catalogue, opened, results, arrived, names: opened.scenarios.map((s) => s.name), area: at, width: 0, attributed: new Map(), driven: new Map(), tell };
    const median = results.of(1, opened.areas[at]!.code, "cumulative_deficit", "p50")[results.years - 1]!;
    errors.push([results.draws, median.error]);
    const shrinks = errors.map(([draws, e]) => `${grouped(draws)}: ± ${error(e, true)}`).join(", ");
    parts.status.textContent = `${arrived.final ? "Done." : "A first picture; drawing more."} Monte Carlo error of the last median deficit, by futures drawn: ${shrinks}.${opened.said && !arrived.final ? ` ${opened.said.join(" ")}` : ""}`;
    const arrivedAt = performance.now();
    draw();
    if (moved !== undefined) {
      const start = moved;
      moved = undefined;
      requestAnimationFrame(() => { // how long it took, for whoever opens the browser's own tools
        performance.measure("change to fans", { start });
        performance.measure("figures to fans", { start: arrivedAt });
      });
    }
  },
  attributed(a) {
    shown?.attributed.set(a.scenario, a);
    draw();
  },
  driven(d) {
    shown?.driven.set(d.scenario, d);
    draw();
  },
  done() {
    parts.results.dataset["whole"] = "yes"; // waterfall and drivers are there too
    parts.bar.value = 1;
  },
  failed(says, gone) {
    parts.status.textContent = "Stopped.";
    const again = h("button", { type: "button", class: "govuk-button" }, "Try again");
    again.addEventListener("click", () => begin());
    problem(gone ? "The server does not answer" : "The run failed", [gone ? "Is sendsim serve still running in its window? The page goes on by itself once it is back." : says], again);
    ofRun = true;
    if (gone) wait();
  },
};

// wait asks now and then whether the server is back, and then runs again.
function wait(): void {
  clearTimeout(trying);
  trying = window.setTimeout(() => {
    fetch("/page.css", { method: "HEAD", cache: "no-store" }).then(() => begin(), () => wait());
  }, 1500);
}

// draw shows the results.
function draw(): void {
  if (!shown) return;
  const s = shown;
  const open = [...parts.results.querySelectorAll<HTMLDetailsElement>("details[open]")].map((d) => d.querySelector("summary")!.textContent);
  const at = focused();
  const scenario = Math.min(on, s.names.length - 1) + 1;
  parts.glance.hidden = false;
  parts.glance.replaceChildren(glance(s, scenario), h("span", { "aria-hidden": "true" }, " ↓"));
  s.width = parts.results.clientWidth;
  const choice = s.opened.areas.length > 1 ? whose(s) : "";
  parts.results.classList.remove("is-old");
  parts.results.replaceChildren(h("div", {}, choice, headline(s, scenario), ...fans(s), effects(s) ?? "", waterfall(s, scenario) ?? "", drivers(s, scenario) ?? "", chances(s), makeup(s, scenario, draw), notes(s)));
  parts.results.querySelectorAll("details").forEach((d) => (d.open = open.includes(d.querySelector("summary")!.textContent)));
  if (at) reachable().find((e) => called(e) === at)?.focus({ preventScroll: true }); // whoever reads by keys stays where they are
}

const reachable = (): HTMLElement[] => [...parts.results.querySelectorAll<HTMLElement>("button, select, summary, [tabindex]")];
const called = (e: HTMLElement): string => `${e.tagName} ${e.getAttribute("aria-label") ?? (e.id || e.textContent)}`;

// focused is what the element in the results is called that has focus.
function focused(): string | undefined {
  const e = document.activeElement;
  return e instanceof HTMLElement && parts.results.contains(e) ? called(e) : undefined;
}

// whose chooses among several authorities and their sum.
function whose(s: Shown): HTMLElement {
  const select = h("select", { id: id("area"), class: "govuk-select" }, s.opened.areas.map((a, i) => h("option", { value: i, selected: i === s.area }, a.name)));
  select.addEventListener("change", () => {
    area = Number(select.value);
    s.area = area;
    draw();
  });
  return h("div", { class: "field" }, h("label", { class: "field-name", for: select.id }, "Shown"), select);
}

// tell shows the one future that is nearest to a point of a fan.
async function tell(scenario: number, column: string, year: number, value: number): Promise<void> {
  const s = shown!;
  const of = { scenario: String(scenario), draws: String(s.results.draws), column, year: String(year), value: String(Math.round(value)) };
  try {
    const answer = await fetch(partOf(s.opened, "future", of));
    if (!answer.ok) throw new Error(await answer.text());
    const told = (await answer.json()) as Future;
    if (shown !== s) return;
    s.future = { scenario, told };
    draw();
    const close = h("button", { type: "button", class: "link" }, "Close");
    close.addEventListener("click", () => {
      s.future = undefined;
      parts.told.replaceChildren();
      draw();
    });
    const title = h("h3", { class: "result-title", tabindex: -1 }, `Future ${grouped(told.draw)} of ${s.names[scenario - 1]}, step by step`);
    parts.told.replaceChildren(h("section", { class: "result", "aria-label": "One future told" }, h("div", { class: "lever-head" }, title, close), h("p", { class: "key" }, "It is the dotted line in the fans above. One of many: it shows how the model comes to a figure, not what will happen."), h("pre", { class: "story", tabindex: 0 }, told.story)));
    title.focus();
  } catch (e) {
    problem("That future cannot be told", [String(e instanceof Error ? e.message : e)]);
  }
}

// foot says what holds for every figure under the law that is chosen.
function foot(): void {
  const caution = catalogue.regimes.find((r) => r.key === scenarios[on]!.regime)?.caution ?? "";
  document.getElementById("foot")!.replaceChildren(
    h("p", {}, `sendsim ${catalogue.version}. ${catalogue.licence} ${catalogue.sign} ${caution}`),
    h("p", {}, "This is not a government service. It runs on the machine that serves it and sends nothing anywhere. ", h("a", { href: "/licences.txt" }, "Licences of what the page is built with")));
}

async function open(): Promise<void> {
  const answer = await fetch("/api/catalogue");
  if (!answer.ok) throw new Error(await answer.text());
  catalogue = (await answer.json()) as Catalogue;
  own = new Own(catalogue.local);
  explore = new Explore(catalogue, (key) => {
    choose([key]);
    window.scrollTo(0, 0);
  });
  papers = new Papers(catalogue, () => shown && { opened: shown.opened, scenario: Math.min(on, shown.names.length - 1) + 1, name: slug(`${shown.opened.areas[shown.opened.areas.length - 1]!.name} ${shown.names[Math.min(on, shown.names.length - 1)]}`), futures: `${grouped(shown.opened.scenarios[0]!.draws)} futures of each scenario` }, (says) => problem("That could not be made", [says]));
  if (!(await recall())) scenarios = structuredClone(catalogue.first);
  unlike(scenarios);
  scenarios.forEach(unfold);
  const below = h("div", {}, parts.results, parts.told, explore.box);
  page.replaceChildren(
    h("h1", { class: "govuk-visually-hidden" }, "Futures of a high needs budget"),
    parts.problem, parts.setup, parts.own,
    h("div", { class: "halves" },
      h("section", { class: "left", "aria-label": "Scenarios and levers" }, parts.tabs, parts.levers, parts.files),
      h("section", { class: "right", id: "results", tabindex: -1, "aria-label": "Results" }, h("div", { class: "progress" }, parts.bar, parts.status), below)),
    parts.glance);
  // Where the results are in sight, the line that sums them up is not needed.
  new IntersectionObserver((seen) => parts.glance.classList.toggle("is-seen", seen.some((e) => e.isIntersecting))).observe(below);
  show();
  document.title = `sendsim: ${nameOf(catalogue, scenarios[0]!)}`;
  begin();
  void remember();
}

window.addEventListener("hashchange", () => {
  if (location.hash === mine) return;
  void recall().then((found) => {
    if (!found) return;
    area = undefined;
    show();
    changed();
  });
});
// A jump to the results is no address: the address is the state.
const jump = (e: Event): void => {
  e.preventDefault();
  const to = document.getElementById("results");
  to?.scrollIntoView();
  to?.focus({ preventScroll: true });
};
parts.glance.addEventListener("click", jump);
document.querySelector(".govuk-skip-link")!.addEventListener("click", jump);

let resized: number | undefined;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = window.setTimeout(() => {
    if (shown && shown.width !== parts.results.clientWidth) draw();
  }, 120);
});
window.addEventListener("dragover", (e) => e.preventDefault());
window.addEventListener("drop", (e) => {
  e.preventDefault();
  void take([...(e.dataTransfer?.files ?? [])]);
});
window.addEventListener("pagehide", () => run.leave());

open().catch((e: unknown) => {
  page.replaceChildren(parts.problem);
  problem("The page cannot be opened", [String(e instanceof Error ? e.message : e), "Reload it once sendsim serve is running."]);
});
