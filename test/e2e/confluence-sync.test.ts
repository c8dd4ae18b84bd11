import { describe, expect, test } from "vitest";

import type { RecordedRequest } from "../fakes/confluence-server.ts";
import {
  apply,
  below,
  type ConfluenceWorld,
  driftOf,
  entries,
  entryOf,
  importEntries,
  isWrite,
  openPartner,
  plan,
  records,
  tableOf,
} from "./confluence-partner.ts";
import { sync, type SyncedDocument } from "./sorei-world.ts";

/** What people do with whole pages of entries, and what listings make of it. */

const HOME = "acme/br-osk";
const ISSUES = "acme/br-osk/issues";
const SUCCESSES = "acme/br-osk/successes";
const OTHER = "acme/div-os/issues";
const RELEASED = "acme/_released";
const DIGESTS = "acme/_digests";
const WEEK = ["--partner", "acme", "--week", "2026-W48", "--audience", "vendor"];

type Gone = SyncedDocument & { gone: readonly { id: string; fate: string }[] };
type Person = ConfluenceWorld["server"]["person"];

const titles = async (world: ConfluenceWorld) =>
  (await entries(world)).map(({ value }) => (value as { title: string }).title).toSorted();

const found = async (world: ConfluenceWorld, words: string, ...as: readonly string[]) =>
  (await world.must("search", words, ...as)).json["total"] as unknown as number;

/** Entries that people made, taken in. */
async function withEntries(key: string, ...names: readonly string[]) {
  const opened = await openPartner();
  const { world, person, at } = opened;
  const pages = names.map((name) => person.addPage(at(key), name));
  // Twice: the second one has seen what the first one wrote.
  for (let nth = 1; nth <= 2; nth += 1) {
    await sync(world);
    world.later(30);
  }
  return { ...opened, pages, page: pages[0] ?? "" };
}

/** A partner whose people act at the very moment at which a request of ours comes in. */
async function withActs(
  isMeant: (request: RecordedRequest) => boolean,
  when: "received" | "handled" = "received",
) {
  let act: (() => void) | undefined;
  const opened = await openPartner({
    onRequest: (request, phase) => {
      if (phase !== when || !isMeant(request)) return;
      act?.();
      act = undefined;
    },
  });
  const next = (work: () => void): void => {
    act = work;
  };
  return { ...opened, next };
}

const isPageWrite = ({ method, path }: RecordedRequest): boolean =>
  method === "PUT" && /\/pages\/\d+$/u.test(path);

