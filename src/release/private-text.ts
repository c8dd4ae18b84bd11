import type { Entry } from "../model/entry.ts";
import { compact } from "./compact.ts";

/** Shorter passages are shared by texts about the same thing; longer ones were copied. */
const PASSAGE = 16;
const SENTENCE = 10;

/** Is a sentence, or a long passage, of the private notes also in one of these texts? */
export function repeatsPrivateText(entry: Entry, texts: readonly string[]): boolean {
  const notes = entry.private_notes ?? "";
  if (notes.trim() === "") return false;
  const shown = texts.map((text) => compact(text).text);
  const sentences = notes
    .split(/[。.!?！？\n]/u)
    .map((sentence) => compact(sentence).text)
    .filter((sentence) => sentence.length >= SENTENCE);
  return [...sentences, ...passages(compact(notes).text)].some((part) =>
    shown.some((text) => text.includes(part)),
  );
}

function passages(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at + PASSAGE <= text.length; at += 1) found.push(text.slice(at, at + PASSAGE));
  return found;
}
