import type { Audience, Entry } from "../model/entry.ts";
import type { Order, UnitTarget } from "../model/order.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";
import type { Text } from "../language.ts";
import type { Secret } from "../secret.ts";
import type { SearchTable } from "./search-table.ts";
import type { RowIntents } from "../workspaces/row-intents.ts";
import type { PropertyIds, RemoteId, WorkspaceKind } from "../workspaces/workspace.ts";

/**
 * THE OTHER PORT: what the product remembers between runs. The workspace is the truth for pages and rows;
 * the store is a copy of it that can be rebuilt, plus what exists nowhere else: bindings, intents, decisions
 * and digest snapshots. Every method is one transaction: all of it happens, or none.
 */
export interface Store extends AsyncDisposable {
  readonly partners: PartnerTable;
  readonly bindings: BindingTable;
  readonly rowIntents: RowIntents;
  readonly records: RecordTable;
  readonly released: ReleasedTable;
  readonly published: PublishedTable;
  readonly digests: DigestTable;
  readonly webhooks: WebhookTable;
  readonly sessions: SessionTable;
  readonly apiKeys: ApiKeyTable;
  readonly jobs: JobTable;
  readonly deliveries: DeliveryTable;
  readonly told: ToldTable;
  readonly feedback: FeedbackTable;
  readonly search: SearchTable;

  /**
   * Takes the partner's run lock, or throws `locked` naming the holder. Freed by dispose, or by the death of
   * the process, however it dies. Where it can be lost before, every write of this store fails from then on, until
   * the lock is disposed.
   */
  lockRun(partner: string, command: string): Promise<AsyncDisposable>;

  /** Is the store sound, and where is it? For `doctor`; never with a password. */
  check(): Promise<{ ok: boolean; detail: Text }>;
}

export interface StoredPartner {
  readonly key: string;
  /** The spec as last applied, verbatim, and the file it came from. */
  readonly specText: string;
  readonly specFile: string;
  readonly appliedAt: string;
  /** The text as it was read last, to be read no more than once. */
  readonly parsed?: ParsedSpec;
}

export interface ParsedSpec {
  /** Names what read it: another reader may make something else of the same text. */
  readonly by: string;
  readonly spec: Spec;
}

export interface PartnerTable {
  save(partner: Omit<StoredPartner, "parsed">): Promise<void>;
  /** Keeps what was read of this text, if it is still the partner's. */
  keepParsed(key: string, specText: string, parsed: ParsedSpec): Promise<void>;
  get(key: string): Promise<StoredPartner | null>;
  all(): Promise<StoredPartner[]>;
}

/** The stored pair key → remote id, with what was last written, so that a person's change can be told from ours. */
export interface Binding {
  readonly key: string;
  readonly remoteId: RemoteId;
  /** The title last asked for, and how the workspace showed it. */
  readonly title: string;
  readonly shownTitle: string;
  /** Content hash of each managed block as last written, by block id. */
  readonly blocks: Readonly<Record<string, string>>;
  /** Ids of rows seeded from the spec. */
  readonly seeded: readonly string[];
  /** Databases with typed properties. */
  readonly properties?: PropertyIds;
  /** Databases: the workspace's clock is the one that stamps its rows. */
  readonly stampsByClock?: boolean;
  /** Databases: fields whose property was made anew, until a sync has filled in what the rows said there. */
  readonly refill?: readonly string[];
  /** Views made with the node, by id; null = the workspace did not allow it. */
  readonly views: Readonly<Record<string, RemoteId | null>>;
  /** ISO instant at which it was bound: it may have been made just before. */
  readonly boundAt?: string;
}

/** Written before a create, so that a lost answer never makes a twin. */
export interface Intent {
  readonly opId: string;
  readonly key: string;
  /** ISO instant at which the create was about to be sent; absent = it never was, or nobody noted it. */
  readonly sentAt?: string;
}

export interface BindingTable {
  all(partner: string, workspace: WorkspaceKind): Promise<Binding[]>;
  /** Saves the binding and, in the same transaction, closes the intent that led to it. */
  save(partner: string, workspace: WorkspaceKind, binding: Binding, opId?: string): Promise<void>;
  remove(partner: string, workspace: WorkspaceKind, key: string): Promise<void>;
  /** Writes intents, or writes those of the same opId anew. */
  openIntents(partner: string, workspace: WorkspaceKind, intents: readonly Intent[]): Promise<void>;
  intents(partner: string, workspace: WorkspaceKind): Promise<Intent[]>;
  dropIntents(partner: string, workspace: WorkspaceKind, opIds: readonly string[]): Promise<void>;
}

