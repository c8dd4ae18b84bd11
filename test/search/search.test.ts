import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fold } from "../../src/search/normalize.ts";
import { doc, docsOf, found } from "./docs.ts";
import { worldOf } from "./index-world.ts";
import { anyText, clusters } from "./texts.ts";

const SEED = 20261124;

const TEXTS = docsOf({
  handover: "後任が前任の口約束を知らず、担当の引き継ぎのたびに苦情になる。",
  replace: "ﾘﾌﾟﾚｰｽ の見積もりが本社で止まる。東京の決裁者に会えていない。",
  price: "価格の話ばかりで、SFAの定着は話題にならない。髙澤様は別件。",
  winter: "冬は雪で訪問できず、打ち合わせはオンライン。",
});

describe("a word is found wherever it stands", () => {
  test.each([
    ["two kanji, mid-sentence", "担当", ["handover"]],
    ["one kanji", "雪", ["winter"]],
    ["one kana", "ず", ["handover", "winter"]],
    ["across a border of scripts", "が本", ["replace"]],
    ["across what a dictionary takes for a word", "束を知", ["handover"]],
    ["katakana for half-width kana", "リプレース", ["replace"]],
    ["half-width kana", "ﾘﾌﾟﾚｰｽ", ["replace"]],
    ["hiragana for katakana", "おんらいん", ["winter"]],
    ["without its prolonged mark", "リプレス", ["replace"]],
    ["cut out behind a prolonged mark", "ース", ["replace"]],
    ["new kanji for old", "高沢", ["price"]],
    ["another case", "sfa", ["price"]],
    ["full width", "ＳＦＡ", ["price"]],
    ["no okurigana", "引継", ["handover"]],
    ["some okurigana", "引継ぎ", ["handover"]],
    ["another ending", "引き継ぐ", ["handover"]],
    ["okurigana between and behind", "打合せ", ["winter"]],
    ["okurigana that the text lacks", "見積り", ["replace"]],
    ["two words in any order", "東京 本社", ["replace"]],
    ["an ideographic space between", "本社　見積", ["replace"]],
    ["a word that no text has", "福利厚生", []],
    ["a word and one that is nowhere near", "雪 引継", ["handover", "winter"]],
  ])("%s", async (_, query, ids) => {
    expect((await found(TEXTS, query)).toSorted()).toEqual(ids);
  });

  test("control: kana words with other kana are other words", async () => {
    expect(await found(docsOf({ a: "かぎを渡した。" }), "かき")).toEqual([]);
    expect(await found(docsOf({ a: "引いて継いだ" }), "引継")).toEqual([]);
  });
});

describe("several words", () => {
  const docs = docsOf({ both: "東京の価格", one: "東京の提案", other: "大阪の価格" });

  test("must all be there, where any text has them all", async () => {
    expect(await found(docs, "東京 価格")).toEqual(["both"]);
    expect(await found(docs, "価格 東京")).toEqual(["both"]);
  });

  test("may be in title, text and names of the unit together", async () => {
    const spread = doc({ title: "価格の話", text: "提案が通らない", about: "東京支社" });
    expect(await found([spread, ...docs], "東京 価格 提案")).toEqual([spread.id]);
  });

  test("where no text has them all, a good part of them will do", async () => {
    expect((await found(docs, "東京 福利厚生")).toSorted()).toEqual(["both", "one"]);
  });

  test("two spellings of one word are both found in a third", async () => {
    const spelt = docsOf({ third: "引き継ぎの価格", both: "引継、つまり引継ぎの価格", other: "価格の話" });
    expect((await found(spelt, "引継 引継ぎ")).toSorted()).toEqual(["both", "third"]);
    expect((await found(spelt, "引継ぎ 価格 引継")).toSorted()).toEqual(["both", "third"]);
  });

  test("a question in a whole sentence finds what it is about", async () => {
    expect(await found(TEXTS, "担当が代わるときの引き継ぎで苦情を出さないにはどうすればよいか")).toEqual([
      "handover",
    ]);
  });
});

