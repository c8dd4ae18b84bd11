import { AppError } from "../errors.ts";
import type { Limiter } from "./limiter.ts";
import { LONGEST_WAIT_MS, type Outcome, pauseAfter } from "./retry.ts";

/**
 * Makes everyone with the token wait as long as the outcome asks for, and gives the error for its own call: `told`,
 * or the same with the time at which asking again makes sense. Where that is too far away to wait for, this is also
 * the error of all who come before that time: they fail without a request, since every one of them would be another
 * offence, and standing still for an hour helps nobody.
 */
export function obeyPause(
  { limiter, platform }: { readonly limiter: Limiter; readonly platform: string },
  outcome: Outcome,
  told: AppError,
): AppError {
  const pause = pauseAfter(outcome);
  if (pause === null) return told;
  const { ms, countsOn } = pause;
  if (ms <= LONGEST_WAIT_MS) {
    limiter.pause(ms, { countsOn });
    return told;
  }
  const refusal = ms === Infinity ? told : withTime(told, platform, ms);
  limiter.pause(ms, { countsOn, refusal });
  return refusal;
}

function withTime(told: AppError, platform: string, ms: number): AppError {
  const until = minute(Date.now() + ms);
  return new AppError(
    "workspace_failed",
    {
      ja: `${told.text.ja}。${platform}は ${until} まで待つよう求めています`,
      en: `${told.text.en}; it asks to wait until ${until}`,
    },
    {
      hint: {
        ja: "この時刻を過ぎてから、もう一度実行してください。何も失われていません",
        en: "Run the command again after that time; nothing is lost",
      },
      cause: told.cause,
    },
  );
}

/** By the clock and in the zone of this machine, which is what the reader compares it with; rounded up. */
function minute(time: number): string {
  const rounded = new Date(Math.ceil(time / 60_000) * 60_000);
  return rounded.toLocaleString("sv-SE", TO_THE_MINUTE);
}

/** With the Swedish form, 2026-11-23 19:20 GMT+9. */
const TO_THE_MINUTE = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const satisfies Intl.DateTimeFormatOptions;
