import { describe, expect, test } from "vitest";

import { sentOf } from "../../src/digest/correction.ts";
import { approveDigests, buildDigests, showDigests } from "../../src/digest/digests.ts";
import { digestOf } from "../../src/digest/records.ts";
import { dropItem, editReason } from "../../src/digest/revise-digests.ts";
import type { StoredRecord } from "../../src/store/store.ts";
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

const SECOND_ISSUE = {
  id: "I2",
  unit: "a",
  kind: "issue",
  title: "見積の返事に何日もかかる",
  situation: "見積作成に時間がかかり、返事が遅い。積算が担当者しかできない",
} as const;
const SECOND_CASE = {
  id: "S2",
  unit: "c",
  kind: "success",
  title: "早見表でその場で概算を出す",
  done: "標準単価の早見表を作り、見積ひな形を三択にした。返事が早くなった",
  result: "見積が当日に出る",
} as const;
const TWO = [...handover, record(SECOND_ISSUE), record(SECOND_CASE)];

describe("approving proposal by proposal", () => {
  test("lets out what was approved; the rest is left for another week", async () => {
    await using world = await openWorld();
    await setEntries(world.store, TWO);
    const request = { ...world.request, audience: "partner", unit: "a" } as const;
    expect(casesOf(await buildDigests(request)).toSorted()).toEqual(["F1", "S1", "S2"]);
    await approveDigests({ ...request, by: "rep", items: ["S2"] });
    expect(casesOf(await world.publish({ audience: "partner", unit: "a" }))).toEqual(["S2"]);
    const next = { ...request, week: "2026-W49", now: "2026-11-30T01:00:00Z" };
    expect(casesOf(await buildDigests(next)).toSorted()).toEqual(["F1", "S1"]);
  });

  test("a proposal that was dropped stays out, however often the week is built", async () => {
    await using world = await openWorld();
    await setEntries(world.store, TWO);
    const request = { ...world.request, audience: "partner", unit: "a" } as const;
    await dropItem({ ...request, by: "rep", item: "I1" });
    expect(casesOf(await buildDigests(request))).toEqual(["S2"]);
    await expect(dropItem({ ...request, by: "rep", item: "nothing" })).rejects.toMatchObject({
      code: "usage",
    });
  });

  test("a reason put otherwise is what the readers see, unless it names somebody", async () => {
    await using world = await openWorld();
    await setEntries(world.store, withChanged({ ...HANDOVER_SUCCESS, customer: "ミカゲ精密" }));
    const request = { ...world.request, audience: "partner", unit: "a", by: "rep", item: "S1" } as const;
    await expect(editReason({ ...request, reason: "ﾐｶｹﾞ精密で効いた" })).rejects.toMatchObject({
      code: "usage",
    });
    await expect(editReason({ ...request, reason: "03-1234-5678 まで" })).rejects.toMatchObject({
      code: "usage",
    });
    await editReason({ ...request, reason: "交代の月に試せます" });
    await approveDigests({ ...world.request, audience: "partner", unit: "a", by: "rep" });
    await world.publish({ audience: "partner", unit: "a" });
    expect([...(await world.pages()).values()].join()).toContain("交代の月に試せます");
  });

  test("what is out cannot be revised", async () => {
    await using world = await openWorld();
    await setEntries(world.store, TWO);
    await world.publish({ audience: "vendor", unit: "a" });
    const request = { ...world.request, audience: "vendor", unit: "a", by: "rep", item: "S1" } as const;
    await expect(dropItem(request)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("after publishing", () => {
  const publishedThen = async (entries: readonly StoredRecord<"entry">[], audience: "vendor" | "partner") => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    await approveDigests({ ...world.request, by: "rep" });
    await world.publish();
    await setEntries(world.store, entries);
    const changed = await world.correct({ now: "2026-11-25T01:00:00Z" });
    const again = await world.correct({ now: "2026-11-26T01:00:00Z" });
    expect(again).toEqual([]);
    const stored = await world.store.digests.all("kumo", { audience });
    const page = [...(await world.pages())].find(
      ([name]) => name.includes("A支店") && name.includes("先方") === (audience === "partner"),
    );
    const sent = sentOf("S1", stored).map(({ unit, state }) => `${unit} ${state}`);
    return {
      changed,
      cases: casesOf(stored, "a", audience),
      state: stateOf(stored, "a", audience),
      page: page?.[1] ?? "",
      sent,
    };
  };

  test("nothing happened: nothing is written", async () => {
    const { changed, state, cases } = await publishedThen(handover, "vendor");
    expect([changed, state, cases]).toEqual([[], "published", ["S1", "F1"]]);
  });

  const FATES = [
    ["deleted", without("S1")],
    ["narrowed to its unit", withChanged({ ...HANDOVER_SUCCESS, scope: "unit_only" })],
    ["archived", handover.map((row) => (row.id === "S1" ? { ...row, archived: true } : row))],
    ["moved to a unit that is gone", withChanged({ ...HANDOVER_SUCCESS, unit: "gone" })],
  ] as const;

  test.each(FATES)(
    "a case that was %s is taken off the page, which says so without naming it",
    async (_, entries) => {
      const { cases, state, page, sent } = await publishedThen(entries, "vendor");
      expect([cases, state]).toEqual([["F1"], "corrected"]);
      expect(page).not.toContain(HANDOVER_SUCCESS.title);
      expect(page).toContain("訂正(2026-11-25)");
      expect(sent).toContain("a corrected");
    },
  );

  test.each(FATES)(
    "a case that was %s is taken out of the partner's text too, and where it went is known",
    async (_, entries) => {
      const { cases, state, page, sent } = await publishedThen(entries, "partner");
      expect([cases, state]).toEqual([["F1"], "corrected"]);
      expect(page).not.toContain(HANDOVER_SUCCESS.title);
      expect(sent).toContain("a corrected");
    },
  );

  test("a case that reads otherwise by now shows today's words, and nothing of the old ones", async () => {
    const title = "後任との同行は三回と決める";
    const { state, page, cases } = await publishedThen(withChanged({ ...HANDOVER_SUCCESS, title }), "vendor");
    expect([state, cases]).toEqual(["corrected", ["S1", "F1"]]);
    expect(page).toContain(title);
    expect(page).not.toContain(HANDOVER_SUCCESS.title);
  });

  test("the unit's own issue goes by today's title, and leaves the text of those who may not read of it any more", async () => {
    const title = "交代のたびに苦情が増える";
    const renamed = await publishedThen(withChanged({ ...HANDOVER_ISSUE, title }), "vendor");
    expect(renamed.page).toContain(title);
    expect(renamed.page).not.toContain(HANDOVER_ISSUE.title);
    const narrowed = withChanged({ ...HANDOVER_ISSUE, scope: "vendor_only" });
    const forPartner = await publishedThen(narrowed, "partner");
    expect(forPartner.page).not.toContain(HANDOVER_ISSUE.title);
    // Control: our own people may still read of it.
    expect((await publishedThen(narrowed, "vendor")).page).toContain(HANDOVER_ISSUE.title);
  });

  test("a reason that somebody wrote leaves the page when it names what was listed since", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const request = { ...world.request, audience: "partner", unit: "a", by: "rep", item: "S1" } as const;
    await editReason({ ...request, reason: "ミカゲ精密でも効いたやり方です" });
    await approveDigests({ ...world.request, audience: "partner", unit: "a", by: "rep" });
    await world.publish({ audience: "partner", unit: "a" });
    const page = async () => [...(await world.pages()).values()].join();
    expect(await page()).toContain("ミカゲ精密");
    await setEntries(world.store, withChanged({ ...HANDOVER_SUCCESS, customer: "ミカゲ精密" }));
    await world.correct({ now: "2026-11-25T01:00:00Z" });
    expect(await page()).not.toContain("ミカゲ精密");
    expect(await page()).toContain(HANDOVER_SUCCESS.title);
  });

  test("what was shown is what is approved, though the draft has become stale", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const request = { ...world.request, audience: "partner", unit: "a" } as const;
    await buildDigests(request);
    await setEntries(
      world.store,
      TWO.filter(({ id }) => id !== "F1"),
    );
    const shown = casesOf(await showDigests(request));
    await approveDigests({ ...request, by: "rep" });
    expect(casesOf(await world.publish({ audience: "partner", unit: "a" }))).toEqual(shown);
  });

  test("a page of which nothing is left is withdrawn, and what was sent is kept for the record", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    await world.publish({ audience: "vendor", unit: "a" });
    await setEntries(world.store, [record(HANDOVER_ISSUE)]);
    const [withdrawn] = await world.correct();
    expect(withdrawn?.state).toBe("withdrawn");
    const page = [...(await world.pages()).values()].join();
    expect(page).toContain("取り下げ");
    expect(page).not.toContain(HANDOVER_SUCCESS.title);
    expect(JSON.stringify(withdrawn?.sent)).toContain(HANDOVER_SUCCESS.title);
  });

  test("a week that is over renders to the same bytes from what is stored", async () => {
    await using world = await openWorld();
    await setEntries(world.store, handover);
    const published = await world.publish({ audience: "vendor", unit: "a" });
    await setEntries(world.store, TWO);
    const [shown] = await showDigests({
      ...world.request,
      audience: "vendor",
      unit: "a",
      now: "2027-03-01T00:00:00Z",
    });
    expect(shown?.week).toBe(WEEK);
    expect(published.map(digestOf)).toEqual(shown === undefined ? [] : [digestOf(shown)]);
  });
});
