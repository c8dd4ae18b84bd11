import { beforeAll, describe, expect, test } from "vitest";

import { type Kind, nameOf, NOTION_KINDS as KINDS } from "../../scripts/chaos/faults.ts";
import { killOnce, runCalm } from "../../scripts/chaos/kills.ts";
import { openNotionWorld } from "../../scripts/chaos/notion-world.ts";
import { difference } from "../../scripts/chaos/portrait.ts";
import { type Calm, playCalm, playTrial, scenarioNamed } from "../../scripts/chaos/trial.ts";
import { UNTOUCHED } from "../../scripts/chaos/world.ts";

const apply = { platform: "notion", scenario: "apply" } as const;
let calm: Calm;
beforeAll(async () => {
  calm = await playCalm(apply);
});

/** Spread over the run, so that each kind meets another request. */
const placeOf = (at: number): number => 2 + Math.floor((at * (calm.requests - 3)) / KINDS.length);

describe("an apply that was disturbed once is as if it had not been, at the latest after one more", () => {
  test.each(KINDS.map((kind, at) => [nameOf(kind), kind, at] as const))("%s", async (_, kind, at) => {
    const faults = [{ ...kind, nth: placeOf(at) }];
    const played = await playTrial({ ...apply, faults }, calm);
    expect(played).toMatchObject({ failure: null, fired: 1 });
  });

  test.each([{ visibilityLagRequests: 3 }, { visibilityLagMs: 20_000 }])(
    "a lost answer where Notion shows late what was made: %o",
    async (lag) => {
      const faults = [4, 40].map((nth) => ({ what: "lost-answer", nth }) as const);
      const played = await playTrial({ ...apply, faults, lag }, calm);
      expect(played).toMatchObject({ failure: null, fired: 2 });
    },
  );

  test.each([
    ["import entries", 12],
    ["import entries", 24],
    ["digest publish", 9],
    ["generated pages", 15],
    ["generated pages", 24],
  ])(
    "a death in the middle where Notion shows late what was made: %s, request %i",
    async (scenario, diesAt) => {
      const course = { platform: "notion", scenario } as const;
      const undisturbed = await playCalm(course);
      const trial = { ...course, faults: [], diesAt, lag: { visibilityLagMs: 20_000 } };
      expect((await playTrial(trial, undisturbed)).failure).toBeNull();
    },
  );

  test("a kill before the work of a request and after it", async () => {
    const { portrait } = await runCalm(apply);
    expect(await killOnce({ ...apply, nth: 20, phase: "received" }, portrait)).toBeNull();
    expect(await killOnce({ ...apply, nth: 21, phase: "handled" }, portrait)).toBeNull();
  });
});

describe("the check can fail: it reports", () => {
  const lostAnswer: Kind = { what: "lost-answer" };

  test("the twins of a client that repeats creates blindly", async () => {
    const blindly = () => ({ ...UNTOUCHED, kindOf: () => "update" as const });
    const trial = { ...apply, faults: [{ ...lostAnswer, nth: 2 }] };
    expect((await playTrial(trial, calm, blindly)).failure).toMatch(
      /several pages|too many|carries the marker/,
    );
  });

  test("a page made a second time by hand, a view too many, a lost row and a changed word", async () => {
    await using world = await openNotionWorld();
    await world.run(scenarioNamed(apply.scenario).act);
    const { server } = world;
    const wanted = await world.portray();
    const page = server.pages().find(({ title }) => title === "南支店");
    const database = server.databases().find(({ title }) => title === "担当者カルテ");
    const [row] = server.rowsOf(database?.dataSourceIds[0] ?? "");
    const disturbances = [
      () => void server.person.addPage(page?.parentId ?? "", "南支店"),
      () => void server.person.addView(database?.id ?? "", { name: "新しい順" }),
      () => server.person.purge(row?.id ?? ""),
      () => server.person.appendText(page?.id ?? "", "あとから"),
    ];
    let before = wanted;
    for (const disturb of disturbances) {
      disturb();
      const after = await world.portray();
      expect(difference(before, after)).not.toBeNull();
      before = after;
    }
    expect(difference(wanted, wanted)).toBeNull();
  });
});
