import { describe, expect, test } from "vitest";

import { type RouteName, ROUTES } from "../../src/server/routes.ts";
import { type Client, REPS_UNITS, type Role, serveSorei } from "./world.ts";

/**
 * Who may do what: every route, for every role, on an own unit's and on another unit's things, of every scope. A route
 * that is not listed here fails the test.
 */

const ROLES: readonly Role[] = ["admin", "lead", "rep", "stranger"];
const UNITS = { own: "br-osk", other: "br-ngo" } as const;
type Whose = keyof typeof UNITS;

/** An entry to ask for: one of each scope in each of the two units. */
interface Target {
  readonly whose: Whose;
  readonly unit: string;
  readonly id: string;
  readonly scope: string;
}

/** What a route is asked, and who may have an answer. `all`: whoever is of the partner's team. */
interface Cell {
  readonly path: string;
  readonly body?: Record<string, unknown>;
  readonly may:
    | "everybody"
    | "team"
    | "readers of the unit"
    | "readers of the unit, others if it is shared"
    | "readers of the unit, if it may be shared";
}

const P = "/api/partners/sorei";

/** Bodies are such that an allowed request ends in an answer, or in a refusal that only who is allowed is told. */
const CELLS: Record<RouteName, (target: Target) => Cell> = {
  listPartners: () => ({ path: "/api/partners", may: "everybody" }),
  search: () => ({ path: "/api/search?q=%E5%BC%95%E3%81%8D%E7%B6%99%E3%81%8E", may: "everybody" }),
  suggest: () => ({ path: "/api/suggest?typed=%E5%BC%95", may: "everybody" }),
  showPartner: () => ({ path: P, may: "team" }),
  figures: () => ({ path: `${P}/figures`, may: "team" }),
  coverage: () => ({ path: `${P}/coverage`, may: "team" }),
  toComplete: () => ({ path: `${P}/to-complete`, may: "team" }),
  listReleases: () => ({ path: `${P}/releases`, may: "team" }),
  listRollouts: () => ({ path: `${P}/rollouts`, may: "team" }),
  listDigests: ({ unit }) => ({
    path: `${P}/digests?week=2026-W48&unit=${unit}`,
    may: "readers of the unit",
  }),
  matches: ({ unit }) => ({ path: `${P}/matches?unit=${unit}`, may: "readers of the unit" }),
  showEntry: ({ id }) => ({ path: `${P}/entries/${id}`, may: "readers of the unit, others if it is shared" }),
  carry: ({ unit }) => ({ path: `${P}/units/${unit}/carry?week=2026-W48`, may: "readers of the unit" }),
  addEntry: ({ unit }) => ({
    path: `${P}/units/${unit}/entries`,
    body: { kind: "issue", text: "件名\n本文" },
    may: "readers of the unit",
  }),
  told: ({ unit }) => ({
    path: `${P}/units/${unit}/told`,
    body: { item: "E16", effect: "told" },
    may: "readers of the unit",
  }),
  feedback: ({ unit }) => ({
    path: `${P}/units/${unit}/feedback`,
    body: { item: "E16", verdict: "helpful" },
    may: "readers of the unit",
  }),
  decide: ({ id }) => ({
    path: `${P}/releases/${id}`,
    // Another text than the one that is there: refused, but only to who may decide.
    body: { audience: "vendor", textHash: "another", decision: "hold" },
    // About what stays in its unit nothing is to be decided.
    may: "readers of the unit, if it may be shared",
  }),
  actOnDigest: ({ unit }) => ({
    path: `${P}/digests/2026-W48/${unit}/partner`,
    body: { act: "hold" },
    may: "readers of the unit",
  }),
  propose: ({ unit }) => ({
    path: `${P}/rollouts`,
    body: { case: "E16", unit },
    may: "readers of the unit",
  }),
  update: ({ unit }) => ({
    path: `${P}/rollouts/${encodeURIComponent(`E16>${unit}`)}`,
    body: { state: "considering" },
    may: "readers of the unit",
  }),
  toFailure: ({ unit }) => ({
    path: `${P}/rollouts/${encodeURIComponent(`E16>${unit}`)}/failure`,
    body: {},
    may: "readers of the unit",
  }),
};

const SCOPES = {
  unit_only: "この事業部・拠点のみ",
  vendor_only: "メーカー社内のみ",
  partner_all_units: "パートナー内の全事業部・拠点",
} as const;

/** An entry of each scope in each of the two units. */
async function writeTargets(admin: Client): Promise<Target[]> {
  const targets: Target[] = [];
  for (const whose of ["own", "other"] as const) {
    for (const [scope, name] of Object.entries(SCOPES)) {
      const unit = UNITS[whose];
      const text = `件名 ${unit} ${scope}\n\n共有範囲: ${name}\n\n本文。`;
      const added = await admin.send("POST", `${P}/units/${unit}/entries`, { kind: "success", text });
      const { id } = (await added.json()) as { id: string };
      targets.push({ whose, unit, id, scope });
    }
  }
  return targets;
}

function mayHaveAnswer(role: Role, { may }: Cell, { whose, scope }: Target): boolean {
  const isTeam = role !== "stranger";
  const readsUnit = role === "admin" || role === "lead" || (role === "rep" && whose === "own");
  switch (may) {
    case "everybody":
      return true;
    case "team":
      return isTeam;
    case "readers of the unit":
      return readsUnit;
    case "readers of the unit, others if it is shared":
      return readsUnit || (isTeam && scope !== "unit_only");
    case "readers of the unit, if it may be shared":
      return readsUnit && scope !== "unit_only";
    default:
      throw new Error(`unhandled ${may satisfies never}`);
  }
}

