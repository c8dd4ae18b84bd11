import type { Spec } from "../model/spec.ts";
import { visibleText } from "../release/entry-texts.ts";
import { indexTerms } from "../release/find-terms.ts";
import { entryRules, peopleRules } from "../release/mask-rules.ts";
import { maskText } from "../release/mask.ts";
import type { StoredRecord } from "../store/store.ts";
import type { Matcher } from "./matcher.ts";

/**
 * What an issue is called on a page of its own unit. It may be read there, but people of other units pass by
 * (the digests of all units lie in one database), so names are masked here too, also where the gate lists
 * nothing because the issue may not travel at all.
 */
export function maskedTitle(record: StoredRecord<"entry">, matcher: Matcher, spec: Spec): string {
  const released = matcher.itemOf(record.id)?.copy.title ?? "";
  if (released !== "") return released;
  const rules = [...entryRules(record.value), ...peopleRules(matcher.people, spec)];
  return maskText(visibleText(record.value.title), [indexTerms(rules)]).trim() || record.id;
}
