import { z } from "zod";

import { date, field, line, multi, openSelect } from "./fields.ts";
import { AUDIENCES, DIGEST_STATES, ENTRY_KINDS } from "./options.ts";

/** Rows that the product generates and never reads back: released copies and digests. */

const id = () =>
  field(z.string().min(1), { ja: "管理ID", en: "Bridge ID", type: "line", place: "property", hidden: true });

const title = () =>
  field(z.string().min(1), {
    ja: "件名",
    en: "Title",
    type: "title",
    place: "property",
    visible: true,
  });

/** 他拠点の事例(共有用): released copies for audience vendor. */
export const ReleasedRow = z.object({
  title: title(),
  kind: openSelect("種別", "Kind", ENTRY_KINDS, { visible: true }),
  unit_name: line("事業部・拠点", "Unit", { visible: true }),
  theme: multi("分類", "Theme", [], { visible: true }),
  segment: multi("業種・規模", "Segment", [], { visible: true }),
  updated_on: date("更新日", "Updated", { visible: true }),
  source: field(z.string().optional(), {
    ja: "元の記録",
    en: "Source",
    type: "url",
    place: "property",
    visible: true,
  }),
  id: id(),
});

/** 週報: one row per unit, audience and ISO week. */
export const DigestRow = z.object({
  title: title(),
  week: line("週", "Week", { visible: true }),
  unit_name: line("宛先", "To unit", { visible: true }),
  audience: openSelect("対象読者", "Audience", AUDIENCES, { visible: true }),
  state: openSelect("状態", "State", DIGEST_STATES, { visible: true }),
  published_on: date("発行日", "Published on", { visible: true }),
  id: id(),
});
