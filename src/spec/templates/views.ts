import type { Language, Text } from "../../language.ts";
import type { DatabaseSchema, RecordType, ViewSpec } from "../../workspaces/workspace.ts";
import type { Spec } from "../../model/spec.ts";
import { type PartnerNode, partnerNodeKey } from "../keys.ts";
import { SCHEMAS } from "../schemas.ts";
import { PARTNER_TITLES } from "../titles.ts";

/**
 * The ways of looking at a database that it is born with, and what the hub shows of the databases below it. No
 * view outside a unit's own pages shows raw entries: the hub looks at released copies, digests and rollouts only.
 */

const NAMES = {
  recent: { ja: "新しい順", en: "Newest first" },
  unsolved: { ja: "未解決", en: "Not solved yet" },
  byState: { ja: "状態ごと", en: "By state" },
  byLevel: { ja: "階層ごと", en: "By level" },
  shareable: { ja: "共有できる事例", en: "Cases that may be shared" },
  unassigned: { ja: "未割当", en: "Unassigned" },
  casesByUnit: { ja: "他拠点の事例: 拠点ごと", en: "Cases of other units: by unit" },
  casesByKind: { ja: "他拠点の事例: 種別ごと", en: "Cases of other units: by kind" },
  casesRecent: { ja: "他拠点の事例: 新しい順", en: "Cases of other units: newest first" },
  thisWeek: { ja: "今週の週報", en: "Digests of this week" },
  rollouts: { ja: "横展開ボード", en: "Rollout board" },
} as const satisfies Record<string, Text>;

const NEWEST: ViewSpec["sort"] = [{ by: "edited", direction: "descending" }];

/** What a database of this schema is born with; the first is shown first. */
export function databaseViews({ record }: DatabaseSchema, language: Language): ViewSpec[] {
  const recent = table("recent", NAMES.recent[language]);
  return [recent, ...OWN_VIEWS[record](language)];
}

const OWN_VIEWS = {
  issue: (language) => [
    {
      ...table("unsolved", NAMES.unsolved[language]),
      where: {
        match: "all",
        conditions: [
          { field: "state", is: "not", option: "solved" },
          { field: "state", is: "not", option: "on_hold" },
        ],
      },
    },
    board("by-state", NAMES.byState[language], "state"),
    board("by-level", NAMES.byLevel[language], "level"),
  ],
  success: (language) => [shareable(language), board("by-level", NAMES.byLevel[language], "level")],
  failure: (language) => [shareable(language), board("by-level", NAMES.byLevel[language], "level")],
  rollout: (language) => [board("by-state", NAMES.byState[language], "state")],
  order: (language) => [
    {
      ...table("unassigned", NAMES.unassigned[language]),
      where: {
        match: "any",
        conditions: [
          { field: "division", is: "empty" },
          { field: "branch", is: "empty" },
        ],
      },
    },
  ],
  person: () => [],
  target: () => [],
  released: () => [],
  digest: () => [],
} as const satisfies Record<RecordType, (language: Language) => ViewSpec[]>;

/** What the hub shows of the databases below it. */
export function hubViews({ partner }: Spec): ViewSpec[] {
  const { key, language } = partner;
  const source = (node: PartnerNode, record: RecordType) => ({
    source: {
      key: partnerNodeKey(key, node),
      title: PARTNER_TITLES[node][language],
      schema: SCHEMAS[record],
    },
  });
  const released = source("released", "released");
  const newest: ViewSpec["sort"] = [{ by: "updated_on", direction: "descending" }];
  return [
    { ...table("cases-recent", NAMES.casesRecent[language]), ...released, sort: newest },
    {
      ...table("cases-by-unit", NAMES.casesByUnit[language]),
      ...released,
      groupBy: "unit_name",
      sort: newest,
    },
    { ...board("cases-by-kind", NAMES.casesByKind[language], "kind"), ...released, sort: newest },
    {
      ...table("digests-this-week", NAMES.thisWeek[language]),
      ...source("digests", "digest"),
      where: { match: "all", conditions: [{ field: "published_on", is: "this-week" }] },
    },
    {
      ...board("rollouts", NAMES.rollouts[language], "state"),
      ...source("rollouts", "rollout"),
    },
  ];
}

function shareable(language: Language): ViewSpec {
  return {
    ...table("shareable", NAMES.shareable[language]),
    where: { match: "all", conditions: [{ field: "scope", is: "not", option: "unit_only" }] },
  };
}

const table = (id: string, title: string): ViewSpec => ({ id, title, type: "table", sort: NEWEST });

const board = (id: string, title: string, groupBy: string): ViewSpec => ({
  id,
  title,
  type: "board",
  groupBy,
  sort: NEWEST,
});
