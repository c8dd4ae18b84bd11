import type { Database } from "../database.ts";
import type { Store } from "../store.ts";
import { apiKeyTable } from "./api-keys.ts";
import { bindingTable } from "./bindings.ts";
import { deliveryTable } from "./deliveries.ts";
import { digestTable } from "./digests.ts";
import { jobTable } from "./jobs.ts";
import { partnerTable } from "./partners.ts";
import { publishedTable } from "./published.ts";
import { feedbackTable, toldTable } from "./reactions.ts";
import { recordTable } from "./records.ts";
import { releasedTable } from "./released.ts";
import { rowIntentTable } from "./row-intents.ts";
import { searchTable } from "./search.ts";
import { sessionTable } from "./sessions.ts";
import { webhookTable } from "./webhooks.ts";

/** Everything of a store that is rows, whatever database they are in. */
export function openTables(db: Database): Omit<Store, "lockRun" | "check" | typeof Symbol.asyncDispose> {
  return {
    partners: partnerTable(db),
    bindings: bindingTable(db),
    rowIntents: rowIntentTable(db),
    records: recordTable(db),
    released: releasedTable(db),
    published: publishedTable(db),
    digests: digestTable(db),
    webhooks: webhookTable(db),
    sessions: sessionTable(db),
    apiKeys: apiKeyTable(db),
    jobs: jobTable(db),
    told: toldTable(db),
    feedback: feedbackTable(db),
    deliveries: deliveryTable(db),
    search: searchTable(db),
  };
}
