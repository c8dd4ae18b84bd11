import { z } from "zod";

import {
  type Board,
  boardOf,
  changedRollout,
  failureId,
  failureOf,
  proposedRollout,
  type RolloutChange,
  rolloutId,
} from "../../bridge/rollouts.ts";
import { dateOf } from "../../digest/week.ts";
import { AppError } from "../../errors.ts";
import { importEntries, importRollouts } from "../../imports/import-records.ts";
import type { Language } from "../../language.ts";
import { explainDifferences } from "../../match/explain.ts";
import { openMatcher } from "../../match/matcher.ts";
import { ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "../../model/options.ts";
import { type Rollout, RolloutOutcome, RolloutState } from "../../model/rollout.ts";
import type { Spec } from "../../model/spec.ts";
import { openPartner, type PartnerSession, withRun } from "../../partner-session.ts";
import { readsInFull, resolveReader } from "../../release/reader.ts";
import type { Runtime } from "../../runtime.ts";
import type { StoredRecord } from "../../store/store.ts";
import { refreshReleases } from "../../sync/release.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { namedUnit, onePartnerKey, withRuntime } from "../session.ts";
import { importDeps } from "./import-entries.ts";

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
    const key = await onePartnerKey(runtime, wanted.partner);
    if (wanted.verb === "list") return listed(context, runtime, await openPartner(runtime, key), wanted);
    return withRun(runtime, key, `rollout ${wanted.verb}`, async (session) => {
      const before = await rolloutsOf(runtime, session.spec);
      const today = dateOf(context.now().toISOString(), session.spec.digest.zone);
      const acting = { context, runtime, session, before, today };
      const rollouts =
        wanted.verb === "propose"
          ? await propose(acting, wanted)
          : wanted.verb === "update"
            ? await update(acting, wanted)
            : await toFailure(acting, wanted);
      return answer(context, runtime, session, rollouts);
    });
  });
}

interface Acting {
  readonly context: CommandContext;
  readonly runtime: Runtime;
  readonly session: PartnerSession;
  readonly before: readonly Rollout[];
  readonly today: string;
}

async function propose(acting: Acting, { case: id, to, owner }: Options): Promise<Rollout[]> {
  const { spec } = acting.session;
  const caseId = mustHave(id, "--case");
  const targets = mustHave(to, "--to").map((name) => namedUnit(spec, name));
  const copy = await caseCopy(acting, caseId);
  const source = spec.units.find(({ key }) => key === copy.unit);
  const own = targets.find(({ key }) => key === copy.unit);
  if (own !== undefined) {
    throw new AppError("usage", {
      ja: `${own.name}は「${caseId}」の出どころです。ほかの事業部・拠点を指定してください`,
      en: `"${caseId}" comes from ${own.name} itself; name another unit`,
    });
  }
  const known = new Map(acting.before.map((one) => [one.id, one]));
  const { language } = spec.partner;
  const proposals = targets.map((target) => {
    const differences = explainDifferences({ unit: target, source, copy, audience: "vendor" })[language];
    return (
      known.get(rolloutId(caseId, target.key)) ??
      proposedRollout({
        copy,
        target,
        today: acting.today,
        differences,
        ...(owner === undefined ? {} : { owner }),
      })
    );
  });
  await write(
    acting,
    proposals.filter(({ id: rollout }) => !known.has(rollout)),
  );
  return proposals;
}

async function update(acting: Acting, wanted: Options): Promise<Rollout[]> {
  const current = namedRollout(acting, wanted.id);
  const { state, outcome, owner, adaptation, result, reason } = wanted;
  const given = Object.entries({ state, outcome, owner, adaptation, result, reason });
  const change: RolloutChange = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const changed = changedRollout(current, change, acting.today);
  await write(acting, [changed]);
  return [changed];
}

