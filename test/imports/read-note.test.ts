import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { noteTemplate, readNote } from "../../src/imports/read-note.ts";

const context = { file: "note.md", kind: "issue", unit: "br-osk", id: "k-1", today: "2026-11-24" } as const;

describe("a note", () => {
  test("of one line is a title, heard today", () => {
    expect(readNote("見積を出すと話が終わる\n", context)).toMatchObject({
      id: "k-1",
      unit: "br-osk",
      title: "見積を出すと話が終わる",
      heard_on: "2026-11-24",
    });
  });

  test("sets properties by their labels in either language, wherever the lines stand", () => {
    const note =
      "件名\n\n本文です。\n共有範囲：パートナー内の全事業部・拠点\n顧客名: 架空精工\nLevel: 現場\n聞いた日: 2026/11/3\n";
    expect(readNote(note, context)).toMatchObject({
      title: "件名",
      situation: "本文です。",
      scope: "partner_all_units",
      customer: "架空精工",
      level: "field",
      heard_on: "2026-11-03",
    });
  });

  test("is divided by the template's headings, and a heading of one's own keeps its text", () => {
    const note = "# 件名\n\n前書き\n\n## 背景\n背景の文\n\n## 影響\n影響の文\n\n## 余談\n余談の文\n";
    const entry = readNote(note, context);
    expect(entry).toMatchObject({
      title: "件名",
      situation: "前書き\n\n### 背景\n背景の文",
      impact: "影響の文\n\n### 余談\n余談の文",
    });
  });

  test("reads front matter too", () => {
    const note = "---\n件名: 表題\n分類: [引き継ぎ, 価格]\n---\n本文\n";
    expect(readNote(note, context)).toMatchObject({
      title: "表題",
      theme: ["handover", "price"],
      situation: "本文",
    });
  });

  test("whose first line is a text is called by its beginning and keeps the whole text", () => {
    const long = "見".repeat(80);
    const entry = readNote(long, context);
    expect(Array.from(entry.title)).toHaveLength(60);
    expect(entry).toMatchObject({ situation: long });
  });

  test.each(["ja", "en"] as const)("the empty template in %s is no note, filled in it is one", (language) => {
    const template = noteTemplate("issue", language);
    expect(() => readNote(template, context)).toThrow(AppError);
    expect(readNote(`表題${template}`, context)).toMatchObject({ title: "表題" });
  });
});

function refusalOf(note: string): { code: string; places: [string, number][] } {
  try {
    readNote(note, context);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, places: error.problems.map(({ file, line }) => [file, line]) };
  }
  throw new Error("the note was taken");
}

describe("what cannot be recorded is refused at its line", () => {
  test.each([
    ["an empty note", "\n\n", 1],
    ["a scope that is none", "件名\n本文\n共有範囲: 全員\n", 3],
    ["a date that does not exist", "件名\n聞いた日: 2026-02-30\n", 2],
  ])("%s", (_, note, line) => {
    expect(refusalOf(note)).toEqual({ code: "invalid_input", places: [["note.md", line]] });
  });
});
