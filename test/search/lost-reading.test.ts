import { expect, test } from "vitest";

import { searchTable } from "../../src/store/tables/search.ts";
import { doc } from "./docs.ts";
import { openWorld, ownDocs } from "./index-world.ts";
import { memoryDatabase } from "./memory-database.ts";

/** A table of which the n-th reading from now on fails once, as a lost connection does. */
function frail() {
  const table = searchTable(memoryDatabase());
  let left = Infinity;
  const guarded = new Proxy(table, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        left -= 1;
        const answer: unknown = await Reflect.apply(value, target, args);
        if (left === 0) throw new Error("connection lost");
        return answer;
      };
    },
  });
  return { table: guarded, failAt: (nth: number) => void (left = nth) };
}

test("a query whose reading broke off half-way leaves nothing that the next one counts twice", async () => {
  let broken = 0;
  for (let nth = 1; nth <= 12; nth += 1) {
    const { table, failAt } = frail();
    const world = openWorld(table);
    await world.put("p", ownDocs([doc({ id: "a", title: "見積の型紙" })]));
    expect((await world.search("見積")).total).toBe(1);
    await world.put(
      "p",
      ownDocs([doc({ id: "a", title: "見積の型紙" }), doc({ id: "b", title: "見積の窓口" })]),
    );
    failAt(nth);
    broken += await world.search("見積").then(
      () => 0,
      () => 1,
    );
    failAt(Infinity);
    const after = await world.search("見積");
    expect({ nth, total: after.total, ids: after.hits.map((hit) => hit.doc.id).toSorted() }).toEqual({
      nth,
      total: 2,
      ids: ["a", "b"],
    });
  }
  // Some of them did break off.
  expect(broken).toBeGreaterThan(3);
});
