import { getUser } from "confluence.js/v1";

import { AppError } from "../../errors.ts";
import { Me, type Page } from "./answers.ts";
import { ask, type Confluence } from "./confluence.ts";
import type { PersonName } from "./storage/cell-text.ts";

/** Who is meant by the accounts that pages mention; each is asked for once. */
export interface Names {
  on(page: Page): Promise<PersonName>;
}

const MENTION = /ri:account-id="([^"]+)"/gu;

export function openNames(confluence: Pick<Confluence, "transport">): Names {
  const known = new Map<string, Promise<string | null>>();
  const nameOf = (accountId: string): Promise<string | null> => {
    const name = known.get(accountId) ?? find(confluence, accountId);
    known.set(accountId, name);
    return name;
  };
  return {
    on: async (page) => {
      const ids = (page.body?.storage?.value ?? "").matchAll(MENTION);
      const names = new Map<string, string | null>();
      for (const [, id = ""] of ids) if (!names.has(id)) names.set(id, await nameOf(id));
      return (accountId) => names.get(accountId) ?? null;
    },
  };
}

/** Null for somebody who is gone, or whom we may not see: that keeps no page from being read. */
async function find(confluence: Pick<Confluence, "transport">, accountId: string): Promise<string | null> {
  try {
    const { displayName } = await ask(confluence, { kind: "read", what: "user" }, Me, (client) =>
      getUser(client, { accountId }),
    );
    return displayName ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
