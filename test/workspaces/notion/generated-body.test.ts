import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, heading, linkTo, paragraph, textTable } from "../../../src/content/blocks.ts";
import { generatedBody, readGeneratedBody } from "../../../src/workspaces/notion/generated-body.ts";
import { plainOf } from "../../../src/workspaces/notion/rich-text.ts";
import { asReadBack } from "./as-read-back.ts";
import { checkLimits } from "./check-limits.ts";
import { longText } from "./texts.ts";

const options = { link: () => "https://notion.example/x", language: "ja" } as const;
const body = (...blocks: Block[]) => generatedBody(blocks, options);

describe("a generated body", () => {
  const { container, children, sha } = body(
    heading("見出し"),
    paragraph("文"),
    textTable(["a", "b"], [["1", "2"]]),
  );

  test.each(["whole", "writing"] as const)("is one box that says what it is, here %s", (state) => {
    const block = container(state);
    expect(readGeneratedBody(block)).toEqual({ sha, state });
    expect(readGeneratedBody(asReadBack(block))).toEqual({ sha, state });
    expect(block).toMatchObject({ type: "callout", callout: { icon: { emoji: "🌉" } } });
    expect("callout" in block ? plainOf(block.callout.rich_text) : "").toContain("書き込みは枠の外に");
  });

  test("goes into one request with its first batch", () => {
    const block = container("writing");
    if (!("callout" in block)) throw new Error("no callout");
    const whole = { ...block, callout: { ...block.callout, children: children[0] ?? [] } };
    expect(() => checkLimits([whole])).not.toThrow();
  });
});

test("of any length fits into requests, each with the box around it", () => {
  fc.assert(
    fc.property(fc.array(longText, { maxLength: 40 }), (texts) => {
      const rows = texts.map((text) => [text, "x", text]);
      const { container, children } = body(
        ...texts.map((text) => paragraph(text)),
        textTable(["a", "b", "c"], rows),
      );
      const box = container("whole");
      if (!("callout" in box)) throw new Error("no callout");
      for (const batch of children) {
        const whole = { ...box, callout: { ...box.callout, children: batch } };
        expect(() => checkLimits([whole])).not.toThrow();
      }
    }),
    { seed: 20261124, numRuns: 30 },
  );
});

describe("the fingerprint of a body", () => {
  const { sha } = body(paragraph("文"), textTable(["a"], [["1"]]));

  test("is the same for the same blocks, and another where the same words lead elsewhere or look different", () => {
    const linked = (address: string) =>
      generatedBody([paragraph(linkTo("頁", { entry: "e1" }))], { ...options, link: () => address });
    expect(body(paragraph("文"), textTable(["a"], [["1"]])).sha).toBe(sha);
    expect(linked("https://notion.example/1").sha).toBe(linked("https://notion.example/1").sha);
    expect(linked("https://notion.example/1").sha).not.toBe(linked("https://notion.example/2").sha);
    expect(body(paragraph("文")).sha).not.toBe(body(paragraph({ strong: "文" })).sha);
  });

  test("of its words alone does not know where links lead", () => {
    const linked = (address: string) =>
      generatedBody([paragraph(linkTo("頁", { entry: "e1" }))], { ...options, link: () => address }).words;
    expect(linked("https://notion.example/1")).toBe(linked("https://notion.example/2"));
    expect(body(paragraph("文")).words).not.toBe(body(paragraph("章")).words);
  });

  test.each([
    ["a word", [paragraph("文章"), textTable(["a"], [["1"]])]],
    ["a cell", [paragraph("文"), textTable(["a"], [["2"]])]],
    ["nothing left", []],
  ])("is another for other words: %s", (_, blocks) => {
    expect(body(...blocks).sha).not.toBe(sha);
  });
});

test.each([
  [
    "a paragraph with the mark",
    { type: "paragraph", paragraph: { rich_text: [{ plain_text: "kakehashi:body:00000000" }] } },
  ],
  ["another box", { type: "callout", callout: { rich_text: [{ plain_text: "kakehashi:body:xyz" }] } }],
  ["nothing", undefined],
])("%s is no generated body", (_, block) => {
  expect(readGeneratedBody(block)).toBeNull();
});
