import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { RequestKind } from "../../src/workspaces/retry.ts";
import type { RowIntents } from "../../src/workspaces/row-intents.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { type Clock, openClock } from "./clock.ts";
import type { PlainFault } from "./faults.ts";
import type { Portrait, Rename } from "./portrait.ts";

/** A platform's double and a store of their own, on a clock of their own. */
export interface World<S extends Server = Server> extends AsyncDisposable {
  /** Where the store is, and files if a command needs them. */
  readonly dir: string;
  readonly server: S;
  readonly clock: Clock;
  /** What a process of the product needs to be told to work here. */
  readonly env: Readonly<Record<string, string>>;
  /** What one process does: it knows nothing but what stands in the store and on the platform. */
  run<T>(use: (deps: Deps) => Promise<T>): Promise<T>;
  /** Throws for a fault of another platform. */
  fail(fault: PlainFault): { readonly fired: number };
  /** What is there, without what the store knows. */
  portray(): Promise<Portrait>;
  /** The names of what is there now, for ids in any text. */
  rename(): Rename;
}

/** What the doubles of all platforms have. */
export interface Server {
  /** Every request since the start or since `forget`, oldest first. */
  readonly requests: readonly SeenRequest[];
  forget(): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface SeenRequest {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly fault?: string;
}

export interface Deps {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly clock: Clock;
}

/** How late a platform shows what was made. */
export interface Lag {
  readonly visibilityLagMs?: number;
  readonly visibilityLagRequests?: number;
}

/** When a request has come in, and when its work is done but not yet answered. */
export type Phase = "received" | "handled";

export interface WorldOptions extends Lag {
  readonly onRequest?: (request: SeenRequest, phase: Phase) => void | Promise<void>;
}

/** Stands between one process and its platform. */
export interface Between {
  /** Sends a request and hands its answer on, or does not. */
  readonly pass: <T>(send: () => Promise<T>) => Promise<T>;
  /** What the product takes a request for. */
  readonly kindOf: (kind: RequestKind) => RequestKind;
}

export const UNTOUCHED: Between = { pass: (send) => send(), kindOf: (kind) => kind };

/** Long enough for an answer on loopback, short enough for thousands of trials. */
export const TIMEOUT_MS = 500;

/** What a platform adds to make a world. */
export interface Ground<S extends Server> {
  readonly name: string;
  readonly start: (clock: Clock) => Promise<S>;
  readonly env: (server: S) => Readonly<Record<string, string>>;
  readonly workspace: (server: S, process: Process) => Workspace;
  readonly fail: (server: S, fault: PlainFault) => { readonly fired: number };
  readonly portray: (server: S) => Promise<Portrait>;
  readonly rename: (server: S) => Rename;
}

interface Process {
  readonly clock: Clock;
  readonly between: Between;
  readonly rowIntents: RowIntents;
}

/** `between` is asked for once for each process. */
export async function openWorld<S extends Server>(
  ground: Ground<S>,
  between: () => Between = () => UNTOUCHED,
): Promise<World<S>> {
  const dir = await mkdtemp(join(tmpdir(), `kakehashi-${ground.name}-`));
  const clock = openClock();
  const server = await ground.start(clock);
  return {
    dir,
    server,
    clock,
    env: ground.env(server),
    run: async (use) => {
      await using store = await openSqliteStore({ dataDir: dir });
      const { rowIntents } = store;
      const workspace = ground.workspace(server, { clock, between: between(), rowIntents });
      return await use({ workspace, store, clock });
    },
    fail: (fault) => ground.fail(server, fault),
    portray: () => ground.portray(server),
    rename: () => ground.rename(server),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
