import type { Spec } from "../model/spec.ts";
import type { NodeContent, Values } from "../workspaces/workspace.ts";

/** A row that a database is born with; from then on it belongs to people. */
export interface RowSeed {
  readonly id: string;
  readonly values: Values;
  readonly body: string;
}

/** A node as the spec wants it. */
export interface DesiredNode extends NodeContent {
  /** Key of the parent node; null for the hub. */
  readonly parent: string | null;
  /** Key of the unit whose node this is. */
  readonly unit?: string;
  readonly seeds?: readonly RowSeed[];
}

/** The whole tree that a spec declares, parents before children. */
export function desiredTree(_spec: Spec): DesiredNode[] {
  throw new Error("not there yet");
}
