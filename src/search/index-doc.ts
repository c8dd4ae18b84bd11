import { createHash } from "node:crypto";

import type { AddedDoc, DocText, ShownText } from "../store/search-table.ts";
import type { Facets } from "./columns.ts";
import type { SearchDoc } from "./search-doc.ts";
import { dayOf } from "./filters.ts";
import { fold } from "./normalize.ts";
import { gramImpact, wordImpact } from "./impact.ts";
import { joinFolded } from "./rerank.ts";
import { gramName, type IndexedText, type TermCounter, wordName } from "./terms.ts";

/** When the entry was heard, or else last changed. */
export const dateOf = (doc: Pick<SearchDoc, "heardOn" | "updatedAt">): string =>
  doc.heardOn ?? doc.updatedAt.slice(0, 10);

/** Changes with anything that the index keeps of a document. */
export const hashOf = (doc: SearchDoc): string =>
  createHash("sha256").update(JSON.stringify(doc)).digest("base64url").slice(0, 22);

export const facetsOf = (doc: SearchDoc): Facets => ({
  tie: tieOf(doc),
  day: dayOf(dateOf(doc)),
  kind: doc.kind,
  level: doc.level ?? "",
  state: doc.state ?? "",
  themes: doc.theme,
  products: doc.products,
});

/** The same for an entry in every store and whatever else there is. */
function tieOf({ partner, id }: SearchDoc): readonly [number, number] {
  const digest = createHash("sha256")
    .update(JSON.stringify([partner, id]))
    .digest();
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}

export const textOf = ({ title, text, about }: SearchDoc): IndexedText => ({ title, body: text, about });

export const foldText = ({ title, body, about }: IndexedText): IndexedText => ({
  title: fold(title),
  body: fold(body),
  about: fold(about),
});

export function docTextOf(doc: SearchDoc, folded: IndexedText): DocText {
  const { text: body, ...card } = doc;
  return { card: JSON.stringify(card), body, folded: joinFolded(folded) };
}

/** The document that was kept. */
export const docOf = ({ card, body }: ShownText): SearchDoc => ({
  ...(JSON.parse(card) as Omit<SearchDoc, "text">),
  text: body,
});

/** Its terms by name, in no particular order, with what each is worth. */
export function namedTerms(
  counter: TermCounter,
  text: IndexedText,
  folded: IndexedText,
): { names: string[]; impacts: Uint8Array } {
  const { grams, gramCounts, gramTotal, words, length } = counter.count(text, folded);
  const names: string[] = [];
  const impacts: number[] = [];
  for (let at = 0; at < gramTotal; at += 1) {
    names.push(gramName(grams[at] ?? 0));
    impacts.push(gramImpact(gramCounts[at] ?? 0, length));
  }
  for (const [word, count] of words) {
    names.push(wordName(word));
    impacts.push(wordImpact(count, length));
  }
  return { names, impacts: Uint8Array.from(impacts) };
}

/** A document ready to be added to a family. */
export function toAdded(counter: TermCounter, family: number, doc: SearchDoc): AddedDoc {
  const text = textOf(doc);
  const folded = foldText(text);
  const { names, impacts } = namedTerms(counter, text, folded);
  return {
    family,
    id: doc.id,
    unit: doc.unit,
    hash: hashOf(doc),
    ...docTextOf(doc, folded),
    terms: names.join("\n"),
    impacts,
    facets: JSON.stringify(facetsOf(doc)),
  };
}
