// What stands beside the futures, a council's own figures, and what is taken away.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { changing, close, open, quick, run, serve, settled, whole } from "./stage.mjs";

let server, folder;
before(async () => {
  server = await serve();
  folder = await mkdtemp(path.join(tmpdir(), "sendsim-explore-"));
});
after(async () => {
  await close();
  await server.stop();
  await rm(folder, { recursive: true });
});

const plan = `${quick}levers:\n  - resourced-provision: {from: 2024-autumn, places: 30}\n  - early-years-support: {from: 2024-autumn, effect: {low: 5%, high: 20%}}\n`;

test("waterfall and drivers follow, each with its table", async () => {
  const { page, ends } = await open(server, { text: plan });
  await whole(page);
  const fall = page.locator('[aria-label="What each lever does"]'), range = page.locator('[aria-label="What drives the range"]');
  await fall.getByText("The table behind").click();
  assert.equal(await fall.locator("tbody tr").count(), 4, "the ends and two levers");
  await range.getByText("The table behind").click();
  const rows = await range.locator("tbody tr").evaluateAll((all) => all.map((r) => [...r.children].map((c) => c.textContent)));
  assert.ok(rows.length >= 9 && rows.some((r) => r[0] === "Lever effects"), `${rows}`);
  for (const r of rows) assert.match(r[1], /^[\d.]+% \([\d.]+% to [\d.]+%\)$/);
  assert.match(await range.textContent(), /Of the cumulative deficit at 31 March 2027/);
  const ink = (of) => page.evaluate((s) => getComputedStyle(document.querySelector(s)).fill, of);
  assert.equal(await ink(".fall-end"), "rgb(80, 90, 95)", "the inks of the charts of a folder");
  assert.match(await ink(".fall-less, .fall"), /^rgb\((29, 112, 184|192, 95, 21)\)$/);
  await ends();
});

test("scorecard, neighbours and ranking of the authority, by keys", async () => {
  const { page, ends } = await open(server, { text: quick });
  await settled(page);
  const part = (name) => page.locator(`[data-part="${name}"]`);
  for (const name of ["scorecard", "peers", "ranking"]) {
    await part(name).locator(":scope > summary").focus();
    await page.keyboard.press("Enter");
    await part(name).locator("table").waitFor();
  }
  assert.match(await part("scorecard").textContent(), /A year ahead, the middle of 7 forecasts for Rutland was off by [\d.]+% on average/);
  assert.match(await part("peers").textContent(), /Rutland differs from its neighbours together by more than chance in \d+ of \d+ figures; from England/);
  assert.equal(await part("peers").locator(".near button").count(), 10);
  assert.match(await part("ranking").textContent(), /Rutland is about number \d+(\.\d)? of 15\d/);
  assert.equal(await part("ranking").locator("tr.is-own").count(), 1);
  const before = await part("ranking").locator("tr.is-own").textContent();
  await part("ranking").getByRole("button", { name: "Chance of in-year balance, %" }).press("Enter");
  assert.notEqual(await part("ranking").locator("tr.is-own").textContent(), before);
  await part("ranking").getByLabel("Financial year").selectOption("2024-25");
  await page.waitForFunction(() => document.querySelector('[data-part="ranking"] .scrolls').getAttribute("aria-label").includes("2024-25"));
  const next = page.locator('[data-part="peers"] .near button').first(), name = await next.textContent();
  await changing(page, () => next.press("Enter"));
  assert.ok((await page.textContent(".finding")).startsWith(`${name}:`), "a neighbour is chosen");
  await page.waitForFunction((n) => document.querySelector('[data-part="scorecard"]').textContent.includes(n), name);
  await ends();
});

// figures writes a council's own figures into the folder, some of them changed.
async function figures(...pairs) {
  const file = path.join(folder, "own.yaml");
  run("local", "--authority", "rutland", "--out", file, "--force");
  let text = await readFile(file, "utf8");
  for (const [was, is] of pairs) {
    assert.ok(text.includes(was), was);
    text = text.replace(was, is);
  }
  await writeFile(file, text);
  return [file, path.join(folder, "own-caseload.csv"), path.join(folder, "own-population.csv")];
}

