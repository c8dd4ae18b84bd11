import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { coldStart } from "./search-bench/cold-start.ts";
import { ENGINES, openGround } from "./search-bench/choices.ts";
import { corpus } from "./search-bench/corpus.ts";
import type { Engine } from "./search-bench/engine.ts";
import { percentiles, type Timing, timeQueries } from "./search-bench/measure.ts";
import { mostMemory } from "./search-bench/memory.ts";
import { mixedQueries } from "./search-bench/queries.ts";
import { underLoad } from "./search-bench/under-load.ts";

/**
 * How fast the product's search is, beside other engines over the same documents, in one interleaved run:
 *   npm run bench:search [-- --docs 200000 --engines "kakehashi (sqlite),fts5 trigram" --queries 40 --keep DIR]
 * Without `--docs` over 10,000 documents, in less than three minutes.
 */
const { values } = parseArgs({
  options: {
    docs: { type: "string", default: "10000" },
    engines: { type: "string" },
    queries: { type: "string", default: "40" },
    keep: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const docs = Number(values.docs);
const perType = Number(values.queries);
if (!Number.isInteger(docs) || docs < 1 || !Number.isInteger(perType) || perType < 1) {
  process.stderr.write("--docs and --queries are whole numbers, 1 or more\n");
  process.exit(64);
}
const wanted = values.engines?.split(",").map((name) => name.trim());
const unknown = wanted?.find((name) => !ENGINES.some((engine) => engine.name === name));
if (unknown !== undefined) {
  process.stderr.write(
    `there is no engine "${unknown}"; there are: ${ENGINES.map(({ name }) => name).join(", ")}\n`,
  );
  process.exit(64);
}

await using ground = openGround({ keep: values.keep });
const engines: Engine[] = [];
const builds: { engine: string; docsPerSecond: number | null; file: number | null; index: number | null }[] =
  [];
for (const choice of ENGINES) {
  if (wanted !== undefined && !wanted.includes(choice.name)) continue;
  const engine = await ground.open(choice, docs);
  if (engine === null) continue;
  note(`${choice.name}: takes in ${docs} documents`);
  const startedAt = performance.now();
  await engine.load(corpus(docs));
  const seconds = (performance.now() - startedAt) / 1000;
  const size = await engine.size();
  builds.push({
    engine: choice.name,
    // What was there already was not built.
    docsPerSecond: seconds < 0.2 ? null : Math.round(docs / seconds),
    file: size?.file ?? null,
    index: size?.index ?? null,
  });
  engines.push(engine);
}
const queries = mixedQueries(docs, perType);
const timings = await timeQueries(engines, queries, (done, total) => {
  if (done % 50 === 0) note(`${done} of ${total} queries, each to ${engines.length} engines`);
});
const [product] = engines;
const asking = fileURLToPath(new URL("search-bench/ask-alone.ts", import.meta.url));
const memory = mostMemory([asking, ground.dir, String(docs), String(perType)], process.env);
const updates = product === undefined ? null : await timeUpdates(product);
const load = product === undefined ? null : await underLoad(product);
const cold = await coldStart();
for (const line of ground.notRun) note(line);

if (values.json)
  console.log(JSON.stringify({ docs, builds, timings: timings.map(asJson), updates, load, memory, cold }));
else print();

/** Each change of one document, and the query after it, which has to know of it. */
async function timeUpdates(engine: Engine) {
  const [changes, queriesAfter]: [number[], number[]] = [[], []];
  let round = 0;
  for (const doc of corpus(200)) {
    round += 1;
    const word = `新語${round}`;
    const startedAt = performance.now();
    await engine.update?.({ ...doc, title: `${doc.title} ${word}` });
    const changedAt = performance.now();
    const found = await engine.search(`"${word}"`, { limit: 3 });
    changes.push(changedAt - startedAt);
    queriesAfter.push(performance.now() - changedAt);
    if (!found.includes(doc.id))
      throw new Error(`the query after the change of ${doc.id} did not know of it`);
  }
  return { change: percentiles(changes), queryAfter: percentiles(queriesAfter) };
}

function print(): void {
  const mb = (bytes: number | null): string => (bytes === null ? "-" : `${(bytes / 2 ** 20).toFixed(0)} MB`);
  console.log(
    `\n${docs} documents\n\n${"".padEnd(42)}${["docs/s", "file", "index"].map((name) => name.padStart(10)).join("")}`,
  );
  for (const { engine, docsPerSecond, file, index } of builds)
    console.log(
      `${engine.padEnd(42)}${[docsPerSecond === null ? "-" : String(docsPerSecond), mb(file), mb(index)].map((one) => one.padStart(10)).join("")}`,
    );
  const [first] = timings;
  console.log(
    `\n${queries.length} queries, in ms\n\n${"".padEnd(42)}${["p50", "p95", "p99", "p50 ×", "p95 ×"].map((name) => name.padStart(10)).join("")}`,
  );
  for (const { engine, all } of timings) {
    const ratios = [all.p50 / (first?.all.p50 ?? 1), all.p95 / (first?.all.p95 ?? 1)].map((ratio) =>
      ratio.toFixed(1),
    );
    const figures = [all.p50, all.p95, all.p99].map((value) => value.toFixed(2));
    console.log(`${engine.padEnd(42)}${[...figures, ...ratios].map((one) => one.padStart(10)).join("")}`);
  }
  for (const type of first?.byType.keys() ?? []) {
    console.log(`\n${type}`);
    for (const { engine, byType } of timings) {
      const { p50 = 0, p95 = 0 } = byType.get(type) ?? {};
      console.log(
        `  ${engine.padEnd(40)}${[p50, p95].map((value) => value.toFixed(2).padStart(10)).join("")}`,
      );
    }
  }
  if (updates !== null) {
    const { change, queryAfter } = updates;
    console.log(
      `\na change of one entry: p50 ${change.p50.toFixed(2)} p95 ${change.p95.toFixed(2)} ms; ` +
        `the query after it, which knows of it: p50 ${queryAfter.p50.toFixed(2)} p95 ${queryAfter.p95.toFixed(2)} ms`,
    );
  }
  if (load !== null)
    console.log(
      `a query for a part number, alone p50 ${load.alone.p50.toFixed(2)} p99 ${load.alone.p99.toFixed(2)} ms; ` +
        `beside 20 that ask for the commonest word again and again p50 ${load.beside.p50.toFixed(2)} p99 ${load.beside.p99.toFixed(2)} ms`,
    );
  console.log(`memory of a process that asked them all: ${mb(memory)}`);
  console.log(
    `kakehashi search over ${cold.docs} documents from a cold start: ${cold.searchMs.toFixed(0)} ms, ` +
      `${(cold.searchMs / cold.nodeMs).toFixed(1)}× node -e 0 (${cold.nodeMs.toFixed(0)} ms), memory ${mb(cold.memory)}`,
  );
}

function asJson({ engine, all, byType }: Timing) {
  return { engine, all, byType: Object.fromEntries(byType) };
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
