import * as fc from "fast-check";

import { Entry } from "../../src/model/entry.ts";
import { Person } from "../../src/model/people.ts";
import { Spec } from "../../src/model/spec.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import { storedEntry } from "./records.ts";

/**
 * Random partners for the leak properties: every entry names people, customers and contacts in a spelling of its
 * own, holds private notes, and carries a canary wherever something must not cross.
 */
export interface World {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
}

const SURNAMES = "榛葉 各務 毛呂 纐纈 甲斐田 能美 鷹觜 小鳥遊 楡井 埴原 薬袋 蓼沼 鵜殿 栂野 朽木 樋渡".split(
  " ",
);
const GIVEN = "拓巳 理沙 颯 真帆 誠吾 悠人 碧 千景".split(" ");
const ROMAJI = "Shinba Kakamu Moro Koketsu Kaida Nomi Takanohashi Takanashi".split(" ");
const STEMS = "ミカヅチ トヨクラ ヴェルナ 翠泉台 鷺ノ森 藍澄野 Norvane Quillex".split(" ");
const TRADES = "精機 青果 舎密 測器 紙業".split(" ");
const LEGAL = ["株式会社", "㈱", "(株)", ""];
const UNITS = [
  { key: "div-kkk", name: "冷熱機器事業部", kind: "division", name_en: "Cooling Division" },
  { key: "br-hkd", name: "函館支店", kind: "branch", name_en: "Hakodate Branch", parent: "div-kkk" },
  {
    key: "br-mtm",
    name: "松本営業所",
    kind: "branch",
    aliases: ["信州ブロック"],
    former_names: ["旧・塩尻出張所"],
  },
  { key: "hq-bso", name: "物流統括部", kind: "hq" },
] as const;

/** Ways to write a name that leave it readable. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => Array.from(name).join(" "),
  (name) => Array.from(name).join("\u3000"),
  (name) => Array.from(name).join("\u200b"),
  (name) => `${name.slice(0, 1)}\n${name.slice(1)}`,
  (name) => `**${name.slice(0, 1)}**${name.slice(1)}`,
  (name) => name.normalize("NFD"),
  (name) => name.toUpperCase(),
  (name) => name.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  (name) => name.replace(/[ァ-ヴ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60)),
];
const FRAMES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `## ${text}`,
  (text) => `- 三割の件\n- ${text}`,
  (text) => `[${text}](https://${text}.example/a)`,
  (text) => `| 件名 | 数 |\n|---|---|\n| ${text} | 12 |`,
  (text) => `\`${text}\``,
  (text) => `<b>${text}</b><!-- ${text} -->`,
];
const PERSON_CONTEXTS: readonly ((name: string) => string)[] = [
  (name) => `昨日、${name}さんと話した。`,
  (name) => `先方の${name}課長は乗り気だ。`,
  (name) => `資料は${name}様へ送付済み。`,
  (name) => `(${name}、定例にて)`,
  (name) => `We met ${name}-san in June.`,
];
const COMPANY_CONTEXTS: readonly ((name: string) => string)[] = [
  (name) => `先週、${name}を訪ねた。`,
  (name) => `「${name}」の受注は12,345円。`,
  (name) => `${name}さんの要望で三割下げた。`,
];

const letters = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from("bcdfghjklmnpqrstvwxz")),
    minLength: length,
    maxLength: length,
  });

/** What nobody may read, spelled so that no ordinary text contains it. */
const canary = letters(12);

const anyPerson = fc.record({
  name: fc.tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...GIVEN)).map((parts) => parts.join(" ")),
  romaji: fc.constantFrom(...ROMAJI),
  unit: fc.constantFrom(...UNITS.map(({ key }) => key)),
  role: fc.constantFrom("課長", "担当", "支店長", "主任"),
});

const anyCustomer = fc
  .tuple(fc.constantFrom(...LEGAL), fc.constantFrom(...STEMS), fc.constantFrom(...TRADES), fc.boolean())
  .map(([legal, stem, trade, isBehind]) => (isBehind ? stem + trade + legal : legal + stem + trade));

const anyPlan = fc.record({
  unit: fc.constantFrom(...UNITS.map(({ key }) => key)),
  kind: fc.constantFrom("issue", "success", "failure"),
  scope: fc.constantFrom("unit_only", "vendor_only", "partner_all_units", "partner_all_units", undefined),
  consent: fc.constantFrom(undefined, "unknown", "head", "refused", "口頭了承", "要相談"),
  anonymise: fc.constantFrom(undefined, true, false),
  customer: anyCustomer,
  term: letters(6),
  replaceWith: fc.constantFrom("青果卸", "工務店", "工務店", "取引先", ""),
  note: canary,
  text: canary,
  who: fc.nat(),
  isRomaji: fc.boolean(),
  spelling: fc.constantFrom(...SPELLINGS),
  frame: fc.constantFrom(...FRAMES),
  personContext: fc.constantFrom(...PERSON_CONTEXTS),
  companyContext: fc.constantFrom(...COMPANY_CONTEXTS),
  phone: fc.constantFrom("03-1234-5678", "０９０－１２３４－５６７８", "(0263)12-3456", "+81 3 1234 5678"),
});
type Plan = typeof anyPlan extends fc.Arbitrary<infer T> ? T : never;

/** A partner with `count` entries or more. */
export const anyWorld = (count = 20): fc.Arbitrary<World> =>
  fc
    .record({
      people: fc.uniqueArray(anyPerson, {
        minLength: 4,
        maxLength: 8,
        selector: ({ name }) => name.slice(0, 2),
      }),
      plans: fc.array(anyPlan, { minLength: count, maxLength: count + 6 }),
      defaultScope: fc.constantFrom("unit_only", "vendor_only", "partner_all_units"),
    })
    .map(({ people, plans, defaultScope }) => {
      const listed = people.map(({ name, romaji, unit, role }, i) =>
        Person.parse({ key: `p${i}`, name, unit, role, also_written: [romaji] }),
      );
      const spec = Spec.parse({
        partner: { key: "p", name: "葦原商会" },
        sharing: { default_scope: defaultScope },
        units: UNITS,
        people: listed,
      });
      return { spec, entries: plans.map((plan, i) => storedEntry(entryOf(plan, listed, i))) };
    });

const MAIN = {
  issue: ["situation", "wanted"],
  success: ["done", "why"],
  failure: ["what", "prevention"],
} as const;

function entryOf(plan: Plan, people: readonly Person[], index: number): Entry {
  const person = people[plan.who % people.length];
  const name = plan.isRomaji ? (person?.also_written[0] ?? "") : (person?.name.split(" ")[0] ?? "");
  const who = plan.personContext(plan.spelling(name));
  const customer = plan.companyContext(plan.spelling(plan.customer));
  const [first, second] = MAIN[plan.kind];
  return Entry.parse({
    id: `E${index}`,
    unit: plan.unit,
    kind: plan.kind,
    title: `${plan.spelling(plan.customer)}の件 ${plan.text}`,
    scope: plan.scope,
    consent: plan.consent,
    anonymise: plan.anonymise,
    customer: plan.customer,
    mask: [{ term: plan.term, variants: [`${plan.term}社`], replace_with: plan.replaceWith }],
    private_notes: `${plan.note} は内密に。`,
    theme: ["training", plan.spelling(plan.customer)],
    products: [`${plan.spelling(plan.term)} 向け`],
    segment: ["製造"],
    [first]: plan.frame(who + customer),
    [second]: `本文 ${plan.text}。\n${plan.frame(`${plan.spelling(plan.term)} と`)}\n電話 ${plan.phone}、${plan.term}@mail.example。`,
  });
}
