import { createHash } from "node:crypto";

import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { describeCopy } from "../match/features.ts";
import { packMeaning } from "../match/meaning.ts";
import type { ReleasedCopy, ReleaseItem } from "../store/store.ts";
import type { Embeddings } from "./embeddings.ts";

/**
 * Released copies with their vectors; the model is asked only for texts that it has not seen. It is shown what the
 * audience may read, masked as it is, and nothing else: what is held goes nowhere. If it fails, the copies that lack
 * a vector are matched without one until the next time, and `onNote` is told.
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
    const vectors = await embeddings.embed([...wanted.values()]);
    for (const [at, hash] of [...wanted.keys()].entries()) {
      const vector = vectors[at];
      if (vector !== undefined) known.set(hash, packMeaning(vector));
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

/** What the model is shown of a copy: its words, not whose they are. */
function textOf(copy: ReleasedCopy): string {
  const { title, body } = describeCopy(copy);
  return `${title}\n${body}`;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const without = ({ ja, en }: Text): Text => ({
  ja: `${ja}。意味の近さを使わずに突き合わせます`,
  en: `${en}; matching goes on without it`,
});
