import { z } from "zod";

import { date, field, heading, line } from "./fields.ts";
import { ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "./options.ts";

export const RolloutState = z.enum(["proposed", "considering", "in_progress", "done", "declined"]);
export const RolloutOutcome = z.enum(["success", "partial", "failed"]);

/** The attempt to repeat a case in another unit. */
export const Rollout = z.object({
  id: field(z.string().min(1), {
    ja: "管理ID",
    en: "Bridge ID",
    type: "line",
    place: "property",
    hidden: true,
  }),
  /** Shown title: source case → target unit, without anything that may not cross. */
  title: field(z.string().min(1), {
    ja: "件名",
    en: "Title",
    type: "title",
    place: "property",
    visible: true,
  }),
  source: field(z.string().min(1), {
    ja: "元事例",
    en: "Source case",
    type: "line",
    place: "property",
  }),
  target: field(z.string().min(1), {
    ja: "展開先の事業部・拠点",
    en: "Target unit",
    type: "line",
    place: "property",
    visible: true,
  }),
  state: field(RolloutState, {
    ja: "状態",
    en: "State",
    type: "select",
    place: "property",
    visible: true,
    options: ROLLOUT_STATES,
  }),
  outcome: field(RolloutOutcome.optional(), {
    ja: "結果",
    en: "Outcome",
    type: "select",
    place: "property",
    visible: true,
    options: ROLLOUT_OUTCOMES,
  }),
  owner: line("担当", "Owner", { visible: true }),
  proposed_on: date("提案日", "Proposed on", { visible: true }),
  started_on: date("開始日", "Started on"),
  ended_on: date("完了日", "Ended on", { visible: true }),
  new_case: line("生まれた事例", "New case"),
  adaptation: heading("変えた点", "Adaptation"),
  differences: heading("前提の差", "Differences"),
  result: heading("数字・結果", "Result"),
  reason: heading("理由", "Reason"),
});
export type Rollout = z.infer<typeof Rollout>;
