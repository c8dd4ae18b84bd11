import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Block,
  callout,
  heading,
  linkTo,
  list,
  managed,
  paragraph,
  table,
  textTable,
} from "../../../../src/content/blocks.ts";
import { meansTheSame } from "../../../../src/workspaces/confluence/storage/canonical.ts";
import { findManaged, replaceManaged } from "../../../../src/workspaces/confluence/storage/managed.ts";
import { toStorage, type WriteOptions } from "../../../../src/workspaces/confluence/storage/page-blocks.ts";
import { pageMarker, readPageMarker } from "../../../../src/workspaces/confluence/storage/page-marker.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import { el, macro, p, type StorageNode, text } from "../../../../src/workspaces/confluence/storage/tree.ts";
import { requireXhtml } from "../../../fakes/confluence/check-xhtml.ts";
import { editorSave } from "./editor-save.ts";
import { nastyText } from "./nasty-texts.ts";

const SEED = 20261125;
const options: WriteOptions = { link: () => null, language: "ja" };
const linkedTo = (address: string): WriteOptions => ({ ...options, link: () => address });
const write = (...blocks: Block[]): string => serialise(toStorage(blocks, options));

describe("blocks in storage format", () => {
  test.each([
    ["a heading", heading("甲 & 乙", 3), "<h3>甲 &amp; 乙</h3>"],
    [
      "a paragraph of lines",
      paragraph("一\n二", { strong: "強" }, { code: "<c>" }),
      "<p>一<br/>二<strong>強</strong><code>&lt;c&gt;</code></p>",
    ],
    ["a list", list([["一"], ["二"]]), "<ul><li><p>一</p></li><li><p>二</p></li></ul>"],
    [
      "a numbered list",
      { type: "list", ordered: true, items: [["一"]] } as const,
      "<ol><li><p>一</p></li></ol>",
    ],
    [
      "a table",
      textTable(["項目"], [["値"]]),
      "<table><tbody><tr><th><p>項目</p></th></tr><tr><td><p>値</p></td></tr></tbody></table>",
    ],
    [
      "a callout",
      callout("注"),
      '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>注</p></ac:rich-text-body></ac:structured-macro>',
    ],
    ["a rule", { type: "divider" } as const, "<hr/>"],
    [
      "a link",
      paragraph(linkTo("頁", { url: "https://a.example/?a=1&b=2" })),
      '<p><a href="https://a.example/?a=1&amp;b=2">頁</a></p>',
    ],
    ["a link that may not be opened", paragraph(linkTo("頁", { url: "javascript:alert(1)" })), "<p>頁</p>"],
    ["a link to what is not there yet", paragraph(linkTo("頁", { node: "k" })), "<p>頁</p>"],
  ])("%s", (_, block, expected) => {
    expect(write(block)).toBe(expected);
  });

  test("a managed block without content says that there is none yet", () => {
    expect(write(managed("x", []))).toContain("まだありません");
  });

  test("any text is well-formed", () => {
    fc.assert(
      fc.property(nastyText, (words) => {
        const blocks = [
          heading(words),
          paragraph(words, linkTo(words, { url: words })),
          managed("x", [textTable([words], [[words]]), { type: "code", language: words, text: words }]),
        ];
        const nodes = toStorage(blocks, options);
        expect(() => requireXhtml(serialise(nodes))).not.toThrow();
        expect(findManaged(parseStorage(serialise(nodes)))).toEqual([{ id: "x", edited: false }]);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

const figures = managed("figures", [
  heading("数字"),
  paragraph("今週は ", { strong: "12" }, " 件、", linkTo("一覧", { node: "list" }), "。✅ 済ü"),
  table(
    ["項目", "値"],
    [
      [["課題"], ["3", { strong: "4" }]],
      [["成功"], ["5"]],
    ],
  ),
  list([["一つ目の項目"], ["二つ目の項目"]]),
  { type: "code", language: "json", text: '{"a":  1}\n' },
  callout("注意してください"),
]);
const page = (...blocks: Block[]): StorageNode[] => parseStorage(write(...blocks));

describe("a managed block", () => {
  test("is found wherever people put it, the first of its id", () => {
    const moved = macro("panel", {}, [el("ac:layout", {}, el("ac:layout-cell", {}, ...page(figures)))]);
    const twin = page(managed("figures", [paragraph("別")]))[0] ?? text("");
    const edited = { ...twin, attributes: {} };
    expect(findManaged([p("前"), moved, edited])).toEqual([{ id: "figures", edited: false }]);
  });

  test("is not edited by saves in the editor", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (once, again) => {
        const saved = editorSave(editorSave(page(paragraph("人の文"), figures), once), again);
        expect(findManaged(saved)).toEqual([{ id: "figures", edited: false }]);
        expect(meansTheSame(saved, page(paragraph("人の文"), figures))).toBe(true);
        expect(replaceManaged(saved, [figures], options)).toBe(saved);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each([
    ["a word", "今週は", "先週は"],
    ["a number", "<strong>12", "<strong>13"],
    ["the words of a link", "一覧", "名簿"],
    ["the order of rows", "<tr><td><p>成功</p></td><td><p>5</p></td></tr>", ""],
    ["code", "{&quot;a&quot;", "{"],
    ["an item", "二つ目の項目", "三つ目の項目"],
    ["an emoji", "✅", "❌"],
  ])("is edited when a person changes %s", (_, from, to) => {
    const storage = serialise(page(figures));
    const changed = storage.replace(from.replaceAll("&quot;", '"'), to.replaceAll("&quot;", '"'));
    expect(changed).not.toBe(storage);
    expect(findManaged(parseStorage(changed))).toEqual([{ id: "figures", edited: true }]);
    const nodes = parseStorage(changed);
    expect(replaceManaged(nodes, [managed("figures", [paragraph("新")])], options)).toBe(nodes);
  });

  test("is edited when a person adds a paragraph to it", () => {
    const changed = serialise(page(figures)).replace(
      "</ac:rich-text-body></ac:structured-macro>",
      "<p>追記</p>$&",
    );
    expect(findManaged(parseStorage(changed))).toEqual([{ id: "figures", edited: true }]);
  });

  test("is not edited by other addresses, which are written all the same", () => {
    const old = parseStorage(serialise(toStorage([figures], linkedTo("https://a.example/1"))));
    const moved = parseStorage(serialise(old).replace("a.example/1", "a.example/elsewhere"));
    expect(findManaged(moved)).toEqual([{ id: "figures", edited: false }]);
    const written = replaceManaged(moved, [figures], linkedTo("https://a.example/2"));
    expect(serialise(written)).toContain("https://a.example/2");
    expect(findManaged(written)).toEqual([{ id: "figures", edited: false }]);
  });
});

describe("rewriting managed blocks", () => {
  const next = managed("figures", [paragraph("今週は ", { strong: "15" }, " 件"), list([["二つ目の項目"]])]);

  test("touches nothing else", () => {
    const nodes = [p("前"), ...page(figures, managed("other", [paragraph("他")])), p("後")];
    const written = replaceManaged(nodes, [next], options);
    expect(written[0]).toBe(nodes[0]);
    expect(written.slice(2)).toEqual(nodes.slice(2));
    expect(written[2]).toBe(nodes[2]);
    expect(meansTheSame(written.slice(1, 2), page(next))).toBe(true);
    expect(findManaged(written)).toEqual([
      { id: "figures", edited: false },
      { id: "other", edited: false },
    ]);
  });

  test("keeps the macro's own ids and what is around it", () => {
    const saved = editorSave([macro("panel", { bgColor: "#fff" }, page(figures))], 1);
    const written = replaceManaged(saved, [next], options);
    const ids = (nodes: readonly StorageNode[]) =>
      serialise(nodes)
        .match(/ac:macro-id="[^"]*"/gu)
        ?.slice(0, 2);
    expect(ids(written)).toEqual(ids(saved));
    expect(findManaged(written)).toEqual([{ id: "figures", edited: false }]);
  });

  test("does not make a block that people took away", () => {
    const nodes = [p("人の文")];
    expect(replaceManaged(nodes, [next], options)).toBe(nodes);
  });

  test("leaves comments with words that stay", () => {
    const marked = serialise(page(figures)).replace(
      "二つ目の項目",
      '<ac:inline-comment-marker ac:ref="r1">二つ目</ac:inline-comment-marker>の項目',
    );
    const written = replaceManaged(parseStorage(marked), [next], options);
    expect(serialise(written)).toContain(
      '<p><ac:inline-comment-marker ac:ref="r1">二つ目</ac:inline-comment-marker>の項目</p>',
    );
    expect(findManaged(written)).toEqual([{ id: "figures", edited: false }]);
  });

  test("puts a comment on the same of several like words", () => {
    const old = managed("x", [paragraph("3件と3件と3件")]);
    const marked = serialise(page(old)).replace(
      "3件と3件と3件",
      '3件と<ac:inline-comment-marker ac:ref="r">3件</ac:inline-comment-marker>と3件',
    );
    const written = replaceManaged(
      parseStorage(marked),
      [managed("x", [paragraph("計 3件と3件と3件")])],
      options,
    );
    expect(serialise(written)).toContain(
      '計 3件と<ac:inline-comment-marker ac:ref="r">3件</ac:inline-comment-marker>と3件',
    );
  });

  test("lets a comment go whose words are gone", () => {
    const marked = serialise(page(figures)).replace(
      "一つ目",
      '<ac:inline-comment-marker ac:ref="r1">一つ目</ac:inline-comment-marker>',
    );
    expect(serialise(replaceManaged(parseStorage(marked), [next], options))).not.toContain("marker");
  });
});

describe("the marker of a page", () => {
  const marker = { key: "sorei/br-osk", opId: "op-1", type: "database" } as const;

  test("is read back, also after saves in the editor", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(readPageMarker(editorSave([p("文"), pageMarker(marker)], seed))).toEqual(marker);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test("is hidden", () => {
    expect(serialise([pageMarker(marker)])).toContain('<ac:parameter ac:name="hidden">true</ac:parameter>');
  });

  test.each([
    ["no marker", [p("文")]],
    [
      "one that people emptied",
      parseStorage(
        serialise([pageMarker(marker)])
          .replace("op-1", "")
          .replace("opId", ""),
      ),
    ],
    ["a table of somebody's", [macro("details", {}, [])]],
  ])("is not there with %s", (_, nodes) => {
    expect(readPageMarker(nodes)).toBeNull();
  });
});
