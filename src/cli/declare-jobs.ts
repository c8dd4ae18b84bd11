import type { Declare } from "./declare.ts";

/** serve and jobs: what goes on without anybody at the command line. */
export function declareJobs({ program, t, execute, add, group, texts }: Declare): void {
  add(
    program,
    "serve",
    {
      ja: "検索・橋渡し・承認の画面とAPIを、このマシンで動かす。週次の処理も行う",
      en: "serve the pages and the API on this machine, and do the weekly jobs",
    },
    "kakehashi serve",
  ).action(() => execute(async (context) => (await import("./commands/serve.ts")).serve(context)));
  const jobs = group(
    "jobs",
    { ja: "週次の処理を決まった時刻に行う", en: "what is done at its time: the weekly digests" },
    "kakehashi jobs run --watch",
  );
  add(
    jobs,
    "run",
    {
      ja: "いまするべき処理を行う。--watch なら毎分見て続ける(何台で動かしても一度だけ行う)",
      en: "do what is due now; with --watch, go on every minute (on any number of machines, each once)",
    },
    "kakehashi jobs run --watch",
  )
    .option("--watch", t({ ja: "止めるまで続ける", en: "go on until stopped" }))
    .action((options: object) =>
      execute(async (context) => (await import("./commands/jobs.ts")).jobsRun(context, options)),
    );
  add(jobs, "list", { ja: "行った処理を一覧する", en: "list what was done" }, "kakehashi jobs list")
    .option("--partner <key>", texts.partner)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/jobs.ts")).jobsList(context, options)),
    );
  add(
    jobs,
    "deliveries",
    { ja: "チームへの知らせを一覧する", en: "list what our own team was told, and where" },
    "kakehashi jobs deliveries",
  )
    .option("--partner <key>", texts.partner)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/jobs.ts")).jobsDeliveries(context, options)),
    );
}
