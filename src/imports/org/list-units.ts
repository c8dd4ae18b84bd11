import { IsoDate } from "../../model/fields.ts";
import { parseDate } from "../../model/record.ts";
import { importedLine, importedList } from "../imported-text.ts";
import { cellList, cellText, isJapanese } from "./cell.ts";
import { readHeadcount } from "./headcount.ts";
import type { SettledKind } from "./list-kinds.ts";
import type { ListReading } from "./list-reading.ts";
import { distinct, type ListedUnit } from "./listed-unit.ts";
import type { UnitDraft } from "./settle.ts";
import { foldLabel } from "../../model/fields.ts";

/** What other parts have found out about a unit. */
export interface UnitFacts {
  readonly key: string;
  readonly kind: SettledKind;
  readonly parent: string | undefined;
  readonly headRole: string | undefined;
  readonly begins: string | undefined;
}

/** A unit of a list as one of a spec. */
export function unitFromList(unit: ListedUnit, facts: UnitFacts, reading: ListReading): UnitDraft {
  const { cells } = unit;
  const english = line(cells.english);
  const others = distinct([unit.name, ...unit.aliases]).slice(1);
  const count = headcountOf(unit, reading);
  const account = line(cells.crm);
  const from = dateOf(unit, "since", reading) ?? facts.begins;
  const to = dateOf(unit, "until", reading);
  const filled = {
    name_en: english === unit.name ? undefined : english,
    label: facts.kind.label,
    parent: facts.parent,
    head: facts.headRole === undefined ? undefined : { role: facts.headRole },
    strategy: line(cells.strategy),
    tactics: line(cells.tactics),
    trait: line(cells.trait) ?? remarkOf(unit),
    area: line(cells.area),
    kgi: line(cells.kgi),
    appraisal_axis: line(cells.appraisal),
    sales_headcount: count,
    crm: account === undefined ? undefined : { account_id: account },
    valid_from: from,
    valid_to: to,
  };
  return {
    key: facts.key,
    name: unit.name,
    kind: facts.kind.kind,
    aliases: others,
    former_names: distinct(unit.formerNames).filter((name) => foldLabel(name) !== foldLabel(unit.name)),
    kpis: importedList(cellList(cellText(cells.kpis))),
    focus_products: importedList(cellList(cellText(cells.products))),
    ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)),
  };
}

const line = (raw: string | undefined): string | undefined => importedLine(cellText(raw));

/** Remarks that say nothing the import understands are kept where people look for peculiarities. */
function remarkOf({ notes }: ListedUnit): string | undefined {
  const kept = notes.flatMap(({ state, rest }) => (state === undefined && rest !== undefined ? [rest] : []));
  return importedLine(kept.join(kept.every(isJapanese) ? "、" : "; "));
}

function headcountOf({ name, cells }: ListedUnit, { decide }: ListReading): number | undefined {
  const text = cellText(cells.headcount);
  const read = readHeadcount(text);
  if (read === undefined || read.isSure) return read?.count;
  decide(
    name,
    {
      ja: `「${name}」の人数「${text}」ははっきりしません。営業は何人ですか`,
      en: `The headcount of "${name}", "${text}", is not clear. How many sales people are there?`,
    },
    read.count === undefined
      ? { ja: "未記入にしました", en: "Left open" }
      : { ja: `${read.count}人としました`, en: `${read.count} was taken` },
  );
  return read.count;
}

function dateOf(
  { name, cells }: ListedUnit,
  field: "since" | "until",
  { decide }: ListReading,
): string | undefined {
  const text = line(cells[field]);
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date !== null && IsoDate.safeParse(date).success) return date;
  decide(
    name,
    {
      ja: `「${name}」の日付「${text}」は、年月日として読めません。いつですか`,
      en: `The date "${text}" of "${name}" is not a full date. Which day is it?`,
    },
    { ja: "未記入にしました", en: "Left open" },
  );
  return undefined;
}