/** The record types whose rows are read back from the workspace. */
export interface RecordOf {
  entry: Entry;
  person: Person;
  rollout: Rollout;
  order: Order;
  target: UnitTarget;
}
export type StoredType = keyof RecordOf;

export interface StoredRecord<T extends StoredType = StoredType> {
  readonly type: T;
  /** 管理ID, unique within the partner and type. */
  readonly id: string;
  readonly value: RecordOf[T];
  /** Key of the database node that holds the row, e.g. `sorei/br-osk/issues`. */
  readonly database: string;
  readonly remoteId: RemoteId;
  readonly revision: string;
  readonly url: string;
  readonly location: string;
  /** ISO instant of the last change in the workspace. */
  readonly updatedAt: string;
  /** ISO instant at which the product first knew the row. */
  readonly firstSeen: string;
  /** Under アーカイブ: kept, but in nobody's search, match or digest. */
  readonly archived: boolean;
  /** Readable at the last sync. A row that is not keeps its last value and is released to nobody. */
  readonly readable: boolean;
  /** The value an import last gave, so that the next import changes only what changed there. */
  readonly imported?: RecordOf[T];
}

export interface BrokenRecord {
  readonly database: string;
  readonly remoteId: RemoteId;
  readonly id: string | null;
  readonly location: string;
  readonly line?: number;
  readonly reason: Text;
  /** Read again by every sync, though nobody changed it. */
  readonly again?: true;
}

/** What one sync (or import) of a partner changes, committed as one. */
export interface RecordChanges {
  readonly upserts: readonly StoredRecord[];
  readonly removals: readonly { readonly type: StoredType; readonly id: string }[];
  /** New reading position per database key. */
  readonly cursors: ReadonlyMap<string, string>;
  /** Replaces the list of broken rows of each database named here. */
  readonly broken: ReadonlyMap<string, readonly BrokenRecord[]>;
}

export interface RecordTable {
  all<T extends StoredType>(partner: string, type: T): Promise<StoredRecord<T>[]>;
  cursors(partner: string, workspace: WorkspaceKind): Promise<Map<string, string>>;
  broken(partner: string): Promise<BrokenRecord[]>;
  /**
   * What an import last gave for rows that people have deleted since, by id: the same import must not bring
   * them back. Kept when such a record is removed, dropped when a record of that id is stored again.
   */
  deletedImports<T extends StoredType>(partner: string, type: T): Promise<Map<string, RecordOf[T]>>;
  commit(partner: string, workspace: WorkspaceKind, changes: RecordChanges): Promise<void>;
}

export type ReleaseState = "released" | "held";

/** Why an entry waits, or what happened to it; the code is stable, the text is for people. */
export interface Reason {
  readonly code: string;
  readonly text: Text;
}

/** The masked text of an entry for one audience. Nothing in it names what may not cross. */
export interface ReleasedCopy {
  readonly id: string;
  readonly audience: Audience;
  readonly unit: string;
  /** How the source is called for this audience: the unit's name, or 別の事業部・拠点. */
  readonly unitName: string;
  readonly kind: Entry["kind"];
  readonly level?: Entry["level"];
  readonly title: string;
  /** Masked texts by field name, in template order; private fields are never here. */
  readonly texts: Readonly<Record<string, string>>;
  readonly theme: readonly string[];
  readonly products: readonly string[];
  readonly segment: readonly string[];
  /** Issues only. */
  readonly state?: string;
  readonly heardOn?: string;
  readonly updatedAt: string;
}

/** An entry's standing with the gate for one audience. */
export interface ReleaseItem {
  readonly id: string;
  readonly audience: Audience;
  readonly state: ReleaseState;
  readonly reasons: readonly Reason[];
  /** What would be, or is, shown. Present also while held, for the reviewer. */
  readonly copy: ReleasedCopy;
  /** Hash of the copy's text; a decision is bound to it. */
  readonly textHash: string;
  readonly recognised?: Recognised;
  /** The vector of a released copy's text, where an embeddings endpoint is configured. */
  readonly meaning?: StoredMeaning;
  /** What the record says by now, where that waits and an approved text stays up meanwhile. */
  readonly next?: Pick<ReleaseItem, "reasons" | "copy" | "textHash">;
  /** Words that look like names and are on no list, proposed for the mask list. */
  readonly proposals?: readonly string[];
  /** What a reviewer should know, though it keeps nothing back. */
  readonly warnings?: readonly Reason[];
}

