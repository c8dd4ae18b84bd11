import { readFile } from "node:fs/promises";

import type { Channel } from "./channels/channel.ts";
import type { Config } from "./config.ts";
import type { Embeddings } from "./embeddings/embeddings.ts";
import { AppError } from "./errors.ts";
import type { Lexicon } from "./match/lexicon/lexicon.ts";
import type { SearchIndex } from "./search/search-index.ts";
import type { DatabaseStore } from "./store/database.ts";
import type { Store } from "./store/store.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import type { Secret } from "./secret.ts";
import { perMinute, perSecond } from "./workspaces/budget.ts";
import { CONFLUENCE_CONCURRENCY } from "./workspaces/confluence/concurrency.ts";
import { type Limiter, openLimiter } from "./workspaces/limiter.ts";
import type { RowIntents } from "./workspaces/row-intents.ts";
import type { Workspace, WorkspaceKind } from "./workspaces/workspace.ts";

/** The one place that chooses implementations. Everything else is handed what it needs. */
export interface Runtime extends AsyncDisposable {
  readonly config: Config;
  readonly store: Store;
  /** The workspace at a partner's root (`workspace.root` of its spec; none = the workspace's own root). */
  workspace(root?: string): Promise<Workspace>;
  /** Where our own team is told of digests. */
  channels(): Promise<readonly Channel[]>;
  /** The model that matching may ask, too; null unless one is configured. */
  embeddings(): Promise<Embeddings | null>;
  /** The search index; one for all queries, which keeps what is asked for often. */
  searchIndex(): Promise<SearchIndex>;
  /** What matching knows problems by: the built-in lexicon, with the user's own file. */
  lexicon(): Promise<Lexicon>;
}

export async function openRuntime(config: Config): Promise<Runtime> {
  const store = await openStore(config);
  // One per token: what a platform counts are the requests of all partners together.
  const limiters = {
    notion: openLimiter({ rate: perMinute(config.notion.requestsPerMinute) }),
    confluence: openLimiter({
      rate: perSecond(config.confluence.requestsPerSecond),
      concurrency: CONFLUENCE_CONCURRENCY,
    }),
  };
  let searchIndex: Promise<SearchIndex> | undefined;
  return {
    config,
    store,
    workspace: (root) =>
      WORKSPACES[config.workspace](config, { root, limiters, rowIntents: store.rowIntents }),
    channels: async () => (await import("./channels/open-channels.ts")).openChannels(config.channels),
    embeddings: async () => {
      const { url, model, apiKey } = config.embeddings;
      if (url === "") return null;
      return (await import("./embeddings/endpoint.ts")).openEndpoint({ url, model, apiKey });
    },
    searchIndex: () => (searchIndex ??= openIndex(store)),
    lexicon: () => openLexicon(config.lexicon),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

/**
 * The store in a database that machines share, or else in a folder. The server's driver is loaded only where there
 * is a server.
 */
export async function openStore({
  databaseUrl,
  dataDir,
}: Pick<Config, "databaseUrl" | "dataDir">): Promise<DatabaseStore> {
  if (databaseUrl === null) return openSqliteStore({ dataDir });
  const { openPostgresStore } = await import("./store/postgres/open-postgres-store.ts");
  return openPostgresStore({ url: databaseUrl });
}

async function openIndex(store: Store): Promise<SearchIndex> {
  return (await import("./search/search-index.ts")).openSearchIndex(store.search);
}

async function openLexicon(file: string | null): Promise<Lexicon> {
  if (file === null) return (await import("./match/lexicon/lexicon.ts")).builtInLexicon();
  const { parseLexicon } = await import("./match/lexicon/own-lexicon.ts");
  return parseLexicon(await readLexiconFile(file), file);
}

async function readLexiconFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError(
      "not_found",
      { ja: `KAKEHASHI_LEXICON のファイル ${file} を開けません`, en: `the lexicon ${file} cannot be opened` },
      {
        hint: {
          ja: "パスを確かめるか、KAKEHASHI_LEXICON を空にしてください",
          en: "Check the path, or leave KAKEHASHI_LEXICON empty.",
        },
        cause,
      },
    );
  }
}

