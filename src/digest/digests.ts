import { AppError } from "../errors.ts";
import type { Lexicon } from "../match/lexicon/lexicon.ts";
import { Audience } from "../model/entry.ts";
import type { Spec } from "../model/spec.ts";
import type { Store, StoredDigest } from "../store/store.ts";
import type { DatabaseRef, LinkResolver, Workspace } from "../workspaces/workspace.ts";
import type { Digest } from "./digest.ts";
import { type DigestRecords, digestOf, loadDigestRecords, openComposer } from "./records.ts";
import { firstState, isDue, isOpen, isOut } from "./life.ts";
import { putDigest } from "./put-digest.ts";
import { shows } from "./revise.ts";
import { withoutStale } from "./stale.ts";
import { parseWeek } from "./week.ts";

/**
 * What is done to digests, as `life.ts` allows it. What is published is only ever corrected, so every act here may
 * be repeated. Callers hold the partner's run lock while they publish.
 */

/** Which digests an act is about. Without `audience` both, without `unit` every unit of the spec. */
export interface DigestRequest {
  readonly store: Store;
  readonly spec: Spec;
  /** ISO week in the partner's zone; `usage` if there is no such week. */
  readonly week: string;
  readonly audience?: Audience;
  /** Key of a unit; `usage` if the spec has no such unit. */
  readonly unit?: string;
  /** The present instant, ISO. */
  readonly now: string;
  readonly lexicon?: Lexicon;
}

export interface Decision extends DigestRequest {
  readonly by: string;
  /** Throws for a digest that is not the one that was seen. */
  readonly mustBe?: (digest: StoredDigest) => void;
}

export interface PublishRequest extends DigestRequest {
  readonly workspace: Workspace;
  /** The partner's 週報 database. */
  readonly database: DatabaseRef;
  readonly links: LinkResolver;
  readonly onPublished?: (digest: StoredDigest) => void;
}

/** Composes the drafts of a week. A digest that is approved, held or published stays as it is. */
export async function buildDigests(request: DigestRequest): Promise<StoredDigest[]> {
  const records = await loadDigestRecords(request);
  const digests = draftDigests(request, records);
  const known = new Set<unknown>(records.stored);
  const fresh = digests.filter((digest) => !known.has(digest));
  if (fresh.length > 0) await request.store.digests.save(request.spec.partner.key, fresh);
  return digests;
}

/**
 * The digests of a week as they stand, composed from the present state where there is none. Writes nothing.
 * A published one is shown as it was sent; any other without what has become stale, for that will not be sent.
 */
export async function showDigests(request: DigestRequest): Promise<StoredDigest[]> {
  const records = await loadDigestRecords(request);
  const composer = openComposer(records, parseWeek(request.week), request.now);
  const known = new Map(records.stored.map((stored) => [keyOf(stored), stored]));
  return targetsOf(request).map((target) => {
    const stored = known.get(keyOf({ ...target, week: request.week }));
    if (stored === undefined) return draft(target, request, composer);
    return isOut(stored) ? stored : { ...stored, snapshot: upToDate(stored, records, composer) };
  });
}

/**
 * Approves what is open or held; a week without drafts is composed first. With `items` only the proposals that show
 * one of these entries are approved, and the others left for another week.
 */
export const approveDigests = (
  request: Decision & { readonly items?: readonly string[] },
): Promise<StoredDigest[]> =>
  decide(request, (digest) => ({ ...digest, ...only(digest, request.items), state: "approved" }));

/** Keeps what is not yet published from being published. */
export const holdDigests = (request: Decision): Promise<StoredDigest[]> =>
  decide(request, (digest) => ({ ...digest, state: "held" }));

/**
 * Publishes what may be: each as one row of the 週報 database, then marked as published, one after the other,
 * so that a run that dies continues with the rest and writes the one in doubt again onto the same row. What
 * became stale since it was composed is not published.
 */
export async function publishDigests(request: PublishRequest): Promise<StoredDigest[]> {
  const { store, spec } = request;
  const records = await loadDigestRecords(request);
  const composer = openComposer(records, parseWeek(request.week), request.now);
  const known = new Map(records.stored.map((stored) => [keyOf(stored), stored]));
  const outcome: StoredDigest[] = [];
  for (const target of targetsOf(request)) {
    const stored = known.get(keyOf({ ...target, week: request.week })) ?? draft(target, request, composer);
    if (!isDue(stored)) {
      if (!known.has(keyOf(stored))) await store.digests.save(spec.partner.key, [stored]);
      outcome.push(stored);
      continue;
    }
    const snapshot = upToDate(stored, records, composer);
    const published = await publishOne({ ...stored, snapshot }, snapshot, request);
    await store.digests.save(spec.partner.key, [published]);
    request.onPublished?.(published);
    outcome.push(published);
  }
  return outcome;
}

