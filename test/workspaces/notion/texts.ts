import * as fc from "fast-check";

/** Texts that broke other tools, and what Markdown or Notion give a meaning to. */

const FAMILY = "👩‍👩‍👧";

/** Signs of both languages, and of no language. */
const SIGNS = "あ漢カｶ Ab9、。「」　\u00a0-_*`~[](){}<>#|\\!&;:=+.$^%".split("");

const WORDS = [
  FAMILY,
  "か\u3099",
  "\ud83d",
  "\udc00",
  "\0",
  "\u0001",
  "\f",
  "\r\n",
  "\n",
  "&nbsp;",
  "&amp;",
  "<br>",
  "]]>",
  "<T>",
  "https://a.example/あ?b=(1)",
  "kakehashi:figures:0a1b2c3d",
];

/** Any text; no Markdown in mind. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...SIGNS) }, fc.constantFrom(...WORDS)), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""));

/** Long texts whose cuts fall into letters, emoji of several code points, and pairs of surrogates. */
export const longText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("あ", "a", FAMILY, "🗾", "\u0001", "か\u3099", "a\n"),
    fc.constantFrom(1_999, 2_000, 2_001, 3_999, 4_001),
    fc.nat({ max: 3 }),
  )
  .map(([part, length, before]) =>
    ("x".repeat(before) + part.repeat(length)).slice(0, before + length).toWellFormed(),
  );

const MARKS = [
  "**",
  "~~",
  "_a_",
  "`c`",
  "- ",
  "- [ ] ",
  "1. ",
  "3. ",
  "## ",
  "> ",
  "```\n",
  "---\n",
  "\n\n",
  "    ",
  "\t",
  "| a | b |\n|---|---|\n| c | d |\n",
  "[x](https://a.example/b)",
  "![p](https://a.example/c.png)",
  "[a]: https://b.example\n",
  "<https://c.example>",
  "##社内メモ\n",
];

/** Anything that could be Markdown. */
export const anyMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 2, arbitrary: fc.constantFrom(...MARKS) },
      fc.constantFrom(...WORDS),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
