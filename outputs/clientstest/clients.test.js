// Reads the files of a run with the clients that its users have, and compares
// every value with what the program wrote as text: in CSV each number has the
// shortest digits that read back as itself. RUN is the folder of a run or of a
// comparison, PARQUET and CSV its exports, COLUMNS the page with the queries.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import { asyncBufferFromFile, parquetReadObjects, parquetMetadataAsync } from "hyparquet";

const { RUN, PARQUET, CSV, COLUMNS } = process.env;

const tables = readdirSync(RUN, { recursive: true })
  .filter((name) => name.endsWith(".arrow"))
  .map((name) => name.slice(0, -".arrow".length))
  .sort();

// parseCSV splits a text of RFC 4180; what is empty is null.
function parseCSV(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n]|$)/gy;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text);
    const word = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    rows.at(-1).push(word === "" ? null : word);
    if (end === "\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

const written = new Map(tables.map((name) => {
  const [head, ...rows] = parseCSV(readFileSync(path.join(CSV, name + ".csv"), "utf8"));
  return [name, { head, rows }];
}));

// same tells whether a value that a client read is the one that was written.
// guarded: words that look like a formula have an apostrophe before them.
function same(word, value) {
  if (word === null) return value === null || value === undefined;
  if (value === null || value === undefined) return false;
  if (typeof value === "string") return word === value || word === "'" + value;
  return Object.is(Number(word) + 0, Number(value) + 0); // -0 is written as 0 is
}

// compare compares a table, row by row; at reads a column of a row.
function compare(name, client, head, rows, at) {
  const want = written.get(name);
  assert.deepEqual(head, want.head, `${client} reads other columns in ${name}`);
  assert.equal(rows, want.rows.length, `${client} reads other rows in ${name}`);
  assert.ok(rows > 0, `${name} is empty`);
  let values = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < head.length; c++) {
      const value = at(r, c);
      if (!same(want.rows[r][c], value)) assert.fail(`${client}, ${name}, row ${r}, ${head[c]}: ${value}, want ${want.rows[r][c]}`);
      values++;
    }
  }
  console.log(`${client} read ${values} values of ${name} as they were written`);
}

test("every table is there", () => {
  for (const name of ["deficit", "summary", "cells"]) {
    assert.ok(tables.some((t) => path.basename(t) === name), `there is no ${name}.arrow`);
  }
});

for (const name of tables) {
  test(`apache-arrow reads ${name}.arrow`, () => {
    const t = tableFromIPC(readFileSync(path.join(RUN, name + ".arrow")));
    const head = t.schema.fields.map((f) => f.name);
    const columns = head.map((h) => t.getChild(h));
    compare(name, "apache-arrow", head, t.numRows, (r, c) => columns[c].get(r));
    assert.ok(t.schema.metadata.get("sign").startsWith("Deficits are positive"));
    assert.ok(t.schema.fields.every((f) => f.metadata.get("says")));
  });

  test(`hyparquet reads ${name}.parquet`, async () => {
    const file = await asyncBufferFromFile(path.join(PARQUET, name + ".parquet"));
    const meta = await parquetMetadataAsync(file);
    const head = meta.schema.slice(1).map((s) => s.name);
    const rows = await parquetReadObjects({ file });
    compare(name, "hyparquet", head, rows.length, (r, c) => rows[r][head[c]]);
    const says = Object.fromEntries(meta.key_value_metadata.map(({ key, value }) => [key, value]));
    assert.ok(says.sign.startsWith("Deficits are positive"));
    assert.deepEqual(JSON.parse(says.columns).map((c) => c.name), head);
  });
}

const database = await DuckDBInstance.create(":memory:");
const duck = await database.connect();
const read = async (sql) => {
  const result = await duck.runAndReadAll(sql);
  return { head: result.columnNames(), rows: result.getRows() };
};

for (const name of tables) {
  for (const [folder, kind] of [[PARQUET, "parquet"], [CSV, "csv"]]) {
    test(`DuckDB reads ${name}.${kind}`, async () => {
      const { head, rows } = await read(`SELECT * FROM '${path.join(folder, name)}.${kind}'`);
      const bare = (v) => (typeof v === "string" ? v.replace(/^'(?=[=+\-@\t\r\n])/, "") : v);
      compare(name, `DuckDB (${kind})`, head, rows.length, (r, c) => bare(rows[r][c]));
    });
  }
}

const queries = [...readFileSync(COLUMNS, "utf8").matchAll(/\n([^\n]+):\n\n```sql\n([^`]+)```/g)].map(([, asks, sql]) => ({ asks, sql }));
const at = tables.filter((t) => path.basename(t) === "deficit").map((t) => path.dirname(t));

test("the page has its queries", () => assert.ok(queries.length >= 8, `${queries.length} queries`));

for (const { asks, sql } of queries) {
  test(`answered: ${asks}`, async () => {
    for (const folder of at) {
      const here = sql
        .replaceAll("'attribution.parquet'", `'${path.join(PARQUET, "attribution.parquet")}'`) // of the runs together
        .replaceAll(/'(\w+\.parquet)'/g, (_, file) => `'${path.join(PARQUET, folder, file)}'`)
        .replaceAll("'columns.csv'", `'${path.join(PARQUET, "columns.csv")}'`);
      const { rows } = await read(here);
      assert.ok(rows.length > 0, `no answer in ${folder}`);
      assert.ok(rows.every((row) => row.some((v) => v !== null)));
    }
  });
}

test("percentiles of the draws, asked of DuckDB, are those of the summary", async () => {
  for (const folder of at) {
    const deficit = path.join(PARQUET, folder, "deficit.parquet");
    const summary = path.join(PARQUET, folder, "summary.parquet");
    const { rows } = await read(`
      SELECT s."column", s.value, d.value FROM '${summary}' s JOIN (
        SELECT authority, financial_year, unnest(['p10', 'p50', 'p90']) AS statistic,
          unnest([quantile_disc(cumulative_deficit, 0.1), quantile_disc(cumulative_deficit, 0.5), quantile_disc(cumulative_deficit, 0.9)]) AS value
        FROM '${deficit}' GROUP BY authority, financial_year) d USING (authority, financial_year, statistic)
      WHERE s."column" = 'cumulative_deficit'`);
    assert.ok(rows.length >= 3);
    for (const [, kept, asked] of rows) assert.equal(asked, kept);
  }
});
