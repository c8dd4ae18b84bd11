import { z } from "zod";

import { type CarryItem, carryList } from "../../bridge/carry.ts";
import { coverageOf } from "../../digest/coverage.ts";
import { showDigests } from "../../digest/digests.ts";
import { digestOf } from "../../digest/records.ts";
import { dateOf, isoWeekOf, parseWeek } from "../../digest/week.ts";
import { AppError } from "../../errors.ts";
import type { Spec, Unit } from "../../model/spec.ts";
import type { Runtime } from "../../runtime.ts";
import type { StoredFeedback, StoredTold } from "../../store/store.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { options, parseOptions } from "../options.ts";
import { findUnit, withRuntime } from "../session.ts";

const CarryOptions = z.object({ unit: z.string().min(1), partner: options.partner, week: options.week });
const ToldOptions = z.object({
  unit: z.string().min(1),
  item: z.string().min(1),
  partner: options.partner,
  effect: z.enum(["told", "used", "not_useful"]).default("told"),
  why: z.string().trim().min(1).optional(),
});
const FeedbackOptions = ToldOptions.omit({ effect: true }).extend({
  verdict: z.enum(["read", "helpful", "will_try", "does_not_fit"]),
});

const SORTS = {
  case: { ja: "事例", en: "case" },
  peer: { ja: "同じ悩み", en: "same problem" },
  rollout: { ja: "横展開", en: "rollout" },
  question: { ja: "聞くこと", en: "to ask" },
} as const satisfies Record<CarryItem["sort"], { ja: string; en: string }>;

/** What to take along to a unit this week. */
export async function carry(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(CarryOptions, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const { spec, unit } = await findUnit(runtime, wanted.unit, wanted.partner);
    const items = await carried(context, runtime, { spec, unit, week: wanted.week });
    const nothing = { ja: "今週持っていくものはありません", en: "Nothing to take along this week" };
    return {
      exit: EXIT.done,
      json: { items: items.map((item) => ({ ...item, text: item.text[language], why: item.why[language] })) },
      lines:
        items.length === 0
          ? [nothing[language]]
          : items.flatMap(({ id, sort, text, why }) => [
              `${SORTS[sort][language]}: ${text[language]}${id === null ? "" : `  [${id}]`}`,
              `    ${why[language]}`,
            ]),
    };
  });
}

async function carried(
  context: CommandContext,
  runtime: Runtime,
  { spec, unit, week }: { spec: Spec; unit: Unit; week: string | undefined },
): Promise<CarryItem[]> {
  const { store } = runtime;
  const { key } = spec.partner;
  const now = context.now().toISOString();
  const [stored] = await showDigests({
    store,
    spec,
    now,
    week: week === undefined ? isoWeekOf(now, spec.digest.zone) : parseWeek(week),
    audience: "vendor",
    unit: unit.key,
    lexicon: await runtime.lexicon(),
  });
  const entries = await store.records.all(key, "entry");
  const asOf = dateOf(now, spec.digest.zone);
  const coverage = coverageOf({ spec, entries, asOf }).find((row) => row.unit === unit.key);
  if (stored === undefined || coverage === undefined)
    throw new Error("a unit of the spec has a digest and a coverage");
  const hashes = await hashesOf(runtime, key);
  return carryList({
    digest: digestOf(stored),
    rollouts: (await store.records.all(key, "rollout"))
      .filter(({ archived, readable }) => readable && !archived)
      .map(({ value }) => value),
    coverage,
    told: (await store.told.all(key)).filter((told) => told.unit === unit.key),
    hashOf: (id) => hashes.get(id),
  });
}

async function hashesOf({ store }: Runtime, partner: string): Promise<Map<string, string>> {
  const items = await store.released.all(partner);
  return new Map(
    items
      .filter(({ audience, state }) => audience === "vendor" && state === "released")
      .map(({ id, textHash }) => [id, textHash]),
  );
}

/** Notes that an item was told in a unit, and with what effect. */
export async function told(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(ToldOptions, raw);
  if (wanted.effect === "not_useful") mustSayWhy(wanted.why);
  return noteWord(context, wanted, (runtime, partner, word, textHash) => {
    const noted: StoredTold = { ...word, textHash, effect: wanted.effect };
    return runtime.store.told.note(partner, noted);
  });
}

/** Notes what a unit's readers said of an item. */
export async function feedback(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(FeedbackOptions, raw);
  if (wanted.verdict === "does_not_fit") mustSayWhy(wanted.why);
  return noteWord(context, wanted, (runtime, partner, word) => {
    const noted: StoredFeedback = { ...word, verdict: wanted.verdict };
    return runtime.store.feedback.note(partner, noted);
  });
}

type Word = Pick<StoredTold, "unit" | "item" | "why" | "by" | "at">;

async function noteWord(
  context: CommandContext,
  wanted: { unit: string; item: string; partner?: string | undefined; why?: string | undefined },
  note: (runtime: Runtime, partner: string, word: Word, textHash: string) => Promise<void>,
): Promise<Answer> {
  return withRuntime(context, async (runtime) => {
    const { spec, unit } = await findUnit(runtime, wanted.unit, wanted.partner);
    const { key } = spec.partner;
    const textHash = (await hashesOf(runtime, key)).get(wanted.item);
    if (textHash === undefined) throw notShared(wanted.item);
    const word: Word = {
      unit: unit.key,
      item: wanted.item,
      by: operatorName(),
      at: context.now().toISOString(),
      ...(wanted.why === undefined ? {} : { why: wanted.why }),
    };
    await note(runtime, key, word, textHash);
    return { exit: EXIT.done, json: { id: wanted.item }, lines: [`${wanted.item} → ${unit.name}`] };
  });
}

function mustSayWhy(why: string | undefined): void {
  if (why !== undefined) return;
  throw new AppError("usage", {
    ja: "--why が要ります。なぜ合わなかったかが、次の提案を良くします",
    en: "--why is needed: what did not fit makes the next proposal better",
  });
}

const notShared = (item: string): AppError =>
  new AppError(
    "not_found",
    {
      ja: `「${item}」という、共有できる記録はありません`,
      en: `there is no entry "${item}" that may be shared`,
    },
    {
      hint: { ja: "管理IDは carry か digest show にあります", en: "Its id is in `carry` or `digest show`." },
    },
  );
