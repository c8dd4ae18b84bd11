import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { openPartner, type PartnerSession, specOf } from "../partner-session.ts";
import type { Runtime } from "../runtime.ts";
import type { StoredJob } from "../store/store.ts";
import { addWeeks, isoWeekOf } from "../digest/week.ts";
import { dueJobs, type DueJob, WEEKS_BACK } from "./due.ts";
import { HANDLERS } from "./handlers.ts";

export interface WakeContext {
  readonly runtime: Runtime;
  readonly now: () => Date;
  /** Names this process in what it notes. */
  readonly holder: string;
  /** Takes in what changed in the workspace before anything is made of it; throws where that cannot be done. */
  readonly sync: (session: PartnerSession) => Promise<void>;
}

/** What a wake-up did for one partner. `busy`: another run of the partner is under way; the next wake-up looks again. */
export interface Ran {
  readonly partner: string;
  readonly job: DueJob["job"];
  readonly period: string;
  readonly outcome: StoredJob["state"] | "busy" | "elsewhere";
  readonly error?: Text;
}

/**
 * Does what is due, for every partner in the store. Any number of processes may wake at the same moment: a job runs
 * under the partner's run lock, which dies with its holder, and is noted there as done in the row that exists once
 * per job, partner and period. So it is done by whoever comes first, whatever his clock says, and by nobody again.
 * One partner's failure stops no other's jobs; one that is a bug of ours is thrown when all of them were looked after.
 */
export async function runDueJobs(context: WakeContext, signal?: AbortSignal): Promise<Ran[]> {
  const ran: Ran[] = [];
  const bugs: unknown[] = [];
  for (const { key, appliedAt } of await context.runtime.store.partners.all()) {
    try {
      for (const job of await dueOf(context, key, appliedAt)) {
        if (signal?.aborted === true) return ran;
        const one = await attempt(context, key, job);
        ran.push(one);
        // A later week's digest must not be composed before the earlier one that it must not repeat.
        if (one.outcome === "busy" || one.outcome === "failed") break;
      }
    } catch (error) {
      bugs.push(error);
    }
  }
  // Told once everybody was served.
  if (bugs.length > 0) throw bugs[0];
  return ran;
}

async function dueOf({ runtime, now }: WakeContext, partner: string, appliedAt: string): Promise<DueJob[]> {
  const { digest: settings } = await specOf(runtime, partner);
  const instant = now().toISOString();
  const known = await runtime.store.jobs.all(partner, {
    since: addWeeks(isoWeekOf(instant, settings.zone), -WEEKS_BACK),
  });
  const earliest = known.at(-1)?.dueAt;
  // Before its first job a partner is looked after since it was applied.
  const since = earliest === undefined ? appliedAt : new Date(Date.parse(earliest) - 1).toISOString();
  return dueJobs({ settings, now: instant, since, known });
}

async function attempt(context: WakeContext, partner: string, due: DueJob): Promise<Ran> {
  const { runtime, now, holder } = context;
  const { job, period, dueAt } = due;
  const answer = (outcome: Ran["outcome"], error?: Text): Ran => ({
    partner,
    job,
    period,
    outcome,
    ...(error === undefined ? {} : { error }),
  });
  const note = (state: StoredJob["state"], error?: Text) =>
    runtime.store.jobs.note(partner, {
      job,
      period,
      dueAt,
      state,
      attempts: due.attempts + 1,
      at: now().toISOString(),
      by: holder,
      ...(error === undefined ? {} : { error }),
    });
  try {
    await using _lock = await runtime.store.lockRun(partner, job);
    const known = await runtime.store.jobs.all(partner, { since: period });
    if (known.some((one) => one.job === job && one.period === period && one.state !== "failed"))
      return answer("elsewhere");
    if (due.isMissed) {
      await note("missed");
      return answer("missed");
    }
    const session = await openPartner(runtime, partner);
    const request = {
      store: runtime.store,
      spec: session.spec,
      week: period,
      now: now().toISOString(),
      lexicon: await runtime.lexicon(),
    };
    await context.sync(session);
    await HANDLERS[job]({ session, request, channels: await runtime.channels() });
    await note("done");
    return answer("done");
  } catch (error) {
    if (!(error instanceof AppError)) {
      await note("failed", UNEXPECTED);
      throw error;
    }
    if (error.code === "locked") return answer("busy");
    await note("failed", error.text);
    return answer("failed", error.text);
  }
}

const UNEXPECTED: Text = { ja: "予期しないエラー", en: "unexpected error" };
