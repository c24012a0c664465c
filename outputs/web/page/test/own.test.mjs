// A council's own figures, as the page keeps them: no browser, and a server that
// is made up.
import assert from "node:assert/strict";
import path from "node:path";
import { beforeEach, test } from "node:test";
import { build } from "esbuild";

const made = await build({ entryPoints: [path.resolve(import.meta.dirname, "../src/own.ts")], bundle: true, format: "esm", write: false });
const { Own } = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);

const ofA = { "a.yaml": "form: 1\nauthority: rutland\n" };
let sent; // what was brought to the server

// The server has figures A, which are brought, and B, which another page brought.
beforeEach(() => {
  sent = [];
  globalThis.fetch = async (url, { method, body } = {}) => {
    if (method === "POST") sent.push(JSON.parse(body));
    const id = method === "POST" ? "A" : url.split("/").pop();
    return id === "A" || id === "B" ? Response.json({ id }) : new Response("", { status: 404 });
  };
});

async function withA(given = null) {
  const own = new Own(given);
  await own.bring(ofA);
  return own;
}

test("files are brought again to a server that lost them", async () => {
  const own = await withA();
  assert.ok(await own.recall("A"), "a link to the same figures");
  assert.ok(await own.again());
  assert.deepEqual(sent, [ofA, ofA]);
});

test("the files of other figures are not brought in their place", async () => {
  const own = await withA();
  assert.ok(await own.recall("B"));
  assert.equal(own.query, "?local=B");
  assert.equal(await own.again(), false);
  assert.equal(own.query, "?local=B");
  assert.equal(sent.length, 1);
});

test("nor in the place of those that the server was given", async () => {
  const own = await withA({ id: "" });
  own.back();
  assert.equal(await own.again(), false);
  assert.equal(own.query, "");
  assert.equal(sent.length, 1);
});

test("figures that are not there, and a way back, leave what was", async () => {
  const own = await withA();
  assert.equal(await own.recall("gone"), false);
  const undo = own.kept();
  assert.ok(await own.recall("B"));
  undo();
  assert.equal(own.query, "?local=A");
  assert.ok(await own.again());
  assert.deepEqual(sent, [ofA, ofA]);
});
