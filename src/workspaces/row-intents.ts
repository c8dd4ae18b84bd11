import type { RemoteId } from "./workspace.ts";

/**
 * What was lately sent to make rows, kept across processes: what a platform was told to make, it may have made and not
 * show yet. Whoever writes such a row next looks for it until it would be shown.
 */
export interface RowIntents {
  /** Noted before it is sent; what was noted of the same row before is forgotten. */
  note(database: RemoteId, id: string, intent: RowIntent): Promise<void>;
  /** The last one, or null where none is known of. One of a month ago may be forgotten. */
  last(database: RemoteId, id: string): Promise<RowIntent | null>;
  /** All that are known of in a database. */
  all(database: RemoteId): Promise<readonly (RowIntent & { readonly id: string })[]>;
  /** The row is not to be there, or all of it is. */
  forget(database: RemoteId, id: string): Promise<void>;
}

export interface RowIntent {
  /** ISO instant. */
  readonly at: string;
  /** What shows that it was done, beside the row itself; "" where that is enough. */
  readonly mark: string;
}
