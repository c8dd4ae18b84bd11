import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findPostgres, type Postgres } from "../../test/postgres/server.ts";
import type { Engine, EngineChoice } from "./engine.ts";
import { ftsTrigram, ftsWords } from "./fts5.ts";
import { miniDefault, miniTokens } from "./minisearch.ts";
import { pgTrgm, pgTsvector } from "./postgres-peers.ts";
import { productChoice } from "./product.ts";

export const PEERS: readonly EngineChoice[] = [
  ftsTrigram,
  ftsWords,
  miniDefault,
  miniTokens,
  pgTsvector,
  pgTrgm,
];

/** The product first: all others are compared with it. */
export const ENGINES: readonly EngineChoice[] = [
  productChoice("sqlite", "operator"),
  productChoice("sqlite", "rep"),
  productChoice("postgres", "operator"),
  ...PEERS,
];

/** Where engines keep what they keep, until it is disposed. */
export interface Ground extends AsyncDisposable {
  /** Null where the engine cannot run here; `notRun` says why. */
  open(choice: EngineChoice, docs: number): Promise<Engine | null>;
  readonly notRun: readonly string[];
  readonly dir: string;
}

/** `keep` is a folder whose indexes are used again by the next run over as many documents. */
export function openGround({ keep }: { readonly keep?: string | undefined } = {}): Ground {
  const dir = keep ?? mkdtempSync(path.join(tmpdir(), "kakehashi-bench-"));
  const notRun: string[] = [];
  let server: Promise<Postgres | { readonly missing: string }> | null = null;
  const opened: Engine[] = [];
  return {
    notRun,
    dir,
    async open(choice, docs) {
      if (docs > choice.mostDocs) {
        notRun.push(`${choice.name}: not run, ${docs} documents are more than it can hold here`);
        return null;
      }
      let url = "";
      if (choice.needsPostgres) {
        server ??= findPostgres();
        const found = await server;
        if ("missing" in found) {
          notRun.push(`${choice.name}: NOT RUN, ${found.missing}`);
          return null;
        }
        url = await found.url();
      }
      const engine = await choice.open({ dir, url });
      opened.push(engine);
      return engine;
    },
    async [Symbol.asyncDispose]() {
      for (const engine of opened) await engine.close();
      const found = await server;
      if (found !== null && !("missing" in found)) await found.stop();
      if (keep === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
