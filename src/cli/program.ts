import { Command } from "commander";

import type { Language, Text } from "../language.ts";
import type { Answer, CommandContext } from "./command.ts";

type Execute = (command: (context: CommandContext) => Promise<Answer>) => Promise<void>;

/** Declares every command. What a command does is in `commands/`, loaded only when it is called. */
export function buildProgram(language: Language, execute: Execute): Command {
  const t = (text: Text): string => text[language];
  const program = new Command("kakehashi")
    .description(
      t({
        ja: "大手パートナーの事業部・拠点を1社ずつとして扱い、課題と成功・失敗を安全に橋渡しします",
        en: "Treats each unit of a large partner as a company of its own, and carries issues, successes and failures between them, safely",
      }),
    )
    .option(
      "--json",
      t({
        ja: "結果をJSONで出力する(経過は標準エラーへ)",
        en: "print the result as JSON (progress goes to stderr)",
      }),
    )
    .helpOption("-h, --help", t({ ja: "使い方を表示する", en: "show help" }))
    .helpCommand(false)
    .addHelpText("after", `\n${t(GUIDE)}`)
    .configureHelp({
      styleTitle: (title) => TITLES[title]?.[language] ?? title,
      optionDescription: (option) => t(withDefault(option)),
      argumentDescription: (argument) => t(withDefault(argument)),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride();

  const exampleIn = (example: Text | string): string => (typeof example === "string" ? example : t(example));

  const group = (name: string, about: Text, example: Text | string): Command =>
    program
      .command(name)
      .description(t(about))
      .addHelpText("after", `\n${t({ ja: "例:", en: "Example:" })}\n  ${exampleIn(example)}`)
      .helpOption("-h, --help", t({ ja: "使い方を表示する", en: "show help" }))
      .helpCommand(false)
      .exitOverride();

  const add = (parent: Command, usage: string, about: Text, example: Text | string): Command =>
    parent
      .command(usage)
      .description(t(about))
      .option("--json", t({ ja: "結果をJSONで出力する", en: "print the result as JSON" }))
      .helpOption("-h, --help", t({ ja: "使い方を表示する", en: "show help" }))
      .addHelpText("after", `\n${t({ ja: "例:", en: "Example:" })}\n  ${exampleIn(example)}`)
      .exitOverride();

  const partner = t({ ja: "パートナーのキー", en: "key of the partner" });
  const unit = t({ ja: "事業部・拠点(キー、名前、別名)", en: "unit: key, name or alias" });
  const audience = t({ ja: "対象読者: vendor か partner", en: "audience: vendor or partner" });
  const week = t({
    ja: "ISO週(例 2026-W48)。省略すると今週",
    en: "ISO week, e.g. 2026-W48; default: this week",
  });
  const yes = t({ ja: "確認せずに実行する", en: "do not ask" });
  const confirm = t({
    ja: "多くの行が消える・アーカイブされる場合も実行する",
    en: "go on even if many rows would be removed or archived",
  });
  const reader = t({
    ja: "読み手(チームのユーザー、または unit:br-osk)。省略すると運用者",
    en: "reader: a team user, or unit:br-osk; default: the operator",
  });

  add(
    program,
    "init",
    { ja: "定義ファイルと .env のひな形を作る", en: "make a starter folder: a spec and .env" },
    {
      ja: "kakehashi init ./sorei --org 組織図.xlsx",
      en: "kakehashi init ./sorei --org org.xlsx",
    },
  )
    .argument("[dir]", t({ ja: "作る場所", en: "where to make it" }), ".")
    .option(
      "--org <file>",
      t({ ja: "組織の一覧(CSV、XLSX、バンドルJSON)", en: "organisation list: CSV, XLSX or bundle JSON" }),
    )
    .option("--partner <key>", partner)
    .action((dir: string, options: object) =>
      execute(async (context) => (await import("./commands/init.ts")).init(context, { dir, ...options })),
    );

  add(
    program,
    "validate",
    {
      ja: "定義ファイルの誤りをすべて、場所つきで報告する",
      en: "report every mistake in specs, with its place",
    },
    "kakehashi validate partner.yaml",
  )
    .argument("<spec...>", t({ ja: "定義ファイル", en: "spec files" }))
    .action((files: string[]) =>
      execute(async (context) => (await import("./commands/validate.ts")).validate(context, { files })),
    );

  add(
    program,
    "plan",
    { ja: "定義と今の状態の差を、実行せずに表示する", en: "show what apply would do" },
    "kakehashi plan partner.yaml --check",
  )
    .argument("<spec...>", t({ ja: "定義ファイル", en: "spec files" }))
    .option("--check", t({ ja: "変更が残っていれば終了コード2を返す", en: "exit 2 if changes are pending" }))
    .action((files: string[], options: object) =>
      execute(async (context) => (await import("./commands/plan.ts")).plan(context, { files, ...options })),
    );

  add(
    program,
    "apply",
    { ja: "定義どおりにページとデータベースを整える", en: "make the workspace as the spec says" },
    "kakehashi apply partner.yaml --yes",
  )
    .argument("<spec...>", t({ ja: "定義ファイル", en: "spec files" }))
    .option("--yes", yes)
    .option("--confirm", confirm)
    .action((files: string[], options: object) =>
      execute(async (context) => (await import("./commands/apply.ts")).apply(context, { files, ...options })),
    );

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

  add(
    program,
    "search",
    { ja: "課題と事例を探す", en: "search issues and cases" },
    {
      ja: "kakehashi search 引き継ぎ --unit 広島 --kind failure --since 2026-04",
      en: "kakehashi search handover --unit br-hij --kind failure --since 2026-04",
    },
  )
    .argument("<query...>", t({ ja: "探す言葉(1文字から)", en: "words to look for" }))
    .option("--partner <key>", partner)
    .option("--unit <unit>", unit)
    .option("--kind <kind>", t({ ja: "issue・success・failure", en: "issue, success or failure" }))
    .option("--level <level>", t({ ja: "head・manager・field", en: "head, manager or field" }))
    .option("--since <date>", t({ ja: "この月・日から(2026-04、2026-04-01)", en: "from this month or day" }))
    .option("--until <date>", t({ ja: "この月・日まで", en: "up to this month or day" }))
    .option("--limit <n>", t({ ja: "件数", en: "number of hits" }), "10")
    .option("--as <user>", reader)
    .action((words: string[], options: object) =>
      execute(async (context) =>
        (await import("./commands/search.ts")).search(context, { query: words.join(" "), ...options }),
      ),
    );

  add(
    program,
    "match",
    {
      ja: "未解決の課題ごとに、他の事業部・拠点の事例を示す",
      en: "show other units' cases for each open issue",
    },
    "kakehashi match --issue E01",
  )
    .option("--partner <key>", partner)
    .option("--issue <id>", t({ ja: "課題の管理ID", en: "id of one issue" }))
    .option("--audience <audience>", audience, "vendor")
    .option("--limit <n>", t({ ja: "1件の課題に示す事例の数", en: "cases per issue" }), "5")
    .option("--as <user>", reader)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/match.ts")).match(context, options)),
    );

  const release = group(
    "release",
    { ja: "共有用の文面の確認待ちを扱う", en: "the review queue of released copies" },
    "kakehashi release list",
  );
  for (const [verb, about] of RELEASE_VERBS) {
    const takesId = verb !== "list";
    const command = add(release, verb, about, `kakehashi release ${verb}${takesId ? " E01" : ""}`)
      .option("--partner <key>", partner)
      .option("--audience <audience>", audience);
    if (takesId) command.argument("<id>", t({ ja: "記録の管理ID", en: "id of the entry" }));
    command.action((...args: unknown[]) => {
      const [id, options] = takesId ? args : [undefined, args[0]];
      return execute(async (context) =>
        (await import("./commands/release.ts")).release(context, { verb, id, ...(options as object) }),
      );
    });
  }

  const digest = group(
    "digest",
    { ja: "週報を作る・承認する・発行する", en: "build, approve and publish the weekly digests" },
    "kakehashi digest run --partner sorei",
  );
  for (const [verb, about] of DIGEST_VERBS) {
    add(digest, verb, about, `kakehashi digest ${verb} --partner sorei --week 2026-W48`)
      .option("--partner <key>", partner)
      .option("--week <week>", week)
      .option("--audience <audience>", audience)
      .option("--unit <unit>", unit)
      .action((options: object) =>
        execute(async (context) =>
          (await import("./commands/digest.ts")).digest(context, { verb, ...options }),
        ),
      );
  }

  add(
    program,
    "coverage",
    { ja: "どの階層の声を聞けていないかを示す", en: "show which levels have not been heard" },
    {
      ja: "kakehashi coverage --unit 大阪",
      en: "kakehashi coverage --unit br-osk",
    },
  )
    .option("--partner <key>", partner)
    .option("--unit <unit>", unit)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/coverage.ts")).coverage(context, options)),
    );

  add(
    program,
    "doctor",
    { ja: "使える状態かどうかを点検する", en: "check that everything is in place" },
    "kakehashi doctor",
  ).action(() => execute(async (context) => (await import("./commands/doctor.ts")).doctor(context)));

  return program;
}

