// How the page looks and reads: axe, widths, print. PICTURES=folder keeps
// pictures to be looked at.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { changing, close, open, quick, serve, settled, whole } from "./stage.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.PICTURES;

let server;
before(async () => (server = await serve()));
after(async () => {
  await close();
  await server.stop();
});

const plan = `${quick}levers:
  - early-years-support: {from: 2024-autumn, effect: {low: 5%, high: 20%}}
  - resourced-provision: {from: 2024-autumn, places: 30}
`;
const two = `${plan}---\n${plan.replace("name: plan", "name: bolder").replace("places: 30", "places: 60")}`;

// judge asks axe, whose script comes in past the page's own policy.
async function judge(page, where) {
  const found = await page.evaluate(async (source) => {
    new Function(source).call(window);
    const all = await window.axe.run(document, { resultTypes: ["violations"] });
    return all.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  }, axe);
  assert.deepEqual(found, [], where);
}

for (const [width, height] of [[320, 700], [1024, 768], [1920, 1080]]) {
  test(`at ${width} pixels: axe finds nothing, nothing runs out of the page`, async () => {
    const { page, ends } = await open(server, { width, height, text: two });
    await whole(page);
    if (pictures) await page.screenshot({ path: path.join(pictures, `page-${width}.png`), fullPage: width < 1500 });
    const open_ = async (says) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${says}: ${over} pixels too wide`);
      await judge(page, says);
    };
    await open_("as it opens");
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    for (const part of ["scorecard", "peers", "ranking"]) await page.waitForSelector(`[data-part="${part}"] table`);
    if (pictures) await page.screenshot({ path: path.join(pictures, `page-${width}-opened.png`), fullPage: true });
    await open_("with all opened");
    await page.locator(".chart-reader").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".story");
    await open_("with a future told");
    await page.evaluate(() => window.dispatchEvent(new DragEvent("drop", { dataTransfer: (() => { const all = new DataTransfer(); all.items.add(new File(["x".repeat(300_000)], "big.yaml")); return all; })(), cancelable: true })));
    await page.waitForSelector(".govuk-error-summary");
    await open_("with a problem");
    await ends();
  });
}

test("everything can be reached by the tab key, and what has focus is seen", async () => {
  const { page, ends } = await open(server, { text: plan });
  await whole(page);
  const all = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter((e) => e.checkVisibility({ contentVisibilityAuto: true }) && e.getClientRects().length > 0 && !e.closest("details:not([open]) > :not(summary)")).length);
  await page.evaluate(() => document.activeElement?.blur());
  const seen = new Set();
  for (let i = 0; i < all + 20; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (e === document.body) return "";
      e.dataset.seen ??= String(Math.random());
      const thumb = e.matches("input[type=range], input[type=file]");
      const style = getComputedStyle(e);
      return thumb || style.outlineStyle !== "none" || style.boxShadow !== "none" ? e.dataset.seen : `unseen ${e.outerHTML.slice(0, 100)}`;
    });
    assert.doesNotMatch(at, /^unseen/);
    if (at) seen.add(at);
  }
  assert.ok(seen.size >= all, `${seen.size} of ${all} were reached`);
  await ends();
});

test("whoever reads by keys stays where they are while figures come", async () => {
  const { page, ends } = await open(server, { text: plan.replace("300", "2000") });
  await page.waitForSelector(".finding");
  const at = () => page.evaluate(() => document.activeElement.textContent);
  await page.getByText("The table behind: EHC plans by year").focus();
  await whole(page);
  assert.equal(await at(), "The table behind: EHC plans by year");
  await ends();
});

test("print leaves the controls out and keeps the findings", async () => {
  const { page, ends } = await open(server, { text: plan });
  await settled(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".left").isVisible(), false);
  assert.equal(await page.locator(".finding").isVisible(), true);
  if (pictures) await page.pdf({ path: path.join(pictures, "page.pdf"), format: "A4" });
  await page.emulateMedia({ media: null });
  await changing(page, () => page.getByLabel("Futures", { exact: true }).selectOption("200"));
  await ends();
});
