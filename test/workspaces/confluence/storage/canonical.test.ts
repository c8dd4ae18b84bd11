import { describe, expect, test } from "vitest";

import { fingerprint, meansTheSame } from "../../../../src/workspaces/confluence/storage/canonical.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";

const same = (a: string, b: string, meaning = {}): boolean =>
  meansTheSame(parseStorage(a), parseStorage(b), meaning);

describe("two spellings of the same", () => {
  test.each([
    ["ids", "<p>a</p>", '<p local-id="1">a</p>'],
    [
      "ids and versions of macros",
      '<ac:structured-macro ac:name="toc"/>',
      '<ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="x" ac:local-id="y" />',
    ],
    [
      "the order of parameters",
      '<ac:structured-macro ac:name="m"><ac:parameter ac:name="a">1</ac:parameter><ac:parameter ac:name="b">2</ac:parameter></ac:structured-macro>',
      '<ac:structured-macro ac:name="m"><ac:parameter ac:name="b">2</ac:parameter>\n<ac:parameter ac:name="a">1</ac:parameter></ac:structured-macro>',
    ],
    [
      "widths",
      "<table><tbody><tr><td>a</td></tr></tbody></table>",
      '<table data-layout="wide" data-table-width="760" class="wrapped"><colgroup><col style="width: 10px;"/></colgroup><tbody><tr><td style="width: 1px">a</td></tr></tbody></table>',
    ],
    [
      "the head of a table",
      "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
      "<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>",
    ],
    [
      "paragraphs in cells",
      "<table><tr><td>a</td><td></td></tr></table>",
      "<table><tr><td><p>a</p></td><td><p /></td></tr></table>",
    ],
    [
      "paragraphs in items",
      "<ul><li>a<ul><li>b</li></ul></li></ul>",
      "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    ],
    [
      "macros in a paragraph of their own",
      '<td><ac:structured-macro ac:name="status"/></td>',
      '<td><p><ac:structured-macro ac:name="status"/></p></td>',
    ],
    [
      "marks of comments",
      "<p>abc</p>",
      '<p>a<ac:inline-comment-marker ac:ref="r">b</ac:inline-comment-marker>c</p>',
    ],
    ["bold and italic", "<p><strong>a</strong><em>b</em></p>", "<p><b>a</b><i>b</i></p>"],
    ["formatting that goes on", "<p><strong>ab</strong></p>", "<p><strong>a</strong><strong>b</strong></p>"],
    [
      "emoji",
      "<p>済 ✅</p>",
      '<p>済 <ac:emoticon ac:name="tick" ac:emoji-fallback="✅" ac:emoji-id="2705"/></p>',
    ],
    [
      "emoji by their number",
      "<p>😄</p>",
      '<p><ac:emoticon ac:name="smile" ac:emoji-fallback=":smile:" ac:emoji-id="1f604"/></p>',
    ],
    ["entities", "<p>ü’</p>", "<p>&uuml;&rsquo;</p>"],
    ["white space", "<p>a b</p><p>c</p>", "\n<p>a\n  b </p>\n<p>c</p>\n"],
    ["colours", '<p style="color: #ff0000;">a</p>', '<p style="color: rgb(255, 0, 0)">a</p>'],
    ["empty paragraphs", "<p>a</p>", "<p>a</p><p /><p><br/></p>"],
    [
      "plain bodies",
      "<ac:plain-text-body><![CDATA[a<b]]></ac:plain-text-body>",
      "<ac:plain-text-body>a&lt;b</ac:plain-text-body>",
    ],
    [
      "the words of a link",
      '<ac:link><ri:page ri:content-title="T"/><ac:plain-text-link-body><![CDATA[x]]></ac:plain-text-link-body></ac:link>',
      '<ac:link><ri:page ri:version-at-save="3" ri:content-title="T"/><ac:link-body>x</ac:link-body></ac:link>',
    ],
    [
      "tasks",
      "<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>a</ac:task-body></ac:task></ac:task-list>",
      "<ac:task-list><ac:task><ac:task-id>3</ac:task-id><ac:task-uuid>u</ac:task-uuid><ac:task-status>complete</ac:task-status><ac:task-body><p>a</p></ac:task-body></ac:task></ac:task-list>",
    ],
  ])("%s", (_, a, b) => {
    expect(same(a, b)).toBe(true);
    expect(fingerprint(parseStorage(a))).toBe(fingerprint(parseStorage(b)));
  });

  test("a link within the own space may name it or not; another space it must name", () => {
    const linkTo = (key: string) => `<ac:link><ri:page ri:content-title="T"${key}/></ac:link>`;
    expect(same(linkTo(""), linkTo(' ri:space-key="PART"'), { space: "PART" })).toBe(true);
    expect(same(linkTo(""), linkTo(' ri:space-key="OTHER"'), { space: "PART" })).toBe(false);
  });

  test("where addresses do not count, neither does the way in which a link is written", () => {
    const [a, b, c] = [
      '<a href="https://a.example/1">x</a>',
      '<a href="https://a.example/2" data-card-appearance="inline">x</a>',
      '<ac:link><ri:page ri:content-title="T"/><ac:link-body>x</ac:link-body></ac:link>',
    ];
    expect(same(a, b)).toBe(false);
    expect(same(a, b, { ignoreAddresses: true })).toBe(true);
    expect(same(a, c, { ignoreAddresses: true })).toBe(true);
    expect(same(a, '<a href="https://a.example/1">y</a>', { ignoreAddresses: true })).toBe(false);
  });
});

describe("what a person means is seen", () => {
  test.each([
    ["a word", "<p>ab</p>", "<p>ac</p>"],
    ["a number", "<p>100</p>", "<p>101</p>"],
    [
      "the order of rows",
      "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
      "<table><tr><td>b</td></tr><tr><td>a</td></tr></table>",
    ],
    [
      "a cell that became another's",
      "<table><tr><td>a</td><td></td></tr></table>",
      "<table><tr><td></td><td>a</td></tr></table>",
    ],
    ["formatting", "<p>a</p>", "<p><strong>a</strong></p>"],
    ["the level of a heading", "<h2>a</h2>", "<h3>a</h3>"],
    ["the kind of list", "<ul><li>a</li></ul>", "<ol><li>a</li></ol>"],
    ["a paragraph that was cut", "<p>ab</p>", "<p>a</p><p>b</p>"],
    ["a paragraph that was cut in a cell", "<td>ab</td>", "<td><p>a</p><p>b</p></td>"],
    ["spaces taken away", "<p>a b</p>", "<p>ab</p>"],
    ["code", "<ac:plain-text-body>a  b</ac:plain-text-body>", "<ac:plain-text-body>a b</ac:plain-text-body>"],
    [
      "a parameter",
      '<ac:parameter ac:name="a">1</ac:parameter>',
      '<ac:parameter ac:name="a">2</ac:parameter>',
    ],
    [
      "whom a mention mentions",
      '<ac:link><ri:user ri:account-id="1"/></ac:link>',
      '<ac:link><ri:user ri:account-id="2"/></ac:link>',
    ],
    [
      "a task that was ticked",
      "<ac:task><ac:task-status>complete</ac:task-status></ac:task>",
      "<ac:task><ac:task-status>incomplete</ac:task-status></ac:task>",
    ],
    ["a date", '<time datetime="2026-04-01"/>', '<time datetime="2026-04-02"/>'],
    ["an emoji", "<p>✅</p>", '<p><ac:emoticon ac:emoji-fallback="❌"/></p>'],
    ["a colour", '<p style="color: red">a</p>', "<p>a</p>"],
  ])("%s", (_, a, b) => {
    expect(same(a, b)).toBe(false);
    expect(same(a, b, { ignoreAddresses: true })).toBe(false);
    expect(fingerprint(parseStorage(a))).not.toBe(fingerprint(parseStorage(b)));
  });
});
