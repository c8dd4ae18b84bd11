import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { BundleEntry, BundlePerson, BundleRollout, BundleUnit } from "../model/bundle.ts";
import type { Entry } from "../model/entry.ts";
import { resolveUnit } from "../model/resolve-unit.ts";
import { rolloutTitle } from "../bridge/rollouts.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { type BundleContext, entryFromBundle } from "./entry-from-bundle.ts";
import { importedLine, importedText } from "./imported-text.ts";
import { type ParsedEntries, unknownUnitText } from "./parsed.ts";
import { type BundleLists, parseRows, readBundleLists } from "./rows-from-bundle.ts";

/** The entries and rollouts of a bundle's text. Pure. */
export function readEntriesOfBundle(file: string, text: string, spec: Spec): ParsedEntries {
  const lists = readBundleLists(file, text);
  if (!lists.entries && !lists.rollouts) {
    throw new AppError(
      "invalid_input",
      { ja: `${file} に entries がありません`, en: `${file} has no entries` },
      {
        hint: {
          ja: "パートナー1社分のJSON(entries を含むもの)を指定してください",
          en: "Name the JSON of a whole partner, with its entries",
        },
      },
    );
  }
  const context = bundleContext(lists, spec);
  const read = parseRows("entries", lists.entries ?? [], BundleEntry, (row) => row["id"]);
  const entries: Entry[] = [];
  const rejected = [...read.rejected];
  const warnings = [...read.warnings];
  for (const { value, where } of read.rows) {
    const reason =
      context.unitKeyOf(value.unit_id) === undefined
        ? unknownUnitText(where, value.unit_id, spec)
        : importedLine(value.title) === undefined
          ? { ja: `${where}.title: 件名が空です`, en: `${where}.title: the title is empty` }
          : undefined;
    if (reason !== undefined) {
      rejected.push({ id: value.id, reason });
      continue;
    }
    entries.push(entryFromBundle(value, context));
    warnings.push(...unusedFields(value, where));
  }
  const rollouts = readRollouts(lists, context, spec);
  return { entries, rollouts: rollouts.rollouts, rejected, warnings: [...warnings, ...rollouts.warnings] };
}

/** Fields that the record of this kind has no place for. Better said than lost in silence. */
function unusedFields(raw: BundleEntry, where: string): Text[] {
  const used = { issue: [], success: ["result", "conditions"], failure: ["cause", "prevention"] };
  return (["result", "conditions", "cause", "prevention"] as const)
    .filter((name) => importedLine(raw[name]) !== undefined && !(used[raw.type] as string[]).includes(name))
    .map((name) => ({
      ja: `${where}.${name}: この種別にはない項目なので取り込んでいません`,
      en: `${where}.${name}: not taken, because this kind of entry has no such field`,
    }));
}

/** Units by id, or by the name that the bundle gives the id; people of the bundle, then of the spec. */
export function bundleContext(lists: BundleLists, spec: Spec): BundleContext {
  const units = new Map<string, Unit | undefined>();
  const named = new Map(parseRows("units", lists.units ?? [], BundleUnit, idOf).rows.map(byId));
  const people = new Map(parseRows("people", lists.people ?? [], BundlePerson, idOf).rows.map(byId));
  const find = (id: string): Unit | undefined => {
    const unit = named.get(id);
    return [id, unit?.name_ja, unit?.name_en]
      .filter((name) => typeof name === "string")
      .map((name) => resolveUnit(spec, name))
      .find((found) => found !== undefined);
  };
  const known = new Map(spec.people.map((person) => [person.key, person]));
  return {
    unitKeyOf: (id) => {
      if (!units.has(id)) units.set(id, find(id));
      return units.get(id)?.key;
    },
    roleOf: (id) => people.get(id)?.role ?? known.get(id)?.role,
    levelOf: (id) => people.get(id)?.level ?? known.get(id)?.level,
  };
}

const idOf = (row: Readonly<Record<string, unknown>>): unknown => row["id"];
const byId = <T extends { id: string }>({ value }: { value: T }): [string, T] => [value.id, value];

function readRollouts(lists: BundleLists, context: BundleContext, spec: Spec) {
  const read = parseRows("rollouts", lists.rollouts ?? [], BundleRollout, idOf);
  const warnings = [...read.warnings, ...read.rejected.map(({ reason }) => reason)];
  const rollouts: Rollout[] = [];
  for (const { value, where } of read.rows) {
    const target = context.unitKeyOf(value.target_unit_id);
    const unit = spec.units.find(({ key }) => key === target);
    if (unit === undefined) warnings.push(unknownUnitText(where, value.target_unit_id, spec));
    else rollouts.push(rolloutFromBundle(value, unit));
  }
  return { rollouts, warnings };
}

/** The title names the case by its id: the board is read by reps of all units, the case's own title is not. */
function rolloutFromBundle(raw: BundleRollout, target: Unit): Rollout {
  const long = {
    adaptation: importedText(raw.adaptation),
    result: importedText(raw.result),
    reason: importedText(raw.reason),
  };
  return {
    id: raw.id,
    title: rolloutTitle(raw.source_entry_id, target),
    source: raw.source_entry_id,
    target: target.key,
    state: raw.state,
    ...(raw.outcome ? { outcome: raw.outcome } : {}),
    ...(raw.started ? { started_on: raw.started } : {}),
    ...(raw.ended ? { ended_on: raw.ended } : {}),
    ...Object.fromEntries(Object.entries(long).filter(([, text]) => text !== undefined)),
  };
}
