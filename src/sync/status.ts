import {
  type Block,
  type Inline,
  linkTo,
  managed,
  type ManagedBlock,
  table,
  textTable,
} from "../content/blocks.ts";
import { coverageOf, type UnitCoverage } from "../digest/coverage.ts";
import { isOpenIssue } from "../model/entry.ts";
import { LEVELS } from "../model/options.ts";
import type { Unit } from "../model/spec.ts";
import { unitKey } from "../spec/keys.ts";
import type { StoredRecord } from "../store/store.ts";
import { type FiguresInput, hubFigures, unitFigures } from "./figures.ts";

/**
 * The blocks that sync keeps up to date on the hub and on unit homes: where things stand, and the figures.
 * Pure, and without a time of its own, so that a sync that finds nothing new changes nothing.
 */
export interface StatusInput extends FiguresInput {
  readonly entries: readonly StoredRecord<"entry">[];
  /** Today in the partner's zone. */
  readonly today: string;
}

/** Blocks by the key of the node whose page they stand on. */
export function statusBlocks(input: StatusInput): Map<string, ManagedBlock[]> {
  const { spec } = input;
  const { key } = spec.partner;
  const coverage = coverageOf({ spec, entries: input.entries, asOf: input.today });
  const pages = new Map([
    [key, [managed("live-status", hubStatus(input, coverage)), managed("live-figures", hubFigures(input))]],
  ]);
  for (const unit of spec.units) {
    const own = coverage.find((one) => one.unit === unit.key);
    pages.set(unitKey(key, unit.key), [
      managed("live-status", unitStatus(input, unit, own)),
      managed("live-figures", unitFigures(input, unit)),
    ]);
  }
  return pages;
}

const words = {
  ja: {
    status: [
      "事業部・拠点",
      "未解決の課題",
      "成功事例",
      "失敗事例",
      "最後に聞いた日(部長・拠点長/マネージャー/現場)",
    ],
    counts: ["未解決の課題", "成功事例", "失敗事例"],
    facts: ["項目", "内容"],
    heard: (level: string) => `最後に聞いた日(${level})`,
    never: "まだ",
  },
  en: {
    status: ["Unit", "Open issues", "Successes", "Failures", "Last heard (head / manager / field)"],
    counts: ["Open issues", "Successes", "Failures"],
    facts: ["Field", "Value"],
    heard: (level: string) => `Last heard (${level})`,
    never: "never",
  },
} as const;

function hubStatus({ spec, entries }: StatusInput, coverage: readonly UnitCoverage[]): Block[] {
  const { key, language } = spec.partner;
  const w = words[language];
  return [
    table(
      w.status,
      coverage.map(({ unit, unitName, levels }) => [
        [linkTo(unitName, { node: unitKey(key, unit) })],
        ...countsOf(entries, unit).map((count): Inline[] => [String(count)]),
        [levels.map(({ lastHeard }) => lastHeard ?? w.never).join(" / ")],
      ]),
    ),
  ];
}

function unitStatus({ spec, entries }: StatusInput, unit: Unit, coverage: UnitCoverage | undefined): Block[] {
  const { language } = spec.partner;
  const w = words[language];
  const counts = countsOf(entries, unit.key);
  const rows = [
    ...w.counts.map((name, at) => [name, String(counts[at] ?? 0)]),
    ...(coverage?.levels ?? []).map(({ level, lastHeard }) => [
      w.heard(LEVELS.find(({ id }) => id === level)?.[language] ?? level),
      lastHeard ?? w.never,
    ]),
  ];
  return [textTable(w.facts, rows)];
}

/** Open issues, successes, failures. */
function countsOf(entries: readonly StoredRecord<"entry">[], unit: string): number[] {
  const own = entries
    .filter(({ value, archived }) => value.unit === unit && !archived)
    .map(({ value }) => value);
  return [
    own.filter(isOpenIssue).length,
    own.filter(({ kind }) => kind === "success").length,
    own.filter(({ kind }) => kind === "failure").length,
  ];
}
