import type { Entry } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import { indexTerms, type TermIndex } from "./find-terms.ts";
import { knownPeople } from "./known-people.ts";
import { maskText } from "./mask.ts";
import { entryRules, keptRules, partnerRules, peopleRules } from "./mask-rules.ts";
import { repeatsPrivateText } from "./private-text.ts";
import type { ReasonCode } from "./reasons.ts";
import { findResidue, unmistakableTerms } from "./residue.ts";
import { hasShortTerm } from "./short-terms.ts";

/**
 * What every text of a partner passes before others read it: the lists of its people, of all its entries' customers
 * and mask terms, and the entry's own. The lists are read once, for however many texts.
 */
export interface Net {
  /** The net for texts of one entry. */
  of(entry: Entry): EntryNet;
}

export interface EntryNet {
  /** The text with all of it replaced. */
  mask(text: string): string;
  /** What texts of the entry still hold that they should not. */
  left(texts: readonly string[]): ReasonCode[];
}

export function openNet(input: {
  readonly spec: Spec;
  readonly entries: readonly Entry[];
  /** The 担当者カルテ, beside the people of the spec. */
  readonly people: readonly Person[];
}): Net {
  const { spec, entries } = input;
  const everyone = knownPeople(spec, input.people).toSorted((a, b) => compareText(a.key, b.key));
  const known = [...peopleRules(everyone, spec), ...partnerRules(entries), ...keptRules(everyone, spec)];
  const [index, unmistakable] = [indexTerms(known), unmistakableTerms(known)];
  // People by their unit: of two called 田中, an entry means the one of its own unit.
  const colleagues = new Map(
    [...Map.groupBy(everyone, ({ unit }) => unit)].map(([unit, own]) => [
      unit,
      indexTerms(peopleRules(own, spec)),
    ]),
  );
  return {
    of(entry) {
      const rules = entryRules(entry);
      const indexes = [indexTerms(rules), colleagues.get(entry.unit) ?? NOBODY, index];
      return {
        mask: (text) => maskText(text, indexes),
        left(texts) {
          const reasons: ReasonCode[] = [];
          if (findResidue(texts, indexes, [unmistakableTerms(rules), unmistakable]))
            reasons.push("name_left");
          if (repeatsPrivateText(entry, texts)) reasons.push("private_text");
          if (hasShortTerm(entry, texts)) reasons.push("term_too_short");
          return reasons;
        },
      };
    },
  };
}

const NOBODY: TermIndex = new Map();

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
