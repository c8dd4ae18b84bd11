import { type CarryItem, carryList } from "../bridge/carry.ts";
import { coverageOf } from "../digest/coverage.ts";
import { showDigests } from "../digest/digests.ts";
import { digestOf } from "../digest/records.ts";
import { dateOf, isoWeekOf, parseWeek } from "../digest/week.ts";
import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import type { Store, StoredFeedback, StoredTold } from "../store/store.ts";
import { rolloutsOf } from "./follow-rollouts.ts";
import { sharedItems } from "./shared-items.ts";
import type { Acting } from "./acting.ts";

/** What to take along to a unit in a week, by default this one. */
export async function carriedTo(
  { runtime, now }: Pick<Acting, "runtime" | "now">,
  spec: Spec,
  { unit, week }: { readonly unit: string; readonly week?: string | undefined },
): Promise<CarryItem[]> {
  const { store } = runtime;
  const { key } = spec.partner;
  const instant = now.toISOString();
  const [stored] = await showDigests({
    store,
    spec,
    now: instant,
    week: week === undefined ? isoWeekOf(instant, spec.digest.zone) : parseWeek(week),
    audience: "vendor",
    unit,
    lexicon: await runtime.lexicon(),
  });
  const entries = await store.records.all(key, "entry");
  const asOf = dateOf(instant, spec.digest.zone);
  const coverage = coverageOf({ spec, entries, asOf }).find((row) => row.unit === unit);
  if (stored === undefined || coverage === undefined)
    throw new Error("a unit of the spec has a digest and a coverage");
  const shared = await sharedItems(store, key);
  return carryList({
    digest: digestOf(stored),
    rollouts: await rolloutsOf({ runtime }, spec),
    coverage,
    told: (await store.told.all(key)).filter((told) => told.unit === unit),
    hashOf: (id) => shared.get(id)?.textHash,
  });
}

/** What a rep says of an item in a unit. */
export interface Word {
  readonly unit: string;
  readonly item: string;
  /** Required where it did not fit: that is what makes the next proposal better. */
  readonly why?: string | undefined;
}

/** Notes that an item was told in a unit, and with what effect. `not_found` for what may not be shared. */
export async function noteTold(
  acting: Acting,
  partner: string,
  word: Word & Pick<StoredTold, "effect">,
): Promise<void> {
  if (word.effect === "not_useful") mustSayWhy(word.why);
  const { store } = acting.runtime;
  const textHash = await sharedHash(store, partner, word.item);
  await store.told.note(partner, { ...noted(acting, word), textHash, effect: word.effect });
}

/** Notes what a unit's readers said of an item. `not_found` for what may not be shared. */
export async function noteFeedback(
  acting: Acting,
  partner: string,
  word: Word & Pick<StoredFeedback, "verdict">,
): Promise<void> {
  if (word.verdict === "does_not_fit") mustSayWhy(word.why);
  const { store } = acting.runtime;
  await sharedHash(store, partner, word.item);
  await store.feedback.note(partner, { ...noted(acting, word), verdict: word.verdict });
}

const noted = ({ by, now }: Acting, { unit, item, why }: Word) => ({
  unit,
  item,
  by,
  at: now.toISOString(),
  ...(why === undefined ? {} : { why }),
});

async function sharedHash(store: Store, partner: string, item: string): Promise<string> {
  const hash = (await sharedItems(store, partner)).get(item)?.textHash;
  if (hash !== undefined) return hash;
  throw new AppError(
    "not_found",
    {
      ja: `「${item}」という、共有できる記録はありません`,
      en: `there is no entry "${item}" that may be shared`,
    },
    {
      hint: { ja: "管理IDは carry か digest show にあります", en: "Its id is in `carry` or `digest show`." },
    },
  );
}

function mustSayWhy(why: string | undefined): void {
  if (why !== undefined) return;
  throw new AppError("usage", {
    ja: "理由(--why)が要ります。なぜ合わなかったかが、次の提案を良くします",
    en: "say why (--why): what did not fit makes the next proposal better",
  });
}
