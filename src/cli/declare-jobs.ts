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
  add(
    program,
    "mcp",
    {
      ja: "アシスタントに、検索・事例・突き合わせ・週報・記録を使わせる(Model Context Protocol、標準入出力)",
      en: "let an assistant search, read, match, see digests and record (Model Context Protocol over stdio)",
    },
    "kakehashi mcp --as k.hata",
  )
    .option("--as <reader>", texts.reader)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/mcp.ts")).mcp(context, options)),
    );
  declareKeys({ t, execute, add, group });
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

/** key: how programs sign in to the server. */
function declareKeys({ t, execute, add, group }: Pick<Declare, "t" | "execute" | "add" | "group">): void {
  const key = group(
    "key",
    { ja: "APIを使うプログラムの鍵", en: "keys of programs that ask the API" },
    "kakehashi key make --user k.hata",
  );
  add(
    key,
    "make",
    {
      ja: "鍵を作り、一度だけ表示する。その人に見えるものだけが見える",
      en: "make a key and show it once; it reads what its user may read",
    },
    "kakehashi key make --user k.hata --read-only --days 30",
  )
    .requiredOption(
      "--user <user>",
      t({ ja: "誰として使うか(チームのユーザー)", en: "as whom: a team user" }),
    )
    .option("--partner <key>", t({ ja: "このパートナーだけ", en: "this partner only" }))
    .option("--read-only", t({ ja: "閲覧だけ", en: "reads only" }))
    .option("--admin", t({ ja: "管理者として使う", en: "as an admin" }))
    .option("--days <days>", t({ ja: "期限(日、365まで)", en: "days until it ends, up to 365" }), "90")
    .action((options: object) =>
      execute(async (context) => (await import("./commands/key.ts")).keyMake(context, options)),
    );
  add(key, "list", { ja: "鍵を一覧する", en: "list the keys" }, "kakehashi key list").action(() =>
    execute(async (context) => (await import("./commands/key.ts")).keyList(context)),
  );
  add(
    key,
    "revoke <id>",
    { ja: "鍵を使えなくする", en: "make a key open nothing any more" },
    "kakehashi key revoke 3f9c2a7b10de",
  ).action((id: string) =>
    execute(async (context) => (await import("./commands/key.ts")).keyRevoke(context, { id })),
  );
}
