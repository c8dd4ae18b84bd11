import { productChoice } from "./product.ts";
import { mixedQueries } from "./queries.ts";

/** A process that does nothing but ask: node ask-alone.ts DIR DOCS QUERIES. For measuring what it takes. */
const [dir = "", docs = "", perType = ""] = process.argv.slice(2);
const queries = mixedQueries(Number(docs), Number(perType));
const engine = await productChoice("sqlite", "operator").open({ dir, url: "" });
for (const { text, filter } of queries) await engine.search(text, { limit: 10, ...(filter && { filter }) });
await engine.close();
