import { indexPartner, rebuildPartner } from "../../src/search/index-writer.ts";
import { Secret } from "../../src/secret.ts";
import type { Database } from "../../src/store/database.ts";
import { TABLES } from "../../src/store/schema.ts";
import type { Store, StoredRecord } from "../../src/store/store.ts";
import { doc } from "../search/docs.ts";
import { ownDocs } from "../search/index-world.ts";

const AT = "2026-11-23T00:00:00.000Z";

/** Something in every table: in one of them more than is read at once, in others texts that are hard to keep. */
export async function fill(store: Store): Promise<void> {
  const nasty = "件名\0\uFDD0 'quoted' \\ ? 𠮷";
  await store.partners.save({ key: "acme", specText: `# ${nasty}\n`, specFile: "acme.yaml", appliedAt: AT });
  const views = { recent: "v-1", board: null };
  const binding = { remoteId: "r", title: nasty, shownTitle: nasty, blocks: {}, seeded: [], views };
  await store.bindings.save("acme", "vault", { key: "acme/b1", ...binding, stampsByClock: true });
  await store.bindings.openIntents(
    "acme",
    "vault",
    Array.from({ length: 1_201 }, (_, n) => ({ opId: `op-${n}`, key: "acme/b2" })),
  );
  await store.rowIntents.note("db-1", "i1", { at: AT, mark: "1a2b" });
  const record = { ...RECORD, value: { ...RECORD.value, title: nasty } };
  const gone = { ...RECORD, id: "i2", imported: RECORD.value };
  const nothing = { upserts: [], removals: [], cursors: new Map<string, string>(), broken: new Map() };
  const reason = { ja: "読めません", en: "unreadable" };
  await store.records.commit("acme", "vault", {
    ...nothing,
    upserts: [record, gone],
    cursors: new Map([["acme/b1/issues", "c1"]]),
    broken: new Map([["db", [{ database: "db", remoteId: "r9", id: null, location: "x.md", reason }]]]),
  });
  await store.records.commit("acme", "vault", { ...nothing, removals: [{ type: "entry", id: "i2" }] });
  const { id } = RECORD;
  const lists = { theme: [], products: [], segment: [], texts: {} };
  const where = { unit: "b1", unitName: "大阪支店", kind: "issue", title: "件名" } as const;
  const copy = { id, audience: "vendor", ...where, ...lists, updatedAt: AT } as const;
  const item = { id, audience: "vendor", state: "held", reasons: [], copy, textHash: "h" } as const;
  await store.released.replace("acme", [item]);
  const decision = { id, audience: "vendor", textHash: "h", by: "lead", at: AT } as const;
  await store.released.decide("acme", [{ ...decision, decision: "hold" }]);
  await store.released.decide("acme", [{ ...decision, decision: "approve" }]);
  await store.published.save("acme", "vault", { id, remoteId: "r", hash: "h" });
  const digest = { unit: "b1", week: "2026-W48", audience: "vendor", state: "draft", builtAt: AT } as const;
  await store.digests.save("acme", [{ ...digest, snapshot: { items: [nasty] } }]);
  await store.jobs.note("acme", {
    job: "digest-publish",
    period: "2026-W48",
    dueAt: AT,
    state: "failed",
    attempts: 2,
    at: AT,
    by: "p1",
    error: { ja: nasty, en: nasty },
  });
  await store.told.note("acme", { unit: "b1", item: id, textHash: "h", effect: "used", by: nasty, at: AT });
  await store.feedback.note("acme", { unit: "b1", item: id, verdict: "read", why: nasty, by: "x", at: AT });
  await store.apiKeys.save({
    id,
    hash: id,
    user: nasty,
    isAdmin: false,
    mayChange: true,
    madeAt: AT,
    endsAt: AT,
  });
  await store.sessions.save({ hash: id, user: nasty, isAdmin: false, openedAt: AT, seenAt: AT });
  await store.deliveries.claim("acme", { channel: "slack", id }, AT);
  await store.deliveries.note("acme", {
    channel: "slack",
    id,
    state: "failed",
    at: AT,
    error: { ja: nasty, en: nasty },
  });
  await store.webhooks.firstSeen("e1", AT);
  await store.webhooks.openWindow(AT);
  await store.webhooks.keepToken(new Secret("token"), "2026-11-22T00:00:00.000Z");
  await fillIndex(store, nasty);
}

/** A segment, what changed since, and what is left of one that was never finished. */
async function fillIndex({ search }: Store, title: string): Promise<void> {
  const exclusively = (work: () => Promise<void>) => work();
  const docs = (text: string) =>
    ownDocs(["one", "two"].map((id) => doc({ partner: "acme", id, title, text })));
  await rebuildPartner(search, "acme", docs("見積で話が終わる"), { exclusively });
  await indexPartner(search, "acme", docs("後任が知らない"), { exclusively });
  await search.begin({ segment: 1_000, family: 1 });
}

const RECORD: StoredRecord<"entry"> = {
  type: "entry",
  id: "i1",
  value: {
    kind: "issue",
    unit: "b1",
    id: "i1",
    title: "件名",
    theme: [],
    products: [],
    segment: [],
    mask: [],
  },
  database: "acme/b1/issues",
  remoteId: "r1",
  revision: "1",
  url: "file:///i1",
  location: "i1.md",
  updatedAt: AT,
  firstSeen: AT,
  archived: false,
  readable: true,
};

/** All rows of all tables, each in the order of its key. */
export async function portrayTables(db: Database): Promise<Record<string, unknown[]>> {
  const portrait: Record<string, unknown[]> = {};
  for (const { name, key } of TABLES) {
    const rows = await db.rows(`SELECT * FROM ${name} ORDER BY ${key.join(", ")}`);
    portrait[name] = rows.map((row) => ({ ...row }));
  }
  return portrait;
}
