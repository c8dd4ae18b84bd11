import { z } from "zod";

import type { Acting } from "../../acts/acting.ts";
import { carriedTo, noteFeedback, noteTold, type Word } from "../../acts/carry-and-tell.ts";
import { findUnit } from "../../acts/partners.ts";
import type { CarryItem } from "../../bridge/carry.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { actingOf, withRuntime } from "../session.ts";

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
    const items = await carriedTo(actingOf(context, runtime), spec, { unit: unit.key, week: wanted.week });
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

/** Notes that an item was told in a unit, and with what effect. */
export async function told(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(ToldOptions, raw);
  return noteWord(context, wanted, (acting, partner, word) =>
    noteTold(acting, partner, { ...word, effect: wanted.effect }),
  );
}

/** Notes what a unit's readers said of an item. */
export async function feedback(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(FeedbackOptions, raw);
  return noteWord(context, wanted, (acting, partner, word) =>
    noteFeedback(acting, partner, { ...word, verdict: wanted.verdict }),
  );
}

async function noteWord(
  context: CommandContext,
  { unit: named, partner, item, why }: Word & { readonly partner?: string | undefined },
  note: (acting: Acting, partner: string, word: Word) => Promise<void>,
): Promise<Answer> {
  return withRuntime(context, async (runtime) => {
    const { spec, unit } = await findUnit(runtime, named, partner);
    await note(actingOf(context, runtime), spec.partner.key, { unit: unit.key, item, why });
    return { exit: EXIT.done, json: { id: item }, lines: [`${item} → ${unit.name}`] };
  });
}
