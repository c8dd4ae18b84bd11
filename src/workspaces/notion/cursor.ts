import { z } from "zod";

/**
 * Where a reading ended. Notion floors the time of an edit to the minute, so a second edit in the same minute leaves
 * the time as it was, and nobody can ask for "after". What is read again, and what need not be, follows from times
 * of Notion's own alone; our clock may be wrong.
 *
 * - A reading asks for everything since two minutes before the newest time seen, because an answer may lag.
 * - A row whose time is not later than `settled` was read after its minute was over: it cannot have changed since
 *   under that time, so its long text is not fetched again.
 * - A minute is over when some row of the workspace shows a later one, or when we saw it first more than a minute
 *   ago, by a clock that only measures how long.
 * - Where Notion's answers were seen to tell the time by the clock that stamps rows, that time counts like a row's:
 *   a database in which nothing happened is then not read again from its last edit on.
 */
export interface Cursor {
  /** Newest time of an edit that was seen, ISO; "" in an empty database. */
  readonly newest: string;
  /** Rows with this time or an earlier one are as they were read. */
  readonly settled: string;
  /** When `newest` was first seen, in epoch milliseconds of this machine. */
  readonly seenAt: number;
}

const Cursor = z.object({
  v: z.literal(1),
  newest: z.string(),
  settled: z.string(),
  seenAt: z.number(),
});

const OVERLAP_MS = 2 * 60_000;
const MINUTE_MS = 60_000;

/** What all the databases of this process have shown so far. */
export interface Marks {
  saw(time: string): void;
  /** The newest time seen anywhere. */
  newest(): string;
  now(): number;
}

export function openMarks(now: () => number): Marks {
  let newest = "";
  return {
    saw: (time) => {
      if (time > newest) newest = time;
    },
    newest: () => newest,
    now,
  };
}

/** A cursor that is not ours means: read everything. */
export function parseCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const parsed = Cursor.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** From when to read on; in a database that was empty, from its beginning. */
export function readFrom({ newest }: Cursor): { from?: string } {
  if (newest === "") return {};
  return { from: new Date(Date.parse(newest) - OVERLAP_MS).toISOString() };
}

/**
 * Asked for once everything is read, for any other database may show that a minute is over. `startedAt`: when this
 * one was begun to be read, by `marks.now`. A later time seen since then proves only as much as that.
 */
export function toCursor(
  marks: Marks,
  reading: {
    readonly before: Cursor | null;
    readonly newest: string;
    readonly startedAt: number;
    /** Notion's own time when the reading began, in epoch milliseconds; only where it may be trusted. */
    readonly serverTime?: number | null;
  },
): string {
  const { before, newest, startedAt, serverTime = null } = reading;
  if (serverTime !== null) return byServerTime(marks, newest, serverTime);
  const isSame = before !== null && before.newest === newest;
  const seenAt = isSame ? before.seenAt : marks.now();
  const endOfMinute = Date.parse(newest) + MINUTE_MS;
  const isOver =
    Date.parse(marks.newest()) - (marks.now() - startedAt) >= endOfMinute ||
    (isSame && startedAt - before.seenAt > MINUTE_MS);
  const settled = isOver ? newest : minuteBefore(newest);
  return JSON.stringify({ v: 1, newest, settled, seenAt });
}

/** Answers on their way take a moment. */
const SLACK_MS = 5_000;

/**
 * Does the time of Notion's answer agree with the stamp of what that answer made? The stamp is floored to the minute,
 * so nobody can tell a clock that is right from one that is less than a minute ahead.
 */
export function agrees(stamp: string | undefined, serverTime: number | null): boolean {
  if (stamp === undefined || serverTime === null) return false;
  const lag = serverTime - Date.parse(stamp);
  return lag >= -SLACK_MS && lag < MINUTE_MS + SLACK_MS;
}

/** As far as the time of answers may be ahead of the stamps where they agree; a Date header has whole seconds. */
const MAX_AHEAD_MS = MINUTE_MS + SLACK_MS + 1_000;

function byServerTime(marks: Marks, newestRow: string, serverTime: number): string {
  const minute = (time: number): string => new Date(Math.floor(time / MINUTE_MS) * MINUTE_MS).toISOString();
  const now = minute(serverTime);
  return JSON.stringify({
    v: 1,
    newest: newestRow > now ? newestRow : now,
    settled: minute(serverTime - MAX_AHEAD_MS - MINUTE_MS),
    seenAt: marks.now(),
  });
}

function minuteBefore(time: string): string {
  return time === "" ? "" : new Date(Date.parse(time) - MINUTE_MS).toISOString();
}
