import { describe, expect, test } from "vitest";

import { approveDigests, buildDigests, holdDigests, showDigests } from "../../src/digest/digests.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { HANDOVER_ISSUE, HANDOVER_SUCCESS, record } from "../match/world.ts";
import {
  casesOf,
  handover,
  openWorld,
  setEntries,
  stateOf,
  WEEK,
  withChanged,
  without,
} from "./digest-world.ts";

describe("publishing", () => {
  test("pages for our own reps go out from the draft, the partner's text only once approved", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    await buildDigests(world.request);
    const first = await world.publish();
    expect([stateOf(first, "a", "vendor"), stateOf(first)]).toEqual(["published", "waiting"]);
    expect([...(await world.pages()).keys()].toSorted()).toEqual(
      ["a", "b", "c"].map((unit) => `${WEEK} ${unit.toUpperCase()}支店.md`),
    );

    await approveDigests({ ...world.request, audience: "partner", unit: "a", by: "rep" });
    expect(stateOf(await world.publish())).toBe("published");
    expect((await world.pages()).size).toBe(4);
  });

  test("twice makes one page, and the second run changes not a byte", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const once = await world.publish({ audience: "vendor" });
    const pages = await world.pages();
    const twice = await world.publish({ audience: "vendor", now: "2026-11-25T01:00:00Z" });
    expect(twice).toEqual(once);
    expect(await world.pages()).toEqual(pages);
    expect(pages.size).toBe(3);
  });

  test("a run that died after writing a page, before noting it, ends with one page", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const dying: Workspace = {
      ...world.workspace,
      putPage: async (...page) => {
        await world.workspace.putPage(...page);
        throw new Error("killed");
      },
    };
    await expect(world.publish({ audience: "vendor" }, dying)).rejects.toThrow("killed");
    expect((await world.pages()).size).toBe(1);
    await world.publish({ audience: "vendor" });
    expect((await world.pages()).size).toBe(3);
  });

  test("a published week is not built again", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const published = await world.publish({ audience: "vendor" });
    await setEntries(world.store, without("S1", "F1"));
    expect(await buildDigests({ ...world.request, audience: "vendor" })).toEqual(published);
  });

  test("what is held stays where it is until it is approved", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    await holdDigests({ ...world.request, audience: "vendor", unit: "a", by: "rep" });
    expect(stateOf(await world.publish(), "a", "vendor")).toBe("held");
    expect([...(await world.pages()).keys()]).not.toContain(`${WEEK} A支店.md`);
    // Approving everything lets nothing go that somebody held back; naming the unit does.
    await approveDigests({ ...world.request, audience: "vendor", by: "rep" });
    expect(stateOf(await world.publish(), "a", "vendor")).toBe("held");
    await approveDigests({ ...world.request, audience: "vendor", unit: "a", by: "rep" });
    expect(stateOf(await world.publish(), "a", "vendor")).toBe("published");
  });
});

describe("between approval and publishing", () => {
  const approvedThen = async (entries: readonly StoredRecord<"entry">[]) => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const approved = await approveDigests({ ...world.request, audience: "partner", by: "rep" });
    expect(casesOf(approved)).toEqual(["S1", "F1"]);
    await setEntries(world.store, entries);
    const published = await world.publish({ audience: "partner" });
    expect(stateOf(published)).toBe("published");
    const page = [...(await world.pages())].find(([name]) => name.includes("A支店"));
    return { cases: casesOf(published), page: page?.[1] ?? "" };
  };

  test("nothing happened: it goes out as it was approved", async () => {
    const { cases, page } = await approvedThen(handover);
    expect(cases).toEqual(["S1", "F1"]);
    expect(page).toContain(HANDOVER_SUCCESS.title);
  });

  test.each([
    ["deleted", without("S1")],
    ["narrowed", withChanged({ ...HANDOVER_SUCCESS, scope: "vendor_only" })],
    ["edited", withChanged({ ...HANDOVER_SUCCESS, result: "別の結果" })],
    ["moved to the reader's own unit", withChanged({ ...HANDOVER_SUCCESS, unit: "a" })],
    ["archived", handover.map((row) => (row.id === "S1" ? { ...row, archived: true } : row))],
  ])("a case that was %s is left out", async (_fate, entries) => {
    const { cases, page } = await approvedThen(entries);
    expect(cases).toEqual(["F1"]);
    expect(page).not.toContain(HANDOVER_SUCCESS.title);
  });

  test.each([
    ["solved", withChanged({ ...HANDOVER_ISSUE, state: "solved" })],
    ["narrowed", withChanged({ ...HANDOVER_ISSUE, scope: "unit_only" })],
    ["deleted", without("I1")],
  ])("what was proposed for an issue that was %s is left out", async (_fate, entries) => {
    const { cases, page } = await approvedThen(entries);
    expect(cases).toEqual([]);
    expect(page).not.toContain(HANDOVER_ISSUE.title);
  });

  test("nothing is added that the approver did not see", async () => {
    const better = record({ ...HANDOVER_SUCCESS, id: "S2", title: `${HANDOVER_ISSUE.title}をなくした` });
    const { cases, page } = await approvedThen([...handover, better]);
    expect(cases).toEqual(["S1", "F1"]);
    expect(page).not.toContain("をなくした");
  });
});

test("a stale draft for our own reps is composed anew, for nobody approved it", async () => {
  await using world = await openWorld();
  await setEntries(world.store, handover);
  await buildDigests(world.request);
  await setEntries(world.store, [...without("S1"), record({ ...HANDOVER_SUCCESS, id: "S2" })]);
  expect(casesOf(await world.publish({ audience: "vendor" }), "a", "vendor").toSorted()).toEqual([
    "F1",
    "S2",
  ]);
});

test("the approver decides on what was drafted, not on what came later", async () => {
  await using world = await openWorld();
  await setEntries(world.store, without("F1"));
  await buildDigests(world.request);
  await setEntries(world.store, handover);
  expect(casesOf(await approveDigests({ ...world.request, audience: "partner", by: "rep" }))).toEqual(["S1"]);
});

test("showing a week writes nothing", async () => {
  await using world = await openWorld();
  await setEntries(world.store, handover);
  expect(await showDigests(world.request)).toHaveLength(6);
  expect(await world.store.digests.all("kumo", {})).toEqual([]);
});

test("the next week does not repeat what the last one showed", async () => {
  await using world = await openWorld();
  await setEntries(world.store, handover);
  expect(casesOf(await world.publish({ audience: "vendor" }), "a", "vendor")).toEqual(["S1", "F1"]);
  const next = { week: "2026-W49", now: "2026-11-30T01:00:00Z" };
  expect(casesOf(await buildDigests({ ...world.request, ...next }), "a", "vendor")).toEqual([]);
});

test("a unit or week that does not exist is refused", async () => {
  await using world = await openWorld();
  await setEntries(world.store, handover);
  const refusal = expect.objectContaining({ code: "usage" });
  await expect(buildDigests({ ...world.request, unit: "nowhere" })).rejects.toEqual(refusal);
  await expect(buildDigests({ ...world.request, week: "2026-W60" })).rejects.toEqual(refusal);
});
