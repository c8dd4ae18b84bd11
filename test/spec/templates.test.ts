import { describe, expect, test } from "vitest";

import { toMarkdown } from "../../src/content/to-markdown.ts";
import { ENTRY_SCHEMAS } from "../../src/model/entry.ts";
import { AccountPlan, CompanyPlan } from "../../src/model/account-plan.ts";
import { fieldsOf } from "../../src/model/fields.ts";
import type { Spec } from "../../src/model/spec.ts";
import { desiredTree } from "../../src/spec/desired.ts";
import { SCHEMAS } from "../../src/spec/schemas.ts";
import { buildSpec } from "../builders.ts";

const people = [
  {
    key: "p1",
    name: "Shinba Takumi",
    also_written: ["榛葉"],
    unit: "osk",
    role: "Branch manager",
    level: "head",
  },
  { key: "p2", name: "Kakamu Risa", unit: "osk", role: "Sales", level: "field" },
  { key: "p3", name: "Moro So", unit: "osk", role: "Sales", level: "field" },
  { key: "p4", name: "Noumi Left", unit: "osk", role: "Adviser", level: "field", in_post: "left" },
];

/** A spec in which everything that people write is Latin, so that what is Japanese comes from a template. */
function everything(language: "ja" | "en", more: object = {}): Spec {
  return buildSpec({
    partner: { name: "ACME", language, name_en: "ACME", crm_account_id: "001" },
    top_alignment: { evidence: [{ when: "2026-07", what: "QBR", roles: ["CEO", "COO"] }] },
    team: [
      { user: "mika", role: "rep", units: ["osk", "sakai"] },
      { user: "ken", role: "lead" },
    ],
    people,
    units: [
      {
        key: "osk",
        name: "OSK",
        kind: "branch",
        head: { role: "GM" },
        strategy: "S1",
        area_traits: ["winter", "public"],
        kgi: "GP",
        kpis: ["K1", "K2"],
        focus_products: ["MFP", "SFA"],
        crm: { account_id: "002" },
        aliases: ["OS"],
        former_names: ["KNK"],
        valid_from: "2026-04-01",
      },
      { key: "sakai", name: "SAKAI", kind: "branch", parent: "osk" },
      { key: "nara", name: "NARA", kind: "hq", parent: "osk" },
    ],
    ...more,
  });
}

/** Every page of a tree as a person reads it. */
function pages(spec: Spec): Map<string, string> {
  return new Map(
    desiredTree(spec).map(({ key, title, blocks }) => [
      key,
      `# ${title}\n\n${toMarkdown(blocks, { link: (target) => ("node" in target ? target.node : null) })}`,
    ]),
  );
}
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」・〜]/u;

describe("every page", () => {
  const all = [...pages(everything("ja")).keys()];

  test.each(all)("of an English partner is English: %s", (key) => {
    const text = pages(everything("en")).get(key) ?? "";
    expect(text).toMatch(/[a-z]{3}/u);
    expect(text.split("\n").filter((line) => JAPANESE.test(line))).toEqual([]);
  });

  test.each(all)("of a Japanese partner has no words that nobody translated: %s", (key) => {
    const ours = /kakehashi sync|true \/ false|KGI|KPI|CRM|QBR|Branch manager|Sales/gu;
    const text = pages(everything("ja")).get(key) ?? "";
    const bare = text.replaceAll(/\]\([^)]*\)/gu, "]").replaceAll(ours, "");
    // Names and words of the spec are single words in capitals; users are in small letters.
    expect(bare.match(/\b[A-Za-z]+ [a-z]+\b/gu) ?? []).toEqual([]);
    expect(bare.match(/\b(?:lead|rep|all|name|kind|state)\b/giu) ?? []).toEqual([]);
    expect(bare).toMatch(JAPANESE);
  });

  test("exists in both languages, with the same blocks", () => {
    const shape = (spec: Spec) =>
      desiredTree(spec).map(({ key, blocks }) => [
        key,
        blocks.map((block) => (block.type === "managed" ? block.id : block.type)),
      ]);
    expect(shape(everything("ja"))).toEqual(shape(everything("en")));
  });

  test.each([
    ["ja" as const, "未記入"],
    ["en" as const, "Not filled in"],
  ])("says what is not filled in: %s", (language, blank) => {
    const bare = buildSpec({ partner: { language }, units: [{ key: "osk", name: "OSK", kind: "branch" }] });
    const saying = [...pages(bare)].filter(([, text]) => text.includes(blank)).map(([key]) => key);
    expect(saying).toEqual(["acme", "acme/osk", "acme/osk/plan"]);
    const home = pages(everything(language)).get("acme/osk") ?? "";
    expect(home.split("\n").find((line) => line.includes("S1"))).not.toContain(blank);
  });
});

