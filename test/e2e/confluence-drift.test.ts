import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { type ConfluenceWorld, confluenceWorld } from "./confluence-world.ts";
import { sync } from "./sorei-world.ts";

/** What people do to the tree in Confluence, and what plan and apply make of it. */

const SPEC = `partner: { key: acme, name: 青波商事株式会社 }
units:
  - { key: div-os, name: オフィス事業部, kind: division }
  - { key: br-osk, name: 大阪支店, kind: branch, parent: div-os }
people:
  - { key: p-1, name: 架空 太郎, unit: br-osk, role: 課長, level: manager }
`;

interface Open {
  readonly world: ConfluenceWorld;
  readonly at: (key: string) => string;
  /** Lets time go by, for everybody. */
  readonly later: (minutes: number) => void;
}

async function open(): Promise<Open> {
  let now = Date.parse("2026-11-23T09:00:00+09:00");
  const world = await confluenceWorld({ now: () => now, latencyMs: 0 });
  writeFileSync(world.specFile, SPEC);
  await world.must("apply", world.specFile, "--yes");
  const bound = await world.look((store) => store.bindings.all("acme", "confluence"));
  const ids = new Map(bound.map(({ key, remoteId }) => [key, remoteId]));
  now += 3_600_000;
  return { world, at: (key) => ids.get(key) ?? "", later: (minutes) => (now += minutes * 60_000) };
}

interface PlanDocument {
  readonly steps: readonly { action: string; key: string; changes?: readonly { field: string }[] }[];
  readonly drift: readonly { key: string; kind: string; message: string }[];
  readonly conflicts: readonly { key: string; message: string; hint: string }[];
}

async function plan(world: ConfluenceWorld): Promise<PlanDocument> {
  const { json } = await world.run("plan", world.specFile);
  return json as unknown as PlanDocument;
}

const stepsOf = ({ steps }: PlanDocument): string[] =>
  steps.map(({ action, key, changes = [] }) =>
    [action, key, changes.map(({ field }) => field).join(",")].filter((part) => part !== "").join(" "),
  );
const driftOf = ({ drift }: PlanDocument): string[] => drift.map(({ key, kind }) => `${key} ${kind}`);

const NOTHING = { steps: [], drift: [], conflicts: [] };

async function settles(world: ConfluenceWorld): Promise<void> {
  await world.must("apply", world.specFile, "--yes");
  expect(await plan(world)).toMatchObject(NOTHING);
  expect(world.server.violations).toEqual([]);
}

const UNIT = "acme/br-osk";
const ISSUES = "acme/br-osk/issues";

describe("a page that a person", () => {
  test("renames is the same page, is told, and keeps its name", async () => {
    const { world, at } = await open();
    world.server.person.renamePage(at(UNIT), "おおさか");
    const planned = await plan(world);
    expect([stepsOf(planned), driftOf(planned)]).toEqual([[], [`${UNIT} renamed`]]);
    await world.must("apply", world.specFile, "--yes");
    expect(world.server.page(at(UNIT)).title).toBe("おおさか");
  });

  test("moves away comes back, with everything in it", async () => {
    const { world, at } = await open();
    world.server.person.movePage(at(UNIT), world.server.homepageId);
    expect(stepsOf(await plan(world))).toEqual([`move ${UNIT} parent`]);
    await settles(world);
    expect(world.server.page(at(UNIT)).parentId).toBe(at("acme/div-os"));
    expect(world.server.page(at(ISSUES)).parentId).toBe(at(UNIT));
  });

  test("puts into a folder comes back", async () => {
    const { world, at } = await open();
    const folder = world.server.person.addFolder(at("acme"), "しまっておく");
    world.server.person.movePage(at(UNIT), folder);
    expect(stepsOf(await plan(world))).toEqual([`move ${UNIT} parent`]);
    await settles(world);
  });

  test("throws away is taken back, and what Confluence put one level up with it", async () => {
    const { world, at, later } = await open();
    world.server.person.trash(at(UNIT));
    later(30);
    expect(stepsOf(await plan(world))).toContain(`update ${UNIT} trash`);
    await world.must("apply", world.specFile, "--yes");
    await settles(world);
    expect(world.server.page(at(UNIT))).toMatchObject({ status: "current", parentId: at("acme/div-os") });
    expect(world.server.page(at(ISSUES)).parentId).toBe(at(UNIT));
  });

  test("deletes for good is a conflict, and made anew only when that is confirmed", async () => {
    const { world, at, later } = await open();
    const key = "acme/br-osk/plan";
    world.server.person.trash(at(key));
    world.server.person.purge(at(key));
    later(30);
    const planned = await plan(world);
    expect(planned.conflicts.map((one) => one.key)).toEqual([key]);
    expect(await world.run("apply", world.specFile, "--yes")).toMatchObject({ exit: 3 });
    await world.must("apply", world.specFile, "--confirm");
    expect(await plan(world)).toMatchObject(NOTHING);
  });

  test("restricts so that we do not see it is never made a second time", async () => {
    const { world, at, later } = await open();
    const stranger = world.server.person.addUser("他社 花子");
    world.server.person.restrict(at(UNIT), [stranger]);
    later(30);
    const before = world.server.pages().length;
    expect((await plan(world)).conflicts.map(({ key }) => key)).toContain(UNIT);
    await world.run("apply", world.specFile, "--yes");
    expect(world.server.pages()).toHaveLength(before);
    world.server.person.unrestrict(at(UNIT));
    expect(await plan(world)).toMatchObject(NOTHING);
  });
});

