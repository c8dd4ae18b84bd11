import type { Text } from "../../language.ts";
import type { ColumnField } from "./columns.ts";
import { decideFor, type ListReading, namesText, placesText, placeText } from "./list-reading.ts";
import type { Doubt, SheetReading, Skipped } from "./listing.ts";

/** The ways in which a list was read that a person should look at. */
export function askAboutReading(sheets: readonly SheetReading[], reading: ListReading): void {
  for (const { guessedColumns, doubts } of sheets) {
    if (guessedColumns.length > 1) columnsGuessed(guessedColumns, reading);
    for (const doubt of doubts) askAbout(doubt, reading);
  }
  const headcount = sheets.map(({ headings }) => headings.headcount).find((heading) => heading !== undefined);
  if (headcount !== undefined && headcount !== "" && !/営業|sales|reps?/iu.test(headcount)) {
    reading.decide(
      headcount,
      {
        ja: `「${headcount}」は営業の人数ですか`,
        en: `Does "${headcount}" count sales people only?`,
      },
      { ja: "営業人数として取り込みました", en: "Taken as the number of sales people" },
    );
  }
}

function askAbout(doubt: Doubt, reading: ListReading): void {
  const { decide, language } = reading;
  switch (doubt.about) {
    case "indent":
      decide(
        language === "ja" ? "所属" : "parents",
        { ja: "字下げは所属を表していますか", en: "Does indentation mean belonging to the unit above?" },
        {
          ja: "字下げされた部署を上の部署の下に置きました",
          en: "Indented units were put below the one above",
        },
      );
      return;
    case "flat":
      decide(
        language === "ja" ? "所属" : "parents",
        {
          ja: "事業部と拠点が別々の行に続けて書かれています。拠点はどこかの事業部に属しますか",
          en: "Units of different columns stand in different rows. Do the later ones belong to any of the earlier?",
        },
        { ja: "どれもパートナーの直下に置きました", en: "All were put directly under the partner" },
      );
      return;
    case "section":
      decide(
        doubt.name,
        {
          ja: `見出し「${doubt.name}」は部署で、その下の行はこの部署に属しますか`,
          en: `Is the heading "${doubt.name}" a unit to which the rows below it belong?`,
        },
        { ja: "部署とし、下の行をこの下に置きました", en: "Taken as a unit with the rows below it" },
      );
      return;
    case "blank-parent":
      decideFor(reading, doubt.names, (names) => ({
        question: {
          ja: `${names.ja}は上位の欄が空です。上の行と同じですか`,
          en: `${names.en}: the parent is blank. Is it the same as in the row above?`,
        },
        taken: { ja: "上の行と同じとしました", en: "Taken as in the row above" },
      }));
      return;
    case "person":
      decide(
        doubt.name,
        {
          ja: `部署の欄の「${doubt.name}」(${placeText(doubt.place).ja})は人の名前ですか`,
          en: `Is "${doubt.name}" in the column of units (${placeText(doubt.place).en}) a person?`,
        },
        { ja: "すぐ上の部署の人としました", en: "Taken as a person of the unit above" },
      );
      return;
    default:
      throw new Error(`unhandled ${JSON.stringify(doubt satisfies never)}`);
  }
}

const FIELDS: Readonly<Partial<Record<ColumnField, Text>>> = {
  name: { ja: "名称", en: "name" },
  kind: { ja: "種別", en: "kind" },
  head: { ja: "責任者", en: "head" },
  headcount: { ja: "人数", en: "headcount" },
  number: { ja: "番号", en: "number" },
  key: { ja: "キー", en: "key" },
  note: { ja: "備考", en: "note" },
  other: { ja: "読まない", en: "not read" },
};

function columnsGuessed(columns: SheetReading["guessedColumns"], { decide, language }: ListReading): void {
  const told = columns.map(({ column, field }) => ({
    ja: `${column}列目=${FIELDS[field]?.ja ?? field}`,
    en: `column ${column} = ${FIELDS[field]?.en ?? field}`,
  }));
  decide(
    language === "ja" ? "見出し" : "headings",
    {
      ja: "見出しの行がないので、列の意味を中身から決めました。合っていますか",
      en: "There is no row of headings, so the columns were told by their content. Is that right?",
    },
    { ja: told.map(({ ja }) => ja).join("、"), en: told.map(({ en }) => en).join(", ") },
  );
}

/** What was left out, for information; rows that could be anything are a decision. */
export function reportUnread(
  sheets: readonly SheetReading[],
  unreadSheets: readonly string[],
  { decide, language }: ListReading,
): Text[] {
  const skipped = sheets.flatMap((sheet) => sheet.skipped);
  const unclear = skipped.filter(({ why }) => why === "unclear");
  if (unclear.length > 0) {
    const places = placesText(unclear.map(({ place }) => place));
    const texts = namesText(unclear.map(({ text }) => text));
    decide(
      places[language],
      {
        ja: `部署の名前がない行があります(${texts.ja})。取り込むものはありますか`,
        en: `There are rows without a unit (${texts.en}). Is there anything to take in?`,
      },
      { ja: "読みませんでした", en: "They were not read" },
    );
  }
  const columns = [...new Set(sheets.flatMap(({ unreadColumns }) => unreadColumns))];
  return [
    ...rowsWarning(skipped, "total", { ja: "合計の行", en: "totals" }),
    ...rowsWarning(skipped, "note", { ja: "注記の行", en: "remarks" }),
    ...(columns.length > 0 ? [unread({ ja: "列", en: "columns" }, namesText(columns))] : []),
    ...(unreadSheets.length > 0 ? [unread({ ja: "シート", en: "sheets" }, namesText(unreadSheets))] : []),
  ];
}

function rowsWarning(skipped: readonly Skipped[], why: Skipped["why"], what: Text): Text[] {
  const places = skipped.filter((row) => row.why === why).map(({ place }) => place);
  return places.length === 0 ? [] : [unread(what, placesText(places))];
}

const unread = (what: Text, which: Text): Text => ({
  ja: `読まなかった${what.ja}: ${which.ja}`,
  en: `Not read, ${what.en}: ${which.en}`,
});