describe("people", () => {
  const names = /Shinba|Takumi|榛葉|Kakamu|Moro|Noumi/u;

  test.each(["ja", "en"] as const)("are on hub, homes and plans by role only (%s)", (language) => {
    const naming = [...pages(everything(language))].filter(([, text]) => names.test(text));
    expect(naming.map(([key]) => key)).toEqual([]);
  });

  test("control: their names are in the rows of 担当者カルテ", () => {
    const rows = desiredTree(everything("ja")).find(({ key }) => key === "acme/_people")?.seeds;
    expect(JSON.stringify(rows)).toMatch(names);
  });

  test("of a unit are counted by level and role, heads first, without those who left", () => {
    const home = pages(everything("ja")).get("acme/osk") ?? "";
    const table = home.split("\n").filter((line) => /Branch manager|Sales|Adviser/u.test(line));
    expect(table).toEqual(["| 部長・拠点長 | Branch manager | 1 |", "| 現場 | Sales | 2 |"]);
  });
});

describe("the hub", () => {
  const hub = (spec: Spec) => pages(spec).get("acme") ?? "";

  test("first of all says that nobody of the partner may be let in", () => {
    expect(hub(everything("ja")).split("\n").slice(2, 4).join("")).toContain("招待しない");
    expect(hub(everything("en")).split("\n").slice(2, 4).join("")).toContain("Never invite");
  });

  test("lists units in the order of the tree with their strategy side by side", () => {
    const lines = hub(everything("ja"))
      .split("\n")
      .filter((line) => /acme\/(osk|sakai|nara)\)/u.test(line));
    expect(lines.map((line) => /\[(\w+)\]/u.exec(line)?.[1])).toEqual(["OSK", "SAKAI", "NARA"]);
    expect(lines[0]).toContain("| S1 |");
    expect(lines[1]).toContain("└");
  });

  test("leads to the company-wide plan only while there is one", () => {
    expect(hub(everything("ja"))).toContain("acme/_company-plan");
    expect(hub(everything("ja", { top_alignment: undefined }))).not.toContain("_company-plan");
  });

  test("says in the partner's language who of us does what", () => {
    expect(hub(everything("ja"))).toMatch(
      /\| mika \| 担当 \| OSK、SAKAI \|\n\| ken \| リーダー \| すべて \|/u,
    );
    expect(hub(everything("en"))).toMatch(/\| mika \| Rep \| OSK, SAKAI \|\n\| ken \| Lead \| All \|/u);
  });
});

