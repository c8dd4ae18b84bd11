import {
  type Board,
  boardOf,
  changedRollout,
  failureId,
  failureOf,
  proposedRollout,
  type RolloutChange,
  rolloutId,
} from "../bridge/rollouts.ts";
import { dateOf } from "../digest/week.ts";
import { AppError } from "../errors.ts";
import { importEntries, importRollouts } from "../imports/import-records.ts";
import { explainDifferences } from "../match/explain.ts";
import { openMatcher } from "../match/matcher.ts";
import type { Audience } from "../model/entry.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { type PartnerSession, withRun } from "../partner-session.ts";
import type { ReleasedCopy } from "../store/store.ts";
import { passGate } from "./pass-gate.ts";
import { sharedItems } from "./shared-items.ts";
import { type Acting, importDeps } from "./acting.ts";

/** Attempts to repeat a case in other units: proposed, followed, and learned from. */

/** Proposes a case to units, each once: what was proposed before stays as it is. */
export async function proposeRollouts(
  acting: Acting,
  partner: string,
  wanted: { readonly case: string; readonly targets: readonly Unit[]; readonly owner?: string | undefined },
): Promise<Rollout[]> {
  const { targets, owner } = wanted;
  return withRun(acting.runtime, partner, "rollout propose", async (session) => {
    const { spec } = session;
    const copy = await caseCopy(acting, spec, wanted.case);
    const own = targets.find(({ key }) => key === copy.unit);
    if (own !== undefined) throw ownCase(wanted.case, own);
    const known = new Map((await rolloutsOf(acting, spec)).map((one) => [one.id, one]));
    const source = spec.units.find(({ key }) => key === copy.unit);
    const proposals = targets.map((target) => {
      const differences = explainDifferences({ unit: target, source, copy, audience: "vendor" });
      return (
        known.get(rolloutId(copy.id, target.key)) ??
        proposedRollout({
          copy,
          target,
          today: todayOf(acting, spec),
          differences: differences[spec.partner.language],
          ...(owner === undefined ? {} : { owner }),
        })
      );
    });
    await write(
      acting,
      session,
      proposals.filter(({ id }) => !known.has(id)),
    );
    return proposals;
  });
}

/** Notes how a rollout goes. */
export async function updateRollout(
  acting: Acting,
  partner: string,
  { id, change }: { readonly id: string; readonly change: RolloutChange },
): Promise<Rollout> {
  return withRun(acting.runtime, partner, "rollout update", async (session) => {
    const current = await namedRollout(acting, session.spec, id);
    const changed = changedRollout(current, change, todayOf(acting, session.spec));
    await write(acting, session, [changed]);
    return changed;
  });
}

/** The failed attempt becomes a failure of the unit that made it, which then crosses like any other. */
export async function rolloutToFailure(acting: Acting, partner: string, id: string): Promise<Rollout> {
  return withRun(acting.runtime, partner, "rollout to-failure", async (session) => {
    const { spec } = session;
    const current = await namedRollout(acting, spec, id);
    const forVendor = await caseCopy(acting, spec, current.source);
    const forPartner = (await visibleTo(acting, spec, "partner")).copies.get(current.source)?.copy;
    const copy = forPartner ?? forVendor;
    const isForPartner = forPartner !== undefined;
    const failure = failureOf({ rollout: current, copy, isForPartner, spec, today: todayOf(acting, spec) });
    refuseRejected(await importEntries(importDeps(acting, session), [failure]));
    await passGate(acting, spec);
    const linked = { ...current, new_case: failureId(current) };
    await write(acting, session, [linked]);
    return linked;
  });
}

/** The rollouts of a partner that can be read and are not archived. */
export async function rolloutsOf(
  { runtime: { store } }: Pick<Acting, "runtime">,
  { partner }: Spec,
): Promise<Rollout[]> {
  const rows = await store.records.all(partner.key, "rollout");
  return rows.filter(({ readable, archived }) => readable && !archived).map(({ value }) => value);
}

/** The rollouts as case × unit. A case goes by its title as our own people may read it. */
export async function rolloutBoard(
  { runtime: { store } }: Pick<Acting, "runtime">,
  spec: Spec,
  rollouts: readonly Rollout[],
): Promise<Board> {
  const shared = await sharedItems(store, spec.partner.key);
  return boardOf(rollouts, spec, (id) => shared.get(id)?.copy.title);
}

const todayOf = ({ now }: Acting, { digest: { zone } }: Spec): string => dateOf(now.toISOString(), zone);

async function write(acting: Acting, session: PartnerSession, rollouts: readonly Rollout[]): Promise<void> {
  refuseRejected(await importRollouts(importDeps(acting, session), rollouts));
}

function refuseRejected({ rejected: [problem] }: Awaited<ReturnType<typeof importEntries>>): void {
  if (problem !== undefined) throw new AppError("workspace_failed", problem.reason);
}

/** A case as our own reps may read it; what is not released to them cannot be proposed to anyone. */
async function caseCopy(acting: Acting, spec: Spec, id: string): Promise<ReleasedCopy> {
  const visible = (await visibleTo(acting, spec, "vendor")).copies.get(id)?.copy;
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

async function visibleTo({ runtime: { store } }: Acting, spec: Spec, audience: Audience) {
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

async function namedRollout(acting: Acting, spec: Spec, id: string): Promise<Rollout> {
  const found = (await rolloutsOf(acting, spec)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    "not_found",
    { ja: `横展開「${id}」はありません`, en: `there is no rollout "${id}"` },
    { hint: { ja: "rollout list で確かめてください", en: "See `rollout list`." } },
  );
}

const ownCase = (id: string, { name }: Unit): AppError =>
  new AppError("usage", {
    ja: `${name}は「${id}」の出どころです。ほかの事業部・拠点を指定してください`,
    en: `"${id}" comes from ${name} itself; name another unit`,
  });
