import { z } from "zod";

import type { Acting } from "../../acts/acting.ts";
import {
  proposeRollouts,
  rolloutBoard,
  rolloutsOf,
  rolloutToFailure,
  updateRollout,
} from "../../acts/follow-rollouts.ts";
import { namedUnit, onePartnerKey } from "../../acts/partners.ts";
import type { Board, RolloutChange } from "../../bridge/rollouts.ts";
import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "../../model/options.ts";
import { type Rollout, RolloutOutcome, RolloutState } from "../../model/rollout.ts";
import type { Spec } from "../../model/spec.ts";
import { specOf } from "../../partner-session.ts";
import { readsInFull, resolveReader } from "../../release/reader.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({
  verb: z.enum(["propose", "update", "list", "to-failure"]),
  id: z.string().min(1).optional(),
  partner: options.partner,
  case: z.string().min(1).optional(),
  to: z.array(z.string().min(1)).optional(),
  unit: options.unit,
  owner: z.string().min(1).optional(),
  state: RolloutState.optional(),
  outcome: RolloutOutcome.optional(),
  reason: z.string().trim().min(1).optional(),
  adaptation: z.string().trim().min(1).optional(),
  result: z.string().trim().min(1).optional(),
  as: options.as,
});
type Options = z.infer<typeof Options>;

/** Attempts to repeat a case in other units: proposed, followed, and learned from. */
export async function rollout(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  return withRuntime(context, async (runtime) => {
    const acting = actingOf(context, runtime);
    const spec = await specOf(runtime, await onePartnerKey(runtime, wanted.partner));
    const rollouts = await perform(acting, spec, wanted);
    const board = await rolloutBoard(acting, spec, rollouts);
    return {
      exit: EXIT.done,
      json: { rollouts, board },
      lines: boardLines(board, spec, context.report.language),
    };
  });
}

async function perform(acting: Acting, spec: Spec, wanted: Options): Promise<Rollout[]> {
  const { key } = spec.partner;
  switch (wanted.verb) {
    case "propose": {
      const targets = mustHave(wanted.to, "--to").map((name) => namedUnit(spec, name));
      const id = mustHave(wanted.case, "--case");
      return proposeRollouts(acting, key, { case: id, targets, owner: wanted.owner });
    }
    case "update":
      return [await updateRollout(acting, key, { id: mustHave(wanted.id, "ID"), change: changeOf(wanted) })];
    case "to-failure":
      return [await rolloutToFailure(acting, key, mustHave(wanted.id, "ID"))];
    case "list":
      return listed(acting, spec, wanted);
    default:
      throw new Error(`unhandled ${wanted.verb satisfies never}`);
  }
}

function changeOf({ state, outcome, owner, adaptation, result, reason }: Options): RolloutChange {
  const given = Object.entries({ state, outcome, owner, adaptation, result, reason });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

async function listed(acting: Acting, spec: Spec, wanted: Options): Promise<Rollout[]> {
  const reader = resolveReader(wanted.as, spec);
  const unit = wanted.unit === undefined ? undefined : namedUnit(spec, wanted.unit).key;
  return (await rolloutsOf(acting, spec)).filter(
    ({ source, target, state }) =>
      (unit === undefined || target === unit) &&
      (wanted.case === undefined || source === wanted.case) &&
      (wanted.state === undefined || state === wanted.state) &&
      readsInFull(reader, target),
  );
}

function boardLines({ cases }: Board, spec: Spec, language: Language): string[] {
  const names = new Map(spec.units.map(({ key, name }) => [key, name]));
  if (cases.length === 0) return [language === "ja" ? "横展開はまだありません" : "No rollout yet"];
  return cases.flatMap(({ id, title, cells }) => [
    `■ ${title ?? (language === "ja" ? "(共有を取りやめた事例)" : "(a case that is not shared any more)")}  [${id}]`,
    ...Object.entries(cells).map(
      ([unit, { id: rollout, state, outcome }]) =>
        `  ${names.get(unit) ?? unit}: ${labelOf(ROLLOUT_STATES, state, language)}${outcome === undefined ? "" : `(${labelOf(ROLLOUT_OUTCOMES, outcome, language)})`}  [${rollout}]`,
    ),
  ]);
}

const labelOf = (
  options: readonly { readonly id: string; readonly ja: string; readonly en: string }[],
  id: string,
  language: Language,
): string => options.find((option) => option.id === id)?.[language] ?? id;

function mustHave<T>(value: T | undefined, option: string): T {
  if (value !== undefined) return value;
  throw new AppError("usage", { ja: `${option} が要ります`, en: `${option} is needed` });
}
