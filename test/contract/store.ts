import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import type { Issue } from "../../src/model/entry.ts";
import { Secret } from "../../src/secret.ts";
import type {
  Binding,
  RecordChanges,
  ReleaseItem,
  Store,
  StoredDigest,
  StoredJob,
  StoredRecord,
} from "../../src/store/store.ts";
import type { WorkspaceKind } from "../../src/workspaces/workspace.ts";

/** The exam that every store must pass. `open` answers a new, empty store, or a second view of the same data. */
export function describeStore(name: string, makePlace: () => Promise<{ open: () => Promise<Store> }>): void {
  const withStore = async (work: (store: Store, open: () => Promise<Store>) => Promise<void>) => {
    const { open } = await makePlace();
    await using store = await open();
    await work(store, open);
  };

  describe(`${name} as a store`, () => {
    test("what was saved is there for the next process, and saving again replaces it", () =>
      withStore(async (store, open) => {
        const partner = { key: "acme", specText: "units: []\n", specFile: "a.yaml", appliedAt: AT };
        await store.partners.save(partner);
        await store.partners.save({ ...partner, specFile: "b.yaml" });
        await using other = await open();
        expect(await other.partners.get("acme")).toEqual({ ...partner, specFile: "b.yaml" });
        expect(await other.partners.all()).toHaveLength(1);
        expect(await other.partners.get("nobody")).toBeNull();
      }));

    test("a binding closes the intent that led to it, and no other", () =>
      withStore(async (store) => {
        await store.bindings.openIntents("acme", "vault", [
          { opId: "op-1", key: "acme/b1" },
          { opId: "op-2", key: "acme/b2" },
        ]);
        await store.bindings.save("acme", "vault", binding("acme/b1"), "op-1");
        expect(await store.bindings.intents("acme", "vault")).toEqual([{ opId: "op-2", key: "acme/b2" }]);
        expect(await store.bindings.all("acme", "vault")).toEqual([binding("acme/b1")]);
        await store.bindings.dropIntents("acme", "vault", ["op-2"]);
        expect(await store.bindings.intents("acme", "vault")).toEqual([]);
      }));

    test("an intent knows when its create was sent last", () =>
      withStore(async (store) => {
        const intent = { opId: "op-1", key: "acme/b1" };
        await store.bindings.openIntents("acme", "vault", [intent]);
        await store.bindings.openIntents("acme", "vault", [{ ...intent, sentAt: AT }]);
        expect(await store.bindings.intents("acme", "vault")).toEqual([{ ...intent, sentAt: AT }]);
      }));

    test("what was sent to make a row is known to every process for a while, and of each row the last", () =>
      withStore(async (store, open) => {
        const { rowIntents } = store;
        await rowIntents.note("db-1", "i1", { at: AT, mark: "" });
        await rowIntents.note("db-1", "i1", { at: AT, mark: "1a2b" });
        await rowIntents.note("db-1", "i2", { at: AT, mark: "" });
        await rowIntents.forget("db-1", "i2");
        await using other = await open();
        expect(await other.rowIntents.all("db-1")).toEqual([{ id: "i1", at: AT, mark: "1a2b" }]);
        expect(await other.rowIntents.last("db-1", "i1")).toEqual({ at: AT, mark: "1a2b" });
        expect(await other.rowIntents.last("db-1", "i2")).toBeNull();
        expect(await other.rowIntents.last("db-2", "i1")).toBeNull();
        const later = new Date(Date.parse(AT) + 40 * 86_400_000).toISOString();
        await other.rowIntents.note("db-1", "i3", { at: later, mark: "" });
        expect(await store.rowIntents.last("db-1", "i1")).toBeNull();
      }));

    test("bindings are kept per partner and per workspace", () =>
      withStore(async (store) => {
        await store.bindings.save("acme", "vault", binding("acme/b1"));
        expect(await store.bindings.all("acme", ELSEWHERE)).toEqual([]);
        expect(await store.bindings.all("other", "vault")).toEqual([]);
        await store.bindings.remove("acme", ELSEWHERE, "acme/b1");
        expect(await store.bindings.all("acme", "vault")).toHaveLength(1);
        await store.bindings.remove("acme", "vault", "acme/b1");
        expect(await store.bindings.all("acme", "vault")).toEqual([]);
      }));

    test("records, cursors and broken rows are committed together", () =>
      withStore(async (store) => {
        await store.records.commit("acme", "vault", {
          ...NOTHING,
          upserts: [stored("i1", "ひとつめ"), { ...stored("i2", "二"), imported: issue("i2", "前の二") }],
          cursors: new Map([["acme/b1/issues", "c1"]]),
          broken: new Map([["acme/b1/issues", [BROKEN]]]),
        });
        expect(await store.records.all("acme", "entry")).toEqual([
          stored("i1", "ひとつめ"),
          { ...stored("i2", "二"), imported: issue("i2", "前の二") },
        ]);
        expect(await store.records.all("acme", "order")).toEqual([]);
        expect(await store.records.cursors("acme", "vault")).toEqual(new Map([["acme/b1/issues", "c1"]]));
        expect(await store.records.cursors("acme", ELSEWHERE)).toEqual(new Map());
        expect(await store.records.broken("acme")).toEqual([BROKEN]);

        await store.records.commit("acme", "vault", {
          ...NOTHING,
          removals: [{ type: "entry", id: "i1" }],
          broken: new Map([["acme/b1/issues", []]]),
        });
        expect((await store.records.all("acme", "entry")).map(({ id }) => id)).toEqual(["i2"]);
        expect(await store.records.broken("acme")).toEqual([]);
        expect((await store.records.cursors("acme", "vault")).size).toBe(1);
      }));

    test("what an import gave is remembered when its row is deleted, until the row is back", () =>
      withStore(async (store) => {
        const imported = { ...stored("i1", "人が直した"), imported: issue("i1", "取り込んだまま") };
        const removals = [
          { type: "entry", id: "i1" },
          { type: "entry", id: "i2" },
        ] as const;
        await store.records.commit("acme", "vault", {
          ...NOTHING,
          upserts: [imported, stored("i2", "手書き")],
        });
        expect((await store.records.deletedImports("acme", "entry")).size).toBe(0);
        await store.records.commit("acme", "vault", { ...NOTHING, removals });
        expect(await store.records.deletedImports("acme", "entry")).toEqual(
          new Map([["i1", issue("i1", "取り込んだまま")]]),
        );
        await store.records.commit("acme", "vault", { ...NOTHING, upserts: [imported] });
        expect((await store.records.deletedImports("acme", "entry")).size).toBe(0);
      }));

    test("an API key is there until it is removed", () =>
      withStore(async (store) => {
        const key = {
          id: "k1",
          hash: "h",
          user: "u",
          isAdmin: false,
          mayChange: false,
          madeAt: AT,
          endsAt: AT,
        };
        await store.apiKeys.save(key);
        await store.apiKeys.save({ ...key, id: "k2", partner: "acme" });
        expect(await store.apiKeys.get("k1")).toEqual(key);
        expect((await store.apiKeys.all()).map(({ id }) => id)).toEqual(["k1", "k2"]);
        expect(await store.apiKeys.remove("k1")).toBe(true);
        expect(await store.apiKeys.remove("k1")).toBe(false);
        expect(await store.apiKeys.get("k1")).toBeNull();
      }));

    test("a session is there until it is removed, or older ones are", () =>
      withStore(async (store) => {
        const session = { hash: "h1", user: "u", isAdmin: false, openedAt: AT, seenAt: AT };
        await store.sessions.save(session);
        await store.sessions.save({ ...session, seenAt: "2026-11-24T01:00:00.000Z" });
        await store.sessions.save({ ...session, hash: "h2" });
        expect(await store.sessions.get("h1")).toEqual({ ...session, seenAt: "2026-11-24T01:00:00.000Z" });
        await store.sessions.remove("h1");
        expect(await store.sessions.get("h1")).toBeNull();
        await store.sessions.removeBefore(AT);
        expect(await store.sessions.get("h2")).not.toBeNull();
        await store.sessions.removeBefore("2027-01-01T00:00:00.000Z");
        expect(await store.sessions.get("h2")).toBeNull();
      }));

    test("a commit that fails half-way leaves nothing of itself", () =>
      withStore(async (store) => {
        const unstorable = { ...stored("i2", "二"), remoteId: undefined } as unknown as StoredRecord;
        const commit = store.records.commit("acme", "vault", {
          ...NOTHING,
          upserts: [stored("i1", "一"), unstorable],
          cursors: new Map([["acme/b1/issues", "c9"]]),
        });
        await expect(commit).rejects.toBeInstanceOf(Error);
        expect(await store.records.all("acme", "entry")).toEqual([]);
        expect((await store.records.cursors("acme", "vault")).size).toBe(0);
        // The control: without the bad record the same commit is taken.
        await store.records.commit("acme", "vault", { ...NOTHING, upserts: [stored("i1", "一")] });
        expect(await store.records.all("acme", "entry")).toHaveLength(1);
      }));

    test("released copies are replaced as a whole", () =>
      withStore(async (store) => {
        await store.released.replace("acme", [release("i1", "vendor"), release("i2", "vendor")]);
        const changed = { ...release("i1", "vendor"), textHash: "other" };
        await store.released.replace("acme", [changed, release("i1", "partner")]);
        expect(await store.released.all("acme")).toEqual([changed, release("i1", "partner")]);
        expect(await store.released.all("other")).toEqual([]);
      }));

    test("a released copy comes back with its vector, and goes with it", () =>
      withStore(async (store) => {
        const vector = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)).toString("base64");
        const known = { ...release("i1", "vendor"), meaning: { by: "m", of: "hash", vector } };
        await store.released.replace("acme", [known]);
        expect(await store.released.all("acme")).toEqual([known]);
        await store.released.replace("acme", [release("i1", "vendor")]);
        expect(await store.released.all("acme")).toEqual([release("i1", "vendor")]);
      }));

    test("the latest decision counts, per entry and audience", () =>
      withStore(async (store) => {
        const decision = { id: "i1", audience: "vendor", textHash: "h", by: "lead", at: AT } as const;
        await store.released.decide("acme", [{ ...decision, decision: "approve" }]);
        await store.released.decide("acme", [
          { ...decision, decision: "revoke" },
          { ...decision, audience: "partner", decision: "hold" },
        ]);
        expect(await store.released.decisions("acme")).toEqual([
          { ...decision, decision: "revoke" },
          { ...decision, audience: "partner", decision: "hold" },
        ]);
      }));

    test("a job is noted once per period; only what failed is noted anew", () =>
      withStore(async (store, open) => {
        const job = (period: string, state: StoredJob["state"], by = "p1"): StoredJob => ({
          job: "digest-publish",
          period,
          dueAt: AT,
          state,
          attempts: 1,
          at: AT,
          by,
        });
        await using other = await open();
        expect(await store.jobs.note("acme", job("2026-W09", "failed"))).toBe(true);
        expect(await other.jobs.note("acme", job("2026-W09", "done", "p2"))).toBe(true);
        expect(await store.jobs.note("acme", job("2026-W09", "done"))).toBe(false);
        expect(await store.jobs.note("acme", job("2026-W09", "failed"))).toBe(false);
        expect(await store.jobs.note("acme", { ...job("2026-W09", "done"), job: "digest-draft" })).toBe(true);
        expect(await store.jobs.note("other", job("2026-W09", "done"))).toBe(true);
        const [first, second] = await Promise.all(
          [store, other].map((one) => one.jobs.note("acme", job("2026-W10", "done"))),
        );
        expect(first).toBe(!second);
        expect(
          (await store.jobs.all("acme", {})).map(({ job: name, period, by }) => [name, period, by]),
        ).toEqual([
          ["digest-publish", "2026-W10", "p1"],
          ["digest-draft", "2026-W09", "p1"],
          ["digest-publish", "2026-W09", "p2"],
        ]);
        expect(await store.jobs.all("acme", { since: "2026-W10" })).toHaveLength(1);
      }));

    test("a message is claimed by one process, and again only once it failed for certain", () =>
      withStore(async (store, open) => {
        await using other = await open();
        const key = { channel: "slack", id: "digests:2026-W10" };
        const claims = await Promise.all([store, other].map((one) => one.deliveries.claim("acme", key, AT)));
        expect(claims.filter(Boolean)).toHaveLength(1);
        for (const state of ["sent", "doubt"] as const) {
          await store.deliveries.note("acme", { ...key, state, at: AT });
          expect(await other.deliveries.claim("acme", key, AT)).toBe(false);
        }
        const error = { ja: "駄目", en: "no" };
        await store.deliveries.note("acme", { ...key, state: "failed", at: AT, error });
        expect(await other.deliveries.all("acme")).toEqual([{ ...key, state: "failed", at: AT, error }]);
        expect(await other.deliveries.claim("acme", key, AT)).toBe(true);
        expect(await store.deliveries.all("acme")).toEqual([{ ...key, state: "sending", at: AT }]);
        expect(await store.deliveries.claim("other", key, AT)).toBe(true);
      }));

    test("what was told and said of an item in a unit is kept, the last word standing", () =>
      withStore(async (store, open) => {
        const word = { unit: "b1", item: "E1", by: "k.hata", at: AT };
        await store.told.note("acme", { ...word, textHash: "h1", effect: "told" });
        await store.told.note("acme", { ...word, textHash: "h2", effect: "not_useful", why: "合わない" });
        await store.told.note("other", { ...word, textHash: "h1", effect: "used" });
        await store.feedback.note("acme", { ...word, verdict: "will_try" });
        await using other = await open();
        expect(await other.told.all("acme")).toEqual([
          { ...word, textHash: "h2", effect: "not_useful", why: "合わない" },
        ]);
        expect(await other.feedback.all("acme")).toEqual([{ ...word, verdict: "will_try" }]);
        expect(await other.feedback.all("other")).toEqual([]);
      }));

    test("digests come newest week first, and can be asked for by week and audience", () =>
      withStore(async (store) => {
        await store.digests.save("acme", [digest("b1", "2026-W09"), digest("b1", "2026-W10")]);
        await store.digests.save("acme", [{ ...digest("b1", "2026-W10"), state: "published" }]);
        expect((await store.digests.all("acme", {})).map(({ week, state }) => [week, state])).toEqual([
          ["2026-W10", "published"],
          ["2026-W09", "draft"],
        ]);
        expect(await store.digests.all("acme", { week: "2026-W09" })).toEqual([digest("b1", "2026-W09")]);
        expect(await store.digests.all("acme", { since: "2026-W10" })).toHaveLength(1);
        expect(await store.digests.all("acme", { audience: "partner" })).toEqual([]);
      }));

    test("a second run of the same partner is refused with who holds the lock; another partner's is not", () =>
      withStore(async (store, open) => {
        await using other = await open();
        {
          await using _held = await store.lockRun("acme", "apply");
          const refused = await other.lockRun("acme", "sync").catch((error: unknown) => error);
          expect(refused).toBeInstanceOf(AppError);
          expect(refused).toMatchObject({ code: "locked" });
          expect(String(refused)).toContain("apply");
          expect(String(refused)).toContain(String(process.pid));
          await using _free = await other.lockRun("other", "sync");
        }
        await using _again = await other.lockRun("acme", "sync");
      }));

    test("a partner key with path characters locks nothing outside the store", () =>
      withStore(async (store) => {
        await using _one = await store.lockRun("../../a/b", "apply");
        await expect(store.lockRun("../../a/b", "apply")).rejects.toMatchObject({ code: "locked" });
        await using _two = await store.lockRun("../../a/c", "apply");
      }));

    test("an event is new once, to one of all views of the store, until it is forgotten", () =>
      withStore(async (store, open) => {
        await using other = await open();
        const asked = [store, other, store].map(({ webhooks }) => webhooks.firstSeen("e1", AT));
        expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
        expect(await other.webhooks.firstSeen("e2", "2026-11-24T00:00:00.000Z")).toBe(true);
        await store.webhooks.forgetSeen(AT);
        expect(await other.webhooks.firstSeen("e1", AT)).toBe(false);
        await store.webhooks.forgetSeen("2026-11-24T00:00:00.000Z");
        expect(await other.webhooks.firstSeen("e1", AT)).toBe(true);
        expect(await other.webhooks.firstSeen("e2", AT)).toBe(false);
      }));

    test("one webhook token is let in while the window is open, and closes it", () =>
      withStore(async ({ webhooks }, open) => {
        await using other = await open();
        const [early, late] = ["2026-11-23T00:09:59.999Z", "2026-11-23T00:10:00.000Z"];
        expect(await webhooks.windowIsOpen(AT)).toBe(false);
        expect(await webhooks.keepToken(new Secret("first"), AT)).toBe(false);
        expect(await webhooks.openWindow(late)).toBe(true);
        expect(await other.webhooks.windowIsOpen(early)).toBe(true);
        expect(await other.webhooks.windowIsOpen(late)).toBe(false);
        expect(await other.webhooks.keepToken(new Secret("late"), late)).toBe(false);
        expect(await webhooks.token()).toBeNull();
        expect(await other.webhooks.keepToken(new Secret("first"), early)).toBe(true);
        expect(await webhooks.windowIsOpen(early)).toBe(false);
        expect(await webhooks.keepToken(new Secret("second"), early)).toBe(false);
        expect(await webhooks.openWindow("2026-11-24T00:00:00.000Z")).toBe(false);
        expect(await webhooks.keepToken(new Secret("second"), early)).toBe(false);
        expect((await webhooks.token())?.reveal()).toBe("first");
      }));

    test("a webhook token is handed out once, and once forgotten makes room for another", () =>
      withStore(async ({ webhooks }, open) => {
        await using other = await open();
        expect(await webhooks.takeToken()).toBeNull();
        await webhooks.openWindow("2026-11-24T00:00:00.000Z");
        expect(await webhooks.takeToken()).toBeNull();
        await webhooks.keepToken(new Secret("first"), AT);
        expect((await other.webhooks.takeToken())?.reveal()).toBe("first");
        expect(await webhooks.takeToken()).toBeNull();
        expect((await webhooks.token())?.reveal()).toBe("first");

        await webhooks.forgetToken();
        expect(await other.webhooks.token()).toBeNull();
        expect(await webhooks.windowIsOpen(AT)).toBe(false);
        await webhooks.openWindow("2026-11-24T00:00:00.000Z");
        await webhooks.keepToken(new Secret("second"), AT);
        expect((await webhooks.takeToken())?.reveal()).toBe("second");
      }));

    test("a sound store says so", () =>
      withStore(async (store) => {
        expect(await store.check()).toMatchObject({ ok: true });
      }));
  });
}

