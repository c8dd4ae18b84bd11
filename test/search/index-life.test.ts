import { searchTable } from "../../src/store/tables/search.ts";
import { describeSearchIndex } from "../contract/search-index.ts";
import { memoryDatabase } from "./memory-database.ts";

describeSearchIndex("sqlite", async () => searchTable(memoryDatabase()), { runs: 120 });
