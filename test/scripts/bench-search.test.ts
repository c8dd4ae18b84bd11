import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { corpus } from "../../scripts/search-bench/corpus.ts";
import { percentiles } from "../../scripts/search-bench/measure.ts";
import { judge } from "../../scripts/search-bench/relevance.ts";
import { tempDir } from "../temp-dir.ts";

const script = fileURLToPath(new URL("../../scripts/bench-relevance.ts", import.meta.url));
const bench = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

describe("what a list of results is worth", () => {
  const ranked = (found: string[], answers = ["a"]) => ({ found, answers, ms: 1 });
  const others = (count: number) => Array.from({ length: count }, (_, at) => `x${at}`);

  test("is one over the rank of the first answer, and nothing from the eleventh on", () => {
    expect(judge([ranked(["a"])])).toMatchObject({ mrr10: 1, hit5: 1, recall10: 1 });
    expect(judge([ranked([...others(3), "a"])])).toMatchObject({ mrr10: 0.25, hit5: 1 });
    expect(judge([ranked([...others(5), "a"])])).toMatchObject({ mrr10: 1 / 6, hit5: 0, recall10: 1 });
    expect(judge([ranked([...others(10), "a"])])).toMatchObject({ mrr10: 0, hit5: 0, recall10: 0 });
  });

  test("is the mean over queries, and of several answers the share that was found", () => {
    const two = ["a", "b"];
    expect(judge([ranked(["b", "x", "a"], two), ranked(["x", "b"], two), ranked(["x"], two)])).toMatchObject({
      mrr10: 0.5,
      hit5: 2 / 3,
      recall10: 0.5,
    });
  });
});

test("percentiles are of the values in order, whatever order they came in", () => {
  const values = Array.from({ length: 100 }, (_, at) => (at * 37) % 100);
  expect(percentiles(values)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(percentiles([])).toEqual({ p50: 0, p95: 0, p99: 0 });
});

describe("the corpus", () => {
  test("is the same for the same seed, and another for another", () => {
    expect([...corpus(20)]).toEqual([...corpus(20)]);
    expect([...corpus(20, 1)]).not.toEqual([...corpus(20)]);
  });

  test("has texts as long as cases are, no two alike, every eighth of them English", () => {
    const texts = Array.from(corpus(3000), ({ text }) => text);
    const lengths = texts.map(({ length }) => length).toSorted((a, b) => a - b);
    expect([300, 1500, 2700].map((at) => Math.round((lengths[at] ?? 0) / 100) * 100)).toEqual([
      300, 500, 1000,
    ]);
    expect(new Set(texts).size).toBe(texts.length);
    const english = texts.filter((text) => /^[A-Z][a-z]/u.test(text)).length / texts.length;
    expect(english).toBeGreaterThan(0.09);
    expect(english).toBeLessThan(0.15);
  });
});

describe("the relevance of one's own questions", () => {
  test("is printed for the product and its peers", async () => {
    await using folder = await tempDir();
    const documents = Array.from(corpus(120), ({ id, title, text }) => ({ id, title, body: text }));
    const queries = documents
      .slice(0, 30)
      .map(({ id, body }) => ({ id, text: body.slice(20, 44), answers: [id] }));
    const file = join(folder.path, "questions.json");
    await writeFile(file, JSON.stringify({ documents, queries }));
    const { stdout, status } = bench(file, "--json", "--peers", "fts5 trigram,minisearch");
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as {
      product: { mrr10: number };
      peers: Record<string, { mrr10: number }>;
    };
    expect(answer.product.mrr10).toBeGreaterThan(0.8);
    expect(Object.keys(answer.product)).toEqual(["mrr10", "hit5", "recall10", "p50", "p95"]);
    expect(Object.keys(answer.peers)).toEqual(["fts5 trigram", "minisearch"]);
  });

  test.each([
    ["no file", [], "name a file"],
    ["a file that is not there", ["nowhere.json"], "cannot be read"],
    ["a file that is no JSON", [script], "is no JSON"],
    ["a peer that is none", ["x.json", "--peers", "grep"], 'there is no engine "grep"'],
  ])("is not measured with %s, and it says what to do", (_, args, says) => {
    const { status, stderr } = bench(...args);
    expect(status).toBe(64);
    expect(stderr).toContain(says);
  });

  test("is not measured with a file of another shape, and it says where it is wrong", async () => {
    await using folder = await tempDir();
    const file = join(folder.path, "questions.json");
    await writeFile(file, JSON.stringify({ documents: [{ id: "a", title: "" }], queries: [] }));
    const { status, stderr } = bench(file);
    expect(status).toBe(64);
    expect(stderr).toContain("documents.0.body");
  });
});
