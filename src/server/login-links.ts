import { randomBytes } from "node:crypto";

/** Links that sign in whoever reads this machine's terminal, each once and not for long. */
export interface LoginLinks {
  /** Makes a link; the one before it is worth nothing from then on. */
  make(now: Date): string;
  /** True to exactly one caller per link. */
  use(token: string, now: Date): boolean;
}

const LIFE_MS = 15 * 60_000;

export function openLoginLinks(origin: string): LoginLinks {
  let current: { readonly token: string; readonly until: number } | null = null;
  return {
    make(now) {
      current = { token: randomBytes(32).toString("base64url"), until: now.getTime() + LIFE_MS };
      return `${origin}/login?token=${current.token}`;
    },
    use(token, now) {
      if (current === null || current.token !== token || now.getTime() > current.until) return false;
      current = null;
      return true;
    },
  };
}
