// The stage of a browser test: the built program, and Debian's chromium.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

export const root = path.resolve(import.meta.dirname, "../../../..");
export const sendsim = path.join(root, "bin/sendsim");
const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!browserPath) throw new Error("chromium is not installed here: .ci/browser installs it");

// patience is how long a test waits for futures on a busy machine.
export const patience = 120_000;

// quick is a small authority, so that what is tried is the page and not the model.
export const quick = "name: plan\nauthority: rutland\nyears: 3\ndraws: 300\nseed: 11\n";

// serve starts the program; port 0 is any.
export async function serve(port = 0, ...more) {
  const program = spawn(sendsim, ["serve", "--addr", `127.0.0.1:${port}`, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  program.stderr.on("data", (d) => (stderr += d));
  const url = await new Promise((found, failed) => {
    program.stdout.on("data", (d) => {
      const m = /http:\/\/[^/]+/.exec(String(d));
      if (m) found(m[0]);
    });
    program.on("exit", () => failed(new Error(`the server ended: ${stderr}`)));
  });
  const stop = () => new Promise((done) => {
    program.on("exit", done);
    program.kill("SIGINT");
  });
  return { url, port: Number(new URL(url).port), stop };
}

let browser;
export const launch = async () => (browser ??= await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] }));
export const close = async () => browser?.close();

// open opens the page and watches what must never happen: an error in the
// console, a request to anywhere but the server. ends says what may.
export async function open(server, { width = 1200, height = 900, text, may = [] } = {}) {
  const context = await (await launch()).newContext({ viewport: { width, height }, acceptDownloads: true });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const wrong = [];
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") wrong.push(m.text());
  });
  page.on("pageerror", (e) => wrong.push(String(e)));
  page.on("request", (r) => {
    if (!r.url().startsWith(`${server.url}/`) && !/^(data|blob):/.test(r.url())) wrong.push(`asked ${r.url()}`);
  });
  await page.goto(server.url + "/" + (text ? await link(text) : ""));
  const ends = async () => {
    const left = wrong.filter((w) => !may.some((m) => m.test(w)));
    await context.close();
    assert.deepEqual(left, [], "the console, or a request to elsewhere");
  };
  return { page, ends };
}

// link is the address of a scenario, made as the page makes it.
export async function link(text) {
  const bytes = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  return `#s=${Buffer.from(await bytes.arrayBuffer()).toString("base64url")}`;
}

// settled waits until all futures are drawn.
export const settled = (page) => page.waitForFunction(() => document.querySelector(".status")?.textContent.startsWith("Done.") && !document.querySelector(".is-old"), null, { timeout: patience });

// whole waits until what follows from all futures is there too: waterfall and
// drivers.
export const whole = (page) => page.waitForFunction(() => document.querySelector("[data-whole]") && !document.querySelector(".is-old"), null, { timeout: patience });

// changing does something and waits until what follows from it is all drawn.
export async function changing(page, does) {
  const posted = page.waitForResponse((r) => /\/api\/runs(\?|$)/.test(r.url()) && r.request().method() === "POST");
  await does();
  await posted;
  await settled(page);
}

export const run = (...args) => execFileSync(sendsim, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