describe("an entry that a person", () => {
  test("renames is called so, whatever marks its title had", async () => {
    const { world, person, at } = await openPartner();
    await importEntries(world, "管理ID,件名,種別,拠点", "E1,一,課題,大阪支店");
    await sync(world);
    world.later(30);
    const page = below(world, at(ISSUES))[0]?.id ?? "";
    for (const [title, name] of [
      ["二 [#E1]", "二"],
      ["三", "三"],
      ["[急] 四", "[急] 四"],
    ] as const) {
      world.later(30);
      person.renamePage(page, title);
      await sync(world);
      expect(await entries(world)).toMatchObject([{ id: "E1", remoteId: page, value: { title: name } }]);
      expect(world.server.page(page).title).toBe(title);
    }
  });

  test("keeps where it is while its index page and its unit's home are called otherwise, which is told", async () => {
    const { world, person, at } = await withEntries(ISSUES, "一");
    const before = await entries(world);
    person.renamePage(at(ISSUES), "困りごと");
    person.renamePage(at(HOME), "関西");
    const more = person.addPage(at(ISSUES), "二");
    expect(driftOf(await plan(world)).toSorted()).toEqual([`renamed ${HOME}`, `renamed ${ISSUES}`]);
    await apply(world);
    expect([ISSUES, HOME].map((key) => world.server.page(at(key)).title)).toEqual(["困りごと", "関西"]);
    await sync(world, "--full");
    expect(await entries(world)).toEqual(expect.arrayContaining(before));
    expect(await entryOf(world, more)).toMatchObject({ database: ISSUES });
  });

  test.each([
    ["to another unit", OTHER, { unit: "div-os", kind: "issue" }],
    ["to another kind", SUCCESSES, { unit: "br-osk", kind: "success" }],
  ])("moves %s's index page is that one's from then on", async (_what, key, expected) => {
    const { world, person, at, page } = await withEntries(ISSUES, "見積で話が終わる", "もう一つ");
    const before = await entryOf(world, page);
    person.addPage(at("acme/div-os/failures"), "近ごろのこと");
    for (let nth = 1; nth <= 2; nth += 1) await sync(world);
    person.movePage(page, at(key));
    // A move makes no version: once the page has not been changed for a while, a plain sync does not see it.
    expect(await sync(world)).toMatchObject({ upserted: 0, removed: 0 });
    expect(await entryOf(world, page)).toEqual(before);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [] });
    expect(await entryOf(world, page)).toMatchObject({ id: before?.id, database: key, value: expected });
    expect(await entries(world)).toHaveLength(3);
    world.later(30);
    expect(await sync(world, "--full")).toMatchObject({ upserted: 0, removed: 0 });
  });

  test("moves and edits is seen by a plain sync, and its rights go along", async () => {
    const { world, person, at, page } = await withEntries(ISSUES, "見積で話が終わる");
    person.editCell(page, "共有範囲", "この事業部・拠点のみ");
    await sync(world);
    const seen = async () => [
      await found(world, "見積", "--as", "unit:br-osk"),
      await found(world, "見積", "--as", "unit:div-os"),
    ];
    expect(await seen()).toEqual([1, 0]);
    world.later(30);
    person.movePage(page, at(OTHER));
    person.appendText(page, "追記。");
    expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [] });
    expect(await entryOf(world, page)).toMatchObject({ database: OTHER, value: { unit: "div-os" } });
    expect(await seen()).toEqual([0, 1]);
  });
});

