import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { changing, close, link, open, patience, quick, run, serve, settled, whole } from "./stage.mjs";

let server, folder;
before(async () => {
  server = await serve();
  folder = await mkdtemp(path.join(tmpdir(), "sendsim-page-"));
});
after(async () => {
  await close();
  await server.stop();
  await rm(folder, { recursive: true });
});

const withLever = `${quick}levers:\n  - resourced-provision: {from: 2024-autumn, places: 30, delivery: {late: 0, realised: 100%}}\n`;
const name = "Resourced provision and SEN units";
const places = (page) => page.locator('input[data-dial="places"]').first();

test("the first visit shows a result at once, and paints within a second", async () => {
  const { page, ends } = await open(server);
  await page.waitForSelector(".finding");
  assert.match(await page.textContent(".finding"), /^Stockton-on-Tees: by 31 March 2029 a deficit of £[\d.]+m to £[\d.]+m in 8 futures of 10$/);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  assert.ok(paint < 1000, `first contentful paint after ${paint} ms`);
  await ends();
});

test("a new user opens, chooses, pulls a lever, compares, saves and opens again", async () => {
  const { page, ends } = await open(server, { text: quick });
  await settled(page);
  await changing(page, async () => {
    await page.getByLabel("Authority", { exact: true }).fill("hartlep");
    await page.keyboard.press("Enter");
  });
  assert.match(await page.textContent(".finding"), /^Hartlepool:/);
  await page.locator("summary", { hasText: /^Mainstream/ }).click();
  await changing(page, () => page.locator('[data-group="mainstream"]').getByRole("button", { name: `Add ${name}` }).click());
  assert.match(await page.textContent(".right"), /What the levers change/);
  await changing(page, () => page.getByRole("button", { name: "+ Add a scenario" }).click());
  await changing(page, async () => {
    await places(page).focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
  });
  assert.equal(await page.locator(".fan-deficit").count(), 2, "fans side by side");
  assert.match(await page.textContent(".command"), /sendsim compare plan.yaml scenario-2.yaml/);

  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save this scenario (YAML)" }).click()]);
  const file = path.join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  assert.match(await readFile(file, "utf8"), /places: 28/);
  run("check", file);
  const before = await page.textContent(".right .headline");
  await changing(page, () => page.getByLabel("Open files", { exact: true }).setInputFiles(file));
  assert.equal(await page.locator(".left .tab:not(.tab-add)").count(), 1);
  assert.equal(await page.locator(".right .headline").textContent(), before, "opened again, it says the same");
  await ends();
});

test("what the page says is what sendsim run says", async () => {
  const file = path.join(folder, "same.yaml");
  await writeFile(file, withLever);
  const rows = JSON.parse(run("run", file, "--json", "--quiet", "--out", path.join(folder, "same")));
  const { page, ends } = await open(server, { text: withLever });
  await settled(page);
  await page.getByText("The table behind: EHC plans by year").click();
  const cells = await page.locator(".figures").nth(1).locator("tbody tr").evaluateAll((all) => all.map((r) => [...r.children].map((c) => c.textContent)));
  const say = (x) => Math.round(x).toLocaleString("en-GB");
  assert.deepEqual(cells.map((c) => c.slice(1, 4)), rows.map((r) => [say(r.plans.p10), say(r.plans.p50), say(r.plans.p90)]));
  await ends();
});

test("a link reproduces the state", async () => {
  const { page, ends } = await open(server, { text: withLever });
  await settled(page);
  await changing(page, async () => {
    await places(page).focus();
    await page.keyboard.press("ArrowRight");
  });
  await whole(page);
  const said = await page.textContent(".right .headline"), tables = await page.locator(".figures").allTextContents(), address = page.url();
  await ends();
  const again = await open(server);
  await again.page.goto(address);
  await again.page.reload();
  await whole(again.page);
  assert.equal(await again.page.textContent(".right .headline"), said);
  assert.deepEqual(await again.page.locator(".figures").allTextContents(), tables);
  assert.equal(await places(again.page).getAttribute("aria-valuetext"), "31 places");
  await again.ends();
});

