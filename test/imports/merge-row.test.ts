import { describe, expect, test } from "vitest";

import { changedBody, changedValues, mergeRow } from "../../src/imports/merge-row.ts";
import { SCHEMAS } from "../../src/spec/schemas.ts";

const { fields } = SCHEMAS.issue;
const db = { schema: SCHEMAS.issue, language: "ja" } as const;
const fieldOf = (name: string) => fields.filter((field) => field.name === name);

const names = (merge: ReturnType<typeof mergeRow>) => ({
  take: merge.take.map(({ name }) => name),
  conflicts: merge.conflicts.map(({ name }) => name),
});

describe("three versions of a field: last imported, imported now, in the workspace", () => {
  test.each([
    ["the file says what it said: the person's text stays", "A", "A", "B", "stays"],
    ["only the file changed: it is taken", "A", "B", "A", "taken"],
    ["only the file emptied it: it is emptied", "A", undefined, "A", "taken"],
    ["both changed to the same: nothing to do", "A", "B", "B", "stays"],
    ["both changed, differently: the person's text stays, and the import says so", "A", "B", "C", "conflict"],
    ["the file changed what the person emptied", "A", "B", undefined, "conflict"],
    ["the file brings what was empty: it is taken", undefined, "B", undefined, "taken"],
    ["the file brings what a person filled in meanwhile", undefined, "B", "C", "conflict"],
  ])("%s", (_what, was, want, is, outcome) => {
    const merge = names(
      mergeRow(fields, {
        before: { title: "t", impact: was },
        wanted: { title: "t", impact: want },
        found: { title: "t", impact: is },
      }),
    );
    expect(merge).toEqual({
      take: outcome === "taken" ? ["impact"] : [],
      conflicts: outcome === "conflict" ? ["impact"] : [],
    });
  });

  test.each([
    ["an empty field is filled", "B", undefined, "taken"],
    ["a filled one stays, and the import says so", "B", "C", "conflict"],
    ["an empty one of the file says nothing", undefined, "C", "stays"],
  ])("where nobody knows what was imported, %s", (_what, want, is, outcome) => {
    const merge = names(
      mergeRow(fields, { before: undefined, wanted: { impact: want }, found: { impact: is } }),
    );
    expect(merge).toEqual({
      take: outcome === "taken" ? ["impact"] : [],
      conflicts: outcome === "conflict" ? ["impact"] : [],
    });
  });

  test("absent, empty and no items are one and the same", () => {
    const merge = mergeRow(fields, { before: { theme: [] }, wanted: {}, found: { theme: [], impact: "" } });
    expect(names(merge)).toEqual({ take: [], conflicts: [] });
  });
});

describe("the taken fields", () => {
  test("are written as they are shown, an emptied one as empty", () => {
    const take = fields.filter(({ name }) => ["title", "theme", "state"].includes(name));
    expect(changedValues(take, { title: "新しい件名", state: "対応中" })).toEqual({
      title: "新しい件名",
      state: "対応中",
      theme: [],
    });
  });

  const body = "前置き\n\n## 何が起きているか\n\n古い\n\n## 影響\n\n大きい\n\n## 私の見出し\n\nメモ\n";

  test.each([
    [
      "replaces the text below its heading alone",
      body,
      "situation",
      "新しい\n二行目",
      body.replace("古い", "新しい\n二行目"),
    ],
    ["empties it, keeping the heading", body, "situation", undefined, body.replace("\n古い\n\n", "\n")],
    ["ends at a person's own heading", body, "impact", "小さい", body.replace("大きい", "小さい")],
    [
      "adds a heading that is not there at the end",
      body,
      "tried",
      "試した",
      `${body}\n## これまで試したこと\n\n試した\n`,
    ],
    [
      "finds the heading in the other language",
      "## Impact\n\nbig\n",
      "impact",
      "small",
      "## Impact\n\nsmall\n",
    ],
    [
      "is not misled by a heading inside a code block",
      "```\n## 影響\n```\n\n## 影響\n\n大きい\n",
      "impact",
      "小さい",
      "```\n## 影響\n```\n\n## 影響\n\n小さい\n",
    ],
    [
      "keeps Windows line ends",
      "## 影響\r\n\r\n大きい\r\n",
      "impact",
      "一\n二",
      "## 影響\r\n\r\n一\r\n二\r\n",
    ],
    [
      "leaves private notes alone, though their heading is typed in another way",
      "## 影響\n\n大きい\n\n### 非共有メモ\n部長は怒っている\n",
      "impact",
      "小さい",
      "## 影響\n\n小さい\n\n### 非共有メモ\n部長は怒っている\n",
    ],
    [
      "leaves private notes alone below a fence that nobody closed",
      "## 影響\n```\n大きい\n## 非共有メモ\n部長は怒っている\n",
      "impact",
      "小さい",
      "## 影響\n\n小さい\n\n## 非共有メモ\n部長は怒っている\n",
    ],
    ["starts an empty body", "", "impact", "大きい", "## 影響\n\n大きい\n"],
  ])("a heading field %s", (_what, text, name, wanted, after) => {
    expect(changedBody(text, fieldOf(name), { [name]: wanted }, db)).toBe(after);
  });

  test("without a heading among them leave the body alone", () => {
    expect(changedBody(body, fieldOf("title"), { title: "x" }, db)).toBeUndefined();
  });
});
