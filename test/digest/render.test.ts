import { expect, test } from "vitest";

import { composeDigest } from "../../src/digest/compose.ts";
import { Digest } from "../../src/digest/digest.ts";
import { digestTitle, renderDigest, renderText } from "../../src/digest/render.ts";
import type { Audience } from "../../src/model/entry.ts";
import { Rollout } from "../../src/model/rollout.ts";
import {
  HANDOVER_FAILURE,
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  record,
  released,
  specOf,
  UNRELATED_SUCCESS,
} from "../match/world.ts";

const spec = specOf();
const entries = [
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  HANDOVER_FAILURE,
  UNRELATED_SUCCESS,
  {
    ...HANDOVER_ISSUE,
    id: "I2",
    unit: "c",
    title: "後任が口約束を知らず引き継ぎで苦情になる",
  },
  { ...UNRELATED_SUCCESS, id: "S8", title: "展示会の名刺をその日のうちに電話した", done: "当日に電話した。" },
].map((value) => record(value));

const digestFor = (audience: Audience): Digest =>
  composeDigest({
    spec,
    unit: "a",
    audience,
    week: "2026-W48",
    entries,
    items: released(entries, spec, { anonymous: ["S1", "F1", "I2"] }),
    people: [],
    rollouts: [
      Rollout.parse({
        id: "R1",
        title: "R1",
        source: "S9",
        target: "a",
        state: "done",
        outcome: "partial",
        ended_on: "2026-11-20",
      }),
    ],
    history: [],
    asOf: "2026-11-23",
  });

test("the page for our own reps, as read on a terminal", () => {
  expect(renderText(digestFor("vendor"), "ja")).toMatchInlineSnapshot(`
    "2026-W48 A支店

    A支店の課題に効きそうな他拠点の事例が2件あります。

    ■ いまの課題に効く事例
    ▸ 【マネージャー向け】担当の引き継ぎのたびに苦情が来る
    成功事例 前任と後任が三回同行してから引き継ぐ(B支店)
      ・結果: 引き継ぎの苦情が9件から0件になった
      ・理由: どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」「書いて残す・確認し合う」です。
      ・違い: A支店で再現条件「内示から交代まで6週間ある」を満たせるかの確認が要ります。
    失敗事例 引き継ぎを備考欄に任せて失注した(C支店)
      ・学び: 同行して読み合わせる
      ・理由: どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」「書いて残す・確認し合う」です。
      ・違い: A支店で対策「同行して読み合わせる」を先に実施できるかが分かれ目です。

    ■ 同じ悩みの事業部・拠点
      ・後任が口約束を知らず引き継ぎで苦情になる(C支店) ← 当方の課題: 担当の引き継ぎのたびに苦情が来る

    ■ 横展開の状況
      ・A支店: 完了(結果: 一部) — 冬場の巡回を月一回の相談会に変えた(B支店)

    ■ ほかの事業部・拠点の新しい事例
      ・成功事例 展示会の名刺をその日のうちに電話した(B支店)
    "
  `);
});

test("the same page in English", () => {
  expect(renderText(digestFor("vendor"), "en")).toMatchInlineSnapshot(`
    "2026-W48 A支店

    2 cases from elsewhere for the issues of A支店.

    ■ For the issues here
    ▸ [For: manager] 担当の引き継ぎのたびに苦情が来る
    Success 前任と後任が三回同行してから引き継ぐ (B支店)
      ・Result: 引き継ぎの苦情が9件から0件になった
      ・Why: Both are about handover between reps; what it turns on: joint visits, and putting it in writing.
      ・What differs: Check whether the condition "内示から交代まで6週間ある" can be met at A支店.
    Failure 引き継ぎを備考欄に任せて失注した (C支店)
      ・Lesson: 同行して読み合わせる
      ・Why: Both are about handover between reps; what it turns on: joint visits, and putting it in writing.
      ・What differs: What decides is whether this can be done first at A支店: "同行して読み合わせる".

    ■ Who has the same problem
      ・後任が口約束を知らず引き継ぎで苦情になる (C支店) ← our issue: 担当の引き継ぎのたびに苦情が来る

    ■ Rollouts
      ・A支店: Done (partial) – 冬場の巡回を月一回の相談会に変えた (B支店)

    ■ New cases elsewhere
      ・Success 展示会の名刺をその日のうちに電話した (B支店)
    "
  `);
});

test("the text for the partner's people names no unit that may not be named", () => {
  expect(renderText(digestFor("partner"), "ja")).toMatchInlineSnapshot(`
    "A支店の皆さま

    今週(11/23〜11/29)、ほかの部署の取り組みからお役に立ちそうなものを共有します。

    1. 【マネージャー向け】担当の引き継ぎのたびに苦情が来る
      成功事例: 前任と後任が三回同行してから引き継ぐ(別の事業部・拠点)
        結果: 引き継ぎの苦情が9件から0件になった
        共通点: どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」「書いて残す・確認し合う」です。
        確かめたい点: A支店で再現条件「内示から交代まで6週間ある」を満たせるかの確認が要ります。
      失敗事例: 引き継ぎを備考欄に任せて失注した(別の事業部・拠点)
        学び: 同行して読み合わせる
        共通点: どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」「書いて残す・確認し合う」です。
        確かめたい点: A支店で対策「同行して読み合わせる」を先に実施できるかが分かれ目です。

    ■ 同じ課題に取り組んでいる部署
    ・後任が口約束を知らず引き継ぎで苦情になる(別の事業部・拠点)

    ■ 取り組みの状況
    ・A支店: 完了(結果: 一部) — 冬場の巡回を月一回の相談会に変えた(B支店)

    ■ ほかの部署の新しい事例
    ・成功事例: 展示会の名刺をその日のうちに電話した(B支店)
    "
  `);
});

test("a stored snapshot renders to the same bytes", () => {
  for (const audience of ["vendor", "partner"] as const) {
    const digest = digestFor(audience);
    const stored = Digest.parse(JSON.parse(JSON.stringify(digest)));
    expect(JSON.stringify(renderDigest(stored, "ja"))).toBe(JSON.stringify(renderDigest(digest, "ja")));
  }
});

test("page and text of one unit and week have titles of their own", () => {
  expect(digestTitle(digestFor("vendor"), "ja")).toBe("2026-W48 A支店");
  expect(digestTitle(digestFor("partner"), "ja")).toBe("2026-W48 A支店(先方にお渡しする文面)");
});

test("the text for the partner's people is one block to copy, without a link", () => {
  const blocks = renderDigest(digestFor("partner"), "ja");
  expect(blocks.map(({ type }) => type)).toEqual(["callout", "code"]);
  expect(JSON.stringify(blocks)).not.toContain('"link"');
});

test("proposals for one issue stand under one heading", () => {
  const digest = digestFor("vendor");
  const twice = { ...digest, items: [...digest.items, ...digest.items] };
  const headings = renderDigest(twice, "ja").filter((block) => block.type === "heading" && block.level === 3);
  expect(headings).toHaveLength(1);
});
