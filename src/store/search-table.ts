/**
 * Where the search index is kept (`search/` says how it works). A *family* holds the texts of one partner that
 * may be seen together as one kind of text: entries as they are, or copies for one audience. Within a family,
 * each unit's documents are a *compartment*: a reader sees all of it or nothing of it. A family's postings lie
 * in *segments*, which never change once published: a document that changes is marked dead in its segment and is
 * *pending* in its new form until a new segment takes it in.
 */
export type View = "own" | "vendor" | "partner";

export interface Family {
  readonly family: number;
  readonly partner: string;
  readonly view: View;
}

export interface SearchState {
  /** Grows with every document added or removed. */
  readonly sequence: number;
  /** Grows with every change of the segments. */
  readonly generation: number;
  /** Partners whose part of the index is not what it should be. */
  readonly behind: readonly Behind[];
}

export interface Behind {
  readonly partner: string;
  /** The newest change of its entries, which the index has not taken in, or has with other means. */
  readonly change: number;
  /** Its part of the index was made with other means, or not yet: it is made anew. */
  readonly isOld: boolean;
}

/** A document as it is known by: which one it is, where it belongs, and a hash of all that it says. */
export interface IndexedDoc {
  readonly number: number;
  readonly id: string;
  readonly unit: string;
  readonly hash: string;
}

/** What is shown of a document. Texts are kept as UTF-16, which takes no time to read. */
export interface ShownText {
  /** Everything about it but its text, as JSON. */
  readonly card: string;
  readonly body: string;
}

/** What is kept of a document's text. */
export interface DocText extends ShownText {
  /** Title, body and other words, folded, with U+0001 between. */
  readonly folded: string;
}

/** A document with its terms, as it waits to be taken into a segment. */
export interface PendingDoc {
  readonly number: number;
  readonly family: number;
  readonly unit: string;
  /** Names of its terms, with line breaks between. */
  readonly terms: string;
  /** What each is worth, in the same order. */
  readonly impacts: Uint8Array;
  /** What it is filtered and sorted by, as JSON. */
  readonly facets: string;
}

/** A document that is no more, with the names of the terms that it had. */
export interface DeadDoc {
  readonly sequence: number;
  readonly number: number;
  readonly family: number;
  readonly unit: string;
  readonly terms: string;
}

/** A document to be added; `number` counts back from the last one that the change makes. */
export interface AddedDoc extends DocText, Omit<PendingDoc, "number">, Omit<IndexedDoc, "number"> {}

export interface SearchChange {
  readonly added: readonly AddedDoc[];
  readonly removed: readonly Omit<DeadDoc, "sequence">[];
}

export interface StoredSegment {
  readonly segment: number;
  readonly family: number;
  /** Number of documents, dead ones included. */
  readonly size: number;
  /** Which unit's documents are where, and the words behind the columns, as JSON. */
  readonly facts: string;
  readonly columns: Uint8Array;
}

export interface PostingRow {
  readonly term: string;
  readonly df: number;
  /** How many of them each unit has, as pairs of two-byte numbers: place in the segment's units, count. */
  readonly spread: Uint8Array | null;
  readonly list: Uint8Array;
}

/** A posting list, or only its head where it is long. */
export interface FoundPostings extends Omit<PostingRow, "list"> {
  readonly segment: number;
  readonly list: Uint8Array | null;
}

/** What becomes live, all at once, when segments of a family are finished. */
export interface Publication {
  readonly family: number;
  /** Empty ones are none. */
  readonly segments: readonly NewSegment[];
  /** Documents that are new with them; those that were known before stay as they are. */
  readonly docs: readonly IndexedDoc[];
  /** Documents that are no more with it. */
  readonly removed: SearchChange["removed"];
  /** Segments that are replaced. */
  readonly replaces: readonly number[];
  /** Pending documents that are in a segment now. */
  readonly takes: readonly number[];
  /** Dead documents that are in no segment any more. */
  readonly buries: readonly number[];
  /** Documents of the family numbered below this are no more, nor is anything that waits; 0 for none. */
  readonly supersedes: number;
}

export interface NewSegment extends StoredSegment {
  readonly words: string;
}

export interface SearchTable {
  /** `madeWith` names the means by which the index should be made. */
  state(madeWith: string): Promise<SearchState>;
  families(): Promise<Family[]>;
  /** The family, made if it is new. */
  family(partner: string, view: View): Promise<number>;
  docs(families: readonly number[]): Promise<(IndexedDoc & { readonly family: number })[]>;
  /** The document of a family that has this id; null if there is none. */
  doc(family: number, id: string): Promise<(IndexedDoc & { readonly family: number }) | null>;
  liveSegments(): Promise<number[]>;
  segments(segments: readonly number[]): Promise<StoredSegment[]>;
  /** The Latin words of these segments, with a line break before and after each. */
  words(segments: readonly number[]): Promise<Map<number, string>>;
  /** How many documents of each family wait to be taken into a segment, or out of one. */
  waiting(): Promise<{ readonly family: number; readonly pending: number; readonly dead: number }[]>;
  /** Those numbered after one and up to another: what came between two states, whole. */
  pending(after: number, upTo: number): Promise<PendingDoc[]>;
  dead(after: number, upTo: number): Promise<DeadDoc[]>;
  /** Postings of these terms in all segments of these families; lists longer than `longest` without the list. */
  postings(families: readonly number[], terms: readonly string[], longest: number): Promise<FoundPostings[]>;
  /** All postings of these segments by term, in parts. */
  allPostings(family: number, segments: readonly number[]): AsyncIterable<FoundPostings[]>;
  folded(numbers: readonly number[]): Promise<Map<number, string>>;
  texts(numbers: readonly number[]): Promise<Map<number, ShownText>>;

  /** Adds and removes documents, all or none; visible to the next query of every process. */
  change(change: SearchChange): Promise<void>;
  /** So many numbers for documents, or for a segment; answers the first. */
  reserve(count: number): Promise<number>;
  /** Says that a segment is being made, so that what is left of it is found if it is never finished. */
  begin(place: { readonly segment: number; readonly family: number }): Promise<void>;
  /** What a segment that is being made holds; nobody sees it before it is published. */
  writeTexts(texts: readonly (DocText & { readonly number: number })[]): Promise<void>;
  writePostings(family: number, segment: number, rows: readonly PostingRow[]): Promise<void>;
  /** All of it at once. `at` is the present, in milliseconds. An empty segment is none. */
  publish(publication: Publication, at: number): Promise<void>;
  /** Is there anything to sweep? */
  isLittered(before: number): Promise<boolean>;
  /**
   * Takes away what was replaced before this instant, in milliseconds, and what was never finished. Only whoever
   * alone makes segments at this time may do it.
   */
  sweep(before: number): Promise<void>;
  /** The index has taken in everything up to this change of the partner's entries, by these means. */
  caughtUp(partner: string, change: number, madeWith: string): Promise<void>;
}
