import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { ENGINES, openGround, PEERS } from "./search-bench/choices.ts";
import { askAll, type Relevance, RelevanceFile } from "./search-bench/relevance.ts";
import { productChoice } from "./search-bench/product.ts";
import type { BenchDoc, EngineChoice } from "./search-bench/engine.ts";

/**
 * How well the product's index answers questions of your own, beside other engines:
 *   npm run -s bench:relevance -- FILE [--json] [--store sqlite|postgres] [--peers none|name,name]
 * FILE is `{documents: [{id, title, body}], queries: [{id, text, answers: [id]}]}`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, store: { type: "string" }, peers: { type: "string" } },
});

const [file] = positionals;
if (file === undefined) stop("name a file: npm run -s bench:relevance -- FILE");
const store = values.store ?? "sqlite";
if (store !== "sqlite" && store !== "postgres") stop(`--store is sqlite or postgres, not "${store}"`);
const peers = chosenPeers(values.peers);
const data = readFile(file);

await using ground = openGround();
const results = new Map<string, Relevance>();
for (const choice of [productChoice(store, "operator"), ...peers]) {
  const engine = await ground.open(choice, data.documents.length);
  if (engine === null) continue;
  note(`${choice.name}: takes in ${data.documents.length} documents`);
  await engine.load(data.documents.map(toDoc));
  const result = await askAll(engine, data, (done) => {
    if (done % 1000 === 0) note(`${choice.name}: ${done} of ${data.queries.length} queries`);
  });
  results.set(choice.name, result);
}
for (const line of ground.notRun) note(line);
report();

function report(): void {
  const [product, ...others] = [...results];
  if (values.json === true) {
    console.log(JSON.stringify({ product: product?.[1], peers: Object.fromEntries(others) }, null, 2));
    return;
  }
  console.log(`${data.documents.length} documents, ${data.queries.length} queries\n`);
  console.log(`${"".padEnd(26)}  MRR@10   hit@5  recall@10   p50 ms   p95 ms`);
  for (const [name, { mrr10, hit5, recall10, p50, p95 }] of results) {
    const figures = [mrr10.toFixed(3), hit5.toFixed(3), recall10.toFixed(3), p50.toFixed(2), p95.toFixed(2)];
    console.log(`${name.padEnd(26)}${figures.map((figure) => figure.padStart(8)).join(" ")}`);
  }
}

function chosenPeers(named: string | undefined): readonly EngineChoice[] {
  if (named === undefined) return PEERS;
  if (named === "none") return [];
  return named.split(",").map((name) => {
    const found = PEERS.find((peer) => peer.name === name.trim());
    if (found === undefined)
      stop(`there is no engine "${name}"; there are: ${ENGINES.map((one) => one.name).join(", ")}`);
    return found;
  });
}

function readFile(name: string): RelevanceFile {
  const text = attempt(() => readFileSync(name, "utf8"), `${name} cannot be read`);
  const json = attempt(() => JSON.parse(text) as unknown, `${name} is no JSON`);
  const parsed = RelevanceFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return stop(
    `${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}\n` +
      "It must be {documents: [{id, title, body}], queries: [{id, text, answers: [id]}]}",
  );
}

function attempt<T>(work: () => T, failure: string): T {
  try {
    return work();
  } catch (error) {
    return stop(`${failure}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toDoc({ id, title, body }: RelevanceFile["documents"][number]): BenchDoc {
  const fields = { unit: "unit-1", kind: "issue", level: "field", theme: "", product: "" } as const;
  return { id, title, text: body, heardOn: "2026-01-01", ...fields };
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(64);
}
