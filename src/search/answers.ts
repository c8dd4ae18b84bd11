import type { Alternative, Asked } from "./asked.ts";
import { inAll, inAny, without } from "./match-docs.ts";
import { stemEnd } from "./okurigana.ts";
import type { SeenIndex } from "./seen-postings.ts";
import type { Sight } from "./shard.ts";
import type { TextCache } from "./text-cache.ts";

/** Documents by the part of the index that they are in, in ascending order. */
export type Found = ReadonlyMap<Sight, Uint16Array>;

export interface Reading {
  readonly seen: SeenIndex;
  readonly texts: TextCache;
}

/** So many texts are read to see whether what was typed is really in them; of more, all are taken. */
const MOST_READ = 150;
/** With quotes and minus one means it. */
const MOST_READ_PHRASE = 5000;
/** The rarest terms of a form are looked at first: often they have no document in common. */
const FIRST = 3;

export const countFound = (found: Found): number =>
  [...found.values()].reduce((sum, docs) => sum + docs.length, 0);

/** The documents that have every keyword, phrases as they are; null if no keyword was asked for. */
export async function withAllKeywords(reading: Reading, asked: Asked): Promise<Found> {
  let found: Found | null = null;
  for (const { keyword, alternatives } of asked.keywords) {
    const docs = await withAny(reading, alternatives, keyword.isPhrase ? MOST_READ_PHRASE : 0);
    found = found === null ? docs : both(found, docs);
    if (countFound(found) === 0) return found;
  }
  return readThrough(reading, found ?? new Map(), asked);
}

/** The documents that have some keyword as a whole. */
export async function withSomeKeyword(reading: Reading, asked: Asked): Promise<Found> {
  const parts: Found[] = [];
  for (const { alternatives } of asked.keywords) parts.push(await withAny(reading, alternatives, 0));
  return new Map(
    reading.seen.sights.map((sight) => [sight, inAny(parts.map((part) => part.get(sight) ?? NOBODY))]),
  );
}

/** Of documents that have the terms of all keywords, those whose text has the keywords. */
async function readThrough(reading: Reading, found: Found, { keywords }: Asked): Promise<Found> {
  const inexact = keywords.filter(
    ({ keyword, alternatives }) => !keyword.isPhrase && alternatives.some(({ isInexact }) => isInexact),
  );
  if (inexact.length === 0 || countFound(found) > MOST_READ) return found;
  return keepIf(reading, found, (text) =>
    inexact.every(({ alternatives }) => alternatives.some((one) => hasForm(text, one))),
  );
}

/** The documents that have every phrase; null if there is none. */
export async function withPhrases(reading: Reading, asked: Asked): Promise<Found | null> {
  let found: Found | null = null;
  for (const { keyword, alternatives } of asked.keywords) {
    if (!keyword.isPhrase) continue;
    const docs = await withAny(reading, alternatives, MOST_READ_PHRASE);
    found = found === null ? docs : both(found, docs);
  }
  return found;
}

/** Without those that have what must not occur. */
export async function withoutExcluded(reading: Reading, found: Found, asked: Asked): Promise<Found> {
  let left = found;
  for (const one of asked.excluded) {
    const excluded = await withAny(reading, [one], MOST_READ_PHRASE);
    left = new Map([...left].map(([sight, docs]) => [sight, without(docs, excluded.get(sight) ?? NOBODY)]));
  }
  return left;
}

/** The documents that have one of the alternatives; up to so many of them are read. */
async function withAny(
  reading: Reading,
  alternatives: readonly Alternative[],
  mostRead: number,
): Promise<Found> {
  const parts: Found[] = [];
  for (const one of alternatives) parts.push(await withTerms(reading.seen, one));
  const found = new Map(
    reading.seen.sights.map((sight) => [sight, inAny(parts.map((part) => part.get(sight) ?? NOBODY))]),
  );
  if (mostRead === 0 || countFound(found) > mostRead) return found;
  return keepIf(reading, found, (text) => alternatives.some((one) => hasForm(text, one)));
}

const NOBODY = new Uint16Array(0);

/** The documents that have all terms of a form. */
async function withTerms(seen: SeenIndex, { terms }: Alternative): Promise<Found> {
  const frequencies = await seen.frequencies(terms.flat());
  const needs = terms
    .map((any) => ({ any, df: any.reduce((sum, term) => sum + (frequencies.get(term) ?? 0), 0) }))
    .toSorted((a, b) => a.df - b.df);
  if (needs.length === 0 || needs[0]?.df === 0) return new Map();
  let found: Found | null = null;
  for (const part of [needs.slice(0, FIRST), needs.slice(FIRST)]) {
    await seen.load(part.flatMap(({ any }) => any));
    found = new Map(
      seen.sights.map((sight) => {
        const lists = part.map(({ any }) => inAny(any.map((term) => seen.postings(sight, term).docs)));
        const before = found?.get(sight);
        const all = inAll(before === undefined ? lists : [before, ...lists]);
        return [sight, without(all, sight.shard.dead)];
      }),
    );
    if (countFound(found) === 0) return found;
  }
  return found ?? new Map();
}

async function keepIf(
  { texts: cache }: Reading,
  found: Found,
  isKept: (folded: string) => boolean,
): Promise<Found> {
  const numbers = [...found].flatMap(([{ shard }, docs]) =>
    Array.from(docs, (doc) => shard.columns.numbers[doc] ?? 0),
  );
  if (numbers.length === 0) return found;
  const texts = await cache.read(numbers);
  return new Map(
    [...found].map(([sight, docs]) => [
      sight,
      docs.filter((doc) => isKept(texts.get(sight.shard.columns.numbers[doc] ?? 0) ?? "")),
    ]),
  );
}

/** Does the text contain the form, or its kanji with okurigana between them? */
function hasForm(folded: string, { form, isStem }: Alternative): boolean {
  if (!isStem) return folded.includes(form);
  for (let at = folded.indexOf(form.charAt(0)); at >= 0; at = folded.indexOf(form.charAt(0), at + 1)) {
    if (stemEnd(folded, at, form) > 0) return true;
  }
  return false;
}

function both(a: Found, b: Found): Found {
  return new Map([...a].map(([sight, docs]) => [sight, inAll([docs, b.get(sight) ?? NOBODY])]));
}
