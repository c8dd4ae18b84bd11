import type { Text } from "../language.ts";
import type { FoldedText } from "../search/normalize.ts";
import { isSpokenOf, titleAfter } from "./addressed.ts";
import { compact } from "./compact.ts";
import { continuesCompany } from "./company-forms.ts";
import { politeLength, roleLength } from "./honorifics.ts";
import type { Sureness } from "./names.ts";
import { continuesUnit } from "./unit-forms.ts";
import { isWholeWord, splitsFigure } from "./word-limits.ts";

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
  const { meant, doubtful } = occurrences(text, haystack, indexes);
  const kept = meant.filter(({ rule }) => rule.standing === "kept");
  const wanted = meant.filter(
    (found) =>
      found.rule.standing === "listed" ||
      (found.rule.standing === "known" && !isKept(found, kept, haystack.text)),
  );
  return withoutOverlaps([...wanted, ...inTheirCompany(wanted, doubtful, text, haystack)]);
}

function occurrences(text: string, haystack: FoldedText, indexes: readonly TermIndex[]) {
  const found = { meant: [] as FoundTerm[], doubtful: [] as FoundTerm[] };
  for (let from = 0; from < haystack.text.length; from += 1) {
    for (const index of indexes) {
      for (const { needle, rule } of index.get(haystack.text.charAt(from)) ?? []) {
        if (!haystack.text.startsWith(needle, from)) continue;
        const term = { from, to: from + needle.length, rule };
        const standing = standingOf(text, haystack, term);
        if (standing !== "chance") found[standing].push(term);
      }
    }
  }
  return found;
}

/** `doubtful`: a whole word, but nothing near it says that it is a name. */
function standingOf(text: string, haystack: FoldedText, found: FoundTerm): "meant" | "doubtful" | "chance" {
  const { rule, from, to } = found;
  if (!rule.isPerson && splitsFigure(text, haystack, found)) return "chance";
  const after = haystack.text.slice(to, to + 8);
  // A role or さん ends the name, whatever the dictionary makes of the characters on both sides.
  const isTitled = rule.isPerson ? titleAfter(text, haystack, to) > 0 : continuesCompany(after);
  if (rule.standing === "known" && !isTitled && PLACE.test(after)) return "chance";
  if (rule.sureness === "anywhere") return "meant";
  const limits = { sharp: rule.isPerson, endsHere: isTitled || (!rule.isPerson && continuesUnit(after)) };
  if (!isWholeWord(text, haystack, from, to, limits)) return "chance";
  if (rule.sureness === "word" || isTitled) return "meant";
  return rule.isPerson && isSpokenOf(haystack, from, to) ? "meant" : "doubtful";
}

/** 大塚 in 大塚駅 is where, not who; but 大塚市長 is a person. */
const PLACE = /^[県市区郡駅港]/u;

/** In 林・森両課長 the second is surely a name; so the first, which stands beside it in one list, is one too. */
function inTheirCompany(
  wanted: readonly FoundTerm[],
  doubtful: readonly FoundTerm[],
  text: string,
  haystack: FoldedText,
): FoundTerm[] {
  const joined: FoundTerm[] = [];
  const people = wanted.filter(({ rule }) => rule.isPerson);
  const isBeside = (a: FoundTerm, b: FoundTerm) =>
    /^[、・,/&と]$/u.test(haystack.text.slice(a.to + titleAfter(text, haystack, a.to), b.from));
  for (let rest = doubtful.filter(({ rule }) => rule.isPerson); rest.length > 0;) {
    const known = [...people, ...joined];
    const next = rest.filter((term) => known.some((other) => isBeside(term, other) || isBeside(other, term)));
    if (next.length === 0) break;
    joined.push(...next);
    rest = rest.filter((term) => !next.includes(term));
  }
  return joined;
}

/** 福岡 is a unit in 福岡支店 and a person in 福岡さん. */
function isKept(found: FoundTerm, kept: readonly FoundTerm[], text: string): boolean {
  return kept.some((keep) => {
    if (keep.from > found.from || keep.to < found.to) return false;
    const isLonger = keep.to - keep.from > found.to - found.from;
    return isLonger || !isPersonal(text.slice(found.to, found.to + 10));
  });
}

/** Units have heads, so 福岡所長 may be whoever heads it; but 福岡さん and 福岡課長 are called 福岡. */
const isPersonal = (after: string): boolean =>
  politeLength(after) > 0 || (roleLength(after) > 0 && /^(?:次長|課長|係長|班長|主|担当|ま|り)/u.test(after));

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
