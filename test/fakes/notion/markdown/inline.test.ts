import * as fc from "fast-check";
import { expect, test } from "vitest";

import { mergeSegments, PLAIN, plainText, textSegment } from "../rich-text.ts";
import type { Segment } from "../rich-text.ts";
import { parseInline } from "./parse-inline.ts";
import { renderInline } from "./render-inline.ts";

const styled = fc
  .record({
    text: fc.string({
      unit: fc.constantFrom(
        "a",
        "日",
        " ",
        "*",
        "`",
        "[",
        "]",
        "(",
        "<",
        ">",
        "$",
        "\\",
        "~",
        "{",
        "|",
        "\n",
        "!",
        "5",
      ),
      minLength: 1,
      maxLength: 6,
    }),
    bold: fc.boolean(),
    italic: fc.boolean(),
    strikethrough: fc.boolean(),
    underline: fc.boolean(),
    color: fc.constantFrom("default", "red", "blue_background"),
    url: fc.constantFrom(null, "https://example.com/a?b=(c)", "https://example.com/"),
  })
  .map(({ text, url, ...style }) => textSegment(text, { ...PLAIN, ...style }, url));

/** Each visible character with its style: blanks at the edge of a mark may lose theirs. */
function characters(segments: readonly Segment[]): string[] {
  return segments.flatMap((segment) => {
    const { bold, italic, strikethrough, underline, color } = segment.annotations;
    const style = [bold, italic, strikethrough, underline, color, segment.href].join();
    return Array.from(segment.plain_text, (character) =>
      /\s/.test(character) ? character : `${character} ${style}`,
    );
  });
}

test("styled text survives being rendered and parsed", () => {
  fc.assert(
    fc.property(fc.array(styled, { maxLength: 5 }), (given) => {
      const segments = mergeSegments(given);
      const markdown = renderInline(segments);
      const parsed = parseInline(markdown);
      expect(plainText(parsed)).toBe(plainText(segments));
      expect(characters(parsed)).toEqual(characters(segments));
    }),
    { numRuns: 1000 },
  );
});

test("code is literal, whatever it holds", () => {
  const code = textSegment("a*b <c> `d`", { ...PLAIN, code: true });
  const markdown = renderInline([textSegment("x "), code, textSegment(" y")]);
  expect(markdown).toBe("x `` a*b <c> `d` `` y");
  expect(parseInline(markdown)).toEqual([textSegment("x "), code, textSegment(" y")]);
});

test.each([
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["**open", "**open"],
  ["costs $5 and $6", "costs $5 and $6"],
  ["[no link](not a url)", "[no link](not a url)"],
  ["a <b> c", "a <b> c"],
  ["snake_case_name", "snake_case_name"],
  [String.raw`\*not italic\*`, "*not italic*"],
  ["one<br>two", "one\ntwo"],
])("text that only looks like syntax stays text: %s", (markdown, text) => {
  expect(plainText(parseInline(markdown))).toBe(text);
});

test("the usual Markdown of people is understood", () => {
  const parsed = parseInline("*a* **b *c*** ~~d~~ `e` [f **g**](https://example.com/x)");
  expect(
    parsed
      .map(({ plain_text: text, annotations, href }) => [
        text.trim(),
        annotations.bold,
        annotations.italic,
        href,
      ])
      .filter(([text]) => text !== ""),
  ).toEqual([
    ["a", false, true, null],
    ["b", true, false, null],
    ["c", true, true, null],
    ["d", false, false, null],
    ["e", false, false, null],
    ["f", false, false, "https://example.com/x"],
    ["g", true, false, "https://example.com/x"],
  ]);
});
