import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Audience } from "../../src/model/entry.ts";
import { releaseEntries } from "../../src/release/gate.ts";
import { scanForLeaks, secretsOf } from "../../src/release/leak-scan.ts";
import type { ReleaseDecision, ReleaseItem } from "../../src/store/store.ts";
import { anyWorld, type World } from "./worlds.ts";

/** Without shrinking: a failing partner of twenty entries would take minutes to become smaller. */
const runs = (numRuns: number) => ({ seed: 20261123, numRuns, endOnFailure: true });
const AUDIENCES: readonly Audience[] = ["vendor", "partner"];

const releaseAll = ({ spec, entries }: World, decisions: readonly ReleaseDecision[] = []) =>
  releaseEntries({ spec, entries, people: [], decisions });

/** The phone numbers and addresses that `anyWorld` plants. */
const CONTACTS = /@|mail\.example|1234(?!5)|12-3456|１２３４/u;

const textsOf = (items: readonly ReleaseItem[]) =>
  items.map(({ id, copy }) => ({ where: id, text: JSON.stringify({ ...copy, id: "", unit: "" }) }));

describe("for any partner", () => {
  test("no released copy holds a secret, for either audience", () => {
    let released = 0;
    fc.assert(
      fc.property(anyWorld(), (world) => {
        for (const audience of AUDIENCES) {
          const items = releaseAll(world).filter(
            (item) => item.audience === audience && item.state === "released",
          );
          released += items.length;
          const secrets = secretsOf(world.entries, [], { spec: world.spec, audience });
          expect(scanForLeaks(textsOf(items), secrets)).toEqual([]);
          for (const { text } of textsOf(items)) expect(text).not.toMatch(CONTACTS);
        }
      }),
      runs(60),
    );
    expect(released).toBeGreaterThan(500);
  });

  test("control: in the same records unmasked the scan finds the customer of every entry", () => {
    fc.assert(
      fc.property(anyWorld(), (world) => {
        const secrets = secretsOf(world.entries, [], { spec: world.spec, audience: "vendor" });
        const raw = world.entries.map(({ id, value }) => ({ where: id, text: JSON.stringify(value) }));
        const titles = world.entries.map(({ id, value }) => ({ where: id, text: value.title }));
        const found = (texts: typeof raw) => new Set(scanForLeaks(texts, secrets).map(({ where }) => where));
        expect(found(raw).size).toBe(world.entries.length);
        expect(found(titles).size).toBe(world.entries.length);
      }),
      runs(10),
    );
  });

  test("without consent the partner's people read no name of the source unit", () => {
    fc.assert(
      fc.property(anyWorld(), ({ spec, entries }) => {
        const named = entries.map((record) => {
          const unit = spec.units.find(({ key }) => key === record.value.unit);
          const names = [unit?.name, unit?.name_en, ...(unit?.aliases ?? []), ...(unit?.former_names ?? [])];
          const title = `${names.filter((name) => name !== undefined).join("と")}の件`;
          return { ...record, value: { ...record.value, title, consent: "unknown" } };
        });
        for (const { copy, audience } of releaseAll({ spec, entries: named })) {
          if (audience === "vendor" || copy.title === "") continue;
          expect(copy.unitName).toBe("別の事業部・拠点");
          expect(JSON.stringify(copy.title)).not.toMatch(
            spec.units.find(({ key }) => key === copy.unit)?.name ?? "?",
          );
          expect(copy.title).not.toMatch(/冷熱|函館|松本|信州|塩尻|物流統括|Cooling|Hakodate/u);
        }
      }),
      runs(20),
    );
  });

  test("the result depends on nothing but the records: not on their order, nor on the people's", () => {
    fc.assert(
      fc.property(anyWorld(), ({ spec, entries }) => {
        const byId = (items: readonly ReleaseItem[]) =>
          items.toSorted((a, b) => `${a.audience} ${a.id}`.localeCompare(`${b.audience} ${b.id}`));
        const once = byId(releaseAll({ spec, entries }));
        expect(byId(releaseAll({ spec, entries }))).toEqual(once);
        const turned = { ...spec, people: spec.people.toReversed() };
        expect(byId(releaseAll({ spec: turned, entries: entries.toReversed() }))).toEqual(once);
      }),
      runs(30),
    );
  });

  test("no decision of a person lets out more than scope, consent and masking do", () => {
    const anyDecisions = (items: readonly ReleaseItem[]) =>
      fc.array(
        fc.record({
          item: fc.constantFrom(...items),
          audience: fc.constantFrom(...AUDIENCES),
          decision: fc.constantFrom("approve" as const, "hold" as const, "revoke" as const),
          at: fc.constantFrom("2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"),
        }),
      );
    const world = anyWorld().filter((made) => releaseAll(made).length > 0);
    const tried = world.chain((made) => fc.tuple(fc.constant(made), anyDecisions(releaseAll(made))));
    fc.assert(
      fc.property(tried, ([made, picks]) => {
        const decisions = picks.map(({ item, ...pick }) => ({
          ...pick,
          id: item.id,
          textHash: item.textHash,
          by: "t.mori",
        }));
        const before = new Map(releaseAll(made).map((item) => [`${item.audience} ${item.id}`, item]));
        const after = releaseAll(made, decisions);
        expect(releaseAll(made, decisions.toReversed())).toEqual(after);
        expect(after.length).toBe(before.size);
        for (const item of after) {
          const known = before.get(`${item.audience} ${item.id}`);
          expect(item.copy).toEqual(known?.copy);
          const isQuestion = known?.reasons.every(({ code }) => code === "consent_unclear") ?? false;
          expect(item.state === "held" || isQuestion).toBe(true);
        }
      }),
      runs(40),
    );
  });
});
