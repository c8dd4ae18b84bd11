import { AppError } from "../errors.ts";

/** Who holds a run's lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

/** The refusal of a run; null = the holder has not said yet who it is. */
export function lockedBy(partner: string, holder: LockHolder | null): AppError {
  const who =
    holder === null
      ? { ja: "別のプロセス", en: "another process" }
      : {
          ja: `「${holder.command}」(プロセス ${holder.pid}、${holder.host}、開始 ${holder.since})`,
          en: `"${holder.command}" (process ${holder.pid} on ${holder.host}, since ${holder.since})`,
        };
  return new AppError(
    "locked",
    {
      ja: `パートナー「${partner}」は、いま${who.ja}が処理しています`,
      en: `Partner "${partner}" is being worked on by ${who.en}`,
    },
    {
      hint: {
        ja: "終わるのを待って、もう一度お試しください。途中で止まったプロセスのロックは自動で外れます",
        en: "Wait until it ends and try again. The lock of a process that died frees itself",
      },
    },
  );
}
