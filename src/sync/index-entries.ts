import { setTimeout as sleep } from "node:timers/promises";

import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import { indexedDocs } from "../search/documents.ts";

import {
  type Exclusively,
  indexPartner,
  rebuildPartner,
  type WriterOptions,
} from "../search/index-writer.ts";
import { MADE_WITH } from "../search/made-with.ts";
import type { Store } from "../store/store.ts";

/**
 * Brings the search index to what is stored of a partner; where it was made by other means, makes it anew while
 * queries go on with the old one. Whoever calls it holds the partner's run.
 */
export async function indexEntries(
  store: Store,
  spec: Spec,
  { onProgress, anew = false }: Pick<WriterOptions, "onProgress"> & { readonly anew?: boolean } = {},
): Promise<void> {
  const { key } = spec.partner;
  const behind = (await store.search.state(MADE_WITH)).behind.find(({ partner }) => partner === key);
  const docs = indexedDocs({
    spec,
    entries: await store.records.all(key, "entry"),
    items: await store.released.all(key),
  });
  const options = { exclusively: segmentsOf(store), ...(onProgress && { onProgress }) };
  if (anew || behind?.isOld === true) await rebuildPartner(store.search, key, docs, options);
  else await indexPartner(store.search, key, docs, options);
  if (behind !== undefined) await store.search.caughtUp(key, behind.change, MADE_WITH);
}

/** No partner can be called that: keys have no spaces. */
const SEGMENTS = "search index";
const WAIT_MS = 100;
const LONGEST_WAIT_MS = 600_000;

/** Segments are made by one process at a time, whatever partner they are of. */
const segmentsOf =
  (store: Store): Exclusively =>
  async (work, ifTaken) => {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    const lock = await turn(store, ifTaken === "skip" ? 0 : deadline);
    if (lock === null) return;
    await using _lock = lock;
    await work();
  };

/** The lock of those who make segments; null if another has it and there is no more time to wait. */
async function turn(store: Store, deadline: number): Promise<AsyncDisposable | null> {
  for (;;) {
    try {
      return await store.lockRun(SEGMENTS, "search");
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "locked") throw error;
      if (deadline === 0) return null;
      if (Date.now() > deadline) throw error;
      await sleep(WAIT_MS);
    }
  }
}
