import type { Declare } from "./declare.ts";

/** init, validate, plan, apply: from a spec to a tree. */
export function declareSpecs({ program, t, execute, add, texts }: Declare): void {
  const { partner, yes, confirm } = texts;
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
}