describe("entries that are gone", () => {
  const WAYS: Readonly<
    Record<string, (person: Person, page: string, at: (key: string) => string) => unknown>
  > = {
    trashed: (person, page) => person.trash(page),
    archived: (person, page) => person.archive(page),
    moved: (person, page, at) => person.movePage(page, at("acme/_internal")),
    gone: (person, page) => person.purge(page),
    "gone (restricted)": (person, page) => person.restrict(page),
  };

  test("are found by the next full sync, each asked for itself, and told apart", async () => {
    const { world, person, at, server } = await openPartner();
    for (const [way, act] of Object.entries(WAYS)) {
      const page = person.addPage(at(ISSUES), way);
      person.addPage(at(ISSUES), `${way}でない`);
      await sync(world);
      const id = (await entryOf(world, page))?.id;
      world.later(30);
      act(person, page, at);
      expect((await sync(world)).removed).toBe(0);
      server.forget();
      const synced = (await sync(world, "--full")) as Gone;
      const [fate] = way.split(" ");
      expect(synced).toMatchObject({ removed: 1, removedIds: [id], gone: [{ id, fate }] });
      expect(server.requests.map(({ path }) => path)).toContain(`/wiki/api/v2/pages/${page}`);
    }
    expect(await titles(world)).toEqual(
      Object.keys(WAYS)
        .map((way) => `${way}でない`)
        .toSorted(),
    );
  });

  test("and come back are the same entries again, copies and all", async () => {
    const { world, person, at, page } = await withEntries(ISSUES, "見積", "もう一つ");
    const before = await entryOf(world, page);
    const back: readonly (readonly [(id: string) => unknown, (id: string) => unknown])[] = [
      [person.trash, person.restore],
      [person.archive, person.unarchive],
      [person.restrict, person.unrestrict],
      [(id) => person.movePage(id, at("acme/_internal")), (id) => person.movePage(id, at(ISSUES))],
    ];
    expect(below(world, at(RELEASED))).toHaveLength(2);
    for (const [away, home] of back) {
      world.later(30);
      away(page);
      expect((await sync(world, "--full")).removed).toBe(1);
      expect(below(world, at(RELEASED))).toHaveLength(1);
      world.later(30);
      home(page);
      await sync(world, "--full");
      expect(await entryOf(world, page)).toEqual(before);
      expect(below(world, at(RELEASED))).toHaveLength(2);
    }
  });

  test("many at once wait for a confirmation, while everything else is taken in", async () => {
    const { world, person, pages, at } = await withEntries(ISSUES, ..."一二三四五六".split(""));
    for (const page of pages.slice(1)) person.trash(page);
    const more = person.addPage(at(ISSUES), "七");
    expect(await world.run("sync", "--full")).toMatchObject({ exit: 3 });
    expect(await entries(world)).toHaveLength(7);
    expect(await entryOf(world, more)).toMatchObject({ value: { title: "七" } });
    expect((await sync(world, "--full", "--confirm")).removed).toBe(5);
    expect(await titles(world)).toEqual(["一", "七"]);
  });

  test.each(["trash", "archive"] as const)(
    "%s of their index page itself removes none of them",
    async (act) => {
      const { world, person, at, page } = await withEntries(ISSUES, "一", "二");
      const before = await entries(world);
      person[act](at(ISSUES));
      const synced = await sync(world, "--full");
      expect(synced.removed).toBe(0);
      expect(synced.notices.join("\n")).toContain(ISSUES);
      expect(await entries(world)).toEqual(before);
      // Confluence has put the entries one level up; people put them back below the page once it is there again.
      world.later(30);
      // To archive is somebody's decision, and his to take back: until then it is a conflict.
      const conflicts = (await plan(world)).conflicts.map(({ key }) => key);
      expect(conflicts).toEqual(act === "archive" ? [ISSUES] : []);
      if (act === "archive") person.unarchive(at(ISSUES));
      await apply(world);
      for (const one of [page, before.find(({ remoteId }) => remoteId !== page)?.remoteId ?? ""])
        person.movePage(one, at(ISSUES));
      await sync(world, "--full");
      expect(await entries(world)).toEqual(before);
    },
  );
});

