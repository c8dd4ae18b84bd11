import { z } from "zod";

import {
  proposeRollouts,
  rolloutBoard,
  rolloutsOf,
  rolloutToFailure,
  updateRollout,
} from "../../acts/follow-rollouts.ts";
import { RolloutOutcome, RolloutState } from "../../model/rollout.ts";
import type { Spec } from "../../model/spec.ts";
import { type Reader, readsInFull } from "../../release/reader.ts";
import { fields } from "../fields.ts";
import { mustReadInFull, notFound } from "../principal.ts";
import { type Asked, openTo, route, unitOf } from "../route.ts";

const RolloutView = z.strictObject({
  id: z.string(),
  case: z.string(),
  caseTitle: z.string().nullable(),
  unit: z.string(),
  unitName: z.string(),
  state: RolloutState,
  outcome: RolloutOutcome.nullable(),
  owner: z.string().nullable(),
  adaptation: z.string().nullable(),
  differences: z.string().nullable(),
  result: z.string().nullable(),
  reason: z.string().nullable(),
  /** The failure that it became. */
  newCase: z.string().nullable(),
});
const Rollouts = z.strictObject({ rollouts: z.array(RolloutView) });

export const listRollouts = route({
  method: "get",
  path: "/partners/:partner/rollouts",
  about: { ja: "横展開(担当する事業部・拠点)", en: "rollouts in one's units" },
  input: z.strictObject({ partner: fields.partner }),
  answer: Rollouts,
  async handle(asked) {
    const { spec, reader } = await openTo(asked, asked.input.partner);
    return view(asked, spec, reader);
  },
});

export const propose = route({
  method: "post",
  path: "/partners/:partner/rollouts",
  about: { ja: "事例の横展開を提案する", en: "propose a case to a unit" },
  input: z.strictObject({ partner: fields.partner, case: fields.id, unit: fields.unit }),
  answer: Rollouts,
  async handle(asked) {
    const { partner, unit, case: id } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    const target = unitOf(spec, unit);
    mustReadInFull(reader, target.key);
    const { user } = asked.principal;
    const [proposed] = await proposeRollouts(asked.acting, partner, {
      case: id,
      targets: [target],
      owner: user,
    });
    return view(asked, spec, reader, proposed?.id);
  },
});

export const update = route({
  method: "patch",
  path: "/partners/:partner/rollouts/:id",
  about: { ja: "横展開の状況と結果を記録する", en: "note how a rollout goes, and how it ended" },
  input: z.strictObject({
    partner: fields.partner,
    id: fields.id,
    state: RolloutState.optional(),
    outcome: RolloutOutcome.optional(),
    reason: fields.text.optional(),
    adaptation: fields.text.optional(),
    result: fields.text.optional(),
  }),
  answer: Rollouts,
  async handle(asked) {
    const { partner, id, ...given } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    await mustBeOwn(asked, spec, reader, id);
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    await updateRollout(asked.acting, partner, { id, change });
    return view(asked, spec, reader, id);
  },
});

export const toFailure = route({
  method: "post",
  path: "/partners/:partner/rollouts/:id/failure",
  about: {
    ja: "うまくいかなかった横展開を、失敗事例にする",
    en: "make a failed rollout a failure of its unit",
  },
  input: z.strictObject({ partner: fields.partner, id: fields.id }),
  answer: Rollouts,
  async handle(asked) {
    const { partner, id } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    await mustBeOwn(asked, spec, reader, id);
    await rolloutToFailure(asked.acting, partner, id);
    return view(asked, spec, reader, id);
  },
});

async function mustBeOwn(asked: Asked<unknown>, spec: Spec, reader: Reader, id: string): Promise<void> {
  const rollout = (await rolloutsOf(asked.acting, spec)).find((one) => one.id === id);
  if (rollout === undefined) throw notFound();
  mustReadInFull(reader, rollout.target);
}

async function view(
  asked: Asked<unknown>,
  spec: Spec,
  reader: Reader,
  only?: string,
): Promise<z.input<typeof Rollouts>> {
  const rollouts = (await rolloutsOf(asked.acting, spec)).filter(
    ({ id, target }) => readsInFull(reader, target) && (only === undefined || id === only),
  );
  const board = await rolloutBoard(asked.acting, spec, rollouts);
  const titles = new Map(board.cases.map(({ id, title }) => [id, title]));
  const names = new Map(spec.units.map(({ key, name }) => [key, name]));
  return {
    rollouts: rollouts.map((rollout) => ({
      id: rollout.id,
      case: rollout.source,
      caseTitle: titles.get(rollout.source) ?? null,
      unit: rollout.target,
      unitName: names.get(rollout.target) ?? rollout.target,
      state: rollout.state,
      outcome: rollout.outcome ?? null,
      owner: rollout.owner ?? null,
      adaptation: rollout.adaptation ?? null,
      differences: rollout.differences ?? null,
      result: rollout.result ?? null,
      reason: rollout.reason ?? null,
      newCase: rollout.new_case ?? null,
    })),
  };
}
