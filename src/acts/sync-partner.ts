import type { PartnerSession } from "../partner-session.ts";
import { countReleases } from "../sync/release.ts";
import { removalsWait, type Synced, syncRecords } from "../sync/sync.ts";
import type { Acting } from "./acting.ts";
import { passGate } from "./pass-gate.ts";
import { showReleases } from "./show-releases.ts";

/** What one sync of a partner did. */
export interface PartnerSynced extends Synced {
  readonly session: PartnerSession;
  readonly released: number;
  readonly held: number;
}

/**
 * The same before something is published: a scope that was narrowed an hour ago must hold. Throws where the workspace
 * cannot be read, or where so much is gone that somebody has to confirm it first.
 */
export async function syncFirst(acting: Acting, session: PartnerSession): Promise<void> {
  const synced = await syncPartner(acting, session, { full: false, confirm: false });
  if (synced.unconfirmed > 0) throw removalsWait(synced, session.spec);
}

/** Workspace → store → gate → workspace, for one partner whose run lock the caller holds. */
export async function syncPartner(
  acting: Acting,
  session: PartnerSession,
  { full, confirm }: { readonly full: boolean; readonly confirm: boolean },
): Promise<PartnerSynced> {
  const { runtime, now, onProgress } = acting;
  const { spec, workspace, databases, archived } = session;
  const { store } = runtime;
  const synced = await syncRecords({
    workspace,
    store,
    spec,
    databases,
    archived,
    now,
    full,
    confirm,
    onRead: (done, total) => onProgress({ ja: "読み込んでいます", en: "Reading" }, done, total),
  });
  const items = await passGate(acting, spec);
  await showReleases(acting, session, { items, full });
  return { ...synced, session, ...countReleases(items) };
}