export interface StoredMeaning {
  /** The model: vectors of two models cannot be compared. */
  readonly by: string;
  /** Hash of the text that the model was shown. */
  readonly of: string;
  /** `match/meaning.ts` packs it. */
  readonly vector: string;
}

/** What a copy was recognised by, so that matching need not read every text again. */
export interface Recognised {
  /** Names the lexicon: another one may recognise something else. */
  readonly by: string;
  /** Numbers of the lexicon's expressions, by the place where the copy uses them. */
  readonly title: readonly number[];
  readonly body: readonly number[];
  readonly tags: readonly number[];
}

/** A person's decision about one exact text for one audience. */
export interface ReleaseDecision {
  readonly id: string;
  readonly audience: Audience;
  readonly textHash: string;
  readonly decision: "approve" | "hold" | "revoke";
  readonly by: string;
  readonly at: string;
  /** The text that was approved. */
  readonly copy?: ReleasedCopy;
}

export interface ReleasedTable {
  /** Replaces all items of the partner, within a run of it. */
  replace(partner: string, items: readonly ReleaseItem[]): Promise<void>;
  all(partner: string): Promise<ReleaseItem[]>;
  decide(partner: string, decisions: readonly ReleaseDecision[]): Promise<void>;
  /** The latest decision per entry and audience. */
  decisions(partner: string): Promise<ReleaseDecision[]>;
}

/** A released copy as it was last written to the workspace. */
export interface PublishedCopy {
  readonly id: string;
  readonly remoteId: RemoteId;
  /** Of everything that was written, so that the same is not written twice. */
  readonly hash: string;
}

export interface PublishedTable {
  all(partner: string, workspace: WorkspaceKind): Promise<PublishedCopy[]>;
  save(partner: string, workspace: WorkspaceKind, copy: PublishedCopy): Promise<void>;
  remove(partner: string, workspace: WorkspaceKind, id: string): Promise<void>;
}

/** `digest/life.ts` says what becomes of what. */
export type DigestState = "draft" | "waiting" | "approved" | "held" | "published" | "corrected" | "withdrawn";

export interface StoredDigest {
  readonly unit: string;
  /** ISO week in the partner's zone, `2026-W48`. */
  readonly week: string;
  readonly audience: Audience;
  readonly state: DigestState;
  /** The composed digest (`digest/compose.ts`), rendered again to the same bytes whenever it is asked for. */
  readonly snapshot: unknown;
  /** The snapshot as it was published first, where it was corrected since: what its readers may remember. */
  readonly sent?: unknown;
  /** A person took something out or put it otherwise, so it is not composed anew. */
  readonly isEdited?: true;
  readonly builtAt: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly publishedAt?: string;
  readonly correctedAt?: string;
  readonly url?: string;
  readonly location?: string;
}

export interface DigestTable {
  save(partner: string, digests: readonly StoredDigest[]): Promise<void>;
  /** Digests of a partner, newest week first; `since` leaves out those of earlier weeks. */
  all(
    partner: string,
    filter: { week?: string; since?: string; audience?: Audience },
  ): Promise<StoredDigest[]>;
}

/** Somebody who is signed in to the server. */
export interface StoredSession {
  /** Of the secret that the browser holds. */
  readonly hash: string;
  readonly user: string;
  readonly isAdmin: boolean;
  /** ISO instants of the sign-in, and of the last request as far as it is kept. */
  readonly openedAt: string;
  readonly seenAt: string;
}

export interface SessionTable {
  /** Keeps it, in place of one with the same hash. */
  save(session: StoredSession): Promise<void>;
  get(hash: string): Promise<StoredSession | null>;
  remove(hash: string): Promise<void>;
  /** Removes those opened before this instant. */
  removeBefore(instant: string): Promise<void>;
}

/** A key by which a program asks the server as somebody. */
export interface StoredApiKey {
  /** Names it; no secret. */
  readonly id: string;
  /** Of the secret, which nobody has but who was shown it. */
  readonly hash: string;
  readonly user: string;
  readonly isAdmin: boolean;
  readonly mayChange: boolean;
  /** The only partner that it reads; absent = all that its user may. */
  readonly partner?: string;
  /** ISO instants. */
  readonly madeAt: string;
  readonly endsAt: string;
}

