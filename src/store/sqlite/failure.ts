import { AppError } from "../../errors.ts";

/** True if SQLite says that another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === 5;
}

/** A failure of SQLite as a failure of the store; anything else is passed on as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_SQLITE_ERROR") return error;
  return new AppError(
    "store_failed",
    {
      ja: `データの保存先で問題が起きました(${error.message})`,
      en: `The store failed (${error.message})`,
    },
    {
      cause: error,
      hint: {
        ja: "ディスクの空きと書き込み権限をご確認のうえ、もう一度お試しください",
        en: "Check free space and write permission of the data directory, then try again",
      },
    },
  );
}

/** A place of the store that the system does not let us use; what is told already is passed on as it is. */
export function cannotOpen(dataDir: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  return new AppError(
    "store_failed",
    {
      ja: `データの保存先「${dataDir}」を開けません(${error.message})`,
      en: `The data directory "${dataDir}" cannot be opened (${error.message})`,
    },
    {
      cause: error,
      hint: {
        ja: "フォルダーの権限を確認するか、KAKEHASHI_DATA_DIR で別の場所を指定してください",
        en: "Check the folder's permissions, or name another place in KAKEHASHI_DATA_DIR",
      },
    },
  );
}

/** SQLite before `oldest` can corrupt a WAL file that several processes write. */
export const tooOld = (version: string, oldest: string): AppError =>
  new AppError(
    "store_failed",
    {
      ja: `組み込みのSQLiteが古すぎます(${version})。${oldest} より前の版は、同時に書き込むとデータを壊すおそれがあります`,
      en: `The built-in SQLite is too old (${version}); before ${oldest} it can damage data when processes write together`,
    },
    { hint: { ja: "新しいNode.js 24をお使いください", en: "Use a current Node.js 24" } },
  );