describe("quotes and minus", () => {
  const docs = docsOf({ noun: "引継ぎの資料", verb: "引き継ぎの資料", none: "資料だけ" });

  test.each([
    ["quotes take a word as it is", '"引継ぎ"', ["noun"]],
    ["control: without quotes okurigana does not count", "引継ぎ", ["noun", "verb"]],
    ["Japanese quotes do the same", "「引継ぎ」", ["noun"]],
    ["typographic quotes too", "“引継ぎ”", ["noun"]],
    ["minus leaves out", "資料 -引き継ぎ", ["noun", "none"]],
    ["full-width minus too", "資料 －引き継ぎ", ["noun", "none"]],
    ["minus a phrase", '資料 -"ぎの資"', ["none"]],
    ["only a minus lists the others", "-引継ぎ", ["verb", "none"]],
    ["a phrase that nothing has finds nothing, even beside a word", '資料 "引継ぎの価格"', []],
    ["a minus inside a word is text", "資-料", []],
  ])("%s: %s", async (_, query, ids) => {
    expect((await found(docs, query)).toSorted()).toEqual(ids.toSorted());
  });
});

describe("what looks like syntax is text", () => {
  const docs = docsOf({
    cpp: "C++ の保守",
    dash: "型番 a-b の更改",
    and: "BUY AND HOLD と言われた",
    bracket: "青波(東京)の件",
    star: "★*重要*",
    regex: "a.b[c]{2}|^$\\d",
  });

  test.each([
    ["C++", ["cpp"]],
    ["a-b", ["dash"]],
    ["AND", ["and"]],
    ["BUY AND", ["and"]],
    ["(", ["bracket"]],
    ["(東京)", ["bracket"]],
    ["*", ["star"]],
    ["[c]{2}", ["regex"]],
    ["\\d", ["regex"]],
    ["^$", ["regex"]],
  ])("%s", async (query, ids) => {
    expect(await found(docs, query)).toEqual(ids);
  });

  test.each(["", " ", '"', '""', "“", "　"])("nothing asked lists everything: %j", async (query) => {
    expect(await found(docs, query)).toHaveLength(docs.length);
  });

  test("no text of any kind is an error", async () => {
    const anyQuery = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom(...Array.from("\"“”「」-－ \u3000あ漢aA()*+?[]{}\\^$|:~'`!&ー")),
        maxLength: 30,
      }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
        .map((codes) => String.fromCharCode(...codes)),
    );
    const world = await worldOf(docs);
    await fc.assert(
      fc.asyncProperty(anyQuery, async (query) => {
        const { total, hits } = await world.search(query, { limit: 3 });
        expect(hits.length).toBe(Math.min(3, total));
        expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

describe("order", () => {
  test("a word in the title counts for more than in the text", async () => {
    const docs = [
      doc({ id: "text", title: "定例の記録", text: "引き継ぎの話も出た。" }),
      doc({ id: "title", title: "引き継ぎの記録", text: "定例の話も出た。" }),
    ];
    expect(await found(docs, "引き継ぎ")).toEqual(["title", "text"]);
  });

  test("equal documents come newest first, by when they were heard, then always in the same order", async () => {
    const docs = [
      doc({ id: "b", text: "雪", heardOn: "2026-11-01" }),
      doc({ id: "c", text: "雪", heardOn: "2026-11-02" }),
      doc({ id: "a", text: "雪", heardOn: "2026-11-01" }),
      doc({ id: "changed", text: "雪", updatedAt: "2026-11-03T01:00:00.000Z" }),
    ];
    const ids = await found(docs, "雪");
    expect([ids.slice(0, 2), ids.slice(2).toSorted()]).toEqual([
      ["changed", "c"],
      ["a", "b"],
    ]);
    expect(await found(docs.toReversed(), "雪")).toEqual(ids);
  });

  test("a limit shortens the list, not the total", async () => {
    const docs = Array.from({ length: 5 }, () => doc({ text: "雪" }));
    const { search } = await worldOf(docs);
    expect(await search("雪", { limit: 2 })).toMatchObject({ total: 5, hits: [{}, {}] });
    expect(await search("雪", { limit: 0 })).toMatchObject({ total: 5, hits: [] });
  });
});

describe("for any texts", () => {
  const anyDocs = fc.array(fc.tuple(anyText, anyText), { minLength: 2, maxLength: 12 });

  /** A part of one of the texts, 1 to 6 characters, which no syntax hides. */
  const anyCase = fc
    .tuple(anyDocs, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 6 }))
    .map(([texts, which, at, length]) => {
      const all = clusters(texts[which % texts.length]?.join("") ?? "");
      const part = all
        .slice(all.length === 0 ? 0 : at % all.length)
        .slice(0, length)
        .join("");
      return { docs: texts.map(([title, text]) => doc({ title, text })), query: part };
    });
  const isPlain = (query: string) =>
    fold(query).trim() !== "" && !/(^|\s)[-－−ー~]/u.test(fold(query).trim());

  test("every document that contains what was typed is found", async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ docs, query }) => {
        fc.pre(isPlain(query));
        asked += 1;
        const typed = fold(query).trim();
        const holding = docs.filter(({ title, text }) =>
          [title, text].some((one) => fold(one).includes(typed)),
        );
        expect(await found(docs, query)).toEqual(expect.arrayContaining(holding.map(({ id }) => id)));
      }),
      { seed: SEED, numRuns: 1500 },
    );
    expect(asked).toBeGreaterThan(1000);
  });

  test("and nothing that does not contain every word, okurigana aside", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ docs, query }) => {
        fc.pre(isPlain(query));
        const words = fold(query)
          .trim()
          .split(/\s+/u)
          .filter((word) => word !== "");
        const has = (text: string, word: string) =>
          fold(text).includes(word) || withoutKana(fold(text)).includes(withoutKana(word));
        const holds = ({ title, text }: { title: string; text: string }) =>
          words.every((word) => has(title, word) || has(text, word));
        fc.pre(
          docs.some(({ title, text }) =>
            words.every((word) => [title, text].some((one) => fold(one).includes(word))),
          ),
        );
        for (const id of await found(docs, query))
          expect(docs.filter((one) => one.id === id).every(holds)).toBe(true);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test("every document appears once, in an order that does not depend on how they came", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ docs, query }) => {
        const ids = await found(docs, query);
        expect(new Set(ids).size).toBe(ids.length);
        expect(await found(docs.toReversed(), query)).toEqual(ids);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

/** For the comparison of spellings only: 引き継ぎ and 引継 are the same here. */
const withoutKana = (folded: string): string => folded.replace(/(?<=\p{Script=Han})[ぁ-ゖ]{1,2}/gu, "");

describe("size", () => {
  const megabyte = 'ああ引きき継ぎ「「(("'.repeat(80_000);

  test.each([
    ["two hundred letters of a kind", "あ".repeat(200)],
    ["two hundred open brackets", "「".repeat(200)],
    ["a hundred words", "引継 あ ".repeat(25)],
    ["open quotes", '"あ'.repeat(100)],
    ["a stem that nearly fits everywhere", "引き継ぎ引き継ぎ"],
  ])("a text of a megabyte answers within reason: %s", async (_, query) => {
    const started = performance.now();
    const docs = [doc({ text: megabyte }), doc({ text: "あ".repeat(1_000_000) })];
    const { search } = await worldOf(docs);
    expect((await search(query, { limit: 5 })).hits.length).toBeLessThanOrEqual(2);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("a pasted page is a query too", async () => {
    const page = TEXTS.map(({ text }) => text)
      .join("\n")
      .repeat(500);
    expect((await found(TEXTS, page)).length).toBeGreaterThan(0);
  });
});

test("a document found by its title is shown from its beginning, and parts of words are not marked in it", async () => {
  const { search } = await worldOf([doc({ title: "引き継ぎの件", text: "保守の値引きも話した。" })]);
  expect((await search("引き継ぎ")).hits[0]?.snippet).toEqual({ text: "保守の値引きも話した。", marks: [] });
  // The control: where no text has the whole word, its parts are what was found.
  const parts = await worldOf([doc({ title: "件", text: "価格の表" })]);
  expect((await parts.search("価格改定")).hits[0]?.snippet.marks).toEqual([[0, 2]]);
});

describe("a word of Latin letters", () => {
  const docs = docsOf({ one: "the renewal is late", two: "renewals of contracts", none: "price" });
  test.each([
    ["as a whole", "renewal", ["one", "two"]],
    ["a part of it", "newal", ["one", "two"]],
    ["with a slip of the finger", "renwal", ["one"]],
    ["two letters swapped", "renewla", ["one"]],
    ["two letters", "pr", ["none"]],
    ["in quotes as it is", '"renwal"', []],
    ["nothing like it", "xylophone", []],
  ])("is found: %s", async (_, query, ids) => {
    const { search } = await worldOf(docs);
    expect((await search(query)).hits.map((hit) => hit.doc.id).toSorted()).toEqual(ids.toSorted());
  });

  test("that was not found is told with what was looked for instead", async () => {
    const { search } = await worldOf(docs);
    expect((await search("renewla")).corrections).toEqual([{ typed: "renewla", found: ["renewal"] }]);
    expect((await search("renewal")).corrections).toEqual([]);
  });
});

test("what stands for the same is found too, behind what was typed", async () => {
  const { search } = await worldOf(
    docsOf({ ja: "値引きの話", en: "a discount", typed: "discount と値引き" }),
  );
  const synonyms = [["値引き", "discount"]];
  expect((await search("discount", { synonyms })).hits.map((hit) => hit.doc.id)).toEqual([
    "typed",
    "en",
    "ja",
  ]);
  expect((await search("discount")).hits.map((hit) => hit.doc.id).toSorted()).toEqual(["en", "typed"]);
});

test("pages of a long list fit together, and its order by date is that of the days", async () => {
  const many = Array.from({ length: 137 }, (_, at) =>
    doc({ text: `雪 ${"話".repeat(at % 9)}`, heardOn: `2026-${String(1 + (at % 12)).padStart(2, "0")}-10` }),
  );
  const { search } = await worldOf(many);
  const whole = (await search("雪")).hits.map((hit) => hit.doc.id);
  const paged: string[] = [];
  for (let offset = 0; offset < 140; offset += 20)
    paged.push(...(await search("雪", { offset, limit: 20 })).hits.map((hit) => hit.doc.id));
  expect(paged).toEqual(whole);
  const days = (await search("雪", { sort: "date" })).hits.map((hit) => hit.doc.heardOn ?? "");
  expect(days).toEqual(days.toSorted((a, b) => (a < b ? 1 : -1)));
});

describe("what hardly anybody writes", () => {
  const long = "abcdefghij".repeat(60);
  test.each([
    ["a part of a word of six hundred letters", "jabcdefghijab", ["word"]],
    ["more of it than is looked up at once", long.slice(7, 107), ["word"]],
    ["but not, in quotes, a part that it lacks", `"${long.slice(0, 40)}x"`, []],
    ["a character of a text with fifty thousand different ones", "\u9fff", ["signs"]],
    ["two of its last", "\ud7a2\ud7a3", ["signs"]],
  ])("is found: %s", async (_, query, ids) => {
    const signs = Array.from({ length: 0xd7a4 - 0x3400 }, (_, at) => String.fromCharCode(0x3400 + at)).join(
      "",
    );
    expect(await found(docsOf({ word: `x${long}y`, signs, none: "別の話" }), query)).toEqual(ids);
  });
});