/** Commander has its own word for a default, in English. */
function withDefault({ description, defaultValue }: { description: string; defaultValue?: unknown }): Text {
  if (typeof defaultValue !== "string") return { ja: description, en: description };
  return { ja: `${description}(既定: ${defaultValue})`, en: `${description} (default: ${defaultValue})` };
}

const TITLES: Readonly<Record<string, Text>> = {
  "Usage:": { ja: "使い方:", en: "Usage:" },
  "Arguments:": { ja: "引数:", en: "Arguments:" },
  "Options:": { ja: "オプション:", en: "Options:" },
  "Commands:": { ja: "コマンド:", en: "Commands:" },
};

const RELEASE_VERBS = [
  ["list", { ja: "確認待ちと公開中を一覧する", en: "list what waits and what is out" }],
  ["show", { ja: "1件の変更点と理由を見る", en: "show one entry: what is masked, and why it waits" }],
  ["approve", { ja: "この文面での共有を承認する", en: "approve this very text" }],
  ["hold", { ja: "共有を止めておく", en: "keep it back" }],
  ["revoke", { ja: "共有を取り消す", en: "withdraw it" }],
] as const satisfies readonly (readonly [string, Text])[];

const DIGEST_VERBS = [
  ["build", { ja: "週報の下書きを作る", en: "make the drafts" }],
  ["show", { ja: "週報を表示する", en: "show digests" }],
  ["approve", { ja: "週報を承認する", en: "approve digests" }],
  ["hold", { ja: "週報を保留する", en: "hold digests" }],
  ["publish", { ja: "週報を発行する", en: "publish digests" }],
  ["run", { ja: "週次の処理をまとめて行う(作成と発行)", en: "what the weekly job does: build and publish" }],
] as const satisfies readonly (readonly [string, Text])[];

const GUIDE: Text = {
  ja: `はじめに:
  kakehashi init ./mypartner --org 組織図.xlsx   組織の一覧から定義を作る
  kakehashi apply partner.yaml                    ページとデータベースを作る
  kakehashi sync && kakehashi search 引き継ぎ      取り込んで探す

終了コード: 0 完了 / 1 失敗 / 2 変更あり(plan --check) / 3 確認が必要・実行中 / 64 入力の誤り / 70 不具合`,
  en: `Getting started:
  kakehashi init ./mypartner --org org.xlsx       write a spec from an organisation list
  kakehashi apply partner.yaml                    make the pages and databases
  kakehashi sync && kakehashi search handover     take in and search

Exit codes: 0 done / 1 failed / 2 changes pending (plan --check) / 3 refused / 64 invalid input / 70 bug`,
};
