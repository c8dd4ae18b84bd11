import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import type { SessionTable } from "../store/store.ts";
import type { Principal } from "./principal.ts";

/**
 * Who is signed in. The browser holds a random number, the store its hash: who reads the store cannot sign in with what
 * he finds there, and what is removed there is signed out at once.
 */
export interface Sessions {
  /** Signs in; gives the secret for the cookie. A new one for every sign-in, so none that was known before is of use. */
  open(principal: Pick<Principal, "user" | "isAdmin">, now: Date): Promise<string>;
  /** Who holds the secret; null if nobody does, or not any more. */
  find(secret: string, now: Date): Promise<Principal | null>;
  close(secret: string): Promise<void>;
}

const MINUTE_MS = 60_000;
/** Signed out after so long without a request, and after so long in any case. */
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 12 * 60 * MINUTE_MS;

export function openSessions(table: SessionTable): Sessions {
  return {
    async open({ user, isAdmin }, now) {
      const secret = randomBytes(32).toString("base64url");
      const at = now.toISOString();
      await table.removeBefore(before(now, LONGEST_MS));
      await table.save({ hash: hashOf(secret), user, isAdmin, openedAt: at, seenAt: at });
      return secret;
    },
    async find(secret, now) {
      const session = await table.get(hashOf(secret));
      if (session === null) return null;
      const isOver = session.openedAt < before(now, LONGEST_MS) || session.seenAt < before(now, IDLE_MS);
      if (isOver) {
        await table.remove(session.hash);
        return null;
      }
      // Not at every request: a write each time would cost more than the request.
      if (session.seenAt < before(now, MINUTE_MS))
        await table.save({ ...session, seenAt: now.toISOString() });
      return { user: session.user, isAdmin: session.isAdmin, mayChange: true };
    },
    close: (secret) => table.remove(hashOf(secret)),
  };
}

/** What a form carries to show that it comes from a page of ours: nobody else can make it from what he sees. */
export const formToken = (secret: string | null): string => (secret === null ? "" : hashOf(`form ${secret}`));

export function isFormToken(token: unknown, secret: string): boolean {
  if (typeof token !== "string") return false;
  const [given, wanted] = [Buffer.from(token), Buffer.from(formToken(secret))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
