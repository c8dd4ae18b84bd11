import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cellText } from "../../../../src/workspaces/confluence/storage/cell-text.ts";
import {
  type Cell,
  dateCell,
  linkCell,
  listCell,
  saysYes,
  textCell,
  tickCell,
} from "../../../../src/workspaces/confluence/storage/cells.ts";
import type { Label } from "../../../../src/workspaces/confluence/storage/find-table.ts";
import { rowOf } from "../../../../src/workspaces/confluence/storage/find-table.ts";
import { pageMarker } from "../../../../src/workspaces/confluence/storage/page-marker.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import {
  entryTable,
  patchTable,
  readTable,
} from "../../../../src/workspaces/confluence/storage/properties-table.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import { p, type StorageNode } from "../../../../src/workspaces/confluence/storage/tree.ts";
import { requireXhtml } from "../../../fakes/confluence/check-xhtml.ts";
import { editorSave } from "./editor-save.ts";
import { sendableText } from "./nasty-texts.ts";

const SEED = 20261125;
const LABELS: readonly Label[] = [["状況", "Status"], "部門", "期限", "顧客に共有", "参照", "管理ID"];

const readCell = (cell: string) => cellText(parseStorage(cell));
const reread = ({ content }: Cell) => cellText(parseStorage(serialise(content)));

describe("a cell says", () => {
  test.each([
    ["text", "<p>甲</p>", "甲"],
    ["text without a paragraph", "甲 <strong>乙</strong>", "甲 乙"],
    ["lines", "<p>甲</p><p />\n<p>乙<br/>丙</p>", "甲\n\n乙\n丙"],
    ["nothing", "<p> </p>", ""],
    ["dates", '<p><time datetime="2026-12-01"/></p>', "2026-12-01"],
    [
      "the title of a status",
      '<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Red</ac:parameter><ac:parameter ac:name="title">対応中</ac:parameter></ac:structured-macro></p>',
      "対応中",
    ],
    ["mentions", '<p><ac:link><ri:user ri:account-id="557058:a"/></ac:link> と 乙</p>', "@557058:a と 乙"],
    ["emoji", '<p><ac:emoticon ac:name="tick" ac:emoji-fallback="✅"/> 済</p>', "✅ 済"],
    [
      "the words of links to pages",
      '<p><ac:link><ri:page ri:content-title="T"/><ac:plain-text-link-body><![CDATA[頁]]></ac:plain-text-link-body></ac:link></p>',
      "頁",
    ],
    ["titles of pages", '<p><ac:link><ri:page ri:content-title="T"/></ac:link></p>', "T"],
    ["items", "<ul><li><p>一</p><ul><li>二</li></ul></li><li>三</li></ul>", "一\n二\n三"],
    [
      "tasks",
      "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>甲</ac:task-body></ac:task><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>乙</ac:task-body></ac:task></ac:task-list>",
      "[x] 甲\n[ ] 乙",
    ],
    ["commented text", '<p>甲<ac:inline-comment-marker ac:ref="r">乙</ac:inline-comment-marker></p>', "甲乙"],
    [
      "what is in a macro",
      '<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">x</ac:parameter><ac:rich-text-body><p>甲</p></ac:rich-text-body></ac:structured-macro>',
      "甲",
    ],
    [
      "nothing for other macros and pictures",
      '<p>甲<ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">X-1</ac:parameter></ac:structured-macro></p><ac:image><ri:attachment ri:filename="a.png"/></ac:image>',
      "甲",
    ],
  ])("%s", (_, cell, text) => {
    expect(readCell(cell).text).toBe(text);
  });

  test("whom it mentions, where that is known", () => {
    const nodes = parseStorage('<p><ac:link><ri:user ri:account-id="1"/></ac:link></p>');
    expect(cellText(nodes, (id) => (id === "1" ? "山田" : null)).text).toBe("山田");
  });

  test.each([
    ["<p>甲、乙, 丙，丁</p>", ["甲", "乙", "丙", "丁"]],
    ["<p>甲, 乙</p><p>丙</p>", ["甲, 乙", "丙"]],
    ["<p>甲<br/>乙</p>", ["甲", "乙"]],
    ["<ul><li><p>甲、乙</p></li><li><p>丙</p><p>続き</p></li></ul>", ["甲、乙", "丙\n続き"]],
    ["<p></p>", []],
  ])("several values in %s", (cell, items) => {
    expect(readCell(cell).items).toEqual(items);
  });

  test.each(["✓", "✔️", "✅", "☑", "[x] 済", "[x] ", "はい", "Yes", "TRUE", "済", ":check_mark:"])(
    "yes by %s",
    (text) => {
      expect(saysYes(text)).toBe(true);
    },
  );
  test.each(["", "[ ] 済", "いいえ", "no", "未", "❌"])("no by %j", (text) => {
    expect(saysYes(text)).toBe(false);
  });
});

