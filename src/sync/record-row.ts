import { z } from "zod";

import type { Text } from "../language.ts";
import { type EntryKind, Failure, Issue, MAIN_HEADING, Success } from "../model/entry.ts";
import { Order, UnitTarget } from "../model/order.ts";
import { Person } from "../model/people.ts";
import { splitBody } from "../model/body-sections.ts";
import { readRecord, type ReadRecord, type ShownRecord, showRecord } from "../model/record.ts";
import { resolveUnit } from "../model/resolve-unit.ts";
import { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";
import { SCHEMAS } from "../spec/schemas.ts";
import type { RecordOf, StoredType } from "../store/store.ts";
import type { ReadRow, RecordType } from "../workspaces/workspace.ts";

/**
 * Between a stored record and its row. Stored records name units by key, rows by the name that people use,
 * because a key says nothing to a reader and a name may change in the next reorganisation.
 */

/** The record types whose rows are read back. */
export type RowType = Exclude<RecordType, "released" | "digest">;

/** Where a row stands: what its database holds and, for entries, whose it is. */
export interface RowPlace {
  readonly record: RowType;
  readonly unit?: string;
}

/** Digests and released copies are written and never read back. */
export const isRowType = (record: RecordType): record is RowType =>
  record !== "released" && record !== "digest";

export function storedTypeOf(record: RowType): StoredType {
  return isEntryKind(record) ? "entry" : record;
}

const isEntryKind = (record: RecordType): record is EntryKind =>
  record === "issue" || record === "success" || record === "failure";

/** Members that hold the key of a unit; the workspace shows its name instead. */
const UNIT_MEMBERS: Readonly<Record<RowType, readonly string[]>> = {
  issue: [],
  success: [],
  failure: [],
  person: ["unit"],
  rollout: ["target"],
  order: ["division", "branch"],
  target: ["unit"],
};

/** Members that only take one of their options; what people type there and is none of them is reported. */
const CLOSED: Readonly<Record<RowType, ReadonlySet<string>>> = {
  issue: new Set(["level", "scope"]),
  success: new Set(["level", "scope"]),
  failure: new Set(["level", "scope"]),
  person: new Set(["level"]),
  rollout: new Set(["state", "outcome"]),
  order: new Set(),
  target: new Set(),
};

/** The properties and body that a row of this record has when the product writes it. */
export function rowFromRecord(
  record: RowType,
  value: Readonly<Record<string, unknown>>,
  spec: Spec,
): ShownRecord {
  const named = Object.fromEntries(
    UNIT_MEMBERS[record]
      .map((member) => [member, unitName(value[member], spec)] as const)
      .filter(([, name]) => name !== undefined),
  );
  return showRecord({ ...value, ...named }, SCHEMAS[record].fields, spec.partner.language);
}

/** Units below different parents may have one name; then only the key says which one is meant. */
function unitName(key: unknown, spec: Spec): string | undefined {
  const name = spec.units.find((unit) => unit.key === key)?.name;
  return name !== undefined && resolveUnit(spec, name)?.key === key ? name : undefined;
}

export type RecordRead =
  | { readonly value: RecordOf[StoredType]; readonly notices: readonly Text[] }
  | { readonly problem: Text };

/**
 * Reads a row as people left it. `id` is the row's 管理ID. `known` is what the very same row was read as before:
 * a unit may have another name by now, and its rows still mean it. `kept` are members that the row cannot say now.
 */
export function recordFromRow(
  place: RowPlace,
  id: string,
  row: Pick<ReadRow, "values" | "body" | "restricted">,
  {
    spec,
    known,
    kept = {},
  }: {
    spec: Spec;
    known?: RecordOf[StoredType] | undefined;
    kept?: Readonly<Record<string, unknown>>;
  },
): RecordRead {
  const { record } = place;
  const { fields } = SCHEMAS[record];
  const mainField = isEntryKind(record) ? { mainField: MAIN_HEADING[record] } : {};
  const read = readRecord(row.values, row.body, fields, { closed: CLOSED[record], ...mainField });
  const value = { ...read.record };
  const earlier: Readonly<Record<string, unknown>> = { ...known };
  const notices = read.problems.map(({ message }) => message);
  for (const member of UNIT_MEMBERS[record]) {
    const name = value[member];
    if (typeof name !== "string") continue;
    const unit = resolveUnit(spec, name)?.key;
    value[member] = unit ?? earlier[member] ?? name;
    if (unit === undefined && known === undefined) notices.push(unknownUnit(member, name, record));
  }
  const whole = {
    ...value,
    ...textOfAnotherKind(record, value, row.body),
    ...identityOf(place, id, value, spec),
    ...kept,
    ...(isEntryKind(record) && isLimited(row, read) ? { scope: "unit_only" } : {}),
  };
  const parsed = MODELS[record].safeParse(whole);
  return parsed.success
    ? { value: parsed.data, notices }
    : { problem: unusable(parsed.error.issues[0]?.path[0], record, spec) };
}

/**
 * An unreadable scope, or a page that few may read, says that somebody meant to limit the entry: then it goes nowhere.
 */
const isLimited = ({ restricted }: Pick<ReadRow, "restricted">, { problems }: ReadRecord): boolean =>
  restricted === true || problems.some(({ field }) => field === "scope");

const MODELS = {
  issue: Issue,
  success: Success,
  failure: Failure,
  // A person without a known unit must stay on record all the same: the list keeps names from crossing.
  person: Person.extend({ unit: z.string().default("") }),
  rollout: Rollout,
  order: Order,
  target: UnitTarget,
} as const satisfies Record<RowType, z.ZodType>;

/** What the row's place and 管理ID say, and stand-ins for what people left empty. */
function identityOf(
  { record, unit }: RowPlace,
  id: string,
  value: Readonly<Record<string, unknown>>,
  spec: Spec,
): object {
  const untitled = spec.partner.language === "ja" ? "無題" : "Untitled";
  switch (record) {
    case "issue":
    case "success":
    case "failure":
      return { id, kind: record, unit, title: value["title"] ?? untitled };
    case "person":
      return { key: id };
    case "order":
      return { id: value["id"] ?? id };
    case "rollout":
      return { id, title: value["title"] ?? untitled, state: value["state"] ?? "proposed" };
    case "target":
      return { id, title: value["title"] ?? untitled };
    default:
      throw new Error(`unhandled ${record satisfies never}`);
  }
}

/** An entry that was moved to a database of another kind keeps its main text, under that kind's heading. */
function textOfAnotherKind(record: RowType, value: Readonly<Record<string, unknown>>, body: string): object {
  if (!isEntryKind(record) || value[MAIN_HEADING[record]] !== undefined) return {};
  for (const kind of ["issue", "success", "failure"] as const) {
    const text = splitBody(body, SCHEMAS[kind].fields).texts.get(MAIN_HEADING[kind]);
    if (text) return { [MAIN_HEADING[record]]: text };
  }
  return {};
}

function unknownUnit(member: string, name: string, record: RowType): Text {
  const field = SCHEMAS[record].fields.find((one) => one.name === member);
  return {
    ja: `「${field?.ja ?? member}」の「${name}」は、定義にある事業部・拠点のどれでもありません(改名したなら定義の former_names に書いてください)`,
    en: `"${name}" in "${field?.en ?? member}" is no unit of the spec (after a rename, list it under former_names)`,
  };
}

function unusable(member: PropertyKey | undefined, record: RowType, spec: Spec): Text {
  const field = SCHEMAS[record].fields.find(({ name }) => name === member);
  const label = field?.[spec.partner.language] ?? String(member);
  return {
    ja: `「${label}」が空か、読み取れません`,
    en: `"${label}" is empty or cannot be read`,
  };
}