interface Target {
  readonly unit: string;
  readonly audience: Audience;
}
type Composer = ReturnType<typeof openComposer>;

/** Drafts anew what may still change; the very same object where nothing did. */
function draftDigests(request: DigestRequest, records: DigestRecords): StoredDigest[] {
  const composer = openComposer(records, parseWeek(request.week), request.now);
  const known = new Map(records.stored.map((stored) => [keyOf(stored), stored]));
  return targetsOf(request).map((target) => {
    const stored = known.get(keyOf({ ...target, week: request.week }));
    if (stored !== undefined && !isOpen(stored)) return stored;
    const fresh = draft(target, request, composer);
    const isSame =
      stored !== undefined && JSON.stringify(digestOf(stored)) === JSON.stringify(fresh.snapshot);
    return isSame ? stored : fresh;
  });
}

function draft(
  { unit, audience }: Target,
  { week, now }: DigestRequest,
  composer: Composer,
): StoredDigest & { readonly snapshot: Digest } {
  return {
    unit,
    week,
    audience,
    state: firstState(audience),
    snapshot: composer.compose(unit, audience),
    builtAt: now,
  };
}

async function decide(
  request: Decision,
  change: (digest: StoredDigest) => StoredDigest,
): Promise<StoredDigest[]> {
  const records = await loadDigestRecords(request);
  const composer = openComposer(records, parseWeek(request.week), request.now);
  const known = new Map(records.stored.map((stored) => [keyOf(stored), stored]));
  const changed: StoredDigest[] = [];
  const digests = draftDigests(request, records).map((digest) => {
    const stored = known.get(keyOf(digest)) ?? digest;
    if (isOut(stored)) return stored;
    // What is decided on is what `showDigests` shows.
    const snapshot = upToDate(stored, records, composer);
    const isAsStored = JSON.stringify(snapshot) === JSON.stringify(stored.snapshot);
    const current = isAsStored ? stored : { ...stored, snapshot };
    request.mustBe?.(current);
    // What somebody held back is let go only by who names its unit.
    if (current.state === "held" && request.unit === undefined) return current;
    const after = change(current);
    const isSame = after.state === current.state && after.snapshot === current.snapshot;
    if (isSame) return current;
    const decided: StoredDigest = { ...after, decidedBy: request.by, decidedAt: request.now };
    changed.push(decided);
    return decided;
  });
  if (changed.length > 0) await request.store.digests.save(request.spec.partner.key, changed);
  return digests;
}

/** The proposals that show one of these entries. */
function only(
  stored: StoredDigest,
  ids: readonly string[] | undefined,
): Partial<Pick<StoredDigest, "snapshot" | "isEdited">> {
  if (ids === undefined) return {};
  const digest = digestOf(stored);
  const items = digest.items.filter((item) => shows(item, ids));
  return items.length === digest.items.length ? {} : { snapshot: { ...digest, items }, isEdited: true };
}

/** Nobody approved a draft, so a stale one is composed anew; what was approved only ever loses what is stale. */
function upToDate(stored: StoredDigest, records: DigestRecords, composer: Composer): Digest {
  const snapshot = digestOf(stored);
  const { isSafe } = composer;
  const current = withoutStale(snapshot, composer.matcherFor(stored.audience), { ...records, isSafe });
  const mayRenew = isOpen(stored) && current !== snapshot;
  return mayRenew ? composer.compose(stored.unit, stored.audience) : current;
}

async function publishOne(
  stored: StoredDigest,
  snapshot: Digest,
  request: PublishRequest,
): Promise<StoredDigest> {
  const { url, location } = await putDigest(stored, snapshot, "published", request);
  return { ...stored, state: "published", publishedAt: request.now, url, location };
}

/** In the order of the spec, the page for our own reps first. */
function targetsOf({ spec, unit, audience }: DigestRequest): Target[] {
  const units = spec.units.filter(({ key }) => unit === undefined || key === unit);
  if (units.length === 0) {
    throw new AppError("usage", {
      ja: `「${unit ?? ""}」という事業部・拠点はありません`,
      en: `There is no unit "${unit ?? ""}"`,
    });
  }
  const audiences = audience === undefined ? Audience.options : [audience];
  return units.flatMap(({ key }) => audiences.map((audience) => ({ unit: key, audience })));
}

const keyOf = ({ unit, week, audience }: Pick<StoredDigest, "unit" | "week" | "audience">): string =>
  `${week}/${audience}/${unit}`;
