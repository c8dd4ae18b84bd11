import { DatabaseError } from "pg";

import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";

/** Another transaction got in the way, and nothing happened: the same may be tried again. */
export function isPassing(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof DatabaseError && (cause.code === "40001" || cause.code === "40P01");
}

/** A failure of the server or of the way to it, as a failure of the store that lies at `place`; else our bug. */
export function asStoreError(error: unknown, place: string): unknown {
  if (error instanceof AppError || error instanceof TypeError || !(error instanceof Error)) return error;
  const said = messageOf(error);
  return new AppError(
    "store_failed",
    {
      ja: `データの保存先 PostgreSQL(${place})で問題が起きました(${said})`,
      en: `The store in PostgreSQL (${place}) failed (${said})`,
    },
    { cause: error, hint: hintOf(error) },
  );
}

/** Where a name stands for several addresses, each of them has failed, and only those say why. */
function messageOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return error.message || (first instanceof Error ? first.message : error.name);
}

function hintOf(error: Error): Text {
  const code = error instanceof DatabaseError ? (error.code ?? "") : "";
  return HINTS.find(([codes]) => codes.test(code))?.[1] ?? UNREACHABLE;
}

const UNREACHABLE: Text = {
  ja: "サーバーが動いているか、DATABASE_URL のホストとポートが正しいかをご確認のうえ、もう一度お試しください",
  en: "Check that the server runs and that DATABASE_URL names the right host and port, then try again",
};

/** By the server's codes; the first that fits. */
const HINTS: readonly (readonly [RegExp, Text])[] = [
  [
    /^28/u,
    {
      ja: "DATABASE_URL のユーザー名とパスワード、サーバー側の接続許可(pg_hba.conf)をご確認ください",
      en: "Check user name and password in DATABASE_URL, and what the server lets in (pg_hba.conf)",
    },
  ],
  [
    /^3D/u,
    {
      ja: "先にデータベースを作ってください(例: createdb --encoding=UTF8 --template=template0 kakehashi)",
      en: "Make the database first, e.g. `createdb --encoding=UTF8 --template=template0 kakehashi`",
    },
  ],
  [
    /^42501/u,
    {
      ja: "DATABASE_URL のユーザーに、このデータベースで表を作って読み書きする権限を与えてください",
      en: "Let the user of DATABASE_URL make, read and write tables in this database",
    },
  ],
  [
    /^53/u,
    {
      ja: "サーバーの接続数の上限・空き容量・メモリーをご確認ください",
      en: "Check the server's connection limit, free space and memory",
    },
  ],
  [
    /^57014/u,
    {
      ja: "サーバーが混み合っているか、別の処理がロックを持っています。しばらくしてからもう一度お試しください",
      en: "The server is busy, or something else holds a lock there; try again in a while",
    },
  ],
  [
    /^57P|^08/u,
    {
      ja: "サーバーが停止または再起動したようです。動いていることを確かめて、もう一度お試しください",
      en: "The server seems to have stopped or restarted; make sure that it runs, then try again",
    },
  ],
  [
    /^.{5}$/u,
    {
      ja: "サーバーのログに詳しい理由があります。kakehashi doctor でも保存先を点検できます",
      en: "The server's log says more; `kakehashi doctor` checks the store",
    },
  ],
];
