import type { Config } from "./config.ts";
import type { Store } from "./store/store.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import { openVault } from "./workspaces/vault/open-vault.ts";
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
  return {
    config,
    store,
    workspace: (root) => WORKSPACES[config.workspace](config, root),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

const WORKSPACES = {
  vault: ({ vaultDir }, root) => openVault({ dir: vaultDir, ...(root === undefined ? {} : { root }) }),
} as const satisfies Record<WorkspaceKind, (config: Config, root: string | undefined) => Workspace>;
