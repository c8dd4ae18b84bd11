import { createHash } from "node:crypto";

import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { describeCopy } from "../match/features.ts";
import { packMeaning } from "../match/meaning.ts";
import type { ReleasedCopy, ReleaseItem } from "../store/store.ts";
import type { Embeddings } from "./embeddings.ts";

/**
 * Released copies with their vectors; the model is asked only for texts that it has not seen. It is shown what the
 * audience may read, masked as it is, and nothing else: what is held goes nowhere. If it fails, the copies that still
 * lack a vector are matched without one until the next time, and `onNote` is told. A vector is kept with its copy, so
 * it is gone the moment the copy is: nothing outlives a text that was taken back.
 */
export async function withMeanings(
  items: readonly ReleaseItem[],
  before: readonly ReleaseItem[],
  { embeddings, onNote }: { readonly embeddings: Embeddings; readonly onNote: (note: Text) => void },
): Promise<ReleaseItem[]> {
  const { model } = embeddings;
  const known = new Map(
    before.flatMap(({ meaning }) => (meaning?.by === model ? [[meaning.of, meaning.vector]] : [])),
  );
  const wanted = new Map<string, string>();
  for (const { state, copy } of items) {
    if (state !== "released") continue;
    const text = textOf(copy);
    if (text.trim() !== "" && !known.has(hashOf(text))) wanted.set(hashOf(text), text);
  }
  try {
    const hashes = wanted.keys();
    for await (const vector of embeddings.embed([...wanted.values()])) {
      const { value: hash } = hashes.next();
      if (hash !== undefined) known.set(hash, packMeaning(vector));
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    onNote(without(error.text));
  }
  return items.map((item) => {
    if (item.state !== "released") return item;
    const of = hashOf(textOf(item.copy));
    const vector = known.get(of);
    return vector === undefined ? item : { ...item, meaning: { by: model, of, vector } };
  });
}

/**
 * Models read so much (8,191 tokens with OpenAI's; a Japanese character takes one or two), and one text too long has
 * all of its batch refused, again at every sync. What comes so late hardly changes what a text is about.
 */
const MOST_CHARACTERS = 4_000;

/** What the model is shown of a copy: its words, not whose they are. */
function textOf(copy: ReleasedCopy): string {
  const { title, body } = describeCopy(copy);
  // Well-formed: half of a character pair, cut here or pasted by somebody, is JSON that many servers refuse.
  return `${title}\n${body}`.slice(0, MOST_CHARACTERS).toWellFormed();
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const without = ({ ja, en }: Text): Text => ({
  ja: `${ja}。意味の近さを使わずに突き合わせます`,
  en: `${en}; matching goes on without it`,
});
