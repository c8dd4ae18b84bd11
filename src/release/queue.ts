import type { Audience, Entry } from "../model/entry.ts";
import type { Spec } from "../model/spec.ts";
import type { Reason, ReleasedCopy, ReleaseItem, ReleaseState, StoredRecord } from "../store/store.ts";
import { publicTexts, visibleText } from "./entry-texts.ts";
import { type Reader, readsInFull } from "./reader.ts";

/** The review queue: what waits, why, and what masking changed. */
export interface QueueItem {
  readonly id: string;
  readonly audience: Audience;
  readonly unit: string;
  /** How the audience sees the source. */
  readonly unitName: string;
  readonly title: string;
  readonly state: ReleaseState;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  /** Words proposed for the mask list. */
  readonly proposals: readonly string[];
  /** An approved text stays up while this one, of the changed record, waits. */
  readonly isChange: boolean;
  /** Fields in which the copy differs from the record. */
  readonly diff: readonly FieldDiff[];
  readonly textHash: string;
  /** The text that a decision is about. */
  readonly copy: ReleasedCopy;
}

export interface FieldDiff {
  readonly field: string;
  /** The record's own words: only for who reads the unit in full. */
  readonly before?: string;
  readonly after: string;
}

export interface QueueInput {
  readonly spec: Spec;
  readonly items: readonly ReleaseItem[];
  readonly entries: readonly StoredRecord<"entry">[];
}

/**
 * The queue as one reader may see it, held items first, in the order of the entries. Of other units a reader sees
 * released copies only, and nothing of how they came about.
 */
export function releaseQueue(reader: Reader, { spec, items, entries }: QueueInput): QueueItem[] {
  const records = new Map(entries.map((record) => [record.id, record]));
  const shown = items.flatMap((item): QueueItem[] => {
    const record = records.get(item.id);
    if (record === undefined) return [];
    const isOwn = readsInFull(reader, record.value.unit);
    const isShared = item.state === "released" && item.audience === "vendor";
    if (!isOwn && !isShared) return [];
    const asked = isOwn ? { ...item, ...item.next } : { ...item, warnings: [], proposals: [] };
    const isChange = isOwn && item.next !== undefined;
    const queued = queueItem(asked, { isChange, diff: isOwn ? diffOf(record.value, asked, spec) : [] });
    // A copy that is withheld whole has no title, but who may decide must know what it is about.
    return [isOwn && queued.title === "" ? { ...queued, title: visibleText(record.value.title) } : queued];
  });
  return [...shown.filter(isWaiting), ...shown.filter((item) => !isWaiting(item))];
}

/** Does it ask for a decision? */
export const isWaiting = ({ state, isChange }: Pick<QueueItem, "state" | "isChange">): boolean =>
  state === "held" || isChange;

function queueItem(item: ReleaseItem, { isChange, diff }: Pick<QueueItem, "isChange" | "diff">): QueueItem {
  const { id, audience, state, reasons, warnings = [], proposals = [], textHash, copy } = item;
  return {
    id,
    audience,
    unit: copy.unit,
    unitName: copy.unitName,
    title: copy.title,
    state,
    reasons,
    warnings,
    proposals,
    isChange,
    diff,
    textHash,
    copy,
  };
}

function diffOf(entry: Entry, { copy }: ReleaseItem, spec: Spec): FieldDiff[] {
  const before: [string, string][] = [
    ["title", visibleText(entry.title)],
    ...publicTexts(entry, spec.partner.language).map(({ field, text }): [string, string] => [field, text]),
    ["theme", entry.theme.join(", ")],
    ["products", entry.products.join(", ")],
    ["segment", entry.segment.join(", ")],
    ["state", entry.kind === "issue" ? (entry.state ?? "") : ""],
  ];
  const after: Readonly<Record<string, string>> = {
    ...copy.texts,
    title: copy.title,
    theme: copy.theme.join(", "),
    products: copy.products.join(", "),
    segment: copy.segment.join(", "),
    state: copy.state ?? "",
  };
  return before
    .map(([field, text]) => ({ field, before: text, after: after[field] ?? "" }))
    .filter((change) => change.before !== change.after);
}
