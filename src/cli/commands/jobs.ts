import { hostname } from "node:os";

import { z } from "zod";

import type { Language, Text } from "../../language.ts";
import { type Ran, runDueJobs } from "../../jobs/run-due.ts";
import { runScheduler } from "../../jobs/scheduler.ts";
import type { StoredDelivery, StoredJob } from "../../store/store.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { syncFirst } from "../../acts/sync-partner.ts";
import type { PartnerSession } from "../../partner-session.ts";
import { partnerKeys } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";

const ListOptions = z.object({ partner: options.partner });
const RunOptions = z.object({ watch: z.boolean().default(false) });

/** What came of the weekly jobs, the latest week first. */
export async function jobsList(context: CommandContext, raw: object): Promise<Answer> {
  const { partner } = parseOptions(ListOptions, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const jobs: (StoredJob & { readonly partner: string })[] = [];
    for (const key of await partnerKeys(runtime, partner)) {
      for (const job of await runtime.store.jobs.all(key, {})) jobs.push({ partner: key, ...job });
    }
    const nothing = { ja: "まだ何も実行していません", en: "Nothing has run yet" };
    return {
      exit: EXIT.done,
      json: { jobs: jobs.map((job) => ({ ...job, ...errorIn(job.error, language) })) },
      lines: jobs.length === 0 ? [nothing[language]] : jobs.map((job) => jobLine(job, language)),
    };
  });
}

/** Does what is due now; with `--watch` it goes on, waking every minute, until it is stopped. */
export async function jobsRun(context: CommandContext, raw: object): Promise<Answer> {
  const { watch } = parseOptions(RunOptions, raw);
  const { report, now } = context;
  return withRuntime(context, async (runtime) => {
    const sync = (session: PartnerSession) => syncFirst(actingOf(context, runtime), session);
    const wake = { runtime, now, holder: `${hostname()}:${process.pid}`, sync };
    const ran: Ran[] = [];
    if (watch) {
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
      report.note({
        ja: "毎分、するべき処理があるか見ます(止めるには Ctrl-C)",
        en: "Looking every minute for what is due (Ctrl-C ends it)",
      });
      await runScheduler({
        ...wake,
        signal: stop.signal,
        onRan: (one) => {
          ran.push(one);
          report.note(ranText(one));
        },
        onError: (error) => report.note(unexpected(error)),
      });
    } else ran.push(...(await runDueJobs(wake)));
    const nothing = { ja: "いまするべき処理はありません", en: "Nothing is due" };
    return {
      exit: ran.some(({ outcome }) => outcome === "failed") ? EXIT.failed : EXIT.done,
      json: { ran: ran.map((one) => ({ ...one, ...errorIn(one.error, report.language) })) },
      lines: ran.length === 0 ? [nothing[report.language]] : ran.map((one) => ranText(one)[report.language]),
    };
  });
}

const DELIVERY_STATES = {
  sending: { ja: "送信中、または途中で止まった", en: "under way, or cut off" },
  sent: { ja: "送信済み", en: "sent" },
  failed: { ja: "失敗(次に送り直す)", en: "failed; will be tried again" },
  doubt: { ja: "届いたか不明(送り直さない)", en: "in doubt; not sent again" },
} as const satisfies Record<StoredDelivery["state"], Text>;

/** What our own team was told on which channel, the latest first. */
export async function jobsDeliveries(context: CommandContext, raw: object): Promise<Answer> {
  const { partner } = parseOptions(ListOptions, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const deliveries: (StoredDelivery & { readonly partner: string })[] = [];
    for (const key of await partnerKeys(runtime, partner)) {
      for (const one of await runtime.store.deliveries.all(key)) deliveries.push({ partner: key, ...one });
    }
    const nothing = { ja: "まだ何も送っていません", en: "Nothing was sent yet" };
    const lines = deliveries.map(
      ({ partner: key, channel, id, state, at, error }) =>
        `${key} ${channel} ${id}: ${DELIVERY_STATES[state][language]}${error === undefined ? "" : ` (${error[language]})`} · ${at}`,
    );
    return {
      exit: EXIT.done,
      json: { deliveries: deliveries.map((one) => ({ ...one, ...errorIn(one.error, language) })) },
      lines: lines.length === 0 ? [nothing[language]] : lines,
    };
  });
}

const errorIn = (error: Text | undefined, language: Language) =>
  error === undefined ? {} : { error: error[language] };

const NAMES = {
  "digest-draft": { ja: "週報の下書き", en: "drafts of the digests" },
  "digest-publish": { ja: "週報の発行", en: "publishing of the digests" },
} as const satisfies Record<StoredJob["job"], Text>;

const OUTCOMES = {
  done: { ja: "完了", en: "done" },
  failed: { ja: "失敗", en: "failed" },
  missed: { ja: "見送り(遅すぎるため)", en: "missed (too late by now)" },
  busy: { ja: "ほかの処理の終わり待ち", en: "waiting for another run to end" },
  elsewhere: { ja: "ほかのプロセスが済ませた", en: "done by another process" },
} as const satisfies Record<Ran["outcome"], Text>;

function ranText({ partner, job, period, outcome, error }: Ran): Text {
  const line = (language: Language) =>
    `${partner} ${period} ${NAMES[job][language]}: ${OUTCOMES[outcome][language]}${error === undefined ? "" : ` (${error[language]})`}`;
  return { ja: line("ja"), en: line("en") };
}

const jobLine = (
  { partner, job, period, state, at, error }: StoredJob & { partner: string },
  language: Language,
) =>
  `${ranText({ partner, job, period, outcome: state, ...(error === undefined ? {} : { error }) })[language]} · ${at}`;

const unexpected = (error: unknown): Text => {
  const message = error instanceof Error ? error.message : String(error);
  return { ja: `予期しない失敗: ${message}`, en: `unexpected failure: ${message}` };
};