export interface ApiKeyTable {
  save(key: StoredApiKey): Promise<void>;
  get(id: string): Promise<StoredApiKey | null>;
  all(): Promise<StoredApiKey[]>;
  /** True if it was there. */
  remove(id: string): Promise<boolean>;
}

export type JobName = "digest-draft" | "digest-publish";

/** What came of a job of one period. There is one row for each, whichever process did it. */
export interface StoredJob {
  readonly job: JobName;
  /** The ISO week that it is for. */
  readonly period: string;
  /** ISO instant from which it was to be done. */
  readonly dueAt: string;
  /** `missed`: nothing ran when it was due, and now it would come too late. */
  readonly state: "done" | "failed" | "missed";
  /** How often it was tried. */
  readonly attempts: number;
  /** ISO instant of the last try. */
  readonly at: string;
  /** Which process. */
  readonly by: string;
  /** Why it failed. */
  readonly error?: Text;
}

/** What a rep told in a unit, and with what effect. */
export interface StoredTold {
  readonly unit: string;
  /** Id of the entry that was told of. */
  readonly item: string;
  /** Hash of the copy's text when it was told; another one later is news. */
  readonly textHash: string;
  readonly effect: "told" | "used" | "not_useful";
  readonly why?: string;
  readonly by: string;
  readonly at: string;
}

export interface ToldTable {
  /** Notes it, in place of what was noted of this item and unit before. */
  note(partner: string, told: StoredTold): Promise<void>;
  all(partner: string): Promise<StoredTold[]>;
}

/** What a unit's readers said of an item of their digest. */
export interface StoredFeedback {
  readonly unit: string;
  readonly item: string;
  readonly verdict: "read" | "helpful" | "will_try" | "does_not_fit";
  readonly why?: string;
  readonly by: string;
  readonly at: string;
}

export interface FeedbackTable {
  /** Notes it, in place of what was noted of this item and unit before. */
  note(partner: string, feedback: StoredFeedback): Promise<void>;
  all(partner: string): Promise<StoredFeedback[]>;
}

/** A message to our own team on one channel. There is one row for each, whichever process sends it. */
export interface StoredDelivery {
  readonly channel: string;
  readonly id: string;
  /** `sending`: under way, or whoever sent it died meanwhile. `doubt`: nobody knows whether it arrived. */
  readonly state: "sending" | "sent" | "failed" | "doubt";
  /** ISO instant of the last change. */
  readonly at: string;
  readonly error?: Text;
}

export interface DeliveryTable {
  /** True to exactly one caller for a message that was never tried, or that failed for certain; notes it as `sending`. */
  claim(partner: string, key: Pick<StoredDelivery, "channel" | "id">, at: string): Promise<boolean>;
  note(partner: string, delivery: StoredDelivery): Promise<void>;
  /** The latest first. */
  all(partner: string): Promise<StoredDelivery[]>;
}

export interface JobTable {
  /** Jobs of a partner, the latest period first. */
  all(partner: string, filter: { since?: string }): Promise<StoredJob[]>;
  /** True if it was noted; false, and nothing written, if the job of this period is done or missed already. */
  note(partner: string, job: StoredJob): Promise<boolean>;
}

/**
 * What the receiver of a workspace's webhooks remembers: the events that it has had, and the token that
 * deliveries are signed with. Whoever knows the token can forge them. Instants are ISO, in UTC.
 */
export interface WebhookTable {
  /** True to exactly one caller per event id, whichever process asks, until the id is forgotten. */
  firstSeen(eventId: string, at: string): Promise<boolean>;
  /** Forgets the ids first seen before this instant. */
  forgetSeen(before: string): Promise<void>;
  /** Lets one token in before this instant, for every process; false, and nothing done, if one is there already. */
  openWindow(until: string): Promise<boolean>;
  windowIsOpen(now: string): Promise<boolean>;
  /** Keeps the token and closes the window; false, and nothing done, without an open window or if one is there. */
  keepToken(token: Secret, now: string): Promise<boolean>;
  token(): Promise<Secret | null>;
  /** The token to the first who asks for it, null to everybody after. */
  takeToken(): Promise<Secret | null>;
  /** Forgets the token, and closes a window. */
  forgetToken(): Promise<void>;
}
