import { AppError } from "../errors.ts";
import type { Failure } from "../model/entry.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec, Unit } from "../model/spec.ts";
import type { ReleasedCopy } from "../store/store.ts";

/** Rollouts: what may become of one, and what comes of its end. Pure. */

/** How a rollout is called on the board, which reps of all units read: the case by its id, never by its own title. */
export const rolloutTitle = (source: string, target: Unit): string => `${source} → ${target.name}`;

/** One rollout per case and unit: proposing it again is the same proposal. */
export const rolloutId = (source: string, target: string): string => `${source}>${target}`;

export interface Proposal {
  readonly copy: ReleasedCopy;
  readonly target: Unit;
  readonly today: string;
  readonly differences: string;
  readonly owner?: string;
}

export function proposedRollout({ copy, target, today, differences, owner }: Proposal): Rollout {
  return {
    id: rolloutId(copy.id, target.key),
    title: rolloutTitle(copy.id, target),
    source: copy.id,
    target: target.key,
    state: "proposed",
    proposed_on: today,
    differences,
    ...(owner === undefined ? {} : { owner }),
  };
}

export type RolloutChange = Partial<
  Pick<Rollout, "state" | "outcome" | "owner" | "adaptation" | "result" | "reason" | "new_case">
>;

/** Where a rollout may go from each state. What has ended may be judged anew, but is not begun again. */
const NEXT: Readonly<Record<Rollout["state"], readonly Rollout["state"][]>> = {
  proposed: ["considering", "in_progress", "done", "declined"],
  considering: ["in_progress", "done", "declined"],
  in_progress: ["done", "declined"],
  done: [],
  declined: ["considering", "in_progress"],
};

/**
 * The rollout after a change, its dates set. Throws `usage` where the step cannot be, or where an end lacks what
 * others learn from: an outcome when it is done, a reason when it failed or was declined.
 */
export function changedRollout(rollout: Rollout, change: RolloutChange, today: string): Rollout {
  const state = change.state ?? (change.outcome === undefined ? rollout.state : "done");
  if (state !== rollout.state && !NEXT[rollout.state].includes(state)) throw wrongStep(rollout.state, state);
  const next: Rollout = { ...rollout, ...change, state };
  if (state === "done" && next.outcome === undefined) throw lacks("--outcome");
  const needsReason = state === "declined" || next.outcome === "failed";
  if (needsReason && (next.reason ?? "").trim() === "") throw lacks("--reason");
  const hasEnded = state === "done" || state === "declined";
  return {
    ...next,
    ...(state === "in_progress" && next.started_on === undefined ? { started_on: today } : {}),
    ...(hasEnded && next.ended_on === undefined ? { ended_on: today } : {}),
  };
}

/** The id of the failure that a rollout left behind: making it twice makes one. */
export const failureId = ({ id }: Pick<Rollout, "id">): string => `${id}!`;

export interface FailureInput {
  readonly rollout: Rollout;
  /** The case as our own reps may read it. */
  readonly copy: ReleasedCopy;
  /** The partner's people may read of the case too; where they may not, neither may they read of the attempt. */
  readonly isForPartner: boolean;
  readonly spec: Spec;
  readonly today: string;
}

/**
 * What a failed rollout teaches, as a failure entry of the unit that tried it. It says what the case was by words
 * that may be read outside its unit; scope is the partner's default, names are left out. Throws `usage` unless it
 * failed.
 */
export function failureOf({ rollout, copy, isForPartner, spec, today }: FailureInput): Failure {
  if (rollout.outcome !== "failed") {
    throw new AppError("usage", {
      ja: `横展開 ${rollout.id} は失敗に終わっていません`,
      en: `rollout ${rollout.id} did not end as failed`,
    });
  }
  const isJapanese = spec.partner.language === "ja";
  const [what, note] = isJapanese
    ? [`他拠点の事例「${copy.title}」を試したが、うまくいかなかった。`, `元の事例: ${copy.id}`]
    : [`We tried another unit's case, "${copy.title}", and it did not work here.`, `Source case: ${copy.id}`];
  return {
    id: failureId(rollout),
    kind: "failure",
    unit: rollout.target,
    title: isJapanese ? `「${copy.title}」を試したが合わなかった` : `Tried "${copy.title}"; it did not fit`,
    theme: [...copy.theme],
    products: [...copy.products],
    segment: [...copy.segment],
    mask: [],
    cause_kinds: [],
    ...(isForPartner ? {} : { scope: "vendor_only" }),
    anonymise: true,
    heard_on: rollout.ended_on ?? today,
    what: [what, rollout.result].filter(Boolean).join("\n"),
    ...(rollout.reason === undefined ? {} : { cause: rollout.reason }),
    ...(rollout.adaptation === undefined ? {} : { course: rollout.adaptation }),
    // What sets the units apart names the other one, and is our own view of both.
    ...(rollout.differences === undefined || isForPartner ? {} : { assumed: rollout.differences }),
    private_notes: note,
  };
}

/** The case × unit matrix: what was tried where, and how it ended. */
export interface Board {
  readonly units: readonly string[];
  readonly cases: readonly {
    readonly id: string;
    /** Null where the case may not be shown any more. */
    readonly title: string | null;
    readonly cells: Readonly<Record<string, Pick<Rollout, "id" | "state" | "outcome">>>;
  }[];
}

export function boardOf(
  rollouts: readonly Rollout[],
  spec: Spec,
  titleOf: (caseId: string) => string | undefined,
): Board {
  const bySource = [...Map.groupBy(rollouts, ({ source }) => source)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const targets = new Set(rollouts.map(({ target }) => target));
  return {
    units: spec.units.map(({ key }) => key).filter((key) => targets.has(key)),
    cases: bySource.map(([id, own]) => ({
      id,
      title: titleOf(id) ?? null,
      cells: Object.fromEntries(
        own.map(({ target, id: rollout, state, outcome }) => [target, { id: rollout, state, outcome }]),
      ),
    })),
  };
}

const wrongStep = (from: Rollout["state"], to: Rollout["state"]): AppError =>
  new AppError(
    "usage",
    { ja: `横展開を ${from} から ${to} にはできません`, en: `a rollout cannot go from ${from} to ${to}` },
    {
      hint: {
        ja: `${from} からは: ${NEXT[from].join(", ") || "(終わっています)"}`,
        en: `From ${from}: ${NEXT[from].join(", ") || "(it has ended)"}`,
      },
    },
  );

const lacks = (option: string): AppError =>
  new AppError("usage", {
    ja: `${option} が要ります。ほかの事業部・拠点が学べるように残してください`,
    en: `${option} is needed: it is what the other units learn from`,
  });
