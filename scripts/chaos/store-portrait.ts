import type { Binding } from "../../src/store/store.ts";
import { line, type Portrait, type Rename } from "./portrait.ts";
import type { Deps } from "./world.ts";

/** What is remembered of nodes, rows and digests, and intents, of which none may be left. */
export async function portrayStore(
  { store, workspace: { kind } }: Pick<Deps, "store" | "workspace">,
  partner: string,
  rename: Rename,
): Promise<Portrait> {
  const { bindings, records, digests } = store;
  const facts: Readonly<Record<string, readonly object[]>> = {
    binding: (await bindings.all(partner, kind)).map(comparable),
    intent: await bindings.intents(partner, kind),
    record: [...(await records.all(partner, "entry")), ...(await records.all(partner, "rollout"))],
    digest: (await digests.all(partner, {})).map(({ unit, week, state, url }) => ({
      unit,
      week,
      state,
      url,
    })),
  };
  return Object.entries(facts)
    .flatMap(([what, all]) => all.map((one) => line(what, { ...one, ...NO_TIMES }, rename)))
    .toSorted();
}

/** Rows that are still taken for being made, where they are known by the database that is bound. */
export async function rowsInTheMaking(
  { store, workspace: { kind } }: Pick<Deps, "store" | "workspace">,
  partner: string,
): Promise<string[]> {
  const bound = await store.bindings.all(partner, kind);
  const open = await Promise.all(bound.map(({ remoteId }) => store.rowIntents.all(remoteId)));
  return open.flat().map(({ id }) => id);
}

/** Not compared: the runs of two worlds are at different times. */
const NO_TIMES = { boundAt: undefined, updatedAt: undefined, firstSeen: undefined };

/** Of a database's properties the names alone. Whose clock stamps its rows can be seen only when it is made. */
function comparable(binding: Binding): object {
  const { properties = {} } = binding;
  return { ...binding, properties: Object.keys(properties).toSorted(), stampsByClock: undefined };
}
