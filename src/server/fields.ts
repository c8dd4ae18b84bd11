import { z } from "zod";

import { parseWeek } from "../digest/week.ts";
import { Audience, EntryKind, Level } from "../model/entry.ts";

/** Parameters that several routes share. Keys and ids name things in a store, never a file. */
export const fields = {
  partner: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/u),
  unit: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/u),
  id: z.string().min(1).max(200),
  text: z.string().trim().min(1).max(2_000),
  audience: Audience,
  kind: EntryKind,
  level: Level,
  week: z.string().refine(isWeek, { message: "an ISO week, such as 2026-W48" }),
  query: z.string().max(200),
  limit: numeral(1, 100).default(20),
  offset: numeral(0, 10_000).default(0),
} as const;

/** A whole number, or as a query writes it. */
function numeral(least: number, most: number) {
  const written = z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number);
  return z.union([z.int(), written]).pipe(z.int().min(least).max(most));
}

function isWeek(text: string): boolean {
  try {
    parseWeek(text);
    return true;
  } catch {
    return false;
  }
}
