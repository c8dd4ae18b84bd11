import { Failure, Issue, Success } from "../model/entry.ts";
import { fieldsOf } from "../model/fields.ts";
import { DigestRow, ReleasedRow } from "../model/generated.ts";
import { Order, UnitTarget } from "../model/order.ts";
import { Person } from "../model/people.ts";
import { Rollout } from "../model/rollout.ts";
import type { DatabaseSchema, RecordType } from "../workspaces/workspace.ts";

/** One schema per record type, shared by every database of that type. */
export const SCHEMAS = {
  issue: { record: "issue", fields: fieldsOf(Issue) },
  success: { record: "success", fields: fieldsOf(Success) },
  failure: { record: "failure", fields: fieldsOf(Failure) },
  person: { record: "person", fields: fieldsOf(Person) },
  rollout: { record: "rollout", fields: fieldsOf(Rollout) },
  order: { record: "order", fields: fieldsOf(Order) },
  target: { record: "target", fields: fieldsOf(UnitTarget) },
  released: { record: "released", fields: fieldsOf(ReleasedRow) },
  digest: { record: "digest", fields: fieldsOf(DigestRow) },
} as const satisfies Record<RecordType, DatabaseSchema>;
