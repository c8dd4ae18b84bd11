import type { Entry } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import { indexTerms } from "./find-terms.ts";
import { knownPeople } from "./known-people.ts";
import { entryRules, keptRules, partnerRules, peopleRules } from "./mask-rules.ts";
import { repeatsPrivateText } from "./private-text.ts";
import { findResidue, unmistakableTerms } from "./residue.ts";

/** May a text that somebody typed be read outside the unit? It holds nothing that the gate would mask or hold. */
export function textIsSafe(
  text: string,
  input: {
    readonly spec: Spec;
    readonly people: readonly Person[];
    readonly entries: readonly Entry[];
    /** The entry that the text is about: its own list counts in full. */
    readonly about: string;
  },
): boolean {
  const { spec, entries } = input;
  const everyone = knownPeople(spec, input.people);
  const about = entries.filter(({ id }) => id === input.about);
  const own = about.flatMap(entryRules);
  const known = [...peopleRules(everyone, spec), ...partnerRules(entries), ...keptRules(everyone, spec)];
  const isMasked = findResidue(
    [text],
    [indexTerms(own), indexTerms(known)],
    [unmistakableTerms(own), unmistakableTerms(known)],
  );
  return !isMasked && !about.some((entry) => repeatsPrivateText(entry, [text]));
}
