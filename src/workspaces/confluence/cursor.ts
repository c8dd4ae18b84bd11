import { z } from "zod";

import type { Page } from "./answers.ts";
import { changedAt } from "./space-pages.ts";

/**
 * Where the next reading starts: the newest change that the last one saw, by Confluence's clock. Lists shift while
 * others write, and a change may appear in them late, so reading starts earlier than that; of what lies in between, the
 * versions that were read are known, and not read again.
 */
export interface Cursor {
  /** ISO instant. */
  readonly newest: string;
  /** Versions by page id. */
  readonly read: Readonly<Record<string, number>>;
}

const OVERLAP_MS = 10 * 60_000;

const Cursor = z.object({ newest: z.iso.datetime(), read: z.record(z.string(), z.number()) });

/** The cursor after these rows were read, `before` that. */
export function toCursor(before: Cursor | null, newest: string, rows: readonly Page[]): string {
  const last = newest > (before?.newest ?? "") ? newest : (before?.newest ?? "");
  const from = readFrom({ newest: last });
  const recent = rows.filter((page) => from !== null && changedAt(page) >= from);
  const read = Object.fromEntries(recent.map(({ id, version }) => [id, version?.number ?? 0]));
  return JSON.stringify({ newest: last, read } satisfies Cursor);
}

/** Null for a cursor that is none. */
export function parseCursor(cursor: string | null): Cursor | null {
  try {
    return Cursor.safeParse(JSON.parse(cursor ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** The ISO instant from which on to list. */
export function readFrom({ newest }: Pick<Cursor, "newest">): string | null {
  const time = Date.parse(newest);
  return Number.isNaN(time) ? null : new Date(time - OVERLAP_MS).toISOString();
}

export const wasRead = (cursor: Cursor | null, { id, version }: Page): boolean =>
  cursor !== null && version !== undefined && cursor.read[id] === version.number;