/** The failed attempt becomes a failure of the unit that made it, which then crosses like any other. */
async function toFailure(acting: Acting, wanted: Options): Promise<Rollout[]> {
  const { context, runtime, session, today } = acting;
  const current = namedRollout(acting, wanted.id);
  const copy = await caseCopy(acting, current.source);
  const isForPartner = (await visibleTo(acting, "partner")).copies.has(current.source);
  const failure = failureOf({ rollout: current, copy, isForPartner, spec: session.spec, today });
  const { rejected } = await importEntries(importDeps(context, runtime, session), [failure]);
  const [problem] = rejected;
  if (problem !== undefined) throw new AppError("workspace_failed", problem.reason);
  await refreshReleases(runtime.store, session.spec, await runtime.lexicon());
  const linked = { ...current, new_case: failureId(current) };
  await write(acting, [linked]);
  return [linked];
}

async function write({ context, runtime, session }: Acting, rollouts: readonly Rollout[]): Promise<void> {
  const { rejected } = await importRollouts(importDeps(context, runtime, session), rollouts);
  const [problem] = rejected;
  if (problem !== undefined) throw new AppError("workspace_failed", problem.reason);
}

/** A case as our own reps may read it; what is not released to them cannot be proposed to anyone. */
async function caseCopy(acting: Acting, id: string) {
  const visible = (await visibleTo(acting, "vendor")).copies.get(id)?.copy;
  if (visible !== undefined && visible.kind !== "issue") return visible;
  throw new AppError(
    "not_found",
    { ja: `「${id}」という、共有できる事例はありません`, en: `there is no case "${id}" that may be shared` },
    {
      hint: {
        ja: "管理IDを search か match で、共有の状態を release show で確かめてください",
        en: "See `search` or `match` for the id, and `release show` for how it stands.",
      },
    },
  );
}

async function visibleTo({ runtime: { store }, session: { spec } }: Acting, audience: "vendor" | "partner") {
  const { key } = spec.partner;
  return openMatcher({
    spec,
    audience,
    entries: await store.records.all(key, "entry"),
    items: await store.released.all(key),
    rollouts: [],
    people: [],
  });
}

function namedRollout({ before }: Acting, id: string | undefined): Rollout {
  const wanted = mustHave(id, "ID");
  const found = before.find((one) => one.id === wanted);
  if (found !== undefined) return found;
  throw new AppError(
    "not_found",
    { ja: `横展開「${wanted}」はありません`, en: `there is no rollout "${wanted}"` },
    { hint: { ja: "rollout list で確かめてください", en: "See `rollout list`." } },
  );
}

async function rolloutsOf({ store }: Runtime, spec: Spec): Promise<Rollout[]> {
  const rows = await store.records.all(spec.partner.key, "rollout");
  return rows.filter(isLive).map(({ value }) => value);
}

const isLive = ({ archived, readable }: StoredRecord<"rollout">): boolean => readable && !archived;

async function listed(
  context: CommandContext,
  runtime: Runtime,
  session: PartnerSession,
  wanted: Options,
): Promise<Answer> {
  const { spec } = session;
  const reader = resolveReader(wanted.as, spec);
  const unit = wanted.unit === undefined ? undefined : namedUnit(spec, wanted.unit).key;
  const rollouts = (await rolloutsOf(runtime, spec)).filter(
    ({ source, target, state }) =>
      (unit === undefined || target === unit) &&
      (wanted.case === undefined || source === wanted.case) &&
      (wanted.state === undefined || state === wanted.state) &&
      readsInFull(reader, target),
  );
  return answer(context, runtime, session, rollouts);
}

async function answer(
  { report: { language } }: CommandContext,
  runtime: Runtime,
  session: PartnerSession,
  rollouts: readonly Rollout[],
): Promise<Answer> {
  const { spec } = session;
  const items = await runtime.store.released.all(spec.partner.key);
  const titles = new Map(
    items
      .filter(({ audience, state }) => audience === "vendor" && state === "released")
      .map(({ id, copy }) => [id, copy.title]),
  );
  const board = boardOf(rollouts, spec, (id) => titles.get(id));
  return { exit: EXIT.done, json: { rollouts, board }, lines: boardLines(board, spec, language) };
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
