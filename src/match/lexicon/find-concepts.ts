import type { Concept } from "./concept.ts";

/** Reads texts: the concepts each speaks of, with how many different expressions it uses. */
export function openFinder(concepts: readonly Concept[]): (text: string) => ReadonlyMap<string, number> {
  const atoms = new Atoms();
  const expressions = concepts.flatMap(({ id, words }) =>
    words
      .split("|")
      .map((word) => comparable(word).trim())
      .filter((word) => word !== "")
      .map((word) => ({ id, parts: word.split("+").map((part) => atoms.add(part.trim())) })),
  );
  const byFirst = Map.groupBy(expressions, ({ parts }) => parts[0] ?? -1);
  return (text) => {
    const counts = new Map<string, number>();
    const counted = new Set<number>();
    const joined = new Set<object>();
    for (const sentence of sentencesOf(comparable(text))) {
      const found = atoms.find(sentence);
      for (const atom of found) {
        for (const expression of byFirst.get(atom) ?? []) {
          const { id, parts } = expression;
          if (parts.length === 1 ? counted.has(atom) : joined.has(expression)) continue;
          if (parts.length > 1 && !parts.every((part) => found.has(part))) continue;
          if (parts.length > 1) joined.add(expression);
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      }
      for (const atom of found) counted.add(atom);
    }
    return counts;
  };
}

const comparable = (text: string): string => text.normalize("NFKC").toLowerCase();

const sentencesOf = (text: string): string[] => text.split(/[。！？!?\n]|\.\s/u);

/** The single words of all expressions, found in one pass. */
class Atoms {
  readonly #numbers = new Map<string, number>();
  /** Japanese forms by their first two characters, or by their only one. */
  readonly #written = new Map<string, { form: string; atom: number }[]>();
  readonly #latin = new Map<string, number>();
  /** Beginnings of Latin words, by their first three letters. */
  readonly #beginnings = new Map<string, { form: string; atom: number }[]>();
  readonly #phrases = new Map<string, { form: string; atom: number }[]>();

  add(form: string): number {
    const known = this.#numbers.get(form);
    if (known !== undefined) return known;
    const atom = this.#numbers.size;
    this.#numbers.set(form, atom);
    if (!LATIN_FORM.test(form)) push(this.#written, form.slice(0, 2), { form, atom });
    else if (/[\s]/u.test(form)) push(this.#phrases, firstWord(form), { form, atom });
    else if (form.endsWith("*")) push(this.#beginnings, form.slice(0, 3), { form: form.slice(0, -1), atom });
    else this.#latin.set(form, atom);
    return atom;
  }

  find(sentence: string): Set<number> {
    const found = new Set<number>();
    for (let at = 0; at < sentence.length; at += 1) {
      this.#findWritten(sentence, at, 2, found);
      this.#findWritten(sentence, at, 1, found);
    }
    for (const match of sentence.matchAll(LATIN_WORD))
      this.#findLatin(sentence, match[0], match.index, found);
    return found;
  }

  #findWritten(sentence: string, at: number, length: number, found: Set<number>): void {
    for (const { form, atom } of this.#written.get(sentence.slice(at, at + length)) ?? []) {
      if (sentence.startsWith(form, at) && standsThere(sentence, form, at)) found.add(atom);
    }
  }

  #findLatin(sentence: string, word: string, at: number, found: Set<number>): void {
    const whole = this.#latin.get(word);
    if (whole !== undefined) found.add(whole);
    for (const { form, atom } of this.#beginnings.get(word.slice(0, 3)) ?? []) {
      if (word.startsWith(form)) found.add(atom);
    }
    for (const { form, atom } of this.#phrases.get(word) ?? []) {
      const end = form.endsWith("*") ? form.slice(0, -1) : form;
      const isOpen = end.length < form.length;
      if (!sentence.startsWith(end, at)) continue;
      if (isOpen || !/[a-z]/u.test(sentence.charAt(at + end.length))) found.add(atom);
    }
  }
}

const LATIN_FORM = /^[\p{Script=Latin}\p{Nd}\s*&:'./-]+$/u;
const LATIN_WORD = /[a-z][a-z0-9'&-]*/gu;
const firstWord = (form: string): string => /^[^\s]+/u.exec(form)?.[0] ?? form;

/** 紙 is not in 用紙, nor ロス in クロス: a short form must not be a part of a longer word of its script. */
function standsThere(sentence: string, form: string, at: number): boolean {
  const [before, after] = [sentence.charAt(at - 1), sentence.charAt(at + form.length)];
  if (form.length === 1) return !HAN.test(before) && !HAN.test(after);
  if (form.length <= 4 && KATAKANA_FORM.test(form)) return !KATAKANA.test(before) && !KATAKANA.test(after);
  return true;
}

const HAN = /[\p{Script=Han}々]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;
const KATAKANA_FORM = /^[\p{Script=Katakana}ー]+$/u;

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
