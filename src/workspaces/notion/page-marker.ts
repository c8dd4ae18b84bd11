import type { BlockObjectRequest } from "@notionhq/client";

import type { Language } from "../../language.ts";
import { seenBlock } from "./read-block.ts";
import { type Run } from "../body/runs.ts";
import { plainOf, type TextItem, toRichText } from "./rich-text.ts";

/**
 * How we know our own pages and databases again, whatever people call them: `kakehashi:key:<key>:op:<opId>`, in
 * the first block of a page or at the end of a database's description. Neither key nor operation holds white space.
 */
export interface Marker {
  readonly key: string;
  /** The create that made it: found again by this after a lost answer. */
  readonly opId: string;
}

const WORDS = {
  ja: "架け橋の管理用の印です。消さないでください: ",
  en: "Kakehashi knows this page by this mark. Please keep it: ",
} as const satisfies Record<Language, string>;

/** The first block of every page that we make: small, gray, and to be left alone. */
export function pageMarker(key: string, opId: string, language: Language): BlockObjectRequest {
  const rich_text = toRichText([{ text: WORDS[language], gray: true }, markRun(key, opId)]);
  return { type: "paragraph", paragraph: { rich_text, color: "gray" } };
}

/** The marker in a block of a listing, null if it is none. A person may have changed the words around it. */
export function readPageMarker(block: unknown): Marker | null {
  const seen = seenBlock(block);
  return seen === null ? null : findMarker(seen.plain);
}

/** A database's description: our text, and below it the marker. */
export function descriptionOf(text: string, key: string, opId: string): TextItem[] {
  const above = text.trim() === "" ? [] : [{ text: `${text.trim()}\n` }];
  return toRichText([...above, markRun(key, opId)]);
}

/** The marker in a description as read back, null if there is none. */
export function readDescriptionMarker(richText: unknown): Marker | null {
  return findMarker(plainOf(richText));
}

const markRun = (key: string, opId: string): Run => ({
  text: `kakehashi:key:${key}:op:${opId}`,
  code: true,
  gray: true,
});

/** The last one: text of people that looks like a marker could only stand above ours. */
function findMarker(plain: string): Marker | null {
  const [, key, opId] = [...plain.matchAll(/kakehashi:key:(\S+?):op:([\w-]+)/gu)].at(-1) ?? [];
  return key === undefined || opId === undefined ? null : { key, opId };
}
