import { AppError } from "../errors.ts";
import { importEntries } from "../imports/import-records.ts";
import type { Entry } from "../model/entry.ts";
import { withRun } from "../partner-session.ts";
import type { StoredRecord } from "../store/store.ts";
import { passGate } from "./pass-gate.ts";
import { type Acting, importDeps } from "./acting.ts";

/** Writes one entry into its unit's database, and passes it through the gate. */
export async function addEntry(
  acting: Acting,
  partner: string,
  entry: Entry,
): Promise<StoredRecord<"entry">> {
  const { runtime } = acting;
  return withRun(runtime, partner, "add", async (session) => {
    await importEntries(importDeps(acting, session), [entry]);
    await passGate(acting, session.spec);
    const entries = await runtime.store.records.all(partner, "entry");
    const added = entries.find(({ id }) => id === entry.id);
    if (added === undefined) throw notThere(entry.unit);
    return added;
  });
}

const notThere = (unit: string): AppError =>
  new AppError(
    "not_found",
    { ja: `「${unit}」のデータベースがまだありません`, en: `the databases of "${unit}" are not there yet` },
    { hint: { ja: "先に kakehashi apply を実行してください", en: "Run `kakehashi apply` first." } },
  );
