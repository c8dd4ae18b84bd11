import type { Concept } from "./concept.ts";

/** One expression of a concept. */
export interface Expression {
  readonly concept: string;
  /** What has to stand in one sentence. */
  readonly parts: readonly number[];
}

export interface Finder {
  readonly expressions: readonly Expression[];
  /** The numbers of the expressions that a text uses, each once. */
  readonly find: (text: string) => number[];
}

/** Reads texts: one pass finds the expressions of all concepts. */
export function openFinder(concepts: readonly Concept[]): Finder {
  const atoms = new Atoms();
  const expressions = concepts.flatMap(({ id, words }) =>
    words
      .split("|")
      .map((word) => comparable(word).trim())
      .filter((word) => word !== "")
      .map((word): Expression => ({
        concept: id,
        parts: word.split("+").map((part) => atoms.add(part.trim())),
      })),
  );
  const byFirst = Map.groupBy(expressions.keys(), (number) => expressions[number]?.parts[0] ?? -1);
  const ofAtom = Array.from({ length: atoms.size }, (_, atom) => byFirst.get(atom) ?? []);
  return {
    expressions,
    find: (text) => {
      const used = new Set<number>();
      for (const sentence of sentencesOf(comparable(text))) {
        const found = atoms.find(sentence);
        for (const atom of found) {
          for (const number of ofAtom[atom] ?? []) {
            const parts = expressions[number]?.parts ?? [];
            if (parts.length === 1 || parts.every((part) => found.includes(part))) used.add(number);
          }
        }
      }
      return [...used];
    },
  };
}

const comparable = (text: string): string => text.normalize("NFKC").toLowerCase();

const sentencesOf = (text: string): string[] => text.split(/[。！？!?\n]|\.\s/u);

interface Atom {
  readonly form: string;
  readonly atom: number;
}

/** The single words of all expressions, found in one pass. */
class Atoms {
  readonly #numbers = new Map<string, number>();
  /** Forms in other than Latin letters by their first character, the table telling quickly where there is none. */
  readonly #written = new Map<number, Atom[]>();
  readonly #begins = new Uint8Array(0x10000);
  readonly #latin = new Map<string, number>();
  /** Beginnings of Latin words, by their first three letters. */
  readonly #beginnings = new Map<string, Atom[]>();
  readonly #phrases = new Map<string, Atom[]>();

  get size(): number {
    return this.#numbers.size;
  }

  add(form: string): number {
    const known = this.#numbers.get(form);
    if (known !== undefined) return known;
    const atom = this.#numbers.size;
    this.#numbers.set(form, atom);
    if (!LATIN_FORM.test(form)) {
      this.#begins[form.charCodeAt(0)] = 1;
      push(this.#written, form.charCodeAt(0), { form, atom });
    } else if (/\s/u.test(form)) push(this.#phrases, firstWord(form), { form, atom });
    else if (form.endsWith("*")) push(this.#beginnings, form.slice(0, 3), { form: form.slice(0, -1), atom });
    else this.#latin.set(form, atom);
    return atom;
  }

  /** Each once, in the order of the sentence. */
  find(sentence: string): number[] {
    const found: number[] = [];
    for (let at = 0; at < sentence.length; at += 1) {
      if (this.#begins[sentence.charCodeAt(at)] === 1) this.#findWritten(sentence, at, found);
    }
    for (const match of sentence.matchAll(LATIN_WORD))
      this.#findLatin(sentence, match[0], match.index, found);
    return found;
  }

  #findWritten(sentence: string, at: number, found: number[]): void {
    const next = sentence.charCodeAt(at + 1);
    for (const { form, atom } of this.#written.get(sentence.charCodeAt(at)) ?? []) {
      if (form.length > 1 && form.charCodeAt(1) !== next) continue;
      if (sentence.startsWith(form, at) && standsThere(sentence, form, at)) add(found, atom);
    }
  }

  #findLatin(sentence: string, word: string, at: number, found: number[]): void {
    const whole = this.#latin.get(word);
    if (whole !== undefined) add(found, whole);
    for (const { form, atom } of this.#beginnings.get(word.slice(0, 3)) ?? []) {
      if (word.startsWith(form)) add(found, atom);
    }
    for (const { form, atom } of this.#phrases.get(word) ?? []) {
      const end = form.endsWith("*") ? form.slice(0, -1) : form;
      const isOpen = end.length < form.length;
      if (!sentence.startsWith(end, at)) continue;
      if (isOpen || !/[a-z]/u.test(sentence.charAt(at + end.length))) add(found, atom);
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

function add(found: number[], atom: number): void {
  if (!found.includes(atom)) found.push(atom);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