describe("an entry that fewer people may read than the hub", () => {
  const CASES: Readonly<Record<string, (at: (key: string) => string, page: string) => string>> = {
    "itself restricted": (_at, page) => page,
    "below a restricted index page": (at) => at(SUCCESSES),
    "below a restricted home of its unit": (at) => at(HOME),
  };

  /** A success of the branch that answers an issue of the division, and where the division gets to see it. */
  async function shared() {
    const opened = await openPartner();
    const { world, person, at } = opened;
    await importEntries(
      world,
      "管理ID,件名,種別,拠点,分類,結果,背景・課題,何が起きているか",
      "S1,見積の前に聞く,成功事例,大阪支店,価格,受注した,見積で話が終わる,",
      "I1,見積で話が終わる,課題,オフィス事業部,価格,,,見積で話が終わる",
      "S2,もう一つ,成功事例,大阪支店,定着・解約,受注した,,",
    );
    for (let nth = 1; nth <= 2; nth += 1) {
      await sync(world);
      world.later(30);
    }
    person.addPage(at("acme/div-os/failures"), "近ごろのこと");
    await sync(world);
    const says = async (...argv: readonly string[]) =>
      JSON.stringify((await world.must(...argv)).json).includes("見積の前に聞く");
    const seen = async () => ({
      copy: below(world, at(RELEASED)).some(({ title }) => title.startsWith("見積の前に聞く")),
      search: await says("search", "見積の前に聞く", "--as", "unit:div-os"),
      release: await says("release", "list"),
      match: await says("match", "--limit", "5"),
      digest: await says("digest", "build", ...WEEK),
    });
    const page = below(world, at(SUCCESSES)).find(({ title }) => title.includes("S1"))?.id ?? "";
    return { ...opened, page, seen };
  }

  const EVERYWHERE = { copy: true, search: true, release: true, match: true, digest: true };
  const NOWHERE = { copy: false, search: false, release: false, match: false, digest: false };

  test.each(Object.entries(CASES))(
    "%s is for nobody else, until it is open again",
    async (_what, placeOf) => {
      const { world, person, at, page, server, seen } = await shared();
      expect(await seen()).toEqual(EVERYWHERE);
      const place = placeOf(at, page);
      person.restrict(place, [server.botId, person.addUser("架空 花子")]);
      // A restriction makes no version: a plain sync sees it only of entries that were changed as well.
      await sync(world);
      expect(await seen()).toEqual(EVERYWHERE);
      await sync(world, "--full");
      expect(await seen()).toEqual(NOWHERE);
      expect(await entryOf(world, page)).toMatchObject({ value: { scope: "unit_only" } });
      expect(person.readCell(page, "共有範囲")).toBe("");
      const others = below(world, at(RELEASED)).filter(({ title }) => title.startsWith("もう一つ"));
      expect(others).toHaveLength(place === page ? 1 : 0);
      world.later(30);
      expect(await sync(world, "--full")).toMatchObject({ upserted: 0, removed: 0 });
      person.unrestrict(place);
      await sync(world, "--full");
      expect(await seen()).toEqual(EVERYWHERE);
    },
  );

  test("and which a person edits meanwhile is found by a plain sync", async () => {
    const { world, person, at, page, server } = await withEntries(SUCCESSES, "先に聞く", "もう一つ");
    person.restrict(page, [server.botId]);
    person.editCell(page, "結果", "受注した");
    await sync(world);
    expect(await entryOf(world, page)).toMatchObject({ value: { scope: "unit_only", result: "受注した" } });
    expect(below(world, at(RELEASED))).toHaveLength(1);
  });

  test("as many as the hub itself is is shared like any other", async () => {
    const { world, person, at, page, server } = await withEntries(SUCCESSES, "先に聞く");
    const some = [server.botId, person.addUser("架空 花子")];
    for (const place of [at("acme"), at(HOME), page]) person.restrict(place, some);
    await sync(world, "--full");
    expect((await entryOf(world, page))?.value).not.toHaveProperty("scope");
    expect(below(world, at(RELEASED))).toHaveLength(1);
  });
});

describe("a listing that is no truth", () => {
  const filled = () => withEntries(ISSUES, "一", "二", "三", "四");

  test.each([
    ["one entry", (title: string) => title === "一"],
    ["most entries", (title: string) => title !== "一"],
    ["everything", () => true],
  ])("and leaves out %s removes nothing, which is told; nothing is made twice", async (_what, isOmitted) => {
    const { world, server, at } = await filled();
    const [before, pages] = [await records(world), server.pages()];
    server.omitFromLists((page) => isOmitted(page.title));
    for (const options of [["--full"], ["--full", "--confirm"]]) {
      const { removed, notices } = await sync(world, ...options);
      expect(removed).toBe(0);
      expect(notices.join("\n")).toContain(ISSUES);
      expect(await records(world)).toEqual(before);
    }
    server.omitFromLists(() => false);
    expect(await sync(world, "--full")).toMatchObject({ upserted: 0, removed: 0, notices: [] });
    expect(server.pages()).toEqual(pages);
    expect(below(world, at(RELEASED))).toHaveLength(4);
  });

  test.each(["short-listing", "404", "401"] as const)("(%s) removes nothing", async (what) => {
    const { world, server } = await filled();
    const before = await records(world);
    const fault = server.fail({
      what,
      match: ({ path }) => path.endsWith("/pages"),
      times: Number.POSITIVE_INFINITY,
    });
    await world.run("sync", "--full", "--confirm");
    expect(fault.fired).toBeGreaterThan(0);
    expect(await records(world)).toEqual(before);
    server.clearFaults();
    expect(await sync(world, "--full")).toMatchObject({ upserted: 0, removed: 0, notices: [] });
  });

  test("does not hide the page that is really gone from a sync in which the rest is listed again", async () => {
    const { world, server, person, page } = await filled();
    person.trash(page);
    server.omitFromLists(({ title }) => title === "二");
    expect((await sync(world, "--full")).removed).toBe(0);
    server.omitFromLists(() => false);
    expect(await sync(world, "--full")).toMatchObject({ removed: 1, notices: [] });
  });
});

