import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { check } from "../check.ts";
import type { Check, DatabaseRef } from "../workspace.ts";
import type { WholePage } from "./answers.ts";
import { checkScopes, missingScope } from "./check-scopes.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { getPage, getSomePages } from "./pages.ts";
import { isScopeRefusal } from "./read-failure.ts";
import { whoAmI } from "./who-am-i.ts";

/**
 * Token, space, root page, rights, scopes, databases: what must be so before anything is written. Each check that fails
 * says what to do; what depends on it is then left out.
 */
export async function checkConfluence(
  confluence: Confluence,
  databases: readonly DatabaseRef[] | undefined,
  tokenExpires: string | null,
): Promise<Check[]> {
  const token = await checkToken(confluence);
  if (!token.ok) return [token];
  const expiry = checkExpiry(tokenExpires, confluence.now());
  const space = await checkSpace(confluence);
  if (!space.ok) return [token, expiry, space];
  const root = await checkRoot(confluence);
  if (!root.ok || databases === undefined) return [token, expiry, space, root];
  const scopes = await checkScopes(confluence);
  return [token, expiry, space, root, scopes, ...(await checkDatabases(confluence, databases))];
}

function checkToken(confluence: Confluence): Promise<Check> {
  return check("confluence-token", async () => {
    try {
      const { type, accountId, displayName } = await whoAmI(confluence);
      // A site that is open to everybody answers whoever asks, with less.
      if (type === "anonymous" || !accountId) throw new AppError("workspace_failed", ANONYMOUS);
      const { site } = confluence.transport;
      return {
        ja: `${site} に「${displayName ?? "-"}」としてつながっています`,
        en: `Connected to ${site} as "${displayName ?? "-"}"`,
      };
    } catch (error) {
      if (isScopeRefusal(error))
        throw new AppError("workspace_failed", missingScope("read:content-details, read:confluence-user"));
      throw error;
    }
  });
}

const ANONYMOUS: Text = {
  ja: "Confluenceがこのトークンの持ち主を知りません(匿名として扱われています)。CONFLUENCE_EMAIL と CONFLUENCE_API_TOKEN を確かめてください",
  en: "Confluence does not know whose token this is, and treats us as a stranger: check CONFLUENCE_EMAIL and CONFLUENCE_API_TOKEN",
};

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

/** Confluence does not say when a token ends, so a person has to (support.atlassian.com, "API tokens": a year at most). */
function checkExpiry(expires: string | null, now: number): Check {
  const name = "confluence-token-expiry";
  if (expires === null) return { name, ok: true, detail: UNKNOWN_EXPIRY };
  const days = Math.floor((Date.parse(expires) + DAY_MS - now) / DAY_MS);
  if (days < 0) {
    return {
      name,
      ok: false,
      detail: {
        ja: `APIトークンの期限(${expires})が過ぎています。作り直して CONFLUENCE_API_TOKEN と CONFLUENCE_TOKEN_EXPIRES を設定してください`,
        en: `The API token ended on ${expires}: make a new one and set CONFLUENCE_API_TOKEN and CONFLUENCE_TOKEN_EXPIRES`,
      },
    };
  }
  const soon = days <= WARN_DAYS;
  return {
    name,
    ok: true,
    detail: {
      ja: `APIトークンはあと ${days} 日(${expires} まで)使えます${soon ? "。切れる前に作り直してください" : ""}`,
      en: `The API token is good for another ${days} days, until ${expires}${soon ? ": make a new one before that" : ""}`,
    },
  };
}

const UNKNOWN_EXPIRY: Text = {
  ja: "APIトークンは最長1年で切れます。期限を CONFLUENCE_TOKEN_EXPIRES に書いておくと、30日前から知らせます",
  en: "API tokens end after a year at most: set CONFLUENCE_TOKEN_EXPIRES to be told 30 days before",
};

