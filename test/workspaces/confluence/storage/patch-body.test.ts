import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  bodyFromStorage,
  bodyToStorage,
  canonicalBody,
} from "../../../../src/workspaces/confluence/storage/body.ts";
import { textCell } from "../../../../src/workspaces/confluence/storage/cells.ts";
import { splitEntry } from "../../../../src/workspaces/confluence/storage/entry.ts";
import { pageMarker } from "../../../../src/workspaces/confluence/storage/page-marker.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import { patchBody } from "../../../../src/workspaces/confluence/storage/patch-body.ts";
import { entryTable } from "../../../../src/workspaces/confluence/storage/properties-table.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import type { StorageNode } from "../../../../src/workspaces/confluence/storage/tree.ts";
import { anyMarkdown } from "../../notion/texts.ts";
import { editorSave } from "./editor-save.ts";

const SEED = 20261125;
const LABELS = ["状況"];
const TABLE = entryTable([["状況", textCell("対応中")]]);
const MARKER = pageMarker({ key: "k", opId: "o", type: "page" });

const bodyOf = (nodes: readonly StorageNode[]): string =>
  bodyFromStorage(nodes, { skip: splitEntry(nodes, LABELS).own });
const pageWith = (storage: string): StorageNode[] => [TABLE, ...parseStorage(storage), MARKER];
/** The body's storage after it is changed to say this. */
function patched(storage: string, markdown: string): string {
  const nodes = patchBody(pageWith(storage), markdown, LABELS);
  expect(bodyOf(nodes)).toBe(canonicalBody(markdown));
  expect(nodes[0]).toBe(TABLE);
  expect(nodes.at(-1)).toBe(MARKER);
  return serialise(nodes.slice(1, -1));
}

describe("the parts of an entry", () => {
  test.each([
    ["our table", "<p>文</p>"],
    [
      "our table inside a layout",
      `<ac:layout><ac:layout-section><ac:layout-cell>${serialise([TABLE])}<p>文</p></ac:layout-cell></ac:layout-section></ac:layout>`,
    ],
    ["a table made by hand", "<table><tr><td>状況</td><td>済</td></tr></table><p>文</p>"],
  ])("are told apart with %s", (name, storage) => {
    const nodes = name === "our table" ? pageWith(storage) : [...parseStorage(storage), MARKER];
    expect(bodyOf(nodes)).toBe("文\n");
  });

  test("a table of people's own is text", () => {
    expect(bodyOf(pageWith("<table><tr><td>x</td><td>y</td></tr></table>"))).toBe(
      "| x | y |\n| --- | --- |\n",
    );
  });
});

describe("changing the text of an entry", () => {
  test.each([
    [
      "a block in the middle",
      '<p local-id="1">一</p><p local-id="2">二</p><p local-id="3">三</p>',
      "一\n\n弐\n\n三",
      '<p local-id="1">一</p><p>弐</p><p local-id="3">三</p>',
    ],
    [
      "a new block",
      '<h2 local-id="1">題</h2><p local-id="2">一</p>',
      "## 題\n\n零\n\n一",
      '<h2 local-id="1">題</h2><p>零</p><p local-id="2">一</p>',
    ],
    ["a new block at the top", '<p local-id="2">一</p>', "零\n\n一", '<p>零</p><p local-id="2">一</p>'],
    ["a block less", '<p local-id="1">一</p><p local-id="2">二</p>', "二", '<p local-id="2">二</p>'],
    ["no text any more", '<p local-id="1">一</p>', "", ""],
    ["the first text", "", "一", "<p>一</p>"],
    [
      "a macro and a picture between",
      '<p>一</p><ac:structured-macro ac:name="toc"/><ac:image><ri:url ri:value="x"/></ac:image><p>二</p>',
      "一\n\n弐",
      '<p>一</p><ac:structured-macro ac:name="toc"/><ac:image><ri:url ri:value="x"/></ac:image><p>弐</p>',
    ],
    [
      "the first text below a macro",
      '<ac:structured-macro ac:name="toc"/>',
      "一",
      '<ac:structured-macro ac:name="toc"/><p>一</p>',
    ],
    [
      "a picture in text that goes",
      '<p>一<ac:image><ri:url ri:value="x"/></ac:image></p>',
      "弐",
      '<p>弐</p><ac:image><ri:url ri:value="x"/></ac:image>',
    ],
    [
      "a block in a frame",
      '<ac:structured-macro ac:name="panel"><ac:rich-text-body><p local-id="1">一</p><p>二</p></ac:rich-text-body></ac:structured-macro>',
      "一\n\n弐",
      '<ac:structured-macro ac:name="panel"><ac:rich-text-body><p local-id="1">一</p><p>弐</p></ac:rich-text-body></ac:structured-macro>',
    ],
    ["loose text", "一 <strong>二</strong>", "三", "<p>三</p>"],
    [
      "mentions in text that stays",
      '<p><ac:link><ri:user ri:account-id="1"/></ac:link> へ</p><p>二</p>',
      "@1 へ\n\n弐",
      '<p><ac:link><ri:user ri:account-id="1"/></ac:link> へ</p><p>弐</p>',
    ],
    [
      "commented words in text that changes",
      '<p>朝の<ac:inline-comment-marker ac:ref="r">集計</ac:inline-comment-marker>が遅い</p>',
      "夜の集計が遅い",
      '<p>夜の<ac:inline-comment-marker ac:ref="r">集計</ac:inline-comment-marker>が遅い</p>',
    ],
    [
      "commented words in text that stays",
      '<p>朝の<ac:inline-comment-marker ac:ref="r">集計</ac:inline-comment-marker></p><p>二</p>',
      "朝の集計\n\n弐",
      '<p>朝の<ac:inline-comment-marker ac:ref="r">集計</ac:inline-comment-marker></p><p>弐</p>',
    ],
  ])("%s", (_, before, markdown, after) => {
    expect(patched(before, markdown)).toBe(after);
  });

  test("to what it says already gives the very same page, however the editor has it", () => {
    fc.assert(
      fc.property(anyMarkdown, fc.integer(), (markdown, seed) => {
        const nodes = editorSave([TABLE, ...bodyToStorage(markdown), MARKER], seed);
        expect(patchBody(nodes, bodyOf(nodes), LABELS)).toBe(nodes);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("from any text to any other says the other", () => {
    fc.assert(
      fc.property(anyMarkdown, anyMarkdown, fc.integer(), (from, to, seed) => {
        const nodes = editorSave([TABLE, ...bodyToStorage(from), MARKER], seed);
        const next = patchBody(nodes, to, LABELS);
        expect(bodyOf(next)).toBe(canonicalBody(to));
        expect(next.at(-1)).toBe(nodes.at(-1));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test("one block of many leaves all others the same nodes", () => {
    const blocks = Array.from({ length: 200 }, (_, at) => `段落${at}`);
    const nodes = [TABLE, ...bodyToStorage(blocks.join("\n\n"))];
    const next = patchBody(nodes, blocks.with(100, "別").join("\n\n"), LABELS);
    expect(next.filter((node, at) => node !== nodes[at])).toHaveLength(1);
  });
});
