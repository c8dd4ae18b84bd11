import { describe, expect, test } from "vitest";

import { openAsked, refusal, storage, textAt, update } from "./ask.ts";
import type { ConfluenceOptions } from "../confluence-server.ts";

/** What the service keeps of a body. */
async function kept(value: string, options: ConfluenceOptions = {}): Promise<string> {
  const { server, addPage } = await openAsked(options);
  return server.storageOf(await addPage("Page", { body: storage(value) }));
}

/** The same without the ids that a save gives. */
async function keptBare(value: string): Promise<string> {
  return (await kept(value)).replaceAll(/ (?:ac:)?(?:local-id|macro-id|schema-version)="[^"]*"/g, "");
}

describe("a body is refused", () => {
  test.each([
    [
      "crossed tags",
      "<p></xml>",
      "Unexpected close tag </xml>; expected </p>.\n at [row,col {unknown-source}]: [1,4]",
    ],
    [
      "an open element",
      "<p>\n<b>x</b>",
      "Unexpected EOF; was expecting a close tag for element <p>\n at [row,col {unknown-source}]: [2,9]",
    ],
    ["a close tag too many", "<p/></p>", "Unexpected close tag </p>"],
    ["HTML that is no XML", "<p>a<br>b</p>", "Unexpected close tag </p>; expected </br>."],
    ["a bare ampersand", "<p>a & b</p>", "Unexpected character in entity"],
    ["a bare less-than", "<p>a < b</p>", "Unexpected character ' '"],
    ["an entity that XHTML does not know", "<p>&smile;</p>", 'Undeclared general entity "smile"'],
    ["a prefix of one's own", "<x:y/>", 'Undeclared namespace prefix "x"'],
    ["an attribute without quotes", "<p class=x/>", "Unexpected character 'p' in content after '<'"],
    ["an attribute given twice", '<p class="a" class="b"/>', "Duplicate attribute 'class'"],
    ["a control character", "<p>\u0007</p>", "Illegal character ((CTRL-CHAR, code 0x7))"],
    ["a control character by number", "<p>&#7;</p>", "Illegal character entity"],
    ["half of a surrogate pair", "<p>\ud83d</p>", "Illegal character ((CTRL-CHAR, code 0xd83d))"],
    ["U+FFFE", "<p>\ufffe</p>", "Illegal character"],
    ["the end of a CDATA section in text", "<p>]]></p>", "Unexpected ']]>' in content"],
    ["a CDATA section without an end", "<p><![CDATA[x</p>", "Unexpected EOF in a CDATA section"],
  ])("for %s", async (_, value, problem) => {
    const { createPage, server } = await openAsked();
    const reply = await createPage("Page", { body: storage(value) });
    expect(refusal(reply)).toContain(`400 Error parsing xhtml: ${problem}`);
    expect(server.pages().map((page) => page.title)).not.toContain("Page");
  });

  test("in an update as in a new page, and the page stays as it was", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    expect((await v2("PUT", `pages/${id}`, update(id, 2, { body: storage("<p>") }))).status).toBe(400);
    expect(server.page(id)).toMatchObject({ version: 1 });
  });
});

describe("a body that is well-formed is taken", () => {
  test.each([
    ["named entities of XHTML", "<p>&nbsp;&uuml;&rsquo;&hearts;</p>", "<p>&nbsp;&uuml;&rsquo;&hearts;</p>"],
    ["numbered characters", "<p>&#252;&#x1F600;</p>", "<p>&uuml;😀</p>"],
    ["greater-than in an attribute", '<a href="x>y">z</a>', '<a href="x&gt;y">z</a>'],
    ["other scripts", "<p>管理ID שלום\u200b</p>", "<p>管理ID שלום\u200b</p>"],
    ["characters that get names", "<p>ü “q” – \u00a0</p>", "<p>&uuml; &ldquo;q&rdquo; &ndash; &nbsp;</p>"],
    ["U+2028, which is no line's end", "<p>a\u2028b\u0085c</p>", "<p>a\u2028b\u0085c</p>"],
  ])("with %s", async (_, value, expected) => {
    expect(await keptBare(value)).toBe(expected);
  });
});

