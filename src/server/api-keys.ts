import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import { AppError } from "../errors.ts";
import type { ApiKeyTable, StoredApiKey } from "../store/store.ts";
import type { Principal } from "./principal.ts";

/** Keys by which programs ask: `kk_<id>.<secret>`. The store holds the secret's hash, so it is shown just once. */

export interface ApiKeyWanted {
  readonly user: string;
  readonly isAdmin: boolean;
  readonly mayChange: boolean;
  readonly partner?: string | undefined;
  readonly days: number;
}

const LONGEST_DAYS = 365;
const DAY_MS = 86_400_000;

/** Makes a key and gives it, for the one time that it can be seen. Throws `usage` for one that would last too long. */
export async function makeApiKey(
  table: ApiKeyTable,
  { days, partner, ...wanted }: ApiKeyWanted,
  now: Date,
): Promise<{ readonly key: string; readonly stored: StoredApiKey }> {
  if (days < 1 || days > LONGEST_DAYS) {
    throw new AppError("usage", {
      ja: `鍵の期限は 1 日から ${LONGEST_DAYS} 日までです`,
      en: `a key lasts from 1 to ${LONGEST_DAYS} days`,
    });
  }
  const [id, secret] = [randomBytes(6).toString("hex"), randomBytes(32).toString("base64url")];
  const stored: StoredApiKey = {
    ...wanted,
    id,
    hash: hashOf(secret).toString("base64url"),
    ...(partner === undefined ? {} : { partner }),
    madeAt: now.toISOString(),
    endsAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
  };
  await table.save(stored);
  return { key: `kk_${id}.${secret}`, stored };
}

/** As whom the holder of a key asks; null for a key that is none, or none any more. */
export async function whoHolds(table: ApiKeyTable, key: string, now: Date): Promise<Principal | null> {
  const { id, secret } = /^kk_(?<id>[0-9a-f]{12})\.(?<secret>[\w-]{43})$/u.exec(key)?.groups ?? {};
  if (id === undefined || secret === undefined) return null;
  const stored = await table.get(id);
  if (stored === null || stored.endsAt <= now.toISOString()) return null;
  if (!timingSafeEqual(hashOf(secret), Buffer.from(stored.hash, "base64url"))) return null;
  const { user, isAdmin, mayChange, partner } = stored;
  return { user, isAdmin, mayChange, ...(partner === undefined ? {} : { partner }) };
}

const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
