import type { Language } from "../../../language.ts";
import { IsoDate } from "../../../model/fields.ts";
import { SEPARATOR } from "./cell-text.ts";
import { safeAddress } from "./inline.ts";
import { elementOf, link, p, type StorageNode, time } from "./tree.ts";

/**
 * What the cell of a value is to hold, and by what it is compared with what is there: people may write the same value
 * in another way, and then their way stays.
 */
export interface Cell {
  readonly as: "text" | "items" | "link";
  readonly content: readonly StorageNode[];
}

/** Text, one paragraph for each line, so that empty lines stay. */
export const textCell = (words: string): Cell => ({
  as: "text",
  content: words === "" ? [] : words.split(/\r\n?|\n/u).map((line) => (line === "" ? p() : p(line))),
});

/**
 * Several values. Between `、`, which reads best in tables and reports alike; as a list where that could not be told
 * from what the values say.
 */
export function listCell(values: readonly string[], language: Language = "ja"): Cell {
  const items = values.map((value) => value.trim()).filter((value) => value !== "");
  if (items.length === 0) return { as: "items", content: [] };
  const isPlain = items.every((item) => !SEPARATOR.test(item) && !/[\r\n]/u.test(item));
  const content = isPlain ? p(items.join(BETWEEN[language])) : elementOf("ul", {}, items.map(listItem));
  return { as: "items", content: [content] };
}

const BETWEEN = { ja: "、", en: ", " } as const satisfies Record<Language, string>;

const listItem = (item: string): StorageNode =>
  elementOf(
    "li",
    {},
    item.split(/\r\n?|\n/u).map((line) => p(line)),
  );

/** A date that reads in everybody's own way; what is none stays text. */
export const dateCell = (isoDate: string): Cell =>
  IsoDate.safeParse(isoDate).success ? { as: "text", content: [p(time(isoDate))] } : textCell(isoDate);

/** An address that opens; one that is not of the web or of mail stays text. */
export function linkCell(address: string): Cell {
  const href = safeAddress(address);
  return href === null ? textCell(address) : { as: "link", content: [p(link(href, [href]))] };
}

/** A tick, or nothing. */
export const tickCell = (isTicked: boolean): Cell => textCell(isTicked ? "✓" : "");

/** Does a cell's text say yes? Whatever people put there: ticks, a ticked task, words of either language. */
export const saysYes = (text: string): boolean => YES.test(text.normalize("NFKC").trim());

const YES =
  /^(?:[✓✔☑✅⭕○◯]\uFE0F?|\[x\].*|x|yes|true|1|はい|済|済み|有|あり|:(?:check_mark|white_check_mark):)$/iu;