describe("released copies and digests", () => {
  test("that a person changed, threw away or doubled are as they should be after a full sync; notes stay", async () => {
    const { world, person, at, server } = await withEntries(SUCCESSES, "先に聞く");
    const copy = below(world, at(RELEASED))[0]?.id ?? "";
    const text = server.viewTextOf(copy);
    person.editText(copy, "大阪支店", "大坂支店");
    person.appendText(copy, "来週持って行く。");
    person.commentInline(copy, "来週");
    await sync(world, "--full");
    expect(server.viewTextOf(copy)).toBe(`${text}\n来週持って行く。`);
    expect(server.comments(copy)).toMatchObject([{ isDangling: false }]);
    world.later(30);
    const double = person.copyPage(copy, "写し");
    await sync(world, "--full");
    expect(below(world, at(RELEASED)).map(({ id }) => id)).toEqual([copy, double]);
    expect([copy, double].map((id) => server.viewTextOf(id))).toEqual([
      `${text}\n来週持って行く。`,
      "来週持って行く。",
    ]);
    expect(server.page(double).title).not.toContain("写し");
    world.later(30);
    person.trash(copy);
    await sync(world, "--full");
    expect(below(world, at(RELEASED)).map(({ id }) => server.viewTextOf(id))).toEqual([
      "来週持って行く。",
      text,
    ]);
  });

  test("go with every double that a person made of them, whatever it is called", async () => {
    const { world, person, at, page, server } = await withEntries(SUCCESSES, "先に聞く");
    const id = (await entryOf(world, page))?.id ?? "";
    const [copy] = below(world, at(RELEASED));
    person.copyPage(copy?.id ?? "", "写し");
    const noted = person.copyPage(copy?.id ?? "", `控え [#${id} · 共有用]`);
    person.appendText(noted, "来週持って行く。");
    await world.must("release", "revoke", id, "--audience", "vendor");
    await sync(world);
    expect(below(world, at(RELEASED)).map(({ id: left }) => server.viewTextOf(left))).toEqual([
      "来週持って行く。",
    ]);
    expect(server.page(noted).title).not.toMatch(/控え|k-/u);
  });

  test("digests that are out stay as a person left them, and no week is published twice", async () => {
    const { world, person, at, server } = await withEntries(SUCCESSES, "先に聞く");
    await world.must("digest", "run", ...WEEK.slice(0, 4));
    const pages = below(world, at(DIGESTS)).map(({ id }) => id);
    expect(pages).toHaveLength(2);
    for (const id of pages) person.editText(id, "次の訪問で聞くこと", "次の訪問で言うこと");
    const texts = pages.map((id) => server.viewTextOf(id));
    await world.must("digest", "publish", ...WEEK);
    await sync(world, "--full");
    expect(below(world, at(DIGESTS)).map(({ id }) => id)).toEqual(pages);
    expect(pages.map((id) => server.viewTextOf(id))).toEqual(texts);
  });

  test("status and figures of hub and homes are written around people's comments", async () => {
    const { world, person, at, server } = await withEntries(ISSUES, "一");
    for (const key of ["acme", HOME]) {
      person.appendText(at(key), "わたしのメモ");
      person.commentInline(at(key), "わたしのメモ");
      person.commentInline(at(key), "未解決の課題");
    }
    const before = [at("acme"), at(HOME)].map((id) => server.viewTextOf(id));
    person.addPage(at(ISSUES), "二");
    await sync(world);
    [at("acme"), at(HOME)].forEach((id, nth) => {
      expect(server.viewTextOf(id)).not.toBe(before[nth]);
      expect(server.comments(id).filter(({ isDangling }) => isDangling)).toEqual([]);
    });
  });
});

