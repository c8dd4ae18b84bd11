import { hostname } from "node:os";

import { syncFirst } from "../../acts/sync-partner.ts";
import { runSyncs } from "../../jobs/sync-loop.ts";
import { runScheduler } from "../../jobs/scheduler.ts";
import type { Runtime } from "../../runtime.ts";
import { serve as openServer } from "../../server/serve.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { actingOf, withRuntime } from "../session.ts";

/** Serves pages and API on this machine, syncs, and does the weekly jobs, until it is stopped. */
export async function serve(context: CommandContext): Promise<Answer> {
  const { config, report, now } = context;
  return withRuntime(context, async (runtime) => {
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
    const server = await openServer({
      runtime,
      host: config.host,
      port: config.port,
      language: report.language,
      operator: operatorName(),
      now,
      showLink: (link) => report.note({ ja: `サインイン(1回だけ): ${link}`, en: `Sign in, once: ${link}` }),
      onNote: (note) => report.note(note),
      onBug: (error, requestId) => report.note(bug(error, requestId)),
    });
    report.note({
      ja: `${server.origin} で動いています(止めるには Ctrl-C)`,
      en: `Listening on ${server.origin} (Ctrl-C ends it)`,
    });
    await untilStopped(context, runtime, stop.signal);
    await server.close();
    return { exit: EXIT.done, json: { origin: server.origin }, lines: [] };
  });
}

/** The weekly jobs run meanwhile, and what people change in the workspace is taken in. */
async function untilStopped(context: CommandContext, runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { config, report, now } = context;
  const onError = (error: unknown) => report.note(bug(error, "jobs"));
  const holder = `${hostname()}:${process.pid}`;
  const everyMs = config.syncMinutes * 60_000;
  // Nobody watches a line of progress here.
  const acting = () => ({ ...actingOf(context, runtime), onProgress: () => {} });
  await Promise.all([
    runScheduler({ runtime, now, holder, signal, onError, sync: (session) => syncFirst(acting(), session) }),
    ...(everyMs === 0 ? [] : [runSyncs({ acting, everyMs, signal, onError })]),
  ]);
}

function bug(error: unknown, where: string) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ja: `予期しないエラー (${where}): ${text}`, en: `unexpected error (${where}): ${text}` };
}