test("every slider of every lever is moved by keys, and what they say is run", async () => {
  const { page, ends } = await open(server, { text: quick.replace("years: 3", "years: 2").replace("300", "20") });
  await settled(page);
  const levers = await page.evaluate(async () => (await (await fetch("/api/catalogue")).json()).levers.map((l) => ({ key: l.key, dials: l.dials.map((d) => d.name) })));
  assert.equal(levers.length, 29);
  let moved = 0;
  for (const l of levers) {
    await page.evaluate((key) => {
      const button = document.querySelector(`[data-lever="${key}"]`);
      button.closest("details").open = true;
      button.click();
    }, l.key);
    const sliders = page.locator(".lever[open] input[type=range]");
    await page.evaluate(() => document.querySelectorAll(".lever[open] details").forEach((d) => (d.open = true)));
    const dials = new Set();
    for (let i = 0; i < (await sliders.count()); i++) {
      const s = sliders.nth(i);
      dials.add(await s.getAttribute("data-dial"));
      const was = await s.getAttribute("aria-valuetext"), end = await s.getAttribute("data-end");
      await s.focus();
      await page.keyboard.press(end === "low" ? "ArrowLeft" : "ArrowRight");
      let is = await s.getAttribute("aria-valuetext");
      if (is === was) {
        await page.keyboard.press(end === "low" ? "ArrowRight" : "ArrowLeft"); // it stood at its end
        is = await s.getAttribute("aria-valuetext");
      }
      assert.notEqual(is, was, `${l.key}: ${await s.getAttribute("aria-label")}`);
      moved++;
    }
    assert.deepEqual([...dials].sort(), [...l.dials].sort(), l.key);
    await page.waitForFunction((n) => document.querySelectorAll(".lever").length === n, levers.indexOf(l) + 1);
    await page.evaluate(() => document.querySelectorAll(".lever[open]").forEach((d) => (d.open = false)));
  }
  assert.ok(moved > 150, `${moved} handles`);
  await settled(page);
  assert.equal(await page.locator("#problem").textContent(), "");
  await ends();
});

test("a newer change ends the older run, and the picture is refined", async () => {
  const { page, ends } = await open(server, { text: withLever.replace("rutland", "stockton-on-tees").replace("300", "20000").replace("years: 3", "years: 10") });
  await page.waitForSelector(".finding");
  const left = page.waitForEvent("requestfailed", (r) => r.url().includes("/events"));
  await places(page).focus();
  await page.keyboard.press("ArrowRight");
  await left;
  await page.waitForFunction(() => /100: ± .*1,000: ±/.test(document.querySelector(".status").textContent));
  const errors = [...(await page.textContent(".status")).matchAll(/± £([\d.]+)m/g)].map((m) => Number(m[1]));
  assert.ok(errors[1] < errors[0], `the error goes from ${errors[0]} to ${errors[1]}`);
  await changing(page, () => page.getByLabel("Futures", { exact: true }).selectOption("200"));
  await ends();
});

test("a future is told where the fan is clicked, and read by keys", async () => {
  const { page, ends } = await open(server, { text: withLever });
  await settled(page);
  const reader = page.locator(".chart-reader").first();
  await reader.focus();
  await page.keyboard.press("Home");
  assert.match(await reader.getAttribute("aria-valuetext"), /^31 March 2024: median/);
  await page.keyboard.press("ArrowRight");
  assert.match(await reader.getAttribute("aria-valuetext"), /^31 March 2025: median .* Without levers: median/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".story");
  assert.match(await page.textContent(".story"), /Where it starts: published figures/);
  assert.equal(await page.locator(".one").count(), 2, "its line in both fans");
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator(".one").count(), 0);
  await page.locator(".chart-reader svg").first().click({ position: { x: 400, y: 100 } });
  await page.waitForSelector(".story");
  await ends();
});

