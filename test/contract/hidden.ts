import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { releaseEntries } from "../../src/release/gate.ts";
import { type Reader, resolveReader } from "../../src/release/reader.ts";
import { accessOf } from "../../src/search/access.ts";
import { indexedDocs } from "../../src/search/documents.ts";
import type { SearchTable } from "../../src/store/search-table.ts";
import { anyWorld, type World } from "../release/worlds.ts";
import { openWorld } from "../search/index-world.ts";

const SEED = 20261124;
const OPERATOR: Reader = { kind: "operator" };

/** Everything that a reader is told, to the byte, once each of these was the state of the partner. */
async function answers(
  table: SearchTable,
  history: readonly World[],
  { reader, queries }: { readonly reader: Reader; readonly queries: readonly string[] },
): Promise<string> {
  const world = openWorld(table);
  let partner = "";
  for (const { spec, entries } of history) {
    partner = spec.partner.key;
    const items = releaseEntries({ spec, entries, people: [], decisions: [] });
    await world.put(partner, indexedDocs({ spec, entries, items }));
  }
  const access = accessOf(reader, partner);
  const told: unknown[] = [];
  for (const query of queries) {
    const { facets, ...answer } = await world.search(query, { access, limit: 20, withFacets: true });
    const counts = Object.values(facets ?? {}).map((of) => [...of].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    told.push(answer, counts);
  }
  return JSON.stringify(told);
}

/** The world in which what is hidden from the readers of one unit was never written. */
function withoutHidden({ spec, entries }: World, unit: string): World {
  const items = releaseEntries({ spec, entries, people: [], decisions: [] });
  const released = new Set(
    items.filter(({ audience, state }) => audience === "vendor" && state === "released").map(({ id }) => id),
  );
  return { spec, entries: entries.filter(({ id, value }) => value.unit === unit || released.has(id)) };
}

/** The world as it was before somebody narrowed scopes: everything was for all units. */
const before = ({ spec, entries }: World): World => ({
  spec,
  entries: entries.map((record) => ({
    ...record,
    value: { ...record.value, scope: "partner_all_units" as const },
  })),
});

const QUERIES = ["", "件", "先週", "本文", "電話 本文", "取引先", "ミカヅチ", "内密", "工務店の要望", "1234"];

/** The exam that no index may fail: two worlds, one without what a reader must not see, and he cannot tell which. */
export function describeHidden(
  name: string,
  makeTable: () => Promise<SearchTable>,
  { runs }: { readonly runs: number },
): void {
  describe(`${name}, for any partner`, () => {
    test.each([
      ["is hidden from a reader", (world: World) => [world]],
      ["was hidden from him after he could see it", (world: World) => [before(world), world]],
    ])("what %s changes nothing that he is told, not even a score", async (_, historyOf) => {
      let hidden = 0;
      await fc.assert(
        fc.asyncProperty(anyWorld(), fc.constantFrom("br-hkd", "br-mtm", "hq-bso"), async (world, unit) => {
          const reader = resolveReader(`unit:${unit}`, world.spec);
          const less = withoutHidden(world, unit);
          hidden += world.entries.length - less.entries.length;
          // Canaries of hidden entries are asked for as well: he may know the very word.
          const canaries = world.entries.map(({ value }) => value.title.split(" ").at(-1) ?? "");
          const asked = { reader, queries: [...QUERIES, ...canaries] };
          expect(await answers(await makeTable(), historyOf(world), asked)).toBe(
            await answers(await makeTable(), [less], asked),
          );
        }),
        { seed: SEED, numRuns: runs },
      );
      expect(hidden).toBeGreaterThan(runs);
    });

    test("control: whoever reads everything is told of it", async () => {
      let told = 0;
      await fc.assert(
        fc.asyncProperty(anyWorld(), async (world) => {
          const less = withoutHidden(world, "hq-bso");
          if (less.entries.length === world.entries.length) return;
          told += 1;
          const asked = { reader: OPERATOR, queries: QUERIES };
          expect(await answers(await makeTable(), [world], asked)).not.toBe(
            await answers(await makeTable(), [less], asked),
          );
        }),
        { seed: SEED, numRuns: Math.ceil(runs / 2) },
      );
      expect(told).toBeGreaterThan(runs / 4);
    });
  });
}
