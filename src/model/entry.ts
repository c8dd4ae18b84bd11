import { z } from "zod";

import { checkbox, date, field, heading, line, multi, number, openSelect } from "./fields.ts";
import {
  CAUSES,
  CONSENTS,
  EFFORTS,
  EVIDENCES,
  IMPACTS,
  ISSUE_STATES,
  LEVELS,
  PROVENANCES,
  SCOPES,
  THEMES,
  URGENCIES,
} from "./options.ts";

/**
 * Entries: issues, successes and failures. Field order is the order of the template:
 * first the properties (the seven visible ones lead), then the headings of the body.
 */

export const EntryKind = z.enum(["issue", "success", "failure"]);
export type EntryKind = z.infer<typeof EntryKind>;

export const Level = z.enum(["head", "manager", "field"]);
export type Level = z.infer<typeof Level>;

export const Scope = z.enum(["unit_only", "vendor_only", "partner_all_units"]);
export type Scope = z.infer<typeof Scope>;

export const Audience = z.enum(["vendor", "partner"]);
export type Audience = z.infer<typeof Audience>;

const MaskKind = z.enum(["customer", "person", "place", "amount", "date", "quasi"]);

/** A term that must not cross, with its other spellings. An empty replacement keeps the entry in its unit. */
export const MaskTerm = z.object({
  term: z.string().min(1),
  kind: MaskKind.default("customer"),
  variants: z.array(z.string()).default([]),
  replace_with: z.string().default(""),
});
export type MaskTerm = z.infer<typeof MaskTerm>;

const title = () =>
  field(z.string().min(1), {
    ja: "件名",
    en: "Title",
    type: "title",
    place: "property",
    visible: true,
  });

const level = () =>
  field(Level.optional(), {
    ja: "階層",
    en: "Level",
    type: "select",
    place: "property",
    visible: true,
    options: LEVELS,
  });

const theme = () => multi("分類", "Theme", THEMES, { visible: true });

const scope = () =>
  field(Scope.optional(), {
    ja: "共有範囲",
    en: "Scope",
    type: "select",
    place: "property",
    visible: true,
    options: SCOPES,
  });

const heardOn = () => date("聞いた日", "Heard on", { visible: true });

/** Fields that follow the visible ones in every kind. Customer name and nickname propose the mask list. */
const sharing = {
  customer: line("顧客名〔非共有〕", "Customer (not shared)", { visible: true, private: true }),
  called: line("呼び名〔非共有〕", "How people call it (not shared)", { private: true }),
  products: multi("商材", "Product"),
  segment: multi("業種・規模", "Segment"),
  anonymise: checkbox("匿名化", "Anonymise"),
  mask: field(z.array(MaskTerm).default([]), {
    ja: "伏せる語〔非共有〕",
    en: "Mask list (not shared)",
    type: "mask",
    place: "property",
    private: true,
  }),
  consent: openSelect("共有の了承", "Consent", CONSENTS),
} as const;

const hidden = {
  author: line("作成者", "Author", { private: true }),
  id: field(z.string().min(1), {
    ja: "管理ID",
    en: "Bridge ID",
    type: "line",
    place: "property",
    hidden: true,
  }),
} as const;

const privateNotes = () => heading("非共有メモ", "Private notes (never shared)", { private: true });

/** What every entry is, whatever its kind. `unit` is the key of the unit it belongs to. */
const base = { unit: z.string().min(1) } as const;

export const Issue = z.object({
  ...base,
  kind: z.literal("issue"),
  title: title(),
  state: openSelect("状態", "State", ISSUE_STATES, { visible: true }),
  level: level(),
  theme: theme(),
  scope: scope(),
  heard_on: heardOn(),
  ...sharing,
  urgency: openSelect("緊急度", "Urgency", URGENCIES),
  speaker_role: line("発言者の役職", "Speaker's role"),
  provenance: openSelect("情報源", "Provenance", PROVENANCES),
  evidence: openSelect("情報の裏付け", "Confidence", EVIDENCES),
  ...hidden,
  situation: heading("何が起きているか", "What is happening"),
  impact: heading("影響", "Impact"),
  tried: heading("これまで試したこと", "Tried so far"),
  wanted: heading("望む状態", "What they want instead"),
  private_notes: privateNotes(),
});

export const Success = z.object({
  ...base,
  kind: z.literal("success"),
  title: title(),
  result: line("結果", "Result", { visible: true }),
  level: level(),
  theme: theme(),
  scope: scope(),
  heard_on: heardOn(),
  ...sharing,
  one_line: line("一言で", "In one line"),
  speaker_role: line("発言者の役職", "Speaker's role"),
  evidence: openSelect("情報の裏付け", "Evidence", EVIDENCES),
  effort: openSelect("必要な手間", "Effort", EFFORTS),
  before: number("前の数字", "Figure before"),
  after: number("後の数字", "Figure after"),
  figure_unit: line("数字の単位", "Unit of the figures"),
  period_from: date("期間(開始)", "Period from"),
  period_to: date("期間(終了)", "Period to"),
  ...hidden,
  context: heading("背景・課題", "Context"),
  done: heading("打ち手", "What was done"),
  material: heading("使った資料・言葉", "Material and wording"),
  why: heading("効いた要因", "Why it worked"),
  conditions: heading("再現条件", "Conditions to repeat it"),
  limits: heading("効かない場面", "Where it will not work"),
  private_notes: privateNotes(),
});

export const Failure = z.object({
  ...base,
  kind: z.literal("failure"),
  title: title(),
  lesson: line("教訓", "Lesson", { visible: true }),
  level: level(),
  theme: theme(),
  scope: scope(),
  heard_on: heardOn(),
  ...sharing,
  speaker_role: line("発言者の役職", "Speaker's role"),
  evidence: openSelect("情報の裏付け", "Evidence", EVIDENCES),
  cause_kinds: multi("原因の種類", "Kind of cause", CAUSES),
  impact: openSelect("影響", "Impact", IMPACTS),
  thanks: number("共有への感謝", "Thanks for sharing"),
  ...hidden,
  what: heading("事象", "What happened"),
  course: heading("経過", "Course"),
  cause: heading("原因", "Cause"),
  response: heading("対処", "Immediate response"),
  prevention: heading("対策", "Prevention"),
  signs: heading("早い兆し", "Early signs"),
  applies_when: heading("当てはまる場面", "When it applies"),
  assumed: heading("判断の前提", "What we assumed then"),
  private_notes: privateNotes(),
});

export const Entry = z.discriminatedUnion("kind", [Issue, Success, Failure]);
export type Entry = z.infer<typeof Entry>;
export type Issue = z.infer<typeof Issue>;
export type Success = z.infer<typeof Success>;
export type Failure = z.infer<typeof Failure>;

export const ENTRY_SCHEMAS = { issue: Issue, success: Success, failure: Failure } as const;

/** The heading that takes text which a person wrote above or without any heading. */
export const MAIN_HEADING = {
  issue: "situation",
  success: "done",
  failure: "what",
} as const satisfies Record<EntryKind, string>;

/** An issue still asks for help unless it is solved or put on hold; people's own states count as open. */
export function isOpenIssue(entry: Entry): entry is Issue {
  return entry.kind === "issue" && entry.state !== "solved" && entry.state !== "on_hold";
}
