import type { Text } from "../language.ts";
import type { FoldedText } from "../search/normalize.ts";
import { compact } from "./compact.ts";
import { politeLength, roleLength, titleLength } from "./honorifics.ts";
import type { Sureness } from "./names.ts";
import { continuesUnit } from "./unit-forms.ts";
import { isWholeWord } from "./word-limits.ts";

/** A form that must not be read outside its unit, and what stands in its place. */
export interface TermRule {
  /** The form as listed. */
  readonly form: string;
  readonly sureness: Sureness;
  readonly replacement: Text;
  readonly isPerson: boolean;
  /**
   * `listed`: on the entry's own list, or its customer; always wins. `known`: a person of the partner; gives way to
   * a longer name of a unit or product. `kept`: a name that stays, and keeps what it contains.
   */
  readonly standing: "listed" | "known" | "kept";
}

/** Rules by the first character of their compact form, so that a text is read once whatever their number. */
export type TermIndex = ReadonlyMap<string, readonly IndexedRule[]>;

interface IndexedRule {
  readonly needle: string;
  readonly rule: TermRule;
}

export function indexTerms(rules: readonly TermRule[]): TermIndex {
  const index = new Map<string, IndexedRule[]>();
  for (const rule of rules) {
    const needle = compact(rule.form).text;
    if (needle === "") continue;
    const key = needle.charAt(0);
    const bucket = index.get(key) ?? [];
    bucket.push({ needle, rule });
    index.set(key, bucket);
  }
  return index;
}

export interface FoundTerm {
  /** Span in the compact text. */
  readonly from: number;
  readonly to: number;
  readonly rule: TermRule;
}

/** The terms to replace, without overlaps; `haystack` is the compact form of `text`. */
export function findTerms(text: string, haystack: FoldedText, indexes: readonly TermIndex[]): FoundTerm[] {
  const all: FoundTerm[] = [];
  for (let from = 0; from < haystack.text.length; from += 1) {
    for (const index of indexes) {
      for (const { needle, rule } of index.get(haystack.text.charAt(from)) ?? []) {
        if (!haystack.text.startsWith(needle, from)) continue;
        const found = { from, to: from + needle.length, rule };
        if (isMeant(text, haystack, found)) all.push(found);
      }
    }
  }
  const kept = all.filter(({ rule }) => rule.standing === "kept");
  const wanted = all.filter(
    (found) =>
      found.rule.standing === "listed" ||
      (found.rule.standing === "known" && !isKept(found, kept, haystack.text)),
  );
  return withoutOverlaps(wanted);
}

function isMeant(text: string, haystack: FoldedText, found: FoundTerm): boolean {
  const { rule, from, to } = found;
  if (rule.sureness === "anywhere") return true;
  // A role or さん ends the name, whatever the dictionary makes of the characters on both sides.
  const isTitled = rule.isPerson && titleAfter(haystack.text, to) > 0;
  const endsHere = rule.isPerson ? isTitled : continuesUnit(haystack.text.slice(to, to + 8));
  const limits = { sharp: rule.isPerson, endsHere };
  if (!isWholeWord(text, haystack, from, to, limits)) return false;
  return rule.sureness === "word" || isTitled || isAddressed(haystack.text, found);
}

function titleAfter(text: string, to: number): number {
  const after = text.slice(to, to + 14);
  return politeLength(after) || roleLength(after);
}

/** Is the name spoken to or of as a person: 林さん, 林課長, Mr. Price, (林), 担当: 林, 林が担当? */
function isAddressed(text: string, { from, to }: FoundTerm): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  const after = text.slice(to, to + 14);
  if (titleLength(before) > 0) return true;
  if (/[(（[【〔]$/u.test(before) && /^[)）\]】〕]/u.test(after)) return true;
  if (/(?:担当者?|発言者?|氏名|話者|同席者?|窓口)[:：]$/u.test(before)) return true;
  return /^[がはとに](?:担当|同席|同行|報告し|と?話し|言った|言って|説明し|電話)/u.test(after);
}

/** 福岡 is a unit in 福岡支店 and a person in 福岡さん. */
function isKept(found: FoundTerm, kept: readonly FoundTerm[], text: string): boolean {
  return kept.some((keep) => {
    if (keep.from > found.from || keep.to < found.to) return false;
    const isLonger = keep.to - keep.from > found.to - found.from;
    return isLonger || politeLength(text.slice(found.to, found.to + 10)) === 0;
  });
}

const STANDING = { listed: 0, known: 1, kept: 2 } as const satisfies Record<TermRule["standing"], number>;

/** Longest first; of equal ones, what the entry itself lists. */
function withoutOverlaps(found: readonly FoundTerm[]): FoundTerm[] {
  const chosen: FoundTerm[] = [];
  const order = (a: FoundTerm, b: FoundTerm) =>
    b.to - b.from - (a.to - a.from) ||
    STANDING[a.rule.standing] - STANDING[b.rule.standing] ||
    a.from - b.from;
  for (const next of found.toSorted(order)) {
    if (chosen.every((other) => next.to <= other.from || next.from >= other.to)) chosen.push(next);
  }
  return chosen.toSorted((a, b) => a.from - b.from);
}