test("a council's own figures are brought, run on, brought again to a new server, and put aside", async () => {
  const own = await serve();
  const { page, ends } = await open(own, { text: quick.replace("rutland", "hartlepool"), may: [/ERR_CONNECTION_REFUSED/, /ERR_INCOMPLETE_CHUNKED/, /ERR_EMPTY_RESPONSE/, /ERR_CONNECTION_RESET/, /status of 422/] });
  await settled(page);
  const files = await figures(["2023: 79 ", "2023: 97 "], ["waiting: 0 ", "waiting: 3 "]);
  await changing(page, () => page.locator('.own input[type="file"]').setInputFiles(files));
  assert.match(await page.textContent(".finding"), /^Rutland:/, "the authority is theirs");
  await page.locator(".own summary").click();
  const said = await page.textContent(".own");
  assert.match(said, /2 differ from what is published/);
  assert.match(said, /97 \(published: 79\)/);
  assert.match(said, /fewer than 5/);
  assert.doesNotMatch(said, /: 3 \(/);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Report (Markdown)" }).click()]);
  assert.match(await readFile(await saved.path(), "utf8"), /Contains local data/, "what is taken away is on them");
  const address = page.url();
  assert.match(address, /&local=[0-9a-f]{64}$/);
  const text = await page.evaluate(async () => {
    const bytes = Uint8Array.from(atob(location.hash.slice(3).split("&")[0].replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  });
  assert.ok(text.includes("local: ") && !text.includes("97"), `the link names the file, and holds none of it: ${text}`);

  await page.reload();
  await settled(page);
  assert.match(await page.textContent(".own"), /With the council’s own figures \(own.yaml\)/, "the server has them still");
  await changing(page, () => page.locator('.own input[type="file"]').setInputFiles(files));
  await own.stop();
  const again = await serve(own.port);
  await changing(page, () => page.getByLabel("Futures", { exact: true }).selectOption("200"));
  assert.equal(await page.textContent("#problem"), "", "to a new server they are brought again");
  assert.match(await page.textContent(".right"), /council/i);

  await changing(page, () => page.locator(".own").getByRole("button", { name: "put them aside" }).click());
  assert.match(await page.textContent(".own"), /On published figures/);
  assert.doesNotMatch(page.url(), /local=/);
  await ends();
  await again.stop();
});

test("records of single children, and figures that are not there, are refused and said", async () => {
  const { page, ends } = await open(server, { text: quick, may: [/status of (404|422)/] });
  await settled(page);
  const before = await page.textContent(".right .headline");
  const files = await figures();
  await writeFile(files[1], "upn,setting,need,age,children\nA123456789012,mainstream,asd,9,1\n");
  await page.locator('.own input[type="file"]').setInputFiles(files);
  await page.waitForFunction(() => document.getElementById("problem").textContent.includes("records of single children"));
  assert.doesNotMatch(await page.textContent("#problem"), /A123456789012/);
  await page.evaluate(() => {
    const all = new DataTransfer();
    all.items.add(new File(["form: 1\nauthority: rutland\ncolour: red\n"], "figures.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: all, cancelable: true, bubbles: true }));
  });
  await page.waitForFunction(() => /figures.yaml, line 3: colour/.test(document.getElementById("problem").textContent));
  assert.equal(await page.textContent(".right .headline"), before, "what was shown stays");
  await page.goto(`${page.url().replace(/&local=.*/, "")}&local=${"0".repeat(64)}`);
  await page.reload();
  await page.waitForFunction(() => document.getElementById("problem")?.textContent.includes("no link carries"));
  await page.waitForSelector(".finding");
  await ends();
});

test("workbook and report are taken away", async () => {
  const { page, ends } = await open(server, { text: plan.replace("300", "100"), may: [/status of 500/] });
  await settled(page);
  const take = async (name) => {
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    const file = path.join(folder, saved.suggestedFilename());
    await saved.saveAs(file);
    return [saved.suggestedFilename(), await readFile(file)];
  };
  const [book, bytes] = await take("Workbook (XLSX)");
  assert.equal(book, "rutland-plan-report.xlsx");
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  const [report, text] = await take("Report (HTML)");
  assert.equal(report, "rutland-plan-report.html");
  assert.match(text.toString(), /Rutland: what SEND demand does to the high-needs budget/);
  const [arrow, stream] = await take("Figures (Arrow)");
  assert.equal(arrow, "rutland-100.arrows");
  assert.equal(stream.readUInt32LE(0), 0xffffffff, "an Arrow stream begins so");
  await page.route("**/papers/*", (r) => r.fulfill({ status: 500, body: "the paper ran out" }), { times: 1 });
  await page.getByRole("button", { name: "One-page brief" }).click();
  await page.waitForFunction(() => document.getElementById("problem").textContent.includes("the paper ran out"));
  await ends();
});

test("under a law that may break, the page says so to its foot", async () => {
  const { page, ends } = await open(server, { text: quick });
  await settled(page);
  assert.match(await page.textContent("#foot"), /arithmetic under unchanged rules/);
  await changing(page, () => page.getByLabel("Law and funding", { exact: true }).selectOption("announced-2026-11-break"));
  const foot = await page.textContent("#foot");
  assert.match(foot, /arithmetic under/);
  assert.doesNotMatch(foot, /unchanged rules/);
  await ends();
});

test("where too many runs wait already, the page comes back by itself", async () => {
  const { page, ends } = await open(server, { text: quick });
  await settled(page);
  await page.route("**/events*", (r) => r.fulfill({ status: 200, contentType: "text/event-stream", body: 'event: full\ndata: {"says":"too many runs wait already; try again in a while"}\n\n' }), { times: 1 });
  await page.getByLabel("Futures", { exact: true }).selectOption("200");
  await page.waitForFunction(() => document.querySelector(".status").textContent.includes("Too many runs wait already"));
  await settled(page);
  assert.equal(await page.textContent("#problem"), "");
  await ends();
});

// CLOCK=1 holds it to half a second: a measure for a quiet machine of two cores.
test("a slider redraws the fans", async (t) => {
  const { page, ends } = await open(server, { text: "name: plan\nauthority: stockton-on-tees\nyears: 10\ndraws: 1000\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 30}\n" });
  await whole(page);
  const places = page.locator('input[data-dial="places"]').first();
  const moves = 9;
  for (let i = 0; i < moves; i++) {
    await places.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((n) => performance.getEntriesByName("change to fans").length > n, i);
  }
  const middle = (name) => page.evaluate((of) => performance.getEntriesByName(of).map((e) => e.duration).sort((a, b) => a - b)[4], name);
  const took = await middle("change to fans"), drew = await middle("figures to fans");
  t.diagnostic(`from the slider to the fans ${Math.round(took)} ms, of which drawing ${Math.round(drew)} ms, in the middle of ${moves} moves`);
  assert.ok(took > 40, "it cannot be quicker than it waits for the slider to rest");
  if (process.env.CLOCK) assert.ok(took < 500, `${took} ms`);
  await ends();
});
