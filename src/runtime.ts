import type { Config } from "./config.ts";
import { AppError } from "./errors.ts";
import type { Store } from "./store/store.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import { perMinute } from "./workspaces/budget.ts";
import { type Limiter, openLimiter } from "./workspaces/limiter.ts";
import { idFromUrl } from "./workspaces/notion/ids.ts";
import { openNotion } from "./workspaces/notion/open-notion.ts";
import { openNotionTransport } from "./workspaces/notion/transport.ts";
import { openVault } from "./workspaces/vault/open-vault.ts";
import type { RowIntents } from "./workspaces/row-intents.ts";
import type { Workspace, WorkspaceKind } from "./workspaces/workspace.ts";

/** The one place that chooses implementations. Everything else is handed what it needs. */
export interface Runtime extends AsyncDisposable {
  readonly config: Config;
  readonly store: Store;
  /** The workspace at a partner's root (`workspace.root` of its spec; none = the workspace's own root). */
  workspace(root?: string): Workspace;
}

export async function openRuntime(config: Config): Promise<Runtime> {
  const store = await openSqliteStore({ dataDir: config.dataDir });
  // One per token: what a platform counts are the requests of all partners together.
  const limiter = openLimiter({ rate: perMinute(config.notion.requestsPerMinute) });
  return {
    config,
    store,
    workspace: (root) =>
      WORKSPACES[config.workspace](config, { root, limiter, rowIntents: store.rowIntents }),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

interface Place {
  readonly root: string | undefined;
  readonly limiter: Limiter;
  readonly rowIntents: RowIntents;
}

const WORKSPACES = {
  vault: ({ vaultDir }, { root }) => openVault({ dir: vaultDir, ...(root === undefined ? {} : { root }) }),
  notion: ({ notion, language, allowBaseUrl }, { root, limiter, rowIntents }) => {
    const { token, rootPage, baseUrl, requestsPerMinute: perMinute, timeoutMs } = notion;
    const page = root ?? rootPage;
    if (token === null || page === "")
      throw notConnected([
        ...(token === null ? ["NOTION_TOKEN"] : []),
        ...(page === "" ? ["NOTION_ROOT_PAGE_ID"] : []),
      ]);
    const rootId = idFromUrl(page, root === undefined ? "NOTION_ROOT_PAGE_ID" : "workspace.root");
    const transport = openNotionTransport({
      token,
      baseUrl,
      allowAnyHost: allowBaseUrl,
      perMinute,
      timeoutMs,
      limiter,
    });
    return openNotion({ transport, rootId, language, rowIntents });
  },
} as const satisfies Record<WorkspaceKind, (config: Config, place: Place) => Workspace>;

const notConnected = (missing: readonly string[]): AppError =>
  new AppError(
    "usage",
    {
      ja: `Notionを使うには ${missing.join(" と ")} が要ります`,
      en: `working with Notion needs ${missing.join(" and ")}`,
    },
    {
      hint: {
        ja: "READMEの「Connect your Notion」の手順で、コネクトのトークンとルートページのURLを .env に書いてください",
        en: "Put the connection's token and the root page's address into .env, as \"Connect your Notion\" in the README shows.",
      },
    },
  );
