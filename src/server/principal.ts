import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import { type Reader, readsInFull, resolveReader } from "../release/reader.ts";

/** Who is signed in. What he may do with a partner is in its spec: `team`. */
export interface Principal {
  readonly user: string;
  /** Reads and decides everything, as whoever runs the command does. */
  readonly isAdmin: boolean;
  /** False: he only reads, as far as he came with a key that does no more. */
  readonly mayChange: boolean;
  /** The only partner that he came to read; absent = all that he may. */
  readonly partner?: string;
}

/** As what he reads a partner; null: its team does not know him, and he is told of nothing in it. */
export function readerFor({ user, isAdmin, partner }: Principal, spec: Spec): Reader | null {
  if (partner !== undefined && partner !== spec.partner.key) return null;
  if (isAdmin) return { kind: "operator" };
  return spec.team.some((member) => member.user === user) ? resolveReader(user, spec) : null;
}

/** What is not there and what may not be seen are told alike. */
export const notFound = (): AppError =>
  new AppError("not_found", { ja: "見つかりません", en: "there is nothing here" });

/** Throws as if the unit were not there, for whoever does not read it in full: he decides nothing in it. */
export function mustReadInFull(reader: Reader, unit: string): void {
  if (!readsInFull(reader, unit)) throw notFound();
}