describe("on save", () => {
  test.each([
    [
      "bold and italic get their other names",
      "<p><b>a</b><i>b</i></p>",
      "<p><strong>a</strong><em>b</em></p>",
    ],
    ["neighbours of one kind are one", "<p><b>a</b><strong>b</strong></p>", "<p><strong>ab</strong></p>"],
    ["empty elements close themselves", "<p>a<br></br></p>", "<p>a<br /></p>"],
    ["comments and instructions go", "<p>a<!-- x --><?php y ?>b</p>", "<p>ab</p>"],
    ["unknown elements go with what they hold", "<p>a<T>lost</T><script>x</script></p>", "<p>a</p>"],
    ["unknown attributes go", '<p onclick="x" data-x="y">a</p>', "<p>a</p>"],
    [
      "hex colours are told in rgb",
      '<span style="color: #ff0010;">a</span>',
      '<span style="color: rgb(255,0,16);">a</span>',
    ],
    ["empty styles go", '<p style="">a</p>', "<p>a</p>"],
    ["space between blocks goes", "<p>a</p>\n  <p>b</p>\n", "<p>a</p><p>b</p>"],
    [
      "list items get paragraphs",
      "<ul><li>a<ul><li>b</li></ul></li></ul>",
      "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    ],
    [
      "a page link gets a version",
      '<ac:link><ri:page ri:content-title="X"/></ac:link>',
      '<ac:link><ri:page ri:content-title="X" ri:version-at-save="1" /></ac:link>',
    ],
    ["CDATA in text becomes text", "<p><![CDATA[a<b]]></p>", "<p>a&lt;b</p>"],
    [
      "escaped text in a plain body becomes CDATA",
      macro("code", "<ac:plain-text-body>a &lt; b</ac:plain-text-body>"),
      macro("code", "<ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body>"),
    ],
    [
      "a split CDATA end stays split",
      macro("code", "<ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body>"),
      macro("code", "<ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body>"),
    ],
    [
      "parameters change places",
      macro("status", parameter("title") + parameter("colour")),
      macro("status", parameter("colour") + parameter("title")),
    ],
    [
      "a breakout mode goes",
      '<ac:structured-macro ac:name="code" ac:breakout-mode="wide" />',
      '<ac:structured-macro ac:name="code" />',
    ],
  ])("%s", async (_, value, expected) => {
    expect(await keptBare(value)).toBe(expected);
  });

  test("cells get paragraphs and tables a layout", async () => {
    const table = "<table><tbody>\n<tr><th>K</th><td>a <b>b</b><p>c</p></td></tr></tbody></table>";
    expect(await keptBare(table)).toBe(
      '<table data-layout="default"><tbody><tr><th><p>K</p></th><td><p>a <strong>b</strong></p><p>c</p></td></tr></tbody></table>',
    );
  });

  test("ids appear on macros, tables, paragraphs and tasks, and stay once they are there", async () => {
    const { addPage, v2, server } = await openAsked();
    const task =
      "<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>x</ac:task-body></ac:task></ac:task-list>";
    const id = await addPage("Page", { body: storage(`<p>a</p>${macro("toc", "")}<table />${task}`) });
    const first = server.storageOf(id);
    for (const pattern of [
      /<p local-id=/,
      /ac:macro-id=/,
      /<table [^>]*ac:local-id=/,
      /<ac:task-id>\d/,
      /<ac:task-uuid>/,
    ]) {
      expect(first).toMatch(pattern);
    }
    await v2("PUT", `pages/${id}`, update(id, 2, { body: storage(first) }));
    expect(server.storageOf(id)).toBe(first);
  });

  test("the same seed gives the same ids, another one others", async () => {
    const [first, second, other] = [
      await kept("<p>a</p>"),
      await kept("<p>a</p>"),
      await kept("<p>a</p>", { seed: 2 }),
    ];
    expect(first).toBe(second);
    expect(first).not.toBe(other);
  });

  test("nothing changes when the double is told not to", async () => {
    const value = "<p>a<br/><T/></p>";
    expect(await kept(value, { normalise: false })).toBe(value);
  });
});

describe("the editor of a person", () => {
  const table =
    "<table><thead><tr><th>K</th><th>V</th></tr></thead><tbody><tr><th>a</th><td>ok 😀</td></tr></tbody></table>";

  test("puts all rows into one tbody, keeps header cells, and gives columns a width", async () => {
    const { addPage, server } = await openAsked();
    const id = await addPage("Page", { body: storage(table) });
    expect(server.storageOf(id)).toContain("<thead>");
    server.person.editorRoundTrip(id);
    const after = server.storageOf(id);
    expect(after).not.toContain("<thead>");
    expect(after.match(/<col /g)).toHaveLength(2);
    expect(after.match(/<th /g)).toHaveLength(3);
    expect(after).toContain('data-table-width="760"');
    expect(server.page(id)).toMatchObject({ version: 2, versionBy: server.personId });
  });

  test("makes emoticons of emoji, and leaves code alone", async () => {
    const { addPage, server } = await openAsked();
    const code = macro("code", "<ac:plain-text-body><![CDATA[😀]]></ac:plain-text-body>");
    const id = await addPage("Page", { body: storage(table + code) });
    const before = server.viewTextOf(id);
    server.person.editorRoundTrip(id);
    expect(server.storageOf(id)).toContain('ac:emoji-fallback="😀"');
    expect(server.storageOf(id)).toContain("<![CDATA[😀]]>");
    expect(server.viewTextOf(id)).toBe(before);
  });

  test("turns the order of parameters, keeps comment markers, and gives every block an id", async () => {
    const { addPage, server } = await openAsked();
    const body = macro("status", parameter("title") + parameter("colour"));
    const id = await addPage("Page", { body: storage(`<p>some text ${body}</p>${table}`) });
    server.person.commentInline(id, "text");
    server.person.editorRoundTrip(id);
    const after = server.storageOf(id);
    expect(after.indexOf('ac:name="title"')).toBeLessThan(after.indexOf('ac:name="colour"'));
    expect(after).toMatch(/<td local-id="[^"]+"><p local-id=/);
    expect(server.comments(id)).toMatchObject([{ isDangling: false }]);
    expect(server.page(id).properties).toMatchObject({ editor: "v2" });
  });
});

test("a link by id is taken, and shown broken", async () => {
  const { addPage, server } = await openAsked();
  const link = (target: string) => `<p><ac:link><ri:page ${target}/></ac:link></p>`;
  const body = storage(link('ri:content-id="1"') + link('ri:content-title="Title"'));
  expect(server.viewTextOf(await addPage("Page", { body }))).toBe("[broken link]\nTitle");
});

test("a body that was read can be written back, and reads the same", async () => {
  const { addPage, v2 } = await openAsked();
  const id = await addPage("Page", { body: storage("<p>ü &amp; <b>b</b></p>") });
  const read = await v2("GET", `pages/${id}?body-format=storage`);
  const value = textAt(read.body, "body.storage.value");
  const again = await v2("PUT", `pages/${id}`, update(id, 2, { body: storage(value) }));
  expect(textAt(again.body, "body.storage.value")).toBe(value);
});

function macro(name: string, inner: string): string {
  return inner === ""
    ? `<ac:structured-macro ac:name="${name}" />`
    : `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
}

function parameter(name: string): string {
  return `<ac:parameter ac:name="${name}">x</ac:parameter>`;
}
