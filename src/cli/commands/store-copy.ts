import { resolve } from "node:path";

import { z } from "zod";

import { isPostgresUrl } from "../../config-variables.ts";
import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { openStore } from "../../runtime.ts";
import { Secret } from "../../secret.ts";
import { type CopiedTable, copyTables } from "../../store/copy.ts";
import type { DatabaseStore } from "../../store/database.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseOptions } from "../options.ts";

const Options = z.object({ to: z.string().min(1) });

/** The whole store into an empty one of the other kind; no run may be at work meanwhile. */
export async function storeCopy(context: CommandContext, raw: object): Promise<Answer> {
  const { config, report } = context;
  const target = targetOf(context, parseOptions(Options, raw).to);
  await using from = await openStore(config);
  await using _locks = await lockAll(from);
  await using to = await openStore(target);
  const tables = await copyTables(from.database, to.database, (done, total) =>
    report.progress({ ja: "コピーしています", en: "Copying" }, done, total),
  );
  return {
    exit: EXIT.done,
    json: { tables },
    lines: [...tables.map(tableLine), ...closingLines(tables, target, report.language)],
  };
}

type Target = Parameters<typeof openStore>[0];

function targetOf({ config, cwd }: CommandContext, to: string): Target {
  const isUrl = /^[a-z]+:\/\//u.test(to);
  if (config.databaseUrl === null) {
    if (!isPostgresUrl(to)) throw wrongTarget(isUrl ? WRONG_URL : TO_URL);
    return { databaseUrl: new Secret(to), dataDir: config.dataDir };
  }
  if (isUrl) throw wrongTarget(TO_FOLDER);
  return { databaseUrl: null, dataDir: resolve(cwd, to) };
}

/** The address is not shown: it may hold a password. */
const wrongTarget = ([text, hint]: readonly [AppError["text"], AppError["text"]]): AppError =>
  new AppError("usage", text, { hint });

const URL_HINT = {
  ja: "postgres://ユーザー@ホスト:5432/データベース名 の形で指定してください。パスワードの記号は %40 のように書きます",
  en: "Give it as postgres://user@host:5432/name, signs in a password written as in %40.",
};

const WRONG_URL = [
  { ja: "--to のURLは、PostgreSQLのURLではありません", en: "--to is not the URL of a PostgreSQL database" },
  URL_HINT,
] as const;

const TO_URL = [
  {
    ja: "いまの保存先はフォルダーなので、--to にはPostgreSQLのURLが要ります",
    en: "the present store is a folder, so --to takes the URL of a PostgreSQL database",
  },
  URL_HINT,
] as const;

const TO_FOLDER = [
  {
    ja: "いまの保存先はPostgreSQLなので、--to にはフォルダーを指定します",
    en: "the present store is in PostgreSQL, so --to takes a folder",
  },
  {
    ja: "別のPostgreSQLへは pg_dump と pg_restore で移せます",
    en: "To move to another PostgreSQL use pg_dump and pg_restore.",
  },
] as const;

/** As a run of each partner: refused while another is at work, and none begins before the copy is done. */
async function lockAll(store: DatabaseStore): Promise<AsyncDisposable> {
  await using locks = new AsyncDisposableStack();
  for (const { key } of await store.partners.all()) locks.use(await store.lockRun(key, "store copy"));
  return locks.move();
}

const tableLine = ({ name, rows }: CopiedTable): string => `${name.padEnd(16)} ${String(rows).padStart(8)}`;

function closingLines(tables: readonly CopiedTable[], target: Target, language: Language): string[] {
  const total = tables.reduce((sum, { rows }) => sum + rows, 0);
  const setting =
    target.databaseUrl === null ? `KAKEHASHI_DATA_DIR=${target.dataDir}` : "DATABASE_URL=postgres://…";
  return language === "ja"
    ? [
        `${total} 行をコピーしました。元のデータはそのまま残っています`,
        target.databaseUrl === null
          ? `コピー先を使うには、.env から DATABASE_URL を消し、${setting} と書いてください`
          : `コピー先を使うには、.env に ${setting} と書いてください`,
      ]
    : [
        `Copied ${total} rows; the present store was left as it is`,
        target.databaseUrl === null
          ? `To use the copy, take DATABASE_URL out of .env and put in ${setting}`
          : `To use the copy, put ${setting} into .env`,
      ];
}
