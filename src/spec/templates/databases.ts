import { type Block, managed, paragraph, table } from "../../content/blocks.ts";
import type { Language, Text } from "../../language.ts";
import type { NamedField } from "../../model/fields.ts";
import type { Spec } from "../../model/spec.ts";
import type { DatabaseSchema, RecordType } from "../../workspaces/workspace.ts";
import { hubLink } from "./hub.ts";

const PURPOSES = {
  issue: {
    ja: "部長・拠点長、マネージャー、現場から聞いた課題を、1件1枚で残します。必須は件名だけです。1分で書いて、あとから足してください。",
    en: "One page per issue heard from the head, a manager or the field. Only the title is needed: write it in a minute, add to it later.",
  },
  success: {
    ja: "うまくいった取り組みを、結果だけでなく「どうやったか」まで残します。聞いた話でも構いません。情報の裏付けに「伝聞」と付けてください。",
    en: "What worked, and above all how it was done. Hearsay is welcome; mark the evidence as hearsay.",
  },
  failure: {
    ja: "うまくいかなかった取り組みを、次に生かすために残します。人ではなく、判断の前提と進め方を書きます。担当者の欄はありません。",
    en: "What did not work, kept so that nobody repeats it. Write about the assumptions and the course, not about people.",
  },
  person: {
    ja: "担当者ごとの目標・評価軸・関係を残します。社内限りです。氏名は「氏名公開可」に印がない限り、共有用の文面に出ません。",
    en: "Goals, appraisal axis and relation of each person. Internal. Names appear in shared text only where consent is ticked.",
  },
  rollout: {
    ja: "どの事例を、どの事業部・拠点で試し、どうなったか。失敗・見送りには理由を書いてください。次の提案に生かします。",
    en: "Which case is tried in which unit, and what came of it. Give the reason for a failure or a refusal; it improves the next proposal.",
  },
  order: {
    ja: "受注は1件1枚。経由事業部と経由拠点の両方を埋めます。空欄の受注は「未割当」として数え、合計からは漏れません。",
    en: "One page per order, with both its division and its branch. Orders lacking one are counted as unassigned and never lost from the total.",
  },
  target: {
    ja: "事業部・拠点ごと、期ごとの目標と活動です。指標は事業部・拠点ごとに違って構いません。",
    en: "Targets and activity per unit and period. Measures may differ from unit to unit.",
  },
  released: {
    ja: "他の事業部・拠点の課題・事例を、共有用の文面にして集めたページです。自動で作られ、同期のたびに更新されます。ここでは編集せず、元の記録を直してください。",
    en: "Issues and cases of all units, in the text made for sharing. Generated and refreshed at every sync: edit the source, not these pages.",
  },
  digest: {
    ja: "事業部・拠点ごと、週ごとに1枚。タイトルは「週 事業部・拠点名」です。自動で作られます。",
    en: "One page per unit and week, generated.",
  },
} as const satisfies Record<RecordType, Text>;

const words = {
  ja: {
    how: "書き方",
    columns: ["項目", "選べる値・書き方"],
    headings: "本文の見出し",
    free: "自由記入",
    several: "(複数可、自由に追加可)",
    private: "(ほかの部署には決して出ません)",
    mask: "1行に1語。語 = 置き換え",
  },
  en: {
    how: "How to write",
    columns: ["Field", "Choices"],
    headings: "Headings of the body",
    free: "Free text",
    several: " (several, add your own)",
    private: " (never leaves this unit)",
    mask: "One term per line: term = replacement",
  },
} as const;

/** The page of a database itself: what belongs here, and how to write it by hand. */
export function databaseBlocks(spec: Spec, schema: DatabaseSchema): Block[] {
  const { language } = spec.partner;
  const intro = managed("intro", [paragraph(PURPOSES[schema.record][language], " ", hubLink(spec))]);
  const isGenerated = schema.record === "released" || schema.record === "digest";
  return isGenerated ? [intro] : [intro, managed("guide", guide(schema.fields, language))];
}

function guide(fields: readonly NamedField[], language: Language): Block[] {
  const w = words[language];
  const shown = fields.filter((field) => !field.hidden);
  const headings = shown.filter((field) => field.place === "heading").map((field) => field[language]);
  return [
    { type: "heading", level: 2, text: w.how },
    table(
      w.columns,
      shown
        .filter((field) => field.place === "property")
        .map((field) => [[field[language]], [choices(field, language)]]),
    ),
    ...(headings.length === 0 ? [] : [paragraph(`${w.headings}: ${headings.join(" / ")}`)]),
  ];
}

function choices(field: NamedField, language: Language): string {
  const w = words[language];
  const note = field.private ? w.private : "";
  if (field.type === "mask") return w.mask + note;
  if (field.type === "date") return `2026-04-01${note}`;
  if (field.type === "checkbox") return `true / false${note}`;
  const options = (field.options ?? []).map((option) => option[language]).join(" / ");
  if (options === "") return w.free + (field.type === "multi" ? w.several : "") + note;
  return options + (field.type === "multi" ? w.several : "") + note;
}
