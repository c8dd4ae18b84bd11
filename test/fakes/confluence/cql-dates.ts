import { invalid } from "./api-error.ts";
import type { CqlValue } from "./cql-parse.ts";
import type { World } from "./world.ts";

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

interface Asking {
  world: World;
  accountId: string | undefined;
}

/** A date of a query: minutes at best, in the time zone of whoever asks. */
export function parseDate({ world, accountId }: Asking, value: CqlValue): number {
  const timeZone = (accountId === undefined ? undefined : world.users.get(accountId)?.timeZone) ?? "UTC";
  const now = world.settings.now();
  if ("text" in value) return parseLiteral(value.text, timeZone);
  const shift = shiftOf(value.argument);
  switch (value.call) {
    case "now":
      return now + shift;
    case "startofday":
      return dayStart(now, timeZone) + shift;
    case "startofweek":
      return weekStart(now, timeZone) + shift;
    default:
      throw invalid(`No function exists with name '${value.call}'`);
  }
}

function parseLiteral(text: string, timeZone: string): number {
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: (\d{2}):(\d{2}))?$/.exec(text);
  if (!match) throw invalid(`Could not parse date '${text}'. Use "yyyy-MM-dd HH:mm".`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map((one) => Number(one ?? 0));
  const utc = Date.UTC(year, month - 1, day, hour, minute);
  return utc - offsetAt(utc, timeZone);
}

function shiftOf(argument: string | undefined): number {
  if (argument === undefined || argument === "") return 0;
  const match = /^([+-]?\d+)([mhdw])$/.exec(argument);
  if (!match) throw invalid(`Could not parse the shift '${argument}'.`);
  return Number(match[1]) * (UNIT_MS[match[2] ?? ""] ?? 0);
}

function dayStart(now: number, timeZone: string): number {
  const local = now + offsetAt(now, timeZone);
  return Math.floor(local / 86_400_000) * 86_400_000 - offsetAt(now, timeZone);
}

/** Weeks start on Monday here. */
function weekStart(now: number, timeZone: string): number {
  const start = dayStart(now, timeZone);
  const weekday = new Date(start + offsetAt(now, timeZone)).getUTCDay();
  return start - ((weekday + 6) % 7) * 86_400_000;
}

function offsetAt(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  return local - Math.floor(ms / 60_000) * 60_000;
}
