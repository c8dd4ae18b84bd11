import type { Language, Text } from "../../language.ts";
import { Spec } from "../../model/spec.ts";
import { invalidFile } from "../invalid-file.ts";
import type { Table } from "../table.ts";
import { cellText, isJapanese } from "./cell.ts";
import { decisionsIn, type ImportedOrg, type OpenDecision } from "./decision.ts";
import { leaveOutGone } from "./gone-units.ts";
import { askAboutReading, reportUnread } from "./list-doubts.ts";
import { chooseKeys } from "./list-keys.ts";
import { settleKinds } from "./list-kinds.ts";
import { findParents } from "./list-parents.ts";
import { partnerFromList } from "./list-partner.ts";
import { peopleFromList } from "./list-people.ts";
import type { ListReading } from "./list-reading.ts";
import { askAboutRemarks } from "./list-remarks.ts";
import { unitFromList } from "./list-units.ts";
import { listedUnits } from "./listed-unit.ts";
import type { SheetReading } from "./listing.ts";
import { joinSameUnits } from "./same-unit.ts";
import { settleUnits } from "./settle.ts";
import { readSheet } from "./sheet.ts";

const MOST_UNITS = 500;

/**
 * The spec that an organisation list describes. What the list leaves open is answered with a default, each
 * one a decision; throws `invalid_input` where no unit is found, or more than a partner can have.
 */
export function specFromTables(
  file: string,
  tables: readonly Table[],
  { partnerKey }: { partnerKey?: string },
): ImportedOrg {
  const open: OpenDecision[] = [];
  const decide = (about: string, question: Text, taken: Text) => open.push({ about, question, taken });
  const reading = { file, language: languageOf(tables), decide };
  const { sheets, unread } = readSheets(tables);
  const mentions = sheets.flatMap((sheet) => sheet.mentions);
  const listed = mentions.length > 0 ? leaveOutGone(listedUnits(mentions), reading) : [];
  checkCount(file, listed);
  const partner = partnerFromList(
    sheets.flatMap(({ titles }) => titles),
    mentions.flatMap(({ cells }) => cells.company ?? []),
    partnerKey,
    reading,
  );
  askAboutReading(sheets, reading);
  const { units, people } = unitsFromList(listed, partner.name, headHeading(sheets), reading);
  const warnings = reportUnread(sheets, unread, reading);
  const spec = Spec.parse({
    partner: { ...partner, language: reading.language },
    units: settleUnits(units, reading.language, decide),
    people,
  });
  return { spec, decisions: decisionsIn(reading.language, open), warnings };
}

function languageOf(tables: readonly Table[]): Language {
  return tables.some(({ name, rows }) => isJapanese(name) || rows.some((row) => row.some(isJapanese)))
    ? "ja"
    : "en";
}

function readSheets(tables: readonly Table[]): { sheets: SheetReading[]; unread: string[] } {
  const sheets: SheetReading[] = [];
  const unread: string[] = [];
  let firstId = 0;
  for (const table of tables) {
    const sheet = readSheet(table, { firstId, isOneOfMany: tables.length > 1 });
    if (sheet === undefined) unread.push(table.name);
    else {
      sheets.push(sheet);
      firstId += sheet.mentions.length;
    }
  }
  return { sheets, unread };
}

type Listed = ReturnType<typeof listedUnits>;

function unitsFromList(listed: Listed, partnerName: string, heading: string, reading: ListReading) {
  const joined = joinSameUnits(listed, reading);
  const kinds = settleKinds(joined, reading);
  const parents = findParents(joined, partnerName, reading);
  const begins = askAboutRemarks(joined.units, reading);
  const keys = chooseKeys(joined.units, kinds, parents, reading);
  const placed = joined.units.map((unit) => ({
    unit,
    key: keys.get(unit.id) ?? "",
    kind: kinds.get(unit.id) ?? { kind: "division" as const },
  }));
  const { people, headRoles } = peopleFromList(
    placed.map(({ unit, key, kind }) => ({ unit, key, kind: kind.kind })),
    heading,
    reading,
  );
  const units = placed.map(({ unit, key, kind }) => {
    const parent = parents.get(unit.id);
    const facts = {
      key,
      kind,
      parent: parent === undefined ? undefined : keys.get(parent.id),
      headRole: headRoles.get(key),
      begins: begins.get(unit.id),
    };
    return unitFromList(unit, facts, reading);
  });
  return { units, people };
}

const headHeading = (sheets: readonly SheetReading[]): string =>
  cellText(sheets.map(({ headings }) => headings.head).find(Boolean)) || "責任者";

function checkCount(file: string, listed: Listed): void {
  const count = listed.length;
  if (count > 0 && count <= MOST_UNITS) return;
  throw invalidFile(
    file,
    { line: listed[MOST_UNITS]?.places[0]?.row ?? 1, column: 1 },
    count === 0
      ? { ja: "事業部・拠点が見つかりません", en: "no division or branch was found" }
      : {
          ja: `事業部・拠点は${MOST_UNITS}件までです(${count}件あります)`,
          en: `a partner has at most ${MOST_UNITS} units (there are ${count})`,
        },
    count === 0
      ? {
          ja: "「名称」と「種別」の列がある一覧にしてください",
          en: "Make it a list with the columns Name and Kind.",
        }
      : {
          ja: "課や係を除いて、事業部・拠点だけの一覧にしてください",
          en: "Leave out the smallest teams, so that only divisions and branches remain.",
        },
  );
}
