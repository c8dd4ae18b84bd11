import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { SearchDoc } from "../../src/search/search-doc.ts";
import { foldIndex } from "../../src/search/fold-index.ts";
import { indexPartner, rebuildPartner } from "../../src/search/index-writer.ts";
import { mergeSegments } from "../../src/search/merge-segments.ts";
import type { SearchTable } from "../../src/store/search-table.ts";
import { doc } from "../search/docs.ts";
import { type IndexWorld, openWorld, ownDocs } from "../search/index-world.ts";
import { anyText } from "../search/texts.ts";

const SEED = 20261125;
const UNITS = ["br-osk", "br-fuk", "hq"];
const options = { exclusively: (work: () => Promise<void>) => work() };

/** Everything that two readers are told, to the byte: one sees all units, the other some. */
async function told(world: IndexWorld, queries: readonly string[]): Promise<string> {
  const answers: unknown[] = [];
  for (const sees of [() => true, (unit: string) => unit !== "hq"]) {
    for (const query of queries) {
      const access = [{ partner: "p", view: "own" as const, sees }];
      const { facets, ...answer } = await world.search(query, { access, withFacets: true });
      answers.push(
        answer,
        Object.values(facets ?? {}).map((of) => [...of].toSorted(byName)),
      );
    }
  }
  return JSON.stringify(answers);
}

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

/** A world in which there never was anything but these documents. In memory: every store must tell the same. */
async function rebuilt(docs: readonly SearchDoc[]): Promise<IndexWorld> {
  const world = openWorld();
  await world.put("p", ownDocs([]));
  await rebuildPartner(world.table, "p", ownDocs(docs), options);
  return world;
}

/** What may happen to an index: documents come, change and go, and it is tidied in between. */
type Act =
  | { readonly kind: "put"; readonly ids: readonly number[]; readonly text: string; readonly unit: string }
  | { readonly kind: "drop"; readonly ids: readonly number[] }
  | { readonly kind: "fold" | "merge" | "rebuild" };

const someIds = fc.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 6 });
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("put" as const),
      ids: someIds,
      text: anyText,
      unit: fc.constantFrom(...UNITS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("drop" as const), ids: someIds }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom("fold" as const, "merge" as const, "rebuild" as const) }),
  },
);

