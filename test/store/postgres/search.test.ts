import { Secret } from "../../../src/secret.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { describeHidden } from "../../contract/hidden.ts";
import { describeSearchIndex } from "../../contract/search-index.ts";
import { describePostgres } from "../../postgres/describe-postgres.ts";

describePostgres("PostgreSQL", (newUrl) => {
  const makeTable = async () => (await openPostgresStore({ url: new Secret(await newUrl()) })).search;
  describeSearchIndex("postgres", makeTable, { runs: 12 });
  describeHidden("postgres", makeTable, { runs: 6 });
});