describe("two who write at once", () => {
  const change = (world: ConfluenceWorld, impact: string) =>
    importEntries(world, "管理ID,件名,種別,拠点,影響", `E1,一,課題,大阪支店,${impact}`);

  test("a person who saves between our reading and our writing loses nothing, and nothing is forced", async () => {
    const { world, person, at, server, next } = await withActs(isPageWrite);
    await change(world, "甲");
    await sync(world);
    world.later(30);
    const page = below(world, at(ISSUES))[0]?.id ?? "";
    // Beside what the import changes: written again on top of it.
    next(() => person.editorRoundTrip(page));
    server.forget();
    expect(await change(world, "乙")).toMatchObject({ updated: 1 });
    expect(
      server.requests
        .filter(({ path, method }) => method === "PUT" && path.endsWith(page))
        .map(({ status }) => status),
    ).toEqual([409, 200]);
    // What it says: then it is the person's turn.
    next(() => person.appendText(page, "わたしの追記"));
    expect(await change(world, "丙")).toMatchObject({ updated: 0, rejected: [{ id: "E1" }] });
    expect(server.viewTextOf(page)).toContain("わたしの追記");
    await sync(world);
    await change(world, "丙");
    expect(server.viewTextOf(page)).toMatch(/丙[\s\S]*わたしの追記/u);
    expect(server.requests.filter(({ status }) => status === 409)).toHaveLength(2);
  });

  test("a page that a person is making is completed on top of what he saves meanwhile", async () => {
    const { world, person, at, server, next } = await withActs(isPageWrite);
    const page = person.addPage(at(ISSUES), "一");
    next(() => person.appendText(page, "書きかけ"));
    await sync(world);
    expect(server.viewTextOf(page)).toBe("書きかけ");
    await sync(world);
    expect(server.viewTextOf(page)).toContain("書きかけ");
    expect(person.readCell(page, "管理ID")).toBe((await entryOf(world, page))?.id);
    expect(server.requests.filter(isWrite).filter(({ status }) => status === 409)).toHaveLength(1);
  });
});

