import type { Declare } from "./declare.ts";

/** import, add, sync: what comes in. */
export function declareRecords({ program, t, execute, add, group, texts }: Declare): void {
  const { partner, unit, confirm } = texts;
  const imports = group(
    "import",
    { ja: "組織・記録・受注を取り込む", en: "import an organisation, entries or orders" },
    {
      ja: "kakehashi import entries 記録.csv --partner sorei",
      en: "kakehashi import entries entries.csv --partner sorei",
    },
  );
  add(
    imports,
    "org",
    { ja: "組織の一覧から定義ファイルを作る", en: "write a spec from an organisation list" },
    {
      ja: "kakehashi import org 組織図.csv --partner sorei --out sorei.yaml",
      en: "kakehashi import org units.csv --partner sorei --out sorei.yaml",
    },
  )
    .argument("<file>", t({ ja: "バンドルJSON、CSV、XLSX", en: "bundle JSON, CSV or XLSX" }))
    .option("--partner <key>", partner)
    .option("--out <file>", t({ ja: "書き出す定義ファイル", en: "spec file to write" }))
    .action((file: string, options: object) =>
      execute(async (context) =>
        (await import("./commands/import-org.ts")).importOrgCommand(context, { file, ...options }),
      ),
    );
  add(
    imports,
    "entries",
    { ja: "課題・成功事例・失敗事例を取り込む", en: "import issues, successes and failures" },
    {
      ja: "kakehashi import entries 記録.csv --partner sorei",
      en: "kakehashi import entries entries.csv --partner sorei",
    },
  )
    .argument("<file>", t({ ja: "バンドルJSON、CSV、XLSX", en: "bundle JSON, CSV or XLSX" }))
    .option("--partner <key>", partner)
    .action((file: string, options: object) =>
      execute(async (context) =>
        (await import("./commands/import-entries.ts")).importEntriesCommand(context, { file, ...options }),
      ),
    );
  add(
    imports,
    "orders",
    { ja: "受注と目標を取り込む", en: "import orders and unit targets" },
    {
      ja: "kakehashi import orders 受注.xlsx --partner sorei",
      en: "kakehashi import orders orders.xlsx --partner sorei",
    },
  )
    .argument("<file>", t({ ja: "バンドルJSON、CSV、XLSX", en: "bundle JSON, CSV or XLSX" }))
    .option("--partner <key>", partner)
    .action((file: string, options: object) =>
      execute(async (context) =>
        (await import("./commands/import-orders.ts")).importOrdersCommand(context, { file, ...options }),
      ),
    );

  add(
    program,
    "add",
    { ja: "聞いたことを1件、すぐに残す", en: "record one thing you heard, in under a minute" },
    {
      ja: 'echo "見積を出すと話が終わる" | kakehashi add --unit 大阪 --kind issue',
      en: 'echo "The talk ends with the quote" | kakehashi add --unit br-osk --kind issue',
    },
  )
    .requiredOption("--unit <unit>", unit)
    .requiredOption(
      "--kind <kind>",
      t({ ja: "issue(課題)・success(成功事例)・failure(失敗事例)", en: "issue, success or failure" }),
    )
    .option("--partner <key>", partner)
    .option(
      "--file <file>",
      t({
        ja: "本文のファイル。省略すると標準入力かエディター",
        en: "text file; default: stdin or your editor",
      }),
    )
    .action((options: object) =>
      execute(async (context) => (await import("./commands/add.ts")).add(context, options)),
    );

  add(
    program,
    "sync",
    {
      ja: "ワークスペースの変更を取り込み、共有用の文面を更新する",
      en: "take in changes of the workspace and refresh released copies",
    },
    "kakehashi sync --partner sorei",
  )
    .option("--partner <key>", partner)
    .option("--full", t({ ja: "変更分でなく全件を読む", en: "read everything, not only changes" }))
    .option("--confirm", confirm)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/sync.ts")).sync(context, options)),
    );
}
