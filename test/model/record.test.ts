import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ENTRY_SCHEMAS, type Entry, MAIN_HEADING } from "../../src/model/entry.ts";
import { type NamedField } from "../../src/model/fields.ts";
import { splitBody } from "../../src/model/body-sections.ts";
import { formatMaskTerm, parseDate, parseMaskTerm, readRecord, showRecord } from "../../src/model/record.ts";
import { SCHEMAS } from "../../src/spec/schemas.ts";
import { anyRecord } from "../records.ts";

const SEED = 20261124;
const CLOSED = new Set(["level", "scope"]);
const ISSUE: readonly NamedField[] = SCHEMAS.issue.fields;

const read = (values: Parameters<typeof readRecord>[0], body = "", fields = ISSUE) =>
  readRecord(values, body, fields, { closed: CLOSED, mainField: MAIN_HEADING.issue });

describe("a record that is shown and read again", () => {
  test.each(Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])("is the same record: %s", (kind) => {
    const { fields } = SCHEMAS[kind];
    fc.assert(
      fc.property(anyRecord(fields), fc.constantFrom("ja" as const, "en" as const), (record, language) => {
        const { values, body } = showRecord(record, fields, language);
        expect(readRecord(values, body, fields, { closed: new Set() })).toEqual({ record, problems: [] });
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test("of an entry still is one", () => {
    for (const kind of ["issue", "success", "failure"] as const) {
      fc.assert(
        fc.property(anyRecord(SCHEMAS[kind].fields), (record) => {
          const entry: Entry = ENTRY_SCHEMAS[kind].parse({
            ...record,
            level: "head",
            scope: "unit_only",
            unit: "u",
            kind,
          });
          const { values, body } = showRecord(entry, SCHEMAS[kind].fields, "ja");
          const again = readRecord(values, body, SCHEMAS[kind].fields, { closed: CLOSED });
          expect(ENTRY_SCHEMAS[kind].parse({ ...again.record, unit: "u", kind })).toEqual(entry);
        }),
        { seed: SEED, numRuns: 50 },
      );
    }
  });

  test("shows every heading, and no empty property", () => {
    const { values, body } = showRecord({ title: "x", theme: [], mask: [], customer: "" }, ISSUE, "ja");
    expect(values).toEqual({ title: "x" });
    expect(body.match(/^## .*$/gmu)).toEqual(
      ["何が起きているか", "影響", "これまで試したこと", "望む状態", "非共有メモ"].map(
        (label) => `## ${label}`,
      ),
    );
  });
});

describe("reading forgives", () => {
  test.each([
    ["a label of the other language", { level: "Manager" }, { level: "manager" }],
    ["a label in another width and case", { level: "ＭＡＮＡＧＥＲ" }, { level: "manager" }],
    ["the stored id", { scope: "vendor_only" }, { scope: "vendor_only" }],
    ["an own word in an open choice", { state: "来月まで様子見" }, { state: "来月まで様子見" }],
    ["an empty choice", { state: " " }, {}],
    [
      "themes in a line",
      { theme: "引き継ぎ、Price，visits, 独自の分類" },
      { theme: ["handover", "price", "visits", "独自の分類"] },
    ],
    ["themes on lines", { theme: "引き継ぎ\n価格" }, { theme: ["handover", "price"] }],
    ["empty items", { theme: ["", " 価格 "] }, { theme: ["price"] }],
    ["a date with slashes", { heard_on: "2026/4/1" }, { heard_on: "2026-04-01" }],
    ["an empty date", { heard_on: "" }, {}],
    ["a date in full width", { heard_on: "２０２６年４月１日" }, { heard_on: "2026-04-01" }],
    ["a ticked box", { anonymise: true }, { anonymise: true }],
    ["a ticked box in words", { anonymise: "はい" }, { anonymise: true }],
    ["a ticked box in full width", { anonymise: "ＴＲＵＥ" }, { anonymise: true }],
    ["a box with anything else, as one that nobody ticked", { anonymise: "no" }, {}],
    ["text that is all digits", { customer: 7 }, { customer: "7" }],
    ["spaces around text", { customer: "  青波 " }, { customer: "青波" }],
  ])("%s", (_, values, record) => {
    expect(read(values)).toEqual({ record, problems: [] });
  });

  test.each([
    ["full-width digits", "１２００", 1200],
    ["thousands", "1,200", 1200],
    ["full-width thousands", "１，２００", 1200],
    ["spaces", " 1 200 ", 1200],
    ["a fraction", "0.5", 0.5],
    ["a negative number", "-3", -3],
    ["nothing", "", undefined],
    ["only spaces", "　", undefined],
  ])("numbers: %s", (_, text, number) => {
    const { record, problems } = readRecord({ thanks: text }, "", SCHEMAS.failure.fields, { closed: CLOSED });
    expect([record["thanks"], problems]).toEqual([number, []]);
  });

  test.each([
    ["an unknown option of a closed choice", { level: "社長" }, "level"],
    ["a date that does not exist", { heard_on: "2026-02-30" }, "heard_on"],
    ["a date in words", { heard_on: "先週" }, "heard_on"],
  ])("but says what it could not take, and leaves it out: %s", (_, values, field) => {
    const { record, problems } = read(values);
    expect(record).toEqual({});
    expect(problems).toMatchObject([{ field }]);
    for (const language of ["ja", "en"] as const) {
      expect(problems[0]?.message[language]).toContain(Object.values(values)[0]);
    }
  });

  test("a number with its unit is no number", () => {
    const { record, problems } = readRecord({ thanks: "3回" }, "", SCHEMAS.failure.fields, {
      closed: CLOSED,
    });
    expect([record, problems]).toMatchObject([{}, [{ field: "thanks" }]]);
  });
});

test.each([
  ["2026-04-01", "2026-04-01"],
  ["2026/4/1", "2026-04-01"],
  ["2026.4.1", "2026-04-01"],
  ["2026年4月1日", "2026-04-01"],
  ["2026-04-01T09:30:00Z", "2026-04-01"],
  ["2026-04-01 09:30", "2026-04-01"],
  ["2028-02-29", "2028-02-29"],
  ["2026-02-29", null],
  ["2026-00-10", null],
  ["2026-04-01頃", null],
  ["2026-04-01 頃", null],
  ["4/1", null],
  ["", null],
])("the date %s is %s", (text, date) => {
  expect(parseDate(text)).toBe(date);
});

describe("a body", () => {
  test.each([
    [
      "headings of either language",
      "## 影響\n大\n## What they want instead\n早く\n",
      { impact: "大", wanted: "早く" },
    ],
    ["a heading of the first level", "# 影響\n大\n# 望む状態\n早く", { impact: "大", wanted: "早く" }],
    ["headings in another width, closed ones too", "## 影響 ##\r\n大\r\n", { impact: "大" }],
    ["one heading twice", "## 影響\n大\n## 影響\n小", { impact: "大\n\n小" }],
    ["deeper headings as text", "## 影響\n### 売上\n半減", { impact: "### 売上\n半減" }],
    ["headings of nobody's field end a field", "## 影響\n大\n## その他\n雑談", { impact: "大" }],
    ["no cut inside code", "## 影響\n```\n## 望む状態\n```\n後", { impact: "```\n## 望む状態\n```\n後" }],
    [
      "nor inside code with a language",
      "## 影響\n~~~md\n## 望む状態\n~~~",
      { impact: "~~~md\n## 望む状態\n~~~" },
    ],
    [
      "a fence is not closed by another with words",
      "## 影響\n```\n```js\n## 望む状態\n```\n",
      { impact: "```\n```js\n## 望む状態\n```" },
    ],
    [
      "text above the headings is the main text",
      "口約束が残る\n## 影響\n大",
      { situation: "口約束が残る", impact: "大" },
    ],
    ["a heading on top is text", "# 題\n\n口約束が残る", { situation: "題\n\n口約束が残る" }],
    ["main text in both places is kept in order", "上\n## 何が起きているか\n下", { situation: "上\n\n下" }],
  ])("%s", (_, body, record) => {
    expect(read({}, body).record).toEqual(record);
  });

  test("a heading on top that repeats the title is not said twice", () => {
    expect(read({ title: "題" }, "# 題\n\n口約束が残る").record).toEqual({
      title: "題",
      situation: "口約束が残る",
    });
  });

  const open = "## 何が起きているか\n```\n画面の写し\n\n## 非共有メモ\n部長は怒っている";
  test.each([
    ["that nobody closed", open],
    ["that a later one closes", `${open}\n\`\`\`\n別の写し\n\`\`\``],
    ["of tildes", open.replace("```", "~~~~")],
  ])("private notes stay private below a fence %s", (_, body) => {
    const { record } = read({}, body);
    expect(record["situation"]).toBe(`${body.includes("~~~~") ? "~~~~" : "```"}\n画面の写し`);
    expect(record["private_notes"]).toContain("怒っている");
  });

  test.each([
    "## 非共有メモ",
    "# 非共有メモ",
    "##非共有メモ",
    "### 非共有メモ",
    "  ## Private notes (never shared)",
    "＃＃ 非共有メモ",
    "## 非共有メモ ##",
  ])("private notes stay private however their heading is typed: %s", (heading) => {
    expect(read({}, `${heading}\n部長は怒っている`).record).toEqual({ private_notes: "部長は怒っている" });
    expect(read({}, `口約束\n${heading}\n部長は怒っている`).record).toEqual({
      situation: "口約束",
      private_notes: "部長は怒っている",
    });
  });

  const lines = (line: string) => line.repeat(1_000_000 / line.length).trimEnd();
  test.each([
    ["that close each other", lines("```\n")],
    ["that nobody closes", lines("~~~a\n")],
    [
      "each shorter than the one before",
      Array.from({ length: 1400 }, (_, i) => "`".repeat(1403 - i)).join("\n"),
    ],
  ])("a megabyte of fences %s is cut within reason", (_, fences) => {
    const started = performance.now();
    expect(splitBody(`## 影響\n${fences}`, ISSUE).texts.get("impact")).toBe(fences);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe("a line of the mask list", () => {
  test.each([
    ["ミカゲ精密 / ミカゲ = 精密機器の会社 〔顧客〕", "ミカゲ精密", ["ミカゲ"], "精密機器の会社", "customer"],
    ["ミカゲ精密=精密機器の会社", "ミカゲ精密", [], "精密機器の会社", "customer"],
    ["ミカゲ精密＝精密機器の会社〔顧客〕", "ミカゲ精密", [], "精密機器の会社", "customer"],
    [
      "  ミカゲ精密  /ﾐｶｹﾞ  ／  Mikage  =  会社  〔 人物 〕  ",
      "ミカゲ精密",
      ["ﾐｶｹﾞ", "Mikage"],
      "会社",
      "person",
    ],
    ["A/B商会 = 商社", "A/B商会", [], "商社", "customer"],
    ["篠宮 = 担当者 〔Person〕", "篠宮", [], "担当者", "person"],
    ["篠宮 = 担当者 〔ＰＥＲＳＯＮ〕", "篠宮", [], "担当者", "person"],
    ["3億 = 一定額 〔amount〕", "3億", [], "一定額", "amount"],
    ["x = y 〔知らない種別〕", "x", [], "y", "customer"],
    ["ミカゲ精密", "ミカゲ精密", [], "", "customer"],
    ["ミカゲ精密 =", "ミカゲ精密", [], "", "customer"],
    ["ミカゲ精密 〔場所〕", "ミカゲ精密", [], "", "place"],
    ["a = b = c", "a", [], "b = c", "customer"],
  ])("%s", (line, term, variants, replace_with, kind) => {
    expect(parseMaskTerm(line)).toEqual({ term, variants, replace_with, kind });
  });

  test.each(["", "  ", "= 会社", " / = x", "〔顧客〕"])("without a term is none: %j", (line) => {
    expect(parseMaskTerm(line)).toBeNull();
  });

  test("is read as it was written, in either language", () => {
    const word = fc.string({
      unit: fc.constantFrom(...Array.from("ミカゲ精密商会Aa1・-(㈱")),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.record({
          term: word,
          variants: fc.array(word, { maxLength: 3 }),
          replace_with: fc.oneof(word, fc.constant("")),
          kind: fc.constantFrom("customer", "person", "place", "amount", "date", "quasi"),
        }),
        fc.constantFrom("ja" as const, "en" as const),
        (term, language) => {
          expect(parseMaskTerm(formatMaskTerm(term, language))).toEqual(term);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });

  test("of a hundred thousand spaces is read within reason", () => {
    const started = performance.now();
    expect(parseMaskTerm(`a${" ".repeat(100_000)}b`)?.term).toMatch(/^a +b$/u);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
