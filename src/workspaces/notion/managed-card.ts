import type { BlockObjectRequest } from "@notionhq/client";

import type { ManagedBlock } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import { jsonBytes, MAX_SEGMENTS, TREE_BYTES } from "./block-limits.ts";
import { type CardLine, cardLines } from "./card-lines.ts";
import { fingerprint } from "./fingerprint.ts";
import { seenBlock } from "./read-block.ts";
import { type Run } from "../body/runs.ts";
import { plainOf, type TextItem, toRichText, type WriteOptions } from "./rich-text.ts";

/**
 * A managed block is ONE callout whose own rich text holds everything, with our marker as its last line:
 *
 *     kakehashi:figures:1a2b3c4d
 *
 * So one request, which Notion does as a whole or not at all, rewrites it, and the listing of a page's children
 * shows whether a person changed it, without a look below. `1a2b3c4d` is the fingerprint of the words above.
 */
const ICON = { type: "emoji", emoji: "🔄" } as const;

/**
 * The callout of a managed block. What is too much for one rich text loses bold first, then links; what is too much
 * even so ends with a line that says how many lines are not shown: the full content is elsewhere.
 */
export function managedCard(block: ManagedBlock, options: WriteOptions): BlockObjectRequest {
  const lines = cardLines(block.blocks, options);
  // A box with nothing but our mark in it looks like a mistake.
  const shown = lines.length > 0 ? lines : [[{ text: NOTHING_YET[options.language] }]];
  const rich_text = withMarker(block.id, shown, options.language);
  return { type: "callout", callout: { rich_text, icon: ICON, color: "gray_background" } };
}

/**
 * The managed block in a block of a listing, null if it is none. `edited`: its words are not those we wrote, words
 * stand below the marker, or a person made another type of it. Blocks that people put inside do not count: writing
 * the card again leaves them where they are.
 */
export function readManagedCard(block: unknown): { id: string; edited: boolean } | null {
  const seen = seenBlock(block);
  const found = seen === null ? undefined : [...seen.plain.matchAll(MARKER)].at(-1);
  const [mark, id, sha] = found ?? [];
  if (seen === null || found === undefined || mark === undefined || id === undefined) return null;
  const above = seen.plain.slice(0, found.index);
  const below = seen.plain.slice(found.index + mark.length);
  const isAsWritten = seen.type === "callout" && fingerprint(above) === sha && below.trim() === "";
  return { id, edited: !isAsWritten };
}

const NOTHING_YET = { ja: "まだありません", en: "Nothing yet" } as const satisfies Record<Language, string>;

/** `kakehashi:key:…` and `kakehashi:body:…` are other marks of ours. */
const MARKER = /kakehashi:(?!key:|body:)([^\s:]+):([0-9a-f]{8})(?![0-9a-f])/gu;

/** The lines and the marker below them, as rich text that one block can hold. */
function withMarker(id: string, lines: readonly CardLine[], language: Language): TextItem[] {
  const marked = (content: readonly CardLine[]): TextItem[] => {
    const above = content.flatMap((line) => [...line, { text: "\n" }]);
    const sha = fingerprint(plainOf(toRichText(above)));
    return toRichText([...above, { text: `kakehashi:${id}:${sha}`, code: true, gray: true }]);
  };
  const plainer = [lines, lines.map(withoutBold), lines.map(withoutLook)];
  const whole = plainer.map(marked).find(fits);
  if (whole !== undefined) return whole;
  const shown = (count: number) => marked([...lines.slice(0, count).map(withoutLook), notice(count)]);
  const notice = (count: number): CardLine => [{ text: notShown(lines.length - count)[language] }];
  return shown(mostThatFits(lines.length - 1, (count) => fits(shown(count))));
}

const fits = (items: readonly TextItem[]): boolean =>
  items.length <= MAX_SEGMENTS && jsonBytes(items) <= TREE_BYTES;

const withoutBold = (line: CardLine): CardLine => line.map((run): Run => ({ ...run, bold: false }));
const withoutLook = (line: CardLine): CardLine => line.map(({ text }): Run => ({ text }));

/** The largest number up to `most` that fits, if those below it do; 0 if none. */
function mostThatFits(most: number, fit: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fit(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const notShown = (count: number) => ({
  ja: `(ほか${count}行は、ここに入りきらないため表示していません)`,
  en: `(${count} more lines do not fit here and are not shown)`,
});
