import { expect, test } from "vitest";

import { searchTable } from "../../src/store/tables/search.ts";
import { describeSearchIndex } from "../contract/search-index.ts";
import { doc } from "./docs.ts";
import { openWorld, ownDocs } from "./index-world.ts";
import { memoryDatabase } from "./memory-database.ts";

describeSearchIndex("sqlite", async () => searchTable(memoryDatabase()), { runs: 120 });

test("a change that was written while another query was reading is known to the query after it", async () => {
  const table = searchTable(memoryDatabase());
  let whenRead = async (): Promise<void> => {};
  const slow = {
    ...table,
    pending: async (after: number, upTo: number) => {
      const found = await table.pending(after, upTo);
      const wait = whenRead;
      whenRead = async () => {};
      await wait();
      return found;
    },
  };
  const world = openWorld(slow);
  const put = (text: string) => world.put("p", ownDocs([doc({ partner: "p", id: "A", text })]));
  await put("一番目");
  const total = async (query: string) => (await world.search(query)).total;
  let second: Promise<number> | undefined;
  whenRead = async () => {
    await put("二番目");
    second = total("二番目");
  };
  await total("一番目");
  expect(await second).toBe(1);
  // What was added while it was read is in it once.
  expect(await total("番目")).toBe(1);
});