describe("a managed block that a person", () => {
  const blockIn = (world: ConfluenceWorld, id: string): string =>
    /ac:name="id">kakehashi-([^<]*?)-[0-9a-f]{8}</u.exec(world.server.storageOf(id))?.[1] ?? "";

  test("changed is told and left, whatever the spec says since; text and comments around it stay", async () => {
    const { world, at } = await open();
    const { person } = world.server;
    const hub = at("acme");
    person.appendText(hub, "わたしのメモ");
    person.commentInline(hub, "わたしのメモ");
    person.editText(hub, "大阪支店", "大坂支店");
    const planned = await plan(world);
    expect(planned.drift.map(({ kind }) => kind)).toContain("edited");
    writeFileSync(
      world.specFile,
      readFileSync(world.specFile, "utf8").replace("オフィス事業部", "オフィス営業部"),
    );
    await world.must("apply", world.specFile, "--yes");
    expect(world.server.viewTextOf(hub)).toContain("大坂支店");
    expect(world.server.viewTextOf(hub)).toContain("わたしのメモ");
    expect(world.server.comments(hub)).toMatchObject([{ isDangling: false }]);
  });

  test("removed stays away, and is told", async () => {
    const { world, at } = await open();
    expect(blockIn(world, at("acme"))).not.toBe("");
    world.server.person.removeMacro(at("acme"), (macro) =>
      macro.children.some(
        (child) =>
          typeof child !== "string" &&
          child.children.some((text) => typeof text === "string" && text.startsWith("kakehashi-")),
      ),
    );
    expect((await plan(world)).drift.map(({ kind }) => kind)).toContain("removed-block");
    world.server.forget();
    await world.must("apply", world.specFile, "--yes");
    expect(world.server.requests.filter(({ method }) => method === "PUT")).toEqual([]);
  });
});

describe("a title that a stranger's page has", () => {
  const WANTED = "名古屋支店 — 青波商事株式会社";
  const addUnit = (world: ConfluenceWorld): void =>
    writeFileSync(
      world.specFile,
      readFileSync(world.specFile, "utf8").replace(
        "people:",
        "  - { key: br-ngo, name: 名古屋支店, kind: branch }\npeople:",
      ),
    );

  test.each(["current", "archived"] as const)(
    "is a conflict in the plan, with a remedy: %s",
    async (status) => {
      const { world } = await open();
      const other = world.server.person.addPage(world.server.homepageId, WANTED.toUpperCase());
      if (status === "archived") world.server.person.archive(other);
      addUnit(world);
      const { conflicts } = await plan(world);
      expect(conflicts.map(({ key }) => key)).toEqual(["acme/br-ngo"]);
      expect(conflicts[0]?.message).toContain(other);
      expect(conflicts[0]?.hint).toMatch(/改名/u);
      expect(await world.run("apply", world.specFile, "--yes")).toMatchObject({ exit: 3 });
      world.server.person.renamePage(other, "別の名前");
      await settles(world);
    },
  );

  test("which we may not see is a refusal that says so, and everything else is made", async () => {
    const { world } = await open();
    const other = world.server.person.addPage(world.server.homepageId, WANTED);
    world.server.person.restrict(other, [world.server.person.addUser("他社 花子")]);
    addUnit(world);
    const { exit, json } = await world.run("apply", world.specFile, "--yes");
    expect(exit).not.toBe(0);
    expect(JSON.stringify(json)).toMatch(/このアカウントには見えない/u);
    world.server.person.renamePage(other, "別の名前");
    await settles(world);
  });
});

test("a lost store finds its pages again by their marks, and makes none a second time", async () => {
  const { world } = await open();
  const before = world.server.pages().map(({ id }) => id);
  rmSync(join(world.dir, "data"), { recursive: true });
  expect((await plan(world)).steps.every(({ action }) => action === "adopt")).toBe(true);
  await world.must("apply", world.specFile, "--yes");
  expect(world.server.pages().map(({ id }) => id)).toEqual(before);
  expect(await plan(world)).toMatchObject(NOTHING);
});

test("a unit that leaves the spec is kept in the archive with its entries, and comes back with them", async () => {
  const { world, at, later } = await open();
  const row = world.server.person.addPage(at(ISSUES), "見積で話が終わる");
  await sync(world);
  const whole = readFileSync(world.specFile, "utf8");
  writeFileSync(world.specFile, whole.replace(/ {2}- \{ key: br-osk.*\n/u, ""));
  await world.must("apply", world.specFile, "--confirm");
  expect(world.server.page(at(UNIT)).parentId).toBe(at("acme/_archive"));
  expect(world.server.page(row)).toMatchObject({ parentId: at(ISSUES), status: "current" });
  later(30);
  writeFileSync(world.specFile, whole);
  await settles(world);
  expect(world.server.page(at(UNIT)).parentId).toBe(at("acme/div-os"));
});