test("the server is stopped and started again under the page", async () => {
  const own = await serve();
  const { page, ends } = await open(own, { text: withLever, may: [/ERR_CONNECTION_REFUSED/, /ERR_INCOMPLETE_CHUNKED/, /ERR_EMPTY_RESPONSE/, /ERR_CONNECTION_RESET/] });
  await settled(page);
  await own.stop();
  await places(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.getElementById("problem").textContent.includes("The server does not answer"));
  const again = await serve(own.port);
  await page.waitForFunction(() => document.getElementById("problem").textContent === "");
  await settled(page);
  await ends();
  await again.stop();
});

test("what fails is said, and what was shown stays", async () => {
  const { page, ends } = await open(server, { text: withLever, may: [/status of (404|500|422)/] });
  await settled(page);
  const problem = () => page.textContent("#problem");
  const said = (text) => page.waitForFunction((t) => document.getElementById("problem").textContent.includes(t), text);
  const press = async () => {
    await places(page).focus();
    await page.keyboard.press("ArrowRight");
  };
  await page.route("**/results/*", (r) => r.fulfill({ status: 404, body: "no such results" }), { times: 1 });
  await press();
  await said("did not come (404)");
  await page.route("**/results/*", async (r) => {
    const whole = await (await r.fetch()).body();
    await r.fulfill({ status: 200, body: whole.subarray(0, whole.length / 2) });
  }, { times: 1 });
  await press();
  await said("The run failed");
  await page.route("**/events*", (r) => r.fulfill({ status: 200, contentType: "text/event-stream", body: 'event: failed\ndata: {"says":"out of luck"}\n\n' }), { times: 1 });
  await press();
  await said("out of luck");
  await changing(page, () => page.getByRole("button", { name: "Try again" }).click());
  assert.equal(await problem(), "");

  const before = await page.textContent(".right .headline");
  const drop = (text) => page.evaluate((t) => {
    const all = new DataTransfer();
    all.items.add(new File([t], "bad.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: all, cancelable: true, bubbles: true }));
  }, text);
  await drop("authority: rutland\ncolour: red\n");
  await said("bad.yaml cannot be opened");
  assert.match(await problem(), /line 2: colour: .*allowed/);
  await drop("\u0000\u0001 not a scenario");
  await said("bad.yaml cannot be opened");
  await drop("# " + "x".repeat(300_000));
  await said("up to 200 KB");
  assert.equal(await page.textContent(".right .headline"), before);

  await page.goto(`${server.url}/#s=broken`);
  await page.reload();
  await said("The link cannot be read");
  await page.waitForSelector(".finding");
  await ends();
});

test("a larger authority starts with fewer futures and says so", async () => {
  const { page, ends } = await open(server, { text: "authority: kent\nyears: 2\ndraws: 120\n" });
  await page.waitForFunction(() => document.querySelector(".status")?.textContent.includes("A large number of children"), null, { timeout: patience });
  await settled(page);
  await ends();
});

test("a lever is drawn to another term on the time line", async () => {
  const { page, ends } = await open(server, { text: withLever });
  await settled(page);
  const first = () => page.getByLabel("First term of Resourced provision and SEN units").inputValue();
  assert.equal(await first(), "2024-autumn");
  const line = await page.locator(".timeline").boundingBox(), bar = await page.locator(".timeline .run").boundingBox();
  const terms = 10, from = { x: bar.x + bar.width / 2, y: bar.y + bar.height - 3 };
  const draw = (by) => changing(page, async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + (by * line.width) / terms, from.y, { steps: 4 });
    await page.mouse.up();
  });
  await draw(3);
  assert.equal(await first(), "2025-autumn", "a year on");
  await draw(-20);
  assert.equal(await first(), "2024-spring", "no further than the first term");
  await ends();
});
