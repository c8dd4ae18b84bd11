import { createHash } from "node:crypto";
import { hostname } from "node:os";

import { Client } from "pg";

import { AppError } from "../../errors.ts";
import type { Secret } from "../../secret.ts";
import { lockedBy, type LockHolder } from "../locked.ts";
import { connectionOptions, placeOf, type Send, sender } from "./connection.ts";
import { asStoreError } from "./failure.ts";

/** The runs of this store whose lock was lost while they went on. */
export type LostLocks = Set<AppError>;

/**
 * A lock that dies with its holder: an advisory lock of a connection of its own. The server drops it when the
 * connection ends: at once when the process ends, however it ends, and within a minute when its machine does.
 *
 * If the connection is lost while the run goes on, another run may begin. The holder learns of it by its next write:
 * from then on this store refuses every write until the lock is disposed, so that the run ends with an error
 * instead of working beside the other. A page is only made after its intent was written, so none is made twice.
 */
export async function takeRunLock(
  url: Secret,
  lost: LostLocks,
  partner: string,
  command: string,
): Promise<AsyncDisposable> {
  const place = placeOf(url);
  const client = new Client({ ...connectionOptions(url), application_name: toName(command) });
  const loss = lockLost(partner);
  let isHeld = false;
  // Without a listener the error would end the process.
  client.on("error", () => {
    if (isHeld) lost.add(loss);
  });
  try {
    await client.connect();
    await lock(sender(client, place), partner);
    isHeld = true;
  } catch (error) {
    await client.end().catch(() => {});
    throw asStoreError(error, place);
  }
  return {
    [Symbol.asyncDispose]: async () => {
      isHeld = false;
      // Not left to the end of the connection, which the server notices a little later.
      await sender(client, place)("SELECT pg_advisory_unlock_all()").catch(() => {});
      await client.end().catch(() => {});
      lost.delete(loss);
    },
  };
}

async function lock(send: Send, partner: string): Promise<void> {
  // The server looks after a silent holder; a run that is long at work on something else is none.
  await send("SET tcp_keepalives_idle = 20");
  await send("SET tcp_keepalives_interval = 10");
  await send("SET tcp_keepalives_count = 3");
  await send("SET idle_session_timeout = 0");
  const key = keyOf(partner);
  const { rows } = await send("SELECT pg_try_advisory_lock(?::bigint) AS got", [String(key)]);
  if (rows[0]?.["got"] !== 1) throw lockedBy(partner, await holderOf(send, key));
}

/** Of 64 bits, all of them the partner's: that two partners share one does not happen. */
function keyOf(partner: string): bigint {
  return createHash("sha256").update(`kakehashi run ${partner}`).digest().readBigInt64BE();
}

/** Who holds it is the name of its connection: it goes away together with the lock. */
const toName = (command: string): string => `kakehashi ${process.pid} ${command}@${hostname()}`;

const NAME = /^kakehashi (\d+) ([^@]*)@(.*)$/u;

/** Null if it was let go of in between. */
async function holderOf(send: Send, key: bigint): Promise<LockHolder | null> {
  const bits = BigInt.asUintN(64, key);
  const { rows } = await send(
    `SELECT application_name AS name,
            to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
     FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = ?::oid AND objid = ?::oid
       AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [String(bits >> 32n), String(bits & 0xffff_ffffn)],
  );
  const [, pid, command, host] = NAME.exec(String(rows[0]?.["name"])) ?? [];
  if (pid === undefined || command === undefined || host === undefined) return null;
  return { pid: Number(pid), command, host, since: String(rows[0]?.["since"]) };
}

const lockLost = (partner: string): AppError =>
  new AppError(
    "store_failed",
    {
      ja: `PostgreSQLとの接続が切れ、パートナー「${partner}」の実行中のロックを失いました。二重に処理しないよう、ここで止めます`,
      en: `The connection to PostgreSQL broke, and with it the lock of this run of partner "${partner}"; it stops here, so that no two runs work at once`,
    },
    {
      hint: {
        ja: "同じコマンドをもう一度実行してください。続きから進みます",
        en: "Run the same command again; it goes on where this one stopped",
      },
    },
  );
