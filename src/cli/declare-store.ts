import type { Declare } from "./declare.ts";

/** store: where the product keeps what it remembers. */
export function declareStore({ t, execute, add, group, texts }: Declare): void {
  const store = group(
    "store",
    { ja: "データの保存先を扱う", en: "where the product keeps its data" },
    "kakehashi store copy --to postgres://kakehashi@db.example.com/kakehashi",
  );
  add(
    store,
    "copy",
    {
      ja: "いまの保存先の全データを、空の保存先にコピーする(フォルダーからPostgreSQLへ、その逆も)",
      en: "copy all data of the present store into an empty one: from the folder to PostgreSQL, or back",
    },
    {
      ja: "kakehashi store copy --to postgres://kakehashi@db.example.com/kakehashi",
      en: "kakehashi store copy --to postgres://kakehashi@db.example.com/kakehashi",
    },
  )
    .requiredOption(
      "--to <place>",
      t({
        ja: "コピー先: PostgreSQLのURL、PostgreSQLからはフォルダー。パスワードは環境変数 PGPASSWORD でも渡せる",
        en: "target: the URL of a PostgreSQL database or, from PostgreSQL, a folder; PGPASSWORD may hold the password",
      }),
    )
    .action((options: object) =>
      execute(async (context) => (await import("./commands/store-copy.ts")).storeCopy(context, options)),
    );
  add(
    store,
    "reindex",
    {
      ja: "検索の索引を作り直す(その間も検索できる)",
      en: "make the search index anew; searches go on meanwhile",
    },
    "kakehashi store reindex",
  )
    .option("--partner <key>", texts.partner)
    .action((options: object) =>
      execute(async (context) =>
        (await import("./commands/store-reindex.ts")).storeReindex(context, options),
      ),
    );
}
