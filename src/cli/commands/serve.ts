import { hostname } from "node:os";

import { runScheduler } from "../../jobs/scheduler.ts";
import type { Runtime } from "../../runtime.ts";
import { serve as openServer } from "../../server/serve.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { withRuntime } from "../session.ts";

/** Serves pages and API on this machine, and does the weekly jobs, until it is stopped. */
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

/** The weekly jobs run meanwhile. */
function untilStopped({ report, now }: CommandContext, runtime: Runtime, signal: AbortSignal): Promise<void> {
  return runScheduler({
    runtime,
    now,
    holder: `${hostname()}:${process.pid}`,
    signal,
    onError: (error) => report.note(bug(error, "jobs")),
  });
}

function bug(error: unknown, where: string) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ja: `予期しないエラー (${where}): ${text}`, en: `unexpected error (${where}): ${text}` };
}
