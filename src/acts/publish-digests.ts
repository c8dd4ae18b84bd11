import { type DigestRequest, publishDigests } from "../digest/digests.ts";
import { correctDigests } from "../digest/correct-digests.ts";
import { AppError } from "../errors.ts";
import { linksOf, type PartnerSession } from "../partner-session.ts";
import { partnerNodeKey } from "../spec/keys.ts";
import type { StoredDigest } from "../store/store.ts";
import type { DatabaseRef } from "../workspaces/workspace.ts";

/** Publishes what may be of one week into the partner's 週報 database. The caller holds the partner's run lock. */
export async function publishToWorkspace(
  session: PartnerSession,
  request: DigestRequest,
  onPublished?: (digest: StoredDigest) => void,
): Promise<StoredDigest[]> {
  const entries = await request.store.records.all(session.spec.partner.key, "entry");
  return publishDigests({
    ...request,
    workspace: session.workspace,
    database: digestDatabase(session),
    links: linksOf(session.bindings, new Map(entries.map((entry) => [entry.id, entry.remoteId]))),
    ...(onPublished === undefined ? {} : { onPublished }),
  });
}

/** Mends what was published and may not be read any more, or reads otherwise by now. */
export async function correctInWorkspace(
  session: PartnerSession,
  { store, lexicon, now }: Pick<DigestRequest, "store" | "lexicon" | "now">,
): Promise<StoredDigest[]> {
  const { spec, workspace, bindings, databases } = session;
  // Where nothing was ever published there may be no database yet.
  if (!databases.has(partnerNodeKey(spec.partner.key, "digests"))) return [];
  const entries = await store.records.all(spec.partner.key, "entry");
  const links = linksOf(bindings, new Map(entries.map((entry) => [entry.id, entry.remoteId])));
  return correctDigests({
    store,
    spec,
    workspace,
    database: digestDatabase(session),
    links,
    now,
    ...(lexicon === undefined ? {} : { lexicon }),
  });
}

function digestDatabase({ spec, databases }: PartnerSession): DatabaseRef {
  const database = databases.get(partnerNodeKey(spec.partner.key, "digests"));
  if (database !== undefined) return database;
  throw new AppError(
    "not_found",
    { ja: "「週報」データベースがまだありません", en: "the digest database is not there yet" },
    { hint: { ja: "先に kakehashi apply を実行してください", en: "Run `kakehashi apply` first." } },
  );
}
