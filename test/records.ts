import * as fc from "fast-check";

import type { NamedField } from "../src/model/fields.ts";

/** What YAML, Markdown or an editor could take for something else. */
const AWKWARD = [
  ..."yes no on off y null ~ true 007 0x1F 1e3 .5 -1 +3 1_000 2026-04-01 12:30:00 NaN .inf <<".split(" "),
  "a: b",
  "# x",
  "a #b",
  "- x",
  "? x",
  "[[頁]]",
  "[a, b]",
  "{a: b}",
  "'引用'",
  '"引用"',
  "it's",
  'say "hi"',
  "back\\slash",
  "*強調*",
  "&anchor",
  "!tag",
  "%20",
  "@name",
  "`code`",
  "|",
  ">",
  "---",
  "...",
  "a,b",
  "東京：大阪",
  "👩‍💻 と 🇯🇵",
  "か\u3099",
  "tab\there",
  "<!-- kakehashi:end x -->",
  "kakehashi.key: x",
  "管理ID: X",
];

/** One line of text, as fields of a row hold it: without spaces at its ends. */
export const anyLine = fc
  .oneof(
    fc.constantFrom(...AWKWARD),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("あ漢A1 :#-'\"[]{},&*!|>%@`\\?~=/")),
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "");

/** Text below a heading: paragraphs, lists, code; no heading of its own, which would end it. */
const anyProse = fc
  .array(
    fc.oneof(
      anyLine,
      fc.constant(""),
      fc.constant("- 項目"),
      fc.constant("### 小見出し"),
      fc.constant("```\n## 影響\n```"),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((lines) =>
    lines
      .filter((line) => !/^(#{1,2}(\s|$)|~{3})/u.test(line) && !/\r|[\u0085\u2028]/u.test(line))
      .join("\n")
      .trim(),
  )
  .filter((text) => text !== "");

/** Text that a list in a line would not be cut at. */
const anyItem = anyLine;

/** Mask terms spelled so that their line can be read back. */
const anyWord = fc.string({
  unit: fc.constantFrom(...Array.from("ミカゲ精密商会Aa1・-(㈱")),
  minLength: 1,
  maxLength: 6,
});
const anyMask = fc.record({
  term: anyWord,
  variants: fc.array(anyWord, { maxLength: 2 }),
  replace_with: fc.oneof(anyWord, fc.constant("")),
  kind: fc.constantFrom("customer", "person", "place", "amount", "date", "quasi"),
});

const anyDate = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function anyValue(field: NamedField): fc.Arbitrary<unknown> {
  const ids = (field.options ?? []).map(({ id }) => id);
  /** Own words, but none that is the label of another choice. */
  const own = anyLine.filter((text) => !/^\p{L}+$/u.test(text));
  const choice = ids.length === 0 ? own : fc.oneof(fc.constantFrom(...ids), own);
  switch (field.type) {
    case "title":
    case "line":
    case "url":
      return anyLine;
    case "text":
      return anyProse;
    case "select":
      return choice;
    case "multi":
      return fc.uniqueArray(ids.length === 0 ? anyItem : choice, { minLength: 1, maxLength: 4 });
    case "number":
      return fc
        .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
        .map((number) => number + 0);
    case "date":
      return anyDate;
    case "checkbox":
      return fc.constant(true);
    case "mask":
      return fc.array(anyMask, { minLength: 1, maxLength: 3 });
    default:
      throw new Error(`unhandled ${field.type satisfies never}`);
  }
}

/** A record with any of these fields; title and 管理ID always there. */
export function anyRecord(fields: readonly NamedField[]): fc.Arbitrary<Record<string, unknown>> {
  const always = fields.filter(({ name, type }) => type === "title" || name === "id" || name === "key");
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, anyValue(field)])), {
    requiredKeys: always.map(({ name }) => name),
  });
}
