import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { foldName, markdownStem, safeName } from "../../../src/workspaces/vault/names.ts";

const SEED = 20261124;

describe("a title becomes a name", () => {
  test.each([
    ["an ordinary title stays", "課題 2026(大阪)", "課題 2026(大阪)"],
    ["reserved characters become look-alikes", 'A/B\\C:D*E?F"G<H>I|J', "A／B＼C：D＊E？F＂G＜H＞I｜J"],
    ["what means something in links too", "a#b^c[d]e", "a＃b＾c［d］e"],
    ["a device of Windows", "con", "con_"],
    ["a device in capitals with an ending", "COM1.log", "COM1_.log"],
    ["a device before spaces and a dot", "NUL .txt", "NUL_ .txt"],
    ["a device in superscript", "lpt²", "lpt²_"],
    ["control: a word that begins like a device", "console", "console"],
    ["dots and spaces at the end", "完了. . ", "完了"],
    ["dots at the start, which would hide it", "..hidden", "．．hidden"],
    ["the folder above", "..", "．．"],
    ["a path", "../../etc/passwd", "．．／..／etc／passwd"],
    ["this folder", ".", "．"],
    ["a lock file of Office", "~$課題", "．$課題"],
    ["no title", "", "無題"],
    ["only spaces", " 　 ", "無題"],
    ["only what nobody sees", "\u200b\u202e\ufeff", "無題"],
    ["control characters and line ends", "a\u0000b\r\nc\u2028d", "a b c d"],
    ["a change of direction, which hides an ending", "課題\u202efdp.exe", "課題fdp.exe"],
    ["composed, however it was typed", "か\u3099いと\u3099", "がいど"],
    ["half a character", "a\ud800b", "a\ufffdb"],
    ["an emoji whole", "👩‍💻 課題", "👩‍💻 課題"],
  ])("%s", (_, title, name) => {
    expect(safeName(title)).toBe(name);
  });

  const bytes = (name: string) => Buffer.byteLength(name);
  test.each([
    ["Japanese", "拠点の課題".repeat(60)],
    ["emoji", "👩‍💻".repeat(60)],
    ["one endless character", `a${"\u0301".repeat(500)}`],
    ["Latin", "x".repeat(1000)],
    ["ending in dots where it is cut", `${"x".repeat(249)}${".".repeat(50)}`],
  ])("that fits into 255 bytes with its ending: %s", (_, title) => {
    const name = safeName(title);
    expect(bytes(`${name}.base`)).toBeLessThanOrEqual(255);
    expect(bytes(name)).toBeGreaterThan(180);
    expect(name.isWellFormed()).toBe(true);
    expect(name).not.toMatch(/[. ]$/u);
    expect(name.normalize("NFC")).toBe(name);
  });

  test("cut between characters as a reader sees them", () => {
    const cut = safeName("👩‍💻".repeat(60));
    expect(cut).toBe("👩‍💻".repeat(cut.length / "👩‍💻".length));
  });

  test("that keeps its suffix whole, however long the title is", () => {
    const name = safeName("拠点の課題".repeat(60), " (SOREI-E01)");
    expect(name.endsWith(" (SOREI-E01)")).toBe(true);
    expect(bytes(`${name}.base`)).toBeLessThanOrEqual(255);
  });
});

test("any title becomes a name that every system takes, and the same name again", () => {
  const anyTitle = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('./\\: *?"<>|[]#^~$\u0000\n\u202e\u200bcon1か\u3099.漢👩')),
      maxLength: 20,
    }),
  );
  fc.assert(
    fc.property(anyTitle, fc.constantFrom("", " (E1)"), (title, suffix) => {
      const name = safeName(title, suffix);
      expect(name).not.toBe("");
      expect(name).not.toMatch(/[/\\:*?"<>|[\]#^\p{Cc}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/iu);
      expect(Buffer.byteLength(`${name}.base`)).toBeLessThanOrEqual(255);
      expect(name.isWellFormed()).toBe(true);
      expect(suffix === "" ? safeName(name) : name).toBe(name);
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test.each([
  ["SFA.md", "sfa.MD", true],
  ["ガイド.md", "カ\u3099イト\u3099.md", true],
  ["ＡＢＣ.md", "abc.md", true],
  ["Straße.md", "STRASSE.md", true],
  ["課題.md", "課題2.md", false],
  ["かき.md", "かぎ.md", false],
])("%s and %s meet on some disk: %s", (one, other, meet) => {
  expect(foldName(one) === foldName(other)).toBe(meet);
});

test.each([
  ["課題.md", "課題"],
  ["課題.MD", "課題"],
  ["課題.base", null],
  ["md", null],
])("the stem of %s is %s", (file, stem) => {
  expect(markdownStem(file)).toBe(stem);
});
