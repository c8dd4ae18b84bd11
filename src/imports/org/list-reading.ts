import type { Language, Text } from "../../language.ts";
import type { Decide } from "./decision.ts";
import type { Place } from "./listing.ts";

/** What the parts of a list's import share. */
export interface ListReading {
  readonly file: string;
  readonly language: Language;
  readonly decide: Decide;
}

const MOST_SINGLE = 4;

/**
 * One question about several units: asked of each while they are few, and once for all of them where a person
 * would only answer the same again and again.
 */
export function decideFor(
  { decide, language }: ListReading,
  names: readonly string[],
  ask: (names: Text) => { question: Text; taken: Text },
): void {
  const groups = names.length > MOST_SINGLE ? [names] : names.map((name) => [name]);
  for (const group of groups) {
    const listed = namesText(group);
    const { question, taken } = ask({ ja: quoted(group, "ja"), en: quoted(group, "en") });
    decide(listed[language], question, taken);
  }
}

const MOST_NAMED = 5;

/** 札幌支店、仙台支店 ほか3件 */
export function namesText(names: readonly string[]): Text {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  return {
    ja: shown.join("、") + (more > 0 ? ` ほか${more}件` : ""),
    en: shown.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

function quoted(names: readonly string[], language: Language): string {
  const text = namesText(names.map((name) => (language === "ja" ? `「${name}」` : `"${name}"`)))[language];
  return text.replaceAll("」、「", "」「");
}

/** 18行目, シート「拠点」の3行目 */
export function placeText({ sheet, row }: Place): Text {
  return sheet === undefined
    ? { ja: `${row}行目`, en: `row ${row}` }
    : { ja: `シート「${sheet}」の${row}行目`, en: `row ${row} of sheet "${sheet}"` };
}

/** Several places: 3, 18行目. */
export function placesText(places: readonly Place[]): Text {
  if (places.every(({ sheet }) => sheet === undefined)) {
    const rows = places.map(({ row }) => row).join(", ");
    return { ja: `${rows}行目`, en: `row${places.length === 1 ? "" : "s"} ${rows}` };
  }
  const texts = places.map(placeText);
  return { ja: texts.map(({ ja }) => ja).join("、"), en: texts.map(({ en }) => en).join(", ") };
}