interface Place {
  readonly root: string | undefined;
  readonly limiters: Readonly<Record<"notion" | "confluence", Limiter>>;
  readonly rowIntents: RowIntents;
}

/** Loaded when one is needed: a search needs none, and their libraries take longer to load than it takes. */
const WORKSPACES = {
  vault: async ({ vaultDir }, { root }) => {
    const { openVault } = await import("./workspaces/vault/open-vault.ts");
    return openVault({ dir: vaultDir, ...(root === undefined ? {} : { root }) });
  },
  notion: async ({ notion, language, allowBaseUrl }, { root, limiters, rowIntents }) => {
    const { token, rootPage, baseUrl, requestsPerMinute: perMinute, timeoutMs } = notion;
    const page = root ?? rootPage;
    if (token === null || page === "") {
      throw notConnected("Notion", { NOTION_TOKEN: token, NOTION_ROOT_PAGE_ID: page });
    }
    const { idFromUrl } = await import("./workspaces/notion/ids.ts");
    const { openNotion } = await import("./workspaces/notion/open-notion.ts");
    const { openNotionTransport } = await import("./workspaces/notion/transport.ts");
    const rootId = idFromUrl(page, root === undefined ? "NOTION_ROOT_PAGE_ID" : "workspace.root");
    const transport = openNotionTransport({
      token,
      baseUrl,
      allowAnyHost: allowBaseUrl,
      perMinute,
      timeoutMs,
      limiter: limiters.notion,
    });
    return openNotion({ transport, rootId, language, rowIntents });
  },
  confluence: async ({ confluence, language, allowBaseUrl }, { root, limiters, rowIntents }) => {
    const { host, email, token, tokenExpires, spaceKey, timeoutMs, requestsPerSecond } = confluence;
    if (host === "" || email === "" || token === null || spaceKey === "") {
      throw notConnected("Confluence", {
        CONFLUENCE_HOST: host,
        CONFLUENCE_EMAIL: email,
        CONFLUENCE_API_TOKEN: token,
        CONFLUENCE_SPACE_KEY: spaceKey,
      });
    }
    const { openConfluence } = await import("./workspaces/confluence/open-confluence.ts");
    const { pageIdFrom } = await import("./workspaces/confluence/page-address.ts");
    const { openConfluenceTransport } = await import("./workspaces/confluence/transport.ts");
    const page = root ?? confluence.rootPage;
    const setting = root === undefined ? "CONFLUENCE_ROOT_PAGE_ID" : "workspace.root";
    const transport = openConfluenceTransport({
      host,
      email,
      token,
      allowAnyHost: allowBaseUrl,
      requestsPerSecond,
      timeoutMs,
      limiter: limiters.confluence,
    });
    const rootId = page === "" ? {} : { rootId: pageIdFrom(page, setting) };
    return openConfluence({ transport, spaceKey, ...rootId, language, rowIntents, tokenExpires });
  },
} as const satisfies Record<WorkspaceKind, (config: Config, place: Place) => Promise<Workspace>>;

function notConnected(
  platform: "Notion" | "Confluence",
  needed: Record<string, Secret | string | null>,
): AppError {
  const missing = Object.keys(needed).filter((name) => needed[name] === null || needed[name] === "");
  return new AppError(
    "usage",
    {
      ja: `${platform}を使うには ${missing.join(" と ")} が要ります`,
      en: `working with ${platform} needs ${missing.join(" and ")}`,
    },
    {
      hint: {
        ja: `READMEの「Connect your ${platform}」の手順で用意した値を .env に書いてください`,
        en: `Put them into .env, as "Connect your ${platform}" in the README shows.`,
      },
    },
  );
}