describe("5,000 pages of entries", () => {
  const INDEXES = [ISSUES, SUCCESSES, OTHER, "acme/br-osk/failures", "acme/div-os/failures"];
  const PER_INDEX = 1000;
  const PAGES = INDEXES.length * PER_INDEX;
  const YEAR_MS = 365 * 86_400_000;

  /** A page as it would be after years; half of them are called as we call them, half as people do. */
  const seed = (id: string, nth: number, scope = "この事業部・拠点のみ") => ({
    title: nth % 2 === 0 ? `件 ${id} [#${id}]` : `件 ${id}`,
    storage: `<ac:structured-macro ac:name="details"><ac:parameter ac:name="id">kakehashi-entry</ac:parameter><ac:rich-text-body>${tableOf({ 階層: "現場", 共有範囲: scope, 管理ID: id })}</ac:rich-text-body></ac:structured-macro><p>本文。</p>`,
    editedAt: Date.now() - YEAR_MS + nth * 60_000,
  });

  const isBodies = ({ path, query }: RecordedRequest): boolean =>
    path.endsWith("/api/v2/pages") && query["body-format"] !== undefined;

  async function filled() {
    const opened = await openPartner();
    const { server, at } = opened;
    const pages = INDEXES.flatMap((key, index) =>
      server.seedPages(at(key), PER_INDEX, (nth) => seed(`E${index}-${nth}`, nth)),
    );
    return { ...opened, pages };
  }

  /** Of one sync. */
  async function requestsOf(world: ConfluenceWorld, ...options: string[]): Promise<number> {
    world.server.forget();
    await sync(world, ...options);
    return world.server.requests.length;
  }

  test(
    "cost k edits O(k) requests, and a full sync a request per 50 of them and some lists",
    { timeout: 300_000 },
    async () => {
      const { world, person, at, pages } = await filled();
      // Bodies by the 50, the list by the 250, restrictions by the 100.
      const full = PAGES / 50 + PAGES / 250 + PAGES / 100;
      const counts: Record<string, number> = { first: await requestsOf(world, "--full") };
      expect(await entries(world)).toHaveLength(PAGES);
      counts["full"] = await requestsOf(world, "--full");
      for (const k of [0, 1, 5, 50]) {
        world.later(30);
        const edited = pages.filter((_, nth) => nth % (PAGES / 50) === 7).slice(0, k);
        for (const page of edited) person.appendText(page, `追記 ${k}。`);
        counts[k] = await requestsOf(world);
        const read = (await entries(world)).filter(({ value }) =>
          JSON.stringify(value).includes(`追記 ${k}。`),
        );
        expect(read).toHaveLength(k);
      }
      // What no version shows is found by looking at everything.
      person.movePage(pages[0] ?? "", at(OTHER));
      person.trash(pages[1] ?? "");
      world.server.person.restrict(pages[2] ?? "");
      counts["reconcile"] = await requestsOf(world, "--full");
      expect(await entries(world)).toHaveLength(PAGES - 2);
      expect(await entryOf(world, pages[0] ?? "")).toMatchObject({ database: OTHER });
      for (const k of [0, 1, 5, 50])
        expect({ k, within: (counts[k] ?? 0) <= 12 + 2 * k }).toEqual({ k, within: true });
      expect(counts["full"]).toBeLessThanOrEqual(full + 20);
      expect(counts["reconcile"]).toBeLessThanOrEqual(full + 30);
      expect(world.server.violations).toEqual([]);
    },
  );

  test(
    "that are edited while they are listed are not missed by the next sync",
    { timeout: 120_000 },
    async () => {
      const { world, person, at, server, next } = await withActs(isBodies, "handled");
      const pages = server.seedPages(at(ISSUES), 300, (nth) => seed(`E${nth}`, nth));
      next(() => {
        for (const page of pages) person.editCell(page, "階層", "部長・拠点長");
        world.later(5);
        person.editCell(pages[299] ?? "", "階層", "マネージャー");
      });
      await sync(world, "--full");
      await sync(world);
      const levels = (await entries(world)).map(({ value }) => (value as { level?: string }).level);
      expect(levels.filter((level) => level === "head")).toHaveLength(299);
      expect(levels.filter((level) => level === "manager")).toHaveLength(1);
    },
  );

  test("cost little more where each has a copy that is to be written anew", async () => {
    const { world, person, at, server } = await openPartner();
    const pages = server.seedPages(at(SUCCESSES), 20, (nth) => seed(`E${nth}`, nth, "メーカー社内のみ"));
    for (const options of [["--full"], []]) await sync(world, ...options);
    expect(below(world, at(RELEASED))).toHaveLength(20);
    for (const k of [1, 5]) {
      world.later(30);
      for (const page of pages.slice(0, k)) person.addTableRow(page, "結果", `受注した ${k}`, 0);
      const requests = await requestsOf(world);
      expect({ k, requests, isFew: requests <= 14 + 5 * k }).toMatchObject({ k, isFew: true });
      expect(
        below(world, at(RELEASED)).filter(({ id }) => server.viewTextOf(id).includes(`受注した ${k}`)),
      ).toHaveLength(k);
    }
  });
});
