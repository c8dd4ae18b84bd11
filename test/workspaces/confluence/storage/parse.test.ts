import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cleanText, unsendable } from "../../../../src/workspaces/confluence/storage/clean-text.ts";
import { parseStorage, StorageError } from "../../../../src/workspaces/confluence/storage/parse.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import { cdata, codeMacro, el, macro, p, text } from "../../../../src/workspaces/confluence/storage/tree.ts";
import { requireXhtml } from "../../../fakes/confluence/check-xhtml.ts";
import { nastyText } from "./nasty-texts.ts";

const SEED = 20261125;

describe("what is written", () => {
  test.each([
    ["signs of markup in text", p('a < b & "c" > d ]]>'), '<p>a &lt; b &amp; "c" &gt; d ]]&gt;</p>'],
    [
      "signs of markup in attributes",
      el("a", { href: 'x?a=1&b="2"' }),
      '<a href="x?a=1&amp;b=&quot;2&quot;"/>',
    ],
    ["line ends in attributes", el("a", { title: "a\nb\tc" }), '<a title="a&#xA;b&#x9;c"/>'],
    ["the end of CDATA inside CDATA", cdata("a]]>b"), "<![CDATA[a]]]]><![CDATA[>b]]>"],
    ["elements without content", el("br"), "<br/>"],
    [
      "macros",
      macro("info", { title: "注" }, [p("文")]),
      '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">注</ac:parameter><ac:rich-text-body><p>文</p></ac:rich-text-body></ac:structured-macro>',
    ],
    [
      "code",
      codeMacro("json", "<T>"),
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">json</ac:parameter><ac:plain-text-body><![CDATA[<T>]]></ac:plain-text-body></ac:structured-macro>',
    ],
  ])("%s", (_, node, expected) => {
    expect(serialise([node])).toBe(expected);
    expect(parseStorage(expected)).toEqual([node]);
  });

  test("any text at all is well-formed and read back, less what XML cannot say", () => {
    fc.assert(
      fc.property(nastyText, nastyText, (words, value) => {
        const tree = [p(words), el("a", { href: value }, "x"), codeMacro("", words)].map((node) => node);
        const storage = serialise(tree);
        expect(() => requireXhtml(storage)).not.toThrow();
        const [paragraph, anchor, code] = parseStorage(storage);
        expect(paragraph).toEqual(p(...(cleanText(words) === "" ? [] : [words])));
        expect(anchor).toEqual(el("a", { href: value }, "x"));
        expect(JSON.stringify(code)).toContain(JSON.stringify(cleanText(words)));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test("five megabytes of text come back", () => {
    const words = "あ<&]]>".repeat(800_000);
    expect(parseStorage(serialise([p(words)]))).toEqual([p(words)]);
  });
});

describe("what is read", () => {
  test.each([
    ["named entities of XHTML", "&nbsp;&uuml;&rsquo;&hellip;&amp;", "\u00A0ü’…&"],
    ["numbers of characters", "&#12354;&#x1F9ED;", "あ🧭"],
    ["no comments", "a<!-- x -->b", "ab"],
  ])("%s", (_, storage, expected) => {
    expect(parseStorage(storage)).toEqual([text(expected)]);
  });

  test.each([
    ["an element that is not closed", "<p>a", 1],
    ["an element that is closed by another", "<p>a</q>", 1],
    ["an entity that is none", "<p>\n&nothing;</p>", 2],
    ["the end of what we put around it", "a</storage><storage>b", 1],
    ["an attribute without quotes", "<p a=b/>", 1],
    ["a bare ampersand", "a & b", 1],
    ["nesting that is meant to break readers", `${"<p>".repeat(2_000)}${"</p>".repeat(2_000)}`, 1],
    ["nesting that breaks the parser", "<p>".repeat(100_000), 1],
  ])("refuses %s, with its place", (_, storage, line) => {
    const refuse = () => parseStorage(storage);
    expect(refuse).toThrow(StorageError);
    expect(refuse).toThrow(expect.objectContaining({ code: "workspace_failed", line }));
    expect(refuse).not.toThrow(/nothing;/u);
  });

  test("an empty page is an empty tree", () => {
    expect(parseStorage("")).toEqual([]);
  });
});

describe("characters that cannot be sent", () => {
  test.each([
    ["a\u0000", "U+0000"],
    ["\u001B[0m", "U+001B"],
    ["\uFFFE", "U+FFFE"],
    ["\uFFFF", "U+FFFF"],
    ["a\uD83D", "U+D83D"],
    ["\uDC00b", "U+DC00"],
  ])("%j is refused by name", (words, name) => {
    expect(unsendable(words)).toBe(name);
    expect(unsendable(cleanText(words))).toBeNull();
  });

  test.each(["", "a\tb\nc", "a\r\nb", "👩‍👩‍👧", "\u007F\u0085", "שלום\u202E\u200B\uFEFF", "\u{1FFFE}"])(
    "%j can be sent",
    (words) => {
      expect(unsendable(words)).toBeNull();
    },
  );
});
