import { beforeAll, describe, expect, test } from "vitest";

import { openConfluenceWorld } from "../../scripts/chaos/confluence-world.ts";
import { CONFLUENCE_KINDS, nameOf } from "../../scripts/chaos/faults.ts";
import { killOnce, runCalm } from "../../scripts/chaos/kills.ts";
import { difference } from "../../scripts/chaos/portrait.ts";
import { type Calm, playCalm, playTrial, scenarioNamed } from "../../scripts/chaos/trial.ts";
import { UNTOUCHED } from "../../scripts/chaos/world.ts";

const apply = { platform: "confluence", scenario: "apply" } as const;
let calm: Calm;
beforeAll(async () => {
  calm = await playCalm(apply);
});

/** The first request of an undisturbed apply that makes something of this kind. */
async function placeOfMaking(what: "template" | "properties"): Promise<number> {
  await using world = await openConfluenceWorld();
  await world.run(scenarioNamed(apply.scenario).act);
  const { requests } = world.server;
  return 1 + requests.findIndex(({ method, path }) => method === "POST" && path.endsWith(`/${what}`));
}

/** Spread over the run, so that each kind meets another request. */
const placeOf = (at: number): number => 2 + Math.floor((at * (calm.requests - 3)) / CONFLUENCE_KINDS.length);

describe("an apply that was disturbed once is as if it had not been, at the latest after one more", () => {
  test.each(CONFLUENCE_KINDS.map((kind, at) => [nameOf(kind), kind, at] as const))(
    "%s",
    async (_, kind, at) => {
      const faults = [{ ...kind, nth: placeOf(at) }];
      const played = await playTrial({ ...apply, faults }, calm);
      expect(played).toMatchObject({ failure: null, fired: 1 });
    },
  );

  test.each([{ visibilityLagRequests: 3 }, { visibilityLagMs: 20_000 }])(
    "a lost answer where Confluence shows late what was made: %o",
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
    ["generated pages", 9],
    ["generated pages", 14],
  ])(
    "a death in the middle where Confluence shows late what was made: %s, request %i",
    async (scenario, diesAt) => {
      const course = { platform: "confluence", scenario } as const;
      const undisturbed = await playCalm(course);
      const trial = { ...course, faults: [], diesAt, lag: { visibilityLagMs: 20_000 } };
      expect((await playTrial(trial, undisturbed)).failure).toBeNull();
    },
  );

  test("the request for the template behind a button is lost", async () => {
    const faults = [{ what: "lost-request", nth: await placeOfMaking("template") }];
    expect(await playTrial({ ...apply, faults }, calm)).toMatchObject({ failure: null, fired: 1 });
  });

  test("a death between a seeded row and the label by which reports find it", async () => {
    const diesAt = await placeOfMaking("properties");
    expect((await playTrial({ ...apply, faults: [], diesAt }, calm)).failure).toBeNull();
  });

  test("a kill before the work of a request and after it", async () => {
    const { portrait } = await runCalm(apply);
    expect(await killOnce({ ...apply, nth: 20, phase: "received" }, portrait)).toBeNull();
    expect(await killOnce({ ...apply, nth: 21, phase: "handled" }, portrait)).toBeNull();
  });
});

describe("the check can fail: it reports", () => {
  test("the twins of a client that repeats creates blindly", async () => {
    // A space takes no second page of one title, but any number of such templates.
    const nth = await placeOfMaking("template");
    const blindly = () => ({ ...UNTOUCHED, kindOf: () => "update" as const });
    const trial = { ...apply, faults: [{ what: "lost-answer", nth }] };
    expect((await playTrial(trial, calm, blindly)).failure).toMatch(/too many:\n *template/);
  });

  test("a page and a folder made by hand, lost rows, labels and properties, a changed word and a move", async () => {
    await using world = await openConfluenceWorld();
    await world.run(scenarioNamed(apply.scenario).act);
    const { server } = world;
    const { person } = server;
    const idOf = (start: string): string =>
      server.pages().find(({ title, status }) => title.startsWith(start) && status === "current")?.id ?? "";
    const [unit, row] = [idOf("南支店"), idOf("架空 太郎")];
    const wanted = await world.portray();
    const disturbances = [
      () => void person.copyPage(unit, "南支店 — 控え"),
      () => void person.addFolder(unit, "資料"),
      () => person.removeLabel(row, "pk-person"),
      () => person.removeProperty(row, "kakehashi.row"),
      () => person.appendText(unit, "あとから"),
      () => person.movePage(idOf("東支店"), unit),
      () => person.trash(row),
      () => person.purge(row),
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