describe("values that are written are read back", () => {
  test("any text that can be sent, less space at its ends", () => {
    fc.assert(
      fc.property(sendableText, (text) => {
        const cell = textCell(text);
        expect(() => requireXhtml(serialise(cell.content))).not.toThrow();
        expect(reread(cell).text).toBe(text.trim());
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test("any values, whatever stands in them", () => {
    fc.assert(
      fc.property(
        fc.array(sendableText, { maxLength: 5 }),
        fc.constantFrom("ja", "en"),
        (values, language) => {
          const items = values.map((value) => value.trim()).filter((value) => value !== "");
          const lines = items.map((item) => item.replace(/\n\s*\n/gu, "\n"));
          expect(reread(listCell(lines, language)).items.map((item) => item.trim())).toEqual(lines);
        },
      ),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test.each([
    ["2026-12-01", dateCell("2026-12-01"), '<p><time datetime="2026-12-01"/></p>', "2026-12-01"],
    ["来週", dateCell("来週"), "<p>来週</p>", "来週"],
    ["2026-02-30", dateCell("2026-02-30"), "<p>2026-02-30</p>", "2026-02-30"],
    ["true", tickCell(true), "<p>✓</p>", "✓"],
    ["false", tickCell(false), "", ""],
    ["甲、乙", listCell(["甲", "乙"]), "<p>甲、乙</p>", "甲、乙"],
    ["a, b", listCell(["a", "b"], "en"), "<p>a, b</p>", "a, b"],
    ["甲、|乙", listCell(["甲、", "乙"]), "<ul><li><p>甲、</p></li><li><p>乙</p></li></ul>", "甲、\n乙"],
    ["javascript", linkCell("javascript:x"), "<p>javascript:x</p>", "javascript:x"],
  ])("%s", (_, cell, storage, text) => {
    expect(serialise(cell.content)).toBe(storage);
    expect(reread(cell).text).toBe(text);
  });

  test("addresses", () => {
    const cell = linkCell("https://a.example/?a=1&b=2");
    expect(serialise(cell.content)).toBe(
      '<p><a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a></p>',
    );
    expect(reread(cell).links).toEqual(["https://a.example/?a=1&b=2"]);
  });
});

const made = (): StorageNode[] => [
  entryTable([
    ["状況", textCell("対応中")],
    ["部門", listCell(["営業", "経理"])],
    ["期限", dateCell("2026-12-01")],
    ["管理ID", textCell("ISS-001")],
  ]),
  p("本文"),
  pageMarker({ key: "k", opId: "o", type: "page" }),
];
const row = (nodes: readonly StorageNode[], label: Label) => rowOf(readTable(nodes, LABELS) ?? [], label);

describe("the table of an entry is read", () => {
  test("after any saves in the editor", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const saved = editorSave(made(), seed);
        expect((readTable(saved, LABELS) ?? []).map(({ label, text }) => [label, text])).toEqual([
          ["状況", "対応中"],
          ["部門", "営業、経理"],
          ["期限", "2026-12-01"],
          ["管理ID", "ISS-001"],
        ]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test.each([
    ["with labels that are no headings", "<table><tr><td>状況</td><td>済</td></tr></table>"],
    ["with a colon behind the label", "<table><tr><th>状況：</th><td>済</td></tr></table>"],
    ["in the other language", "<table><tr><th>Status</th><td>済</td></tr></table>"],
    ["with a head", "<table><thead><tr><th>状況</th><th>済</th></tr></thead></table>"],
    [
      "in Page Properties of somebody's",
      '<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tr><th>状況</th><td>済</td></tr></table></ac:rich-text-body></ac:structured-macro>',
    ],
    [
      "inside a layout",
      "<ac:layout><ac:layout-section><ac:layout-cell><table><tr><th>状況</th><td>済</td></tr></table></ac:layout-cell></ac:layout-section></ac:layout>",
    ],
    [
      "below another table",
      "<table><tr><th>x</th><td>y</td></tr></table><table><tr><th>状況</th><td>済</td></tr></table>",
    ],
    [
      "where the label is there twice and filled once",
      "<table><tr><th>状況</th><td></td></tr><tr><th>Status</th><td>済</td></tr></table>",
    ],
  ])("%s", (_, storage) => {
    expect(row(parseStorage(storage), LABELS[0] ?? "")?.text).toBe("済");
  });

  test.each([
    ["no table", "<p>状況</p>"],
    ["a table of other labels", "<table><tr><th>x</th><td>y</td></tr></table>"],
    ["a table of three columns", "<table><tr><th>状況</th><td>済</td><td>a</td></tr></table>"],
    ["the marker of a page", serialise([pageMarker({ key: "k", opId: "o", type: "page" })])],
  ])("but not from %s", (_, storage) => {
    expect(readTable(parseStorage(storage), [...LABELS, "key"])).toBeNull();
  });

  test("our Page Properties go before another table with our labels", () => {
    const other = parseStorage("<table><tr><th>状況</th><td>他</td></tr></table>");
    expect(row([...other, ...made()], LABELS[0] ?? "")?.text).toBe("対応中");
  });
});

describe("changing values", () => {
  test("touches the cells that change and nothing else", () => {
    const saved = editorSave(
      parseStorage(serialise(made()).replace("<tbody>", "<tbody><tr><th>人の行</th><td>人の値</td></tr>")),
      5,
    );
    const patched = patchTable(saved, new Map([["状況", textCell("完了")]]), LABELS);
    expect(serialise(patched).replace(/<p>完了<\/p>/u, "X")).toBe(
      serialise(saved).replace(/(?<=<td[^>]*>)(?:(?!<\/td>).)*対応.*?(?=<\/td>)/u, "X"),
    );
    expect(patched.slice(2)).toEqual(saved.slice(2));
  });

  test("to what is there already gives the very same page", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const saved = editorSave(made(), seed);
        const changes = new Map<string, Cell | null>([
          ["状況", textCell("対応中")],
          ["部門", listCell(["営業", "経理"])],
          ["期限", dateCell("2026-12-01")],
          ["管理ID", textCell("ISS-001")],
          ["参照", null],
        ]);
        expect(patchTable(saved, changes, LABELS)).toBe(saved);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("leaves a value in the way people put it", () => {
    const storage =
      '<table><tr><th>状況</th><td><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">対応中</ac:parameter></ac:structured-macro></td></tr><tr><th>部門</th><td><ul><li>営業</li><li>経理</li></ul></td></tr></table>';
    const nodes = parseStorage(
      `<ac:structured-macro ac:name="details"><ac:parameter ac:name="id">kakehashi-entry</ac:parameter><ac:rich-text-body>${storage}</ac:rich-text-body></ac:structured-macro>`,
    );
    const changes = new Map([
      ["状況", textCell("対応中")],
      ["部門", listCell(["営業", "経理"])],
    ]);
    expect(patchTable(nodes, changes, LABELS)).toBe(nodes);
  });

  test("leaves comments with words that stay", () => {
    const marked = parseStorage(
      serialise(made()).replace(
        "対応中",
        '<ac:inline-comment-marker ac:ref="r">対応</ac:inline-comment-marker>中',
      ),
    );
    expect(serialise(patchTable(marked, new Map([["状況", textCell("未対応")]]), LABELS))).toContain(
      '<p>未<ac:inline-comment-marker ac:ref="r">対応</ac:inline-comment-marker></p>',
    );
  });

  test("empties a value without taking its row away", () => {
    const patched = patchTable(made(), new Map([["期限", null]]), LABELS);
    expect(row(patched, "期限")?.text).toBe("");
    expect((readTable(patched, LABELS) ?? []).length).toBe(4);
  });

  test("makes headings of labels that are none, for reports to see them, and of nothing else", () => {
    const page = parseStorage(
      "<table><tbody><tr><td>状況</td><td>未対応</td></tr><tr><td>わたしの欄</td><td>x</td></tr></tbody></table>",
    );
    const patched = serialise(patchTable(page, new Map([["状況", textCell("対応中")]]), LABELS));
    expect(patched).toContain("<th>状況</th>");
    expect(patched).toContain("<td>わたしの欄</td>");
  });

  test("adds missing rows where they belong", () => {
    const changes = new Map([
      ["参照", linkCell("https://a.example")],
      ["顧客に共有", tickCell(true)],
    ]);
    expect((readTable(patchTable(made(), changes, LABELS), LABELS) ?? []).map(({ label }) => label)).toEqual([
      "状況",
      "部門",
      "期限",
      "顧客に共有",
      "参照",
      "管理ID",
    ]);
  });

  test("adds the first row above the others", () => {
    const [, ...others] = LABELS;
    const nodes = [entryTable([["部門", textCell("x")]])];
    const patched = patchTable(nodes, new Map([["状況", textCell("y")]]), LABELS);
    expect((readTable(patched, others) ?? []).map(({ label }) => label)).toEqual(["状況", "部門"]);
  });

  test("makes the table at the top of a page without one", () => {
    const patched = patchTable([p("本文")], new Map([["状況", textCell("完了")]]), LABELS);
    expect(patched.slice(1)).toEqual([p("本文")]);
    expect(row(patched, "状況")?.text).toBe("完了");
    expect(serialise(patched)).toContain('<ac:parameter ac:name="id">kakehashi-entry</ac:parameter>');
  });

  test("fills a frame of ours from which people took the table", () => {
    const nodes = parseStorage(
      '<p>前</p><ac:structured-macro ac:name="details"><ac:parameter ac:name="id">kakehashi-entry</ac:parameter><ac:rich-text-body><p>残り</p></ac:rich-text-body></ac:structured-macro>',
    );
    const patched = patchTable(nodes, new Map([["状況", textCell("完了")]]), LABELS);
    expect(row(patched, "状況")?.text).toBe("完了");
    expect(serialise(patched)).toContain("<p>残り</p>");
    expect(patched[0]).toBe(nodes[0]);
  });

  test.each([
    ["a table made by hand", "<p>前</p><table><tr><th>状況</th><td>済</td></tr></table>"],
    [
      "Page Properties of somebody's",
      '<p>前</p><ac:structured-macro ac:name="details"><ac:parameter ac:name="id">x</ac:parameter><ac:rich-text-body><table><tr><th>状況</th><td>済</td></tr></table></ac:rich-text-body></ac:structured-macro>',
    ],
  ])("takes %s to where reports look", (_, storage) => {
    const patched = patchTable(parseStorage(storage), new Map([["管理ID", textCell("ISS-9")]]), LABELS);
    const text = serialise(patched);
    expect(text).toContain('<ac:parameter ac:name="id">kakehashi-entry</ac:parameter>');
    expect(text.match(/ac:structured-macro ac:name/gu)).toHaveLength(1);
    expect((readTable(patched, LABELS) ?? []).map(({ label }) => label)).toEqual(["状況", "管理ID"]);
    expect(patchTable(patched, new Map([["管理ID", textCell("ISS-9")]]), LABELS)).toBe(patched);
  });
});
