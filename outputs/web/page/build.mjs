// Builds the page into ../dist: one script, one style sheet, the document, and
// the licences of everything that is in them. The same sources give the same
// bytes.
import { build } from "esbuild";
import * as sass from "sass";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import path from "node:path";

const out = path.resolve(import.meta.dirname, "../dist");
const from = (file) => path.join(import.meta.dirname, file);
const mostScript = 150 * 1024; // bytes, gzipped

const made = await build({
  entryPoints: [from("src/main.ts")],
  absWorkingDir: import.meta.dirname,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // licences.txt has them whole
  metafile: true,
  write: false,
});
const script = made.outputFiles[0].contents;
const size = gzipSync(script).length;
if (size > mostScript) throw new Error(`the script is ${size} bytes gzipped; allowed: ${mostScript}`);

const style = sass.compile(from("page.scss"), {
  style: "compressed",
  loadPaths: [from("node_modules")],
  quietDeps: true,
}).css;
for (const not of ["@font-face", "url(", "http:", "https:"])
  if (style.includes(not)) throw new Error(`the style sheet asks for something from elsewhere: ${not}`);

// packages are those of which something is in the script, and those of the style.
const packages = new Set(["govuk-frontend"]);
for (const input of Object.keys(made.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
let licences = "The page of sendsim is built with the packages below, under the licences that follow.\n";
for (const name of [...packages].sort()) {
  const folder = from(`node_modules/${name}`);
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((f) => /^(licen[cs]e|notice)/i.test(f)).sort().map((f) => path.join(folder, f));
  if (files.length === 0) files.push(from(`licences/${name}.txt`)); // published without its licence: kept here
  licences += `\n${"=".repeat(72)}\n${name} ${about.version} (${about.license})\n${"=".repeat(72)}\n\n`;
  for (const file of files) licences += (await readFile(file, "utf8")).replace(/\r\n/g, "\n").trim() + "\n";
}

await mkdir(out, { recursive: true });
await writeFile(path.join(out, "page.js"), script);
await writeFile(path.join(out, "page.css"), style + "\n");
await writeFile(path.join(out, "licences.txt"), licences);
await writeFile(path.join(out, "index.html"), await readFile(from("index.html")));
console.log(`page.js ${script.length} bytes, ${size} gzipped; page.css ${style.length}, ${gzipSync(style).length} gzipped; ${packages.size} packages`);
