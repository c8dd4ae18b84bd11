import { showRecord } from "../model/record.ts";
import type { Spec, Unit } from "../model/spec.ts";
import type { Capabilities, NodeContent, RecordType, Values } from "../workspaces/workspace.ts";
import { accountPlanKey, entriesKey, hubKey, type PartnerNode, partnerNodeKey, unitKey } from "./keys.ts";
import { SCHEMAS } from "./schemas.ts";
import { databaseBlocks } from "./templates/databases.ts";
import { hubBlocks } from "./templates/hub.ts";
import { accountPlanBlocks, companyPlanBlocks } from "./templates/plans.ts";
import { archiveBlocks, internalBlocks } from "./templates/small-pages.ts";
import { unitHomeBlocks } from "./templates/unit-home.ts";
import { databaseViews, hubViews } from "./templates/views.ts";
import { withSpaceTitles } from "./space-titles.ts";
import { PARTNER_TITLES, type Title, UNIT_TITLES } from "./titles.ts";

/** A row that a database is born with; from then on it belongs to people. */
export interface RowSeed {
  readonly id: string;
  readonly values: Values;
  readonly body: string;
}

/** A node as the spec wants it. */
export interface DesiredNode extends NodeContent {
  /** Key of the parent node; null for the hub. */
  readonly parent: string | null;
  /** Key of the unit whose node this is. */
  readonly unit?: string;
  readonly seeds?: readonly RowSeed[];
}

/** The tree of a spec, with titles as the workspace needs them. */
export function treeFor(spec: Spec, { uniqueTitles }: Pick<Capabilities, "uniqueTitles">): DesiredNode[] {
  const nodes = desiredTree(spec);
  return uniqueTitles === "workspace" ? withSpaceTitles(nodes) : nodes;
}

/** The whole tree that a spec declares, parents before children, siblings in the order of the spec. */
export function desiredTree(spec: Spec): DesiredNode[] {
  const { key, name, language } = spec.partner;
  const hub: DesiredNode = {
    key: hubKey(key),
    type: "page",
    title: name,
    icon: "🌉",
    language,
    blocks: hubBlocks(spec),
    hasChildren: true,
    parent: null,
    views: hubViews(spec),
  };
  return [
    hub,
    ...(spec.top_alignment === undefined ? [] : [page(spec, "company-plan", companyPlanBlocks(spec), false)]),
    database(spec, "released", "released"),
    database(spec, "digests", "digest"),
    database(spec, "rollouts", "rollout"),
    database(spec, "orders", "order"),
    database(spec, "figures", "target"),
    page(spec, "internal", internalBlocks(spec), true),
    {
      ...database(spec, "people", "person"),
      parent: partnerNodeKey(key, "internal"),
      seeds: peopleSeeds(spec),
    },
    page(spec, "archive", archiveBlocks(spec), true),
    ...unitNodes(spec, undefined),
  ];
}

function page(
  spec: Spec,
  node: PartnerNode,
  blocks: NodeContent["blocks"],
  hasChildren: boolean,
): DesiredNode {
  const { key, language } = spec.partner;
  return {
    key: partnerNodeKey(key, node),
    type: "page",
    ...titled(PARTNER_TITLES[node], spec),
    language,
    blocks,
    hasChildren,
    parent: hubKey(key),
  };
}

function database(spec: Spec, node: PartnerNode, record: RecordType): DesiredNode {
  const schema = SCHEMAS[record];
  return {
    ...page(spec, node, databaseBlocks(spec, schema), false),
    type: "database",
    schema,
    views: databaseViews(schema, spec.partner.language),
  };
}

function titled(title: Title, spec: Spec): { title: string; icon: string } {
  return { title: title[spec.partner.language], icon: title.icon };
}

/** A unit with its plan and databases, then the units below it. */
function unitNodes(spec: Spec, parent: string | undefined): DesiredNode[] {
  return spec.units
    .filter((unit) => unit.parent === parent)
    .flatMap((unit) => [...ownNodes(spec, unit), ...unitNodes(spec, unit.key)]);
}

const UNIT_ICONS = { division: "🏬", branch: "📍", hq: "🏛️" } as const satisfies Record<Unit["kind"], string>;

function ownNodes(spec: Spec, unit: Unit): DesiredNode[] {
  const { key, language } = spec.partner;
  const home = unitKey(key, unit.key);
  return [
    {
      key: home,
      type: "page",
      title: unit.name,
      icon: UNIT_ICONS[unit.kind],
      language,
      blocks: unitHomeBlocks(spec, unit),
      hasChildren: true,
      parent: unit.parent === undefined ? hubKey(key) : unitKey(key, unit.parent),
      unit: unit.key,
    },
    {
      key: accountPlanKey(key, unit.key),
      type: "page",
      ...titled(UNIT_TITLES.plan, spec),
      language,
      blocks: accountPlanBlocks(spec, unit),
      hasChildren: false,
      parent: home,
      unit: unit.key,
    },
    ...(["issue", "success", "failure"] as const).map((kind): DesiredNode => ({
      key: entriesKey(key, unit.key, kind),
      type: "database",
      ...titled(UNIT_TITLES[kind], spec),
      language,
      blocks: databaseBlocks(spec, SCHEMAS[kind]),
      hasChildren: false,
      schema: SCHEMAS[kind],
      views: databaseViews(SCHEMAS[kind], language),
      parent: home,
      unit: unit.key,
    })),
  ];
}

/** 担当者カルテ starts with the people that the spec names; names of units are shown, not keys. */
function peopleSeeds(spec: Spec): RowSeed[] {
  return spec.people.map((person) => {
    const unit = spec.units.find((candidate) => candidate.key === person.unit);
    const { key: id, ...rest } = person;
    const shown = { ...rest, unit: unit?.name ?? person.unit };
    return { id, ...showRecord(shown, SCHEMAS.person.fields, spec.partner.language) };
  });
}
