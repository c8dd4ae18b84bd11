import type { Lexicon } from "../match/lexicon/lexicon.ts";
import { type Matcher, openMatcher } from "../match/matcher.ts";
import type { Audience } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";
import { openSafety } from "../release/safe-text.ts";
import type {
  ReleaseItem,
  Store,
  StoredDigest,
  StoredFeedback,
  StoredRecord,
  StoredTold,
} from "../store/store.ts";
import { composeDigest } from "./compose.ts";
import { Digest } from "./digest.ts";
import { isOut } from "./life.ts";
import { addWeeks, dateOf, lastDayOf, weeksBetween } from "./week.ts";

/** All that digests of one partner and week are composed of, read once. */
export interface DigestRecords {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly rollouts: readonly Rollout[];
  readonly told: readonly StoredTold[];
  readonly feedback: readonly StoredFeedback[];
  readonly people: readonly Person[];
  /** The digests of the weeks that still count, newest first. */
  readonly stored: readonly StoredDigest[];
  readonly lexicon?: Lexicon;
}

/** Reads the partner's records from the store. */
export async function loadDigestRecords({
  store,
  spec,
  week,
  lexicon,
}: {
  readonly store: Store;
  readonly spec: Spec;
  readonly week: string;
  readonly lexicon?: Lexicon;
}): Promise<DigestRecords> {
  const partner = spec.partner.key;
  const rollouts = await store.records.all(partner, "rollout");
  return {
    spec,
    entries: await store.records.all(partner, "entry"),
    items: await store.released.all(partner),
    people: (await store.records.all(partner, "person")).map(({ value }) => value),
    rollouts: rollouts.filter((row) => row.readable && !row.archived).map((row) => row.value),
    told: await store.told.all(partner),
    feedback: await store.feedback.all(partner),
    stored: await store.digests.all(partner, { since: addWeeks(week, -spec.digest.repeat_weeks) }),
    ...(lexicon === undefined ? {} : { lexicon }),
  };
}

/** Composes digests of one week from records; the matcher of each audience is opened once. */
export function openComposer(records: DigestRecords, week: string, now: string) {
  const { spec } = records;
  const today = dateOf(now, spec.digest.zone);
  const last = lastDayOf(week);
  const asOf = today < last ? today : last;
  const matchers = new Map<Audience, Matcher>();
  const matcherFor = (audience: Audience): Matcher => {
    const known = matchers.get(audience) ?? openMatcher({ ...records, audience });
    matchers.set(audience, known);
    return known;
  };
  let safety: ReturnType<typeof openSafety> | undefined;
  const lastWeek = records.stored.filter((digest) => digest.week === addWeeks(week, -1) && isOut(digest));
  const byUnit = Map.groupBy(records.entries, ({ value }) => value.unit);
  return {
    matcherFor,
    /** May what somebody typed of an entry still be read? The lists are read when the first such text is met. */
    isSafe: (text: string, about: string): boolean => {
      safety ??= openSafety({ ...records, entries: records.entries.map(({ value }) => value) });
      return safety(text, about);
    },
    compose: (unit: string, audience: Audience): Digest =>
      composeDigest({
        ...records,
        entries: byUnit.get(unit) ?? [],
        unit,
        audience,
        week,
        asOf,
        history: historyOf(records, unit, audience, week),
        elsewhere: lastWeek.filter((digest) => digest.audience === audience).map(digestOf),
        matcher: matcherFor(audience),
      }),
  };
}

/** A stored snapshot; throws if it is not one, because then the store is not ours. */
export const digestOf = (stored: StoredDigest): Digest => Digest.parse(stored.snapshot);

/** What was published to the same readers and still counts as shown. */
function historyOf(
  { spec, stored }: DigestRecords,
  unit: string,
  audience: Audience,
  week: string,
): Digest[] {
  return stored
    .filter((digest) => {
      if (digest.unit !== unit || digest.audience !== audience || !isOut(digest)) return false;
      const age = weeksBetween(digest.week, week);
      return age > 0 && age <= spec.digest.repeat_weeks;
    })
    .map(({ sent, snapshot }) => Digest.parse(sent ?? snapshot));
}
