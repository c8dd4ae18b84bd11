import { setTimeout as delay } from "node:timers/promises";

import type { Acting } from "../acts/acting.ts";
import { syncPartner } from "../acts/sync-partner.ts";
import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { withRun } from "../partner-session.ts";

export interface SyncLoop {
  /** A fresh one for each round: its time is the time of that round. */
  readonly acting: () => Acting;
  readonly everyMs: number;
  /** Ends the loop once the partner under way is done. */
  readonly signal: AbortSignal;
  /** Told of what is no failure of the world's but ours; the next round tries again. */
  readonly onError: (error: unknown) => void;
}

/** Takes in what people changed in every partner's workspace, round after round, until the signal. */
export async function runSyncs({ acting, everyMs, signal, onError }: SyncLoop): Promise<void> {
  while (!signal.aborted) {
    try {
      await syncAll(acting(), signal);
    } catch (error) {
      onError(error);
    }
    await delay(everyMs, undefined, { signal }).catch(() => {});
  }
}

/**
 * One round. A partner at which another run is at work is left to it; what would remove much waits for somebody to
 * confirm it at the command line; one partner's failure stops no other's sync. All of that is told by `onNote`.
 */
export async function syncAll(acting: Acting, signal?: AbortSignal): Promise<void> {
  const { runtime, onNote } = acting;
  for (const { key } of await runtime.store.partners.all()) {
    if (signal?.aborted === true) return;
    try {
      const { unconfirmed } = await withRun(runtime, key, "sync", (session) =>
        syncPartner(acting, session, { full: false, confirm: false }),
      );
      if (unconfirmed > 0) onNote(mustConfirm(key));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== "locked") onNote(failed(key, error.text));
    }
  }
}

const mustConfirm = (partner: string): Text => ({
  ja: `${partner}: 多くの記録が無くなっています。意図したものなら kakehashi sync --confirm を実行してください`,
  en: `${partner}: many entries are gone; if that is meant, run \`kakehashi sync --confirm\``,
});

const failed = (partner: string, { ja, en }: Text): Text => ({
  ja: `${partner} を取り込めませんでした: ${ja}`,
  en: `${partner} could not be synced: ${en}`,
});
