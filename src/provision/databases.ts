import type { Spec } from "../model/spec.ts";
import { desiredTree } from "../spec/desired.ts";
import { parseEntriesKey } from "../spec/keys.ts";
import { SCHEMAS } from "../spec/schemas.ts";
import type { Binding } from "../store/store.ts";
import type { DatabaseRef } from "../workspaces/workspace.ts";

export interface Databases {
  /** Every bound database by node key, those of archived units included. */
  readonly databases: ReadonlyMap<string, DatabaseRef>;
  /** Keys of the databases of units that left the spec. */
  readonly archived: ReadonlySet<string>;
}

/** Where the rows of a partner are kept, as far as provisioned. */
export function databasesOf(spec: Spec, bindings: readonly Binding[]): Databases {
  const { language } = spec.partner;
  const desired = new Map(desiredTree(spec).map((node) => [node.key, node]));
  const databases = new Map<string, DatabaseRef>();
  const archived = new Set<string>();
  for (const { key, remoteId, properties, stampsByClock, refill } of bindings) {
    const kind = parseEntriesKey(key)?.kind;
    const schema = desired.get(key)?.schema ?? (kind && SCHEMAS[kind]);
    if (schema === undefined) continue;
    databases.set(key, {
      remoteId,
      schema,
      language,
      ...(properties === undefined ? {} : { properties }),
      ...(stampsByClock === undefined ? {} : { stampsByClock }),
      ...(refill === undefined ? {} : { refill }),
    });
    if (!desired.has(key)) archived.add(key);
  }
  return { databases, archived };
}
