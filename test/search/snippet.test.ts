import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fold } from "../../src/search/normalize.ts";
import { probesOf } from "../../src/search/probes.ts";
import { snippetOf } from "../../src/search/snippet.ts";
import { openWorld } from "./index-world.ts";
import { anyText, clusters } from "./texts.ts";

const SEED = 20261124;

const { index } = openWorld();
const snippet = async (text: string, query: string) => {
  const { asked } = await index.search({ query, access: [], limit: 0 });
  return snippetOf(text, probesOf(asked, { isPartial: true }));
};
const marked = async (text: string, query: string) => {
  const { text: shown, marks } = await snippet(text, query);
  return marks.map(([from, to]) => shown.slice(from, to));
};
const LONG = "あの店では毎月の定例で数字の話だけをしていた。".repeat(20);

describe("a snippet", () => {
  test.each([
    ["as it is written", "担当の引き継ぎで", "引き継ぎ", ["引き継ぎ"]],
    ["in another spelling", "本社でﾘﾌﾟﾚｰｽが止まる", "リプレース", ["ﾘﾌﾟﾚｰｽ"]],
    ["with its okurigana", "担当の引き継ぎで", "引継", ["引き継"]],
    ["with its combining marks", "か\u3099いと\u3099の件", "がいど", ["か\u3099いと\u3099"]],
    ["in a squared word", "取引先は㍿青波", "株式会社", ["㍿"]],
    ["several words", "東京の価格と大阪の価格", "価格 東京", ["東京", "価格", "価格"]],
    ["overlapping words as one", "東京支店長", "東京支 支店", ["東京支店"]],
    ["a word and not its parts", "引き継ぎと継ぎ目", "引き継ぎ", ["引き継ぎ"]],
    ["parts where the whole is not there", "価格の表", "価格改定", ["価格"]],
    ["nothing where nothing is", "定例の記録", "雪", []],
  ])("marks what was looked for: %s", async (_, text, query, words) => {
    expect(await marked(text, query)).toEqual(words);
  });

  test("of a long text shows the place of the match with some text before it", async () => {
    const { text } = await snippet(`${LONG}引き継ぎで苦情${LONG}`, "引継");
    expect(text).toMatch(/^….{5,}引き継ぎで苦情.*…$/u);
    expect(text.length).toBeLessThan(130);
  });

  test("shows the place with most of the words", async () => {
    const far = `東京${LONG}東京の価格${LONG}`;
    expect((await snippet(far, "東京 価格")).text).toContain("東京の価格");
  });

  test("of a short text is the text", async () => {
    expect(await snippet("定例の\n記録", "")).toEqual({ text: "定例の 記録", marks: [] });
    expect(await snippet("", "雪")).toEqual({ text: "", marks: [] });
  });

  test("shows the beginning of a match that is longer than itself", async () => {
    const sentence = "毎月の定例で数字の話だけをしていたが来月からは課題の話も聞く".repeat(8);
    const { text, marks } = await snippet(`${LONG}${sentence}${LONG}`, sentence);
    expect(text.length).toBeLessThan(200);
    expect(marks).toHaveLength(1);
    const [from = 0, to = 0] = marks[0] ?? [];
    expect(to - from).toBeGreaterThan(80);
    expect(sentence.startsWith(text.slice(from, to))).toBe(true);
  });

  test("of one letter over and over is no longer than any other", async () => {
    expect((await snippet("あ".repeat(5000), "あ")).text.length).toBeLessThan(130);
  });

  test("cannot steer a terminal", async () => {
    expect((await snippet("雪\u001b[31m\u0007の日\u009b2J", "雪")).text).not.toMatch(/\p{Cc}/u);
  });

  test("never splits what a reader sees as one character", async () => {
    for (const one of ["👩‍💻", "🇯🇵", "か\u3099", "👍🏽", "葛\u{E0100}"]) {
      for (let shift = 0; shift < one.length + 1; shift += 1) {
        const text = "x".repeat(shift) + one.repeat(90) + "雪" + one.repeat(90);
        const shown = (await snippet(text, "雪")).text.replaceAll(/[…x雪]/gu, "");
        expect(shown.length % one.length, `${one} ${shift}`).toBe(0);
        expect(shown).toBe(one.repeat(shown.length / one.length));
      }
    }
  });
});

test("for any text the snippet is a part of it, marks are in order and lie on what was looked for", async () => {
  const anyLong = fc.array(anyText, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
  let marks = 0;
  await fc.assert(
    fc.asyncProperty(anyLong, fc.nat(), fc.integer({ min: 1, max: 6 }), async (text, at, length) => {
      const all = clusters(text);
      const query = all
        .slice(all.length === 0 ? 0 : at % all.length)
        .slice(0, length)
        .join("");
      fc.pre(!/[-－−ー~"]/u.test(fold(query)) && fold(query).trim() !== "");
      const shown = await snippet(text, query);
      const bare = shown.text.replace(/^…|…$/gu, "");
      expect(text.replace(/\p{Cc}/gu, " ")).toContain(bare);
      expect(shown.text.length).toBeLessThan(260);
      let last = 0;
      for (const [from, to] of shown.marks) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(shown.text.length);
        last = to;
      }
      const words = fold(query)
        .split(/\s+/u)
        .filter((word) => word !== "");
      const isWhole = words.every((word) => fold(text).includes(word));
      if (!isWhole) return;
      const folded = shown.marks.map(([from, to]) => fold(shown.text.slice(from, to)));
      // The words that fit together are marked; at least one is.
      expect(folded.some((mark) => words.some((word) => mark.includes(word)))).toBe(true);
      marks += folded.length;
    }),
    { seed: SEED, numRuns: 1500 },
  );
  expect(marks).toBeGreaterThan(1000);
});