describe("a plan", () => {
  test("has every heading once, with what the spec knows below it", () => {
    const plan = pages(everything("ja")).get("acme/osk/plan") ?? "";
    const headings = [...plan.matchAll(/^## (.*)$/gmu)].map(([, text]) => text);
    expect(headings).toEqual(fieldsOf(AccountPlan).map(({ ja }) => ja));
    expect(plan).toMatch(/## 目的と方向性\n\nS1\n/u);
    expect(plan).toMatch(/\| MFP \|.*\n\| SFA \|/u);
  });

  test("takes text of the spec under its heading in either language, and keeps headings of its own", () => {
    const units = [
      {
        key: "osk",
        name: "OSK",
        kind: "branch",
        plan: { "Aim and direction": "A1\n\nA2", 独自の欄: "X1", 定例: "毎週" },
      },
    ];
    const plan = pages(everything("ja", { units, people: [], team: [] })).get("acme/osk/plan") ?? "";
    expect(plan).toMatch(/## 目的と方向性\n\nA1\n\nA2\n/u);
    expect(plan).toMatch(/## 定例\n\n毎週\n/u);
    expect(plan.trimEnd()).toMatch(/## 独自の欄\n\nX1$/u);
  });

  test("of the whole company carries the evidence and every unit", () => {
    const plan = pages(everything("en")).get("acme/_company-plan") ?? "";
    expect(plan).toContain("| 2026-07 | QBR | CEO, COO |");
    for (const { en } of fieldsOf(CompanyPlan)) expect(plan).toContain(`## ${en}\n`);
    for (const name of ["OSK", "SAKAI", "NARA"]) expect(plan).toContain(`| ${name} |`);
  });
});

describe("a database", () => {
  test.each(Object.values(SCHEMAS))(
    "shows at most seven properties, the title first: $record",
    ({ fields }) => {
      const visible = fields.filter((field) => field.visible);
      expect(visible.length).toBeLessThanOrEqual(7);
      expect(visible[0]?.type).toBe("title");
      expect(visible.every(({ place }) => place === "property")).toBe(true);
      expect(fields.filter(({ type }) => type === "title")).toHaveLength(1);
    },
  );

  test.each([
    ["issue", ["件名", "状態", "階層", "分類", "共有範囲", "聞いた日", "顧客名〔非共有〕"]],
    ["success", ["件名", "結果", "階層", "分類", "共有範囲", "聞いた日", "顧客名〔非共有〕"]],
    ["failure", ["件名", "教訓", "階層", "分類", "共有範囲", "聞いた日", "顧客名〔非共有〕"]],
  ] as const)("of entries shows the seven that people look for: %s", (kind, labels) => {
    expect(SCHEMAS[kind].fields.filter(({ visible }) => visible).map(({ ja }) => ja)).toEqual(labels);
  });

  /** The fields of the trade; what the product works out itself (roll-ups, relations) is not a field. */
  test.each([
    [
      "issue",
      "件名 階層 何が起きているか 影響 これまで試したこと 望む状態 分類 商材 業種・規模 緊急度 状態 発言者の役職 情報源 聞いた日 情報の裏付け 共有範囲 匿名化 非共有メモ",
    ],
    [
      "success",
      "件名 一言で 背景・課題 打ち手 使った資料・言葉 結果 前の数字 後の数字 効いた要因 再現条件 効かない場面 必要な手間 期間(開始) 期間(終了) 分類 商材 業種・規模 情報の裏付け 共有範囲 匿名化 伏せる語〔非共有〕 共有の了承",
    ],
    [
      "failure",
      "件名 事象 経過 原因の種類 原因 対処 対策 教訓 早い兆し 当てはまる場面 影響 判断の前提 共有範囲 匿名化 伏せる語〔非共有〕 共有の了承 共有への感謝",
    ],
    [
      "rollout",
      "元事例 展開先の事業部・拠点 提案日 状態 担当 変えた点 前提の差 結果 数字・結果 理由 完了日 生まれた事例",
    ],
    ["target", "期間 商談数 案件数 月額の目標 勉強会 稼働営業数 固有KPI 固有KPIの値"],
    [
      "order",
      "受注番号 顧客コード 商材 席数 月額 経由事業部 経由拠点 受注日 解約日 CRM取引先ID 経由先の確認状況",
    ],
    [
      "person",
      "氏名 役職 階層 上長 入社区分 年次 予算 KGI/KPI 現状ペース 評価軸 得意分野 社内推進力 自社への関心度 関係の担当 最終接触 注意点 氏名公開可 在籍",
    ],
  ] as const)("has every field that its template needs: %s", (record, labels) => {
    const own = new Set(SCHEMAS[record].fields.map(({ ja }) => ja));
    expect(labels.split(" ").filter((label) => !own.has(label))).toEqual([]);
  });

  test("of failures has no field for a person", () => {
    expect(SCHEMAS.failure.fields.map(({ ja }) => ja).filter((label) => /担当|氏名/u.test(label))).toEqual(
      [],
    );
  });

  test.each(Object.values(SCHEMAS))(
    "can tell its labels apart, in either language: $record",
    ({ fields }) => {
      const properties = fields.filter(({ place }) => place === "property");
      const headings = fields.filter(({ place }) => place === "heading");
      for (const group of [properties, headings]) {
        const owners = new Map<string, string>();
        for (const { name, ja, en } of group) {
          for (const label of new Set([ja, en])) {
            expect(owners.get(label)).toBeUndefined();
            owners.set(label, name);
          }
        }
      }
    },
  );

  test("keeps private what names a customer, and only the title is needed", () => {
    for (const [kind, schema] of Object.entries(ENTRY_SCHEMAS)) {
      const privates = fieldsOf(schema)
        .filter((field) => field.private)
        .map(({ name }) => name);
      expect(privates.toSorted()).toEqual(["author", "called", "customer", "mask", "private_notes"]);
      expect(schema.parse({ id: "E1", unit: "u", kind, title: "件名だけ" })).toMatchObject({
        title: "件名だけ",
      });
      expect(schema.safeParse({ id: "E1", unit: "u", kind }).success).toBe(false);
    }
  });

  test("says how to write each field that people fill in", () => {
    const guide = pages(everything("ja")).get("acme/osk/issues") ?? "";
    const shown = SCHEMAS.issue.fields.filter(({ hidden }) => hidden !== true);
    expect(shown.filter(({ ja }) => !guide.includes(ja))).toEqual([]);
    expect(guide).toContain("未対応 / 対応中");
    expect(guide).not.toContain("管理ID");
  });
});