/** The exam of an index in any store. `makeTable` answers a new, empty one; `runs` is how often chance has its way. */
export function describeSearchIndex(
  name: string,
  makeTable: () => Promise<SearchTable>,
  { runs }: { readonly runs: number },
): void {
  describe(`${name} as a store of the search index`, () => {
    describe("an index that was changed again and again", () => {
      test("tells every reader the same, to the byte, as one made of what is left at the end", async () => {
        let [merged, folded] = [0, 0];
        await fc.assert(
          fc.asyncProperty(
            fc.array(anyAct, { minLength: 5, maxLength: 24 }),
            fc.array(anyText),
            async (acts, more) => {
              const world = openWorld(await makeTable());
              await world.put("p", ownDocs([]));
              const docs = new Map<string, SearchDoc>();
              const now = () => ownDocs([...docs.values()]);
              for (const act of acts) {
                if (act.kind === "put") {
                  for (const id of act.ids) {
                    const text = `${act.text} ${id % 3 === 0 ? "見積 renewal" : "引き継ぎ"}`;
                    docs.set(
                      `D${id}`,
                      doc({ partner: "p", id: `D${id}`, unit: act.unit, title: `件名 ${id}`, text }),
                    );
                  }
                } else if (act.kind === "drop") for (const id of act.ids) docs.delete(`D${id}`);
                if (act.kind === "put" || act.kind === "drop")
                  await indexPartner(world.table, "p", now(), options);
                else if (act.kind === "rebuild") await rebuildPartner(world.table, "p", now(), options);
                else if (act.kind === "fold") {
                  await foldIndex(world.table, { ...options, foldAt: 1 });
                  folded += 1;
                } else {
                  const segments = await world.table.liveSegments();
                  const family = await world.table.family("p", "own");
                  if (segments.length > 0) await mergeSegments(world.table, { family, segments }, 0);
                  if (segments.length > 1) merged += 1;
                }
                // Asked in between, so that what is kept in memory has to follow.
                await world.search("見積");
              }
              const queries = [
                "",
                "見積",
                "件",
                "renewal",
                "引継ぎ 見積",
                "renewl",
                "-見積",
                ...more.slice(0, 4),
              ];
              expect(await told(world, queries)).toBe(await told(await rebuilt([...docs.values()]), queries));
            },
          ),
          { seed: SEED, numRuns: runs },
        );
        expect([merged > runs / 20, folded > runs / 3]).toEqual([true, true]);
      });

      test("is followed by another process that has it open", async () => {
        const world = openWorld(await makeTable());
        await world.put("p", ownDocs([doc({ partner: "p", id: "A", text: "見積の話" })]));
        const other = openWorld(world.table);
        const access = [{ partner: "p", view: "own" as const, sees: () => true }];
        const ids = async () => (await other.search("見積", { access })).hits.map((hit) => hit.doc.id);
        expect(await ids()).toEqual(["A"]);
        await world.put(
          "p",
          ownDocs([
            doc({ partner: "p", id: "A", text: "別の話" }),
            doc({ partner: "p", id: "B", text: "見積" }),
          ]),
        );
        expect(await ids()).toEqual(["B"]);
        await rebuildPartner(
          world.table,
          "p",
          ownDocs([doc({ partner: "p", id: "C", text: "見積" })]),
          options,
        );
        expect(await ids()).toEqual(["C"]);
      });
    });

    describe("a change of three hundred documents and more", () => {
      const many = (text: string, count = 300) =>
        Array.from({ length: count }, (_, at) =>
          doc({
            partner: "p",
            id: `D${at}`,
            unit: UNITS[at % 3] ?? "",
            title: `件名 ${at}`,
            text: `${text} ${at}`,
          }),
        );

      test("becomes a segment at once, replaces what was there, and finds each of them", async () => {
        const world = openWorld(await makeTable());
        await world.put("p", ownDocs(many("見積の話")));
        expect(await world.table.pending(0, Number.MAX_SAFE_INTEGER)).toEqual([]);
        await world.put("p", ownDocs(many("引き継ぎの話")));
        expect((await world.search("見積")).total).toBe(0);
        expect((await world.search("引継ぎ")).total).toBe(300);
        expect(await told(world, ["引継ぎ", "話 7"])).toBe(
          await told(await rebuilt(many("引き継ぎの話")), ["引継ぎ", "話 7"]),
        );
      });

      test("leaves nothing of what it replaced once that is read no more", async () => {
        const world = openWorld(await makeTable());
        await world.put("p", ownDocs(many("見積の話")));
        for (let round = 0; round < 3; round += 1)
          await world.put("p", ownDocs(many(`引き継ぎの話 ${round}`)));
        await world.put("p", ownDocs(many("最後", 3)));
        for (let time = 0; time < 4; time += 1)
          await foldIndex(world.table, { ...options, foldAt: 1, now: () => Date.now() + time * 3_600_000 });
        const [segment = 0] = await world.table.liveSegments();
        expect(await world.table.dead(0, Number.MAX_SAFE_INTEGER)).toEqual([]);
        const family = await world.table.family("p", "own");
        const terms = await world.table.postings([family], ["見積", "最後"], 100);
        expect(terms.map((row) => [row.term, row.segment, row.df])).toEqual([["最後", segment, 3]]);
      });
    });

    test("a run that died while it made a segment leaves the index as it was, and its remains are swept", async () => {
      const world = openWorld(await makeTable());
      const before = [doc({ partner: "p", id: "A", text: "見積" })];
      await world.put("p", ownDocs(before));
      const docs = Array.from({ length: 300 }, (_, at) => doc({ partner: "p", id: `D${at}`, text: "見積" }));
      const dying = { ...world.table, publish: () => Promise.reject(new Error("killed")) };
      await expect(indexPartner(dying, "p", ownDocs([...before, ...docs]), options)).rejects.toThrow(
        "killed",
      );
      expect((await world.search("見積")).total).toBe(1);
      await indexPartner(world.table, "p", ownDocs([...before, ...docs]), options);
      expect((await world.search("見積")).total).toBe(301);
      await indexPartner(world.table, "p", ownDocs(before), options);
      for (const hours of [0, 1])
        await foldIndex(world.table, { ...options, foldAt: 1, now: () => Date.now() + hours * 3_600_000 });
      const family = await world.table.family("p", "own");
      const left = await world.table.postings([family], ["見積"], 1000);
      expect(left.map(({ segment }) => segment)).toEqual(await world.table.liveSegments());
    });
  });
}
