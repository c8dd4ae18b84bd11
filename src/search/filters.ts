import { AppError } from "../errors.ts";
import { IsoDate } from "../model/fields.ts";

/** What a search is narrowed to; absent members narrow nothing. */
export interface SearchFilter {
  readonly partner?: string;
  /** Keys of the wanted units, branches included (`withBranches`). */
  readonly units?: ReadonlySet<string>;
  readonly kind?: string;
  readonly level?: string;
  readonly state?: string;
  readonly theme?: string;
  readonly product?: string;
  /** First and last day, `2026-09-14`, both inclusive; of when it was heard, or else last changed. */
  readonly since?: string;
  readonly until?: string;
}

/** A day as the index keeps it: days since 1970, in two bytes; what lies outside is the nearest that fits. */
export function dayOf(date: string): number {
  const days = Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  return Number.isNaN(days) ? 0 : Math.min(0xffff, Math.max(0, days));
}

/** `--since`: `2026-09-14`, or `2026-09` for the first day of that month. Throws `usage` for anything else. */
export const parseSince = (typed: string): string => parsePeriod(typed, "--since").first;

/** `--until`: `2026-09-14`, or `2026-09` for the last day of that month. Throws `usage` for anything else. */
export const parseUntil = (typed: string): string => parsePeriod(typed, "--until").last;

function parsePeriod(typed: string, option: string): { first: string; last: string } {
  const text = typed.normalize("NFKC").trim();
  if (/^\d{4}-\d\d-\d\d$/.test(text) && exists(text)) return { first: text, last: text };
  if (/^\d{4}-\d\d$/.test(text) && exists(`${text}-01`)) {
    const last = ["31", "30", "29", "28"].find((day) => exists(`${text}-${day}`)) ?? "28";
    return { first: `${text}-01`, last: `${text}-${last}` };
  }
  throw new AppError(
    "usage",
    {
      ja: `${option} の「${typed}」は日付として読めません`,
      en: `"${typed}" of ${option} is not a date`,
    },
    { hint: { ja: "2026-09 または 2026-09-14 の形で書きます", en: "Write 2026-09 or 2026-09-14" } },
  );
}

const exists = (date: string): boolean => IsoDate.safeParse(date).success;
