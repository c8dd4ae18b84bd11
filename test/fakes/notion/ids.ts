import { randomBytes, randomUUID } from "node:crypto";

import { invalid } from "./api-error.ts";

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

export function newId(): string {
  return randomUUID();
}

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Ids come with or without dashes and in either case; anything else is refused, as Notion does. */
export function readId(text: string, where: string): string {
  if (!isId(text)) {
    const root = where.split(".")[0] ?? where;
    throw invalid(`${root} failed validation: ${where} should be a valid uuid, instead was \`"${text}"\`.`);
  }
  return dashed(text);
}

export function dashed(text: string): string {
  const hex = undashed(text);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function undashed(id: string): string {
  return id.replaceAll("-", "").toLowerCase();
}

const SHORT = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ:;?@=_^~`{}|<>[]";

/** Property ids are four odd characters, percent-encoded in answers: "%3AUPp". No two of a data source are alike. */
export function newPropertyId(siblings: readonly { readonly id: string }[], draw = shortText): string {
  const taken = new Set(siblings.map(({ id }) => id));
  for (;;) {
    const id = encodeURIComponent(draw(4));
    if (!taken.has(id)) return id;
  }
}

export function newOptionId(): string {
  return shortText(8);
}

function shortText(length: number): string {
  return Array.from(randomBytes(length), (byte) => SHORT[byte % SHORT.length]).join("");
}
