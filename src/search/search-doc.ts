import type { EntryKind, Level } from "../model/entry.ts";

/** One entry as one reader may see it. */
export interface SearchDoc {
  readonly partner: string;
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly kind: EntryKind;
  readonly level?: Level;
  readonly title: string;
  readonly text: string;
  /** Issues only. */
  readonly state?: string;
  readonly theme: readonly string[];
  readonly products: readonly string[];
  /** Other words by which people look for it: names of its unit, themes in words, segment. */
  readonly about: string;
  /** The raw entry and its place in the workspace; only where the reader may open it. */
  readonly url?: string;
  readonly location?: string;
  readonly heardOn?: string;
  readonly updatedAt: string;
  /** The entry's own text; false for a released copy. */
  readonly full: boolean;
}