test("every route for every role, unit and scope: an answer to who may have it, 404 without detail to all others", async () => {
  await using world = await serveSorei();
  const admin = await world.as("admin");
  for (const unit of Object.values(UNITS))
    expect((await admin.send("POST", `${P}/rollouts`, { case: "E16", unit })).status).toBe(200);
  const targets = await writeTargets(admin);
  expect(REPS_UNITS).toContain(UNITS.own);
  const wrong: string[] = [];
  let cells = 0;
  for (const role of ROLES) {
    const client = await world.as(role);
    for (const [name, cellOf] of Object.entries(CELLS) as [RouteName, (target: Target) => Cell][]) {
      for (const target of targets) {
        const cell = cellOf(target);
        const { method } = ROUTES[name];
        const answer =
          method === "get"
            ? await client.get(cell.path)
            : await client.send(method.toUpperCase(), cell.path, cell.body);
        const text = await answer.text();
        cells += 1;
        const isTold = answer.status !== 404 || !text.includes("見つかりません");
        if (isTold !== mayHaveAnswer(role, cell, target))
          wrong.push(
            `${role} ${name} ${target.whose} ${target.scope} ${target.id}: ${answer.status} ${text.slice(0, 120)}`,
          );
        if (answer.status >= 500) wrong.push(`${role} ${name}: ${answer.status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(cells).toBe(ROLES.length * Object.keys(ROUTES).length * targets.length);
  expect(world.bugs).toEqual([]);
}, 120_000);

describe("what somebody is told of a unit that is not his own", () => {
  test("is its released copies: no name, no note, no entry of that unit alone", async () => {
    await using world = await serveSorei();
    const [rep, admin] = [await world.as("rep"), await world.as("admin")];
    const entries = await world.runtime.store.records.all("sorei", "entry");
    const others = entries.filter(({ value }) => !REPS_UNITS.some((unit) => unit === value.unit));
    const read: string[] = [];
    for (const path of [
      "/api/search?limit=100",
      `${P}/releases`,
      `${P}/rollouts`,
      `${P}/coverage`,
      `${P}/to-complete`,
      `${P}/matches`,
      `${P}/digests?week=2026-W48`,
    ])
      read.push(await (await rep.get(path)).text());
    const masks = others
      .flatMap(({ value }) => value.mask.map(({ term }) => term))
      .filter((term) => term.length > 2);
    expect(masks.length).toBeGreaterThan(10);
    const own = JSON.stringify(entries.filter((record) => !others.includes(record)));
    expect(masks.filter((term) => !own.includes(term) && read.some((text) => text.includes(term)))).toEqual(
      [],
    );
    // Control: whoever reads everything is told some of them.
    const all = await (await admin.get("/api/search?limit=100")).text();
    expect(masks.some((term) => all.includes(term))).toBe(true);
  }, 60_000);

  test("are no figures of other units, and no total to work them out from", async () => {
    await using world = await serveSorei();
    const [rep, lead] = [await world.as("rep"), await world.as("lead")];
    interface Shown {
      total: { orders: number } | null;
      byDivision: { unit: string | null; orders: number }[];
      byBranch: { unit: string | null; orders: number }[];
      unassigned: unknown[];
    }
    const shownTo = async (client: Client) => (await (await client.get(`${P}/figures`)).json()) as Shown;
    const [own, all] = [await shownTo(rep), await shownTo(lead)];
    expect(own.total).toBeNull();
    expect(own.unassigned).toEqual([]);
    const units = [...own.byDivision, ...own.byBranch].map(({ unit }) => unit);
    expect(units).not.toEqual([]);
    expect(units.every((unit) => REPS_UNITS.some((one) => one === unit))).toBe(true);
    // Control: whoever leads all units sees both views, and they come to the same total.
    const sum = (rows: Shown["byBranch"]) => rows.reduce((total, { orders }) => total + orders, 0);
    expect(sum(all.byDivision)).toBe(all.total?.orders);
    expect(sum(all.byBranch)).toBe(all.total?.orders);
    expect(all.unassigned).not.toEqual([]);
  }, 60_000);

  test("is the same, to the byte, with and without what he may not see", async () => {
    await using world = await serveSorei();
    const [rep, admin] = [await world.as("rep"), await world.as("admin")];
    const ask = async (): Promise<string[]> => {
      const answers: string[] = [];
      for (const word of [
        "引",
        "見積",
        "値引き",
        "研修 定着",
        "renewal",
        "秘密の型紙",
        "担当が替わると困る",
      ]) {
        for (const path of [
          `search?limit=50&q=${encodeURIComponent(word)}`,
          `suggest?typed=${encodeURIComponent(word)}`,
        ])
          answers.push(await (await rep.get(`/api/${path}`)).text());
      }
      for (const path of ["matches", "releases", "coverage", "digests?week=2026-W48", "to-complete"])
        answers.push(await (await rep.get(`${P}/${path}`)).text());
      return answers;
    };
    const before = await ask();
    for (const kind of ["issue", "success", "failure"]) {
      const text = `見積の秘密の型紙 ${kind}\n\n共有範囲: この事業部・拠点のみ\n\n値引きの研修と引き継ぎ。`;
      const added = await admin.send("POST", `${P}/units/${UNITS.other}/entries`, { kind, text });
      expect(added.status).toBe(200);
    }
    expect(await ask()).toEqual(before);
    // Control: where he may see one more, he is told.
    await admin.send("POST", `${P}/units/${UNITS.own}/entries`, { kind: "issue", text: "見積の秘密の型紙" });
    expect(await ask()).not.toEqual(before);
  }, 60_000);
});