const AT = "2026-11-23T00:00:00.000Z";
/** Rows of another workspace are kept apart whatever its name is. */
const ELSEWHERE = "elsewhere" as string as WorkspaceKind;
const NOTHING: RecordChanges = { upserts: [], removals: [], cursors: new Map(), broken: new Map() };
const BROKEN = {
  database: "acme/b1/issues",
  remoteId: "r9",
  id: null,
  location: "issues/x.md",
  line: 3,
  reason: { ja: "読めません", en: "unreadable" },
};

const binding = (key: string): Binding => ({
  key,
  remoteId: `r:${key}`,
  title: "大阪/支店",
  shownTitle: "大阪／支店",
  blocks: { status: "h1" },
  seeded: ["row-1"],
  properties: { title: "title", state: "a%3Ab" },
  stampsByClock: true,
  views: { recent: "v-1", board: null },
  boundAt: AT,
});

const issue = (id: string, title: string): Issue => ({
  kind: "issue",
  unit: "b1",
  id,
  title,
  theme: [],
  products: [],
  segment: [],
  mask: [],
});

const stored = (id: string, title: string): StoredRecord<"entry"> => ({
  type: "entry",
  id,
  value: issue(id, title),
  database: "acme/b1/issues",
  remoteId: `r-${id}`,
  revision: "1",
  url: `file:///${id}`,
  location: `${id}.md`,
  updatedAt: AT,
  firstSeen: AT,
  archived: false,
  readable: true,
});

const release = (id: string, audience: "vendor" | "partner"): ReleaseItem => ({
  id,
  audience,
  state: "released",
  reasons: [],
  textHash: "h",
  copy: {
    id,
    audience,
    unit: "b1",
    unitName: "大阪支店",
    kind: "issue",
    title: "件名",
    texts: {},
    theme: [],
    products: [],
    segment: [],
    updatedAt: AT,
  },
});

const digest = (unit: string, week: string): StoredDigest => ({
  unit,
  week,
  audience: "vendor",
  state: "draft",
  snapshot: { items: [1, { a: "ア" }] },
  builtAt: AT,
});
