import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { readTables } from "../../src/imports/table.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const rowsOf = async (bytes: Uint8Array, file = "list.csv") => (await readTables(file, bytes))[0]?.rows;
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const NAMES = [
  ["名称", "種別"],
  ["札幌支店", "拠点"],
];

describe("the encoding of a text", () => {
  const text = "名称,種別\r\n札幌支店,拠点\r\n";
  const utf16le = Buffer.from(`\uFEFF${text}`, "utf16le");

  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with a mark", utf8(`\uFEFF${text}`)],
    ["UTF-16, little end first", utf16le],
    ["UTF-16, big end first", Buffer.from(utf16le).swap16()],
  ])("is told by its bytes: %s", async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(NAMES);
  });

  test("may be Shift_JIS with the characters that only Windows has", async () => {
    // 名称,㈱①ｱ
    const bytes = Uint8Array.from([0x96, 0xbc, 0x8f, 0xcc, 0x2c, 0x87, 0x8a, 0x87, 0x40, 0xb1, 0x0d, 0x0a]);
    expect(await rowsOf(bytes)).toEqual([["名称", "㈱①ｱ"]]);
  });

  test("that is none of these is an error at the first byte that cannot be read", async () => {
    const bytes = Uint8Array.from([...utf8("a,b\nc"), 0xfd, 0xff, 0x0a]);
    expect(await failure(readTables("list.csv", bytes))).toMatchObject({
      code: "invalid_input",
      problems: [{ file: "list.csv", line: 2, column: 2 }],
    });
  });

  test("cannot hide a binary file", async () => {
    const error = await failure(readTables("a.csv", Uint8Array.from([0x61, 0x0a, 0x00, 0x62])));
    expect(error).toMatchObject({ code: "invalid_input", problems: [{ line: 2, column: 1 }] });
  });
});

describe("the rows of a text", () => {
  test.each([
    ["commas", "a,b\nc,d\n"],
    ["tabs, with commas in numbers", "a\tb\nc\td\n"],
    ["semicolons", "a;b\nc;d\n"],
    ["quotes", '"a","b"\n"c","d"'],
  ])("are divided by %s", async (_, text) => {
    expect(await rowsOf(utf8(text))).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  test("are told by what most lines agree on, whatever else occurs in them", async () => {
    expect(await rowsOf(utf8("a\t1,200\nb\t1,300\nc\t9\n"))).toEqual([
      ["a", "1,200"],
      ["b", "1,300"],
      ["c", "9"],
    ]);
    expect(await rowsOf(utf8('x,"p;q;r"\ny,"s;t;u"\n'))).toEqual([
      ["x", "p;q;r"],
      ["y", "s;t;u"],
    ]);
  });

  test("keep quotes within a cell, blank rows, spaces and ragged ends", async () => {
    expect(await rowsOf(utf8('a,"say ""b"""\n\n  c\nd,e,f\n'))).toEqual([
      ["a", 'say "b"'],
      [""],
      ["  c"],
      ["d", "e", "f"],
    ]);
  });

  test("stand at the index of their line, also below a cell of several lines", async () => {
    const rows = await rowsOf(utf8('a,"one\ntwo\nthree"\nb,c\n'));
    expect(rows).toEqual([["a", "one\ntwo\nthree"], [], [], ["b", "c"]]);
  });

  test("with a quote that never closes are an error at that quote", async () => {
    expect(await failure(readTables("list.csv", utf8('a,b\nc,"d\ne,f\n')))).toMatchObject({
      code: "invalid_input",
      text: { ja: 'list.csv:2:3 引用符(")が閉じていません' },
      problems: [{ line: 2, column: 3 }],
    });
  });
});

describe("a workbook", () => {
  const fixture = (file: string) => readFile(new URL(`../fixtures/org/${file}`, import.meta.url));

  test("has one table per sheet, dates as dates, numbers as text, and no furigana", async () => {
    const tables = await readTables("two-sheets.xlsx", await fixture("two-sheets.xlsx"));
    expect(tables.map(({ name }) => name)).toEqual(["事業部", "拠点", "注意事項"]);
    expect(tables[0]?.rows[3]).toEqual(["建設資材", "浅葱 巧", "41", "2024-04-01"]);
    expect(tables[1]?.rows[3]?.[1]).toBe("大阪支店");
  });

  test("keeps the blank row between a title and the list", async () => {
    const tables = await readTables("a.xlsx", await fixture("two-sheets.xlsx"));
    expect(tables[0]?.rows[1]?.every((cell) => cell === "")).toBe(true);
  });

  test("is known by its content, whatever the file is called", async () => {
    expect(await readTables("list.csv", await fixture("sorei.xlsx"))).toHaveLength(1);
  });

  test("that is damaged, of the old kind or protected says so and what to do", async () => {
    const whole = await fixture("sorei.xlsx");
    const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const protectedBytes = [...compound, ...Buffer.from("EncryptedPackage", "utf16le")];
    const said = async (bytes: Uint8Array) => {
      const error = await failure(readTables("a.xlsx", bytes));
      expect(error).toMatchObject({
        code: "invalid_input",
        problems: [{ file: "a.xlsx", line: 1, column: 1 }],
      });
      expect(error).toHaveProperty("hint.ja", expect.stringContaining("保存し直して"));
      return error;
    };
    expect(await said(whole.subarray(0, 900))).toHaveProperty("text.ja", expect.stringContaining("壊れて"));
    expect(await said(Uint8Array.from(compound))).toHaveProperty("text.ja", expect.stringContaining(".xls"));
    expect(await said(Uint8Array.from(protectedBytes))).toHaveProperty(
      "text.ja",
      expect.stringContaining("パスワード"),
    );
  });
});

test.each(["", "\n\n", " , ,\n"])("a file with nothing in it is an error: %j", async (text) => {
  expect(await failure(readTables("list.csv", utf8(text)))).toMatchObject({
    code: "invalid_input",
    problems: [{ line: 1, column: 1 }],
  });
});
