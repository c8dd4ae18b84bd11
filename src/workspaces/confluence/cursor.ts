/**
 * Where the next reading starts: the newest change that the last one saw, by Confluence's clock. Lists shift while
 * others write, and a change may appear in them late, so reading starts earlier than that.
 */
const OVERLAP_MS = 10 * 60_000;

export const toCursor = (newest: string): string => newest;

/** The ISO instant from which on to list; null for a cursor that is none. */
export function readFrom(cursor: string): string | null {
  const time = Date.parse(cursor);
  return Number.isNaN(time) ? null : new Date(time - OVERLAP_MS).toISOString();
}