function checkSpace(confluence: Confluence): Promise<Check> {
  return check("confluence-space", async () => {
    try {
      const { key, name } = await confluence.space();
      return { ja: `スペース「${name}」(${key})が見えます`, en: `The space "${name}" (${key}) is there` };
    } catch (error) {
      if (isScopeRefusal(error)) throw new AppError("workspace_failed", missingScope("read:space"));
      throw error;
    }
  });
}

function checkRoot(confluence: Confluence): Promise<Check> {
  return check("confluence-root", async () => {
    const id = await confluence.rootId();
    const page = await rootPage(confluence, id);
    if (page === null || page.status === "trashed") throw new AppError("workspace_failed", ROOT.missing);
    if (page.status !== "current") throw new AppError("workspace_failed", ROOT.archived);
    const space = await confluence.space();
    if (page.spaceId !== undefined && page.spaceId !== space.id)
      throw new AppError("workspace_failed", ROOT.elsewhere);
    // Confluence tells what may be done to a page, not what may be put below it; who may not write does neither.
    const allowed = page.operations?.results ?? [];
    const mayWrite = allowed.length === 0 || allowed.some(({ operation }) => operation === "update");
    if (!mayWrite) throw new AppError("workspace_failed", ROOT.readOnly);
    const url = urlOf(confluence, space, id);
    return { ja: `ページを ${url} の下に置けます`, en: `Pages can be put below ${url}` };
  });
}

async function rootPage(confluence: Confluence, id: string): Promise<WholePage | null> {
  try {
    return await getPage(confluence, id, { operations: true });
  } catch (error) {
    if (isScopeRefusal(error)) throw new AppError("workspace_failed", missingScope("read:page"));
    throw error;
  }
}

const ROOT = {
  missing: {
    ja: "親にするページ(CONFLUENCE_ROOT_PAGE_ID、または定義ファイルの workspace.root)が見つかりません。消されたか、このアカウントには見えません",
    en: "The page to put partners below (CONFLUENCE_ROOT_PAGE_ID, or workspace.root of the spec) is not found: it is gone, or the account may not see it",
  },
  archived: {
    ja: "親にするページがアーカイブされています。Confluenceで元に戻してください",
    en: "The page to put partners below is archived: restore it in Confluence",
  },
  elsewhere: {
    ja: "親にするページが、CONFLUENCE_SPACE_KEY とは別のスペースにあります",
    en: "The page to put partners below is in another space than CONFLUENCE_SPACE_KEY",
  },
  readOnly: {
    ja: "このアカウントは、このページの下にページを追加・変更できません。スペースの管理者に「ページの追加」の権限を付けてもらってください",
    en: "The account may not add or change pages here: ask the space's administrator for the permission to add pages",
  },
} as const satisfies Record<string, Text>;

/** One line for all that is well; one for each database that is not. */
async function checkDatabases(confluence: Confluence, databases: readonly DatabaseRef[]): Promise<Check[]> {
  if (databases.length === 0) return [];
  const name = "confluence-databases";
  const space = await confluence.space();
  const found = await getSomePages(
    confluence,
    databases.map(({ remoteId }) => remoteId),
    { bodies: false },
  );
  const current = new Set(found.filter(({ status }) => status === "current").map(({ id }) => id));
  const bad = databases.filter(({ remoteId }) => !current.has(remoteId));
  if (bad.length > 0) {
    return bad.map(({ remoteId }) => ({
      name,
      ok: false,
      detail: {
        ja: `索引ページ ${urlOf(confluence, space, remoteId)} が見えません。ゴミ箱かアーカイブにあるか、閲覧が制限されています`,
        en: `The index page ${urlOf(confluence, space, remoteId)} is not there: it is in the trash, archived, or restricted`,
      },
    }));
  }
  const { length } = databases;
  return [
    {
      name,
      ok: true,
      detail: { ja: `${length} 個の索引ページが見えます`, en: `${length} index pages are there` },
    },
  ];
}
