import type { DeadDoc, Family, SearchState, SearchTable, StoredSegment } from "../store/search-table.ts";
import { decodeColumns } from "./columns.ts";
import { MADE_WITH } from "./made-with.ts";
import { openOverlay, type Overlay, type OverlayView } from "./overlay.ts";
import type { SegmentFacts } from "./segment-facts.ts";
import type { Shard } from "./shard.ts";

/** The index as it is at one moment: what a query starts from, and keeps to until it is answered. */
export interface LiveIndex {
  readonly families: readonly Family[];
  /** Segments and what is pending, of a family. */
  shards(family: number): readonly Shard[];
  overlay(family: number): OverlayView;
}

/** Follows the stored index, whichever process changes it. */
export interface IndexFollower {
  /** The index as the store has it now; nothing is read that has not changed. */
  refresh(): Promise<LiveIndex>;
}

interface Held {
  readonly state: SearchState;
  readonly families: readonly Family[];
  readonly segments: ReadonlyMap<number, Shard>;
  readonly overlays: Map<number, Overlay>;
}

/** `onGone` is told of segments that are no more. */
export function followIndex(
  table: SearchTable,
  onGone: (segments: readonly number[]) => void,
): IndexFollower {
  let held: Held | null = null;
  let live: LiveIndex | null = null;
  const update = async (): Promise<LiveIndex> => {
    for (;;) {
      const state = await table.state(MADE_WITH);
      if (held !== null && live !== null && isSame(held.state, state)) return live;
      const isGrown = held !== null && held.state.generation === state.generation;
      const next: Held =
        isGrown && held !== null ? await grown(table, held, state) : await read(table, held, state);
      // What was read piece by piece fits together only if no segment changed meanwhile.
      if ((await table.state(MADE_WITH)).generation !== state.generation) continue;
      onGone([...(held?.segments.keys() ?? [])].filter((segment) => !next.segments.has(segment)));
      held = next;
      live = toLive(next);
      return live;
    }
  };
  return { refresh: oneByOne(update) };
}

/**
 * Those who ask while a reading is under way share the next one: the present one may have begun before what they must
 * see was written.
 */
function oneByOne<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const begun = work();
    running = begun;
    const end = (): void => {
      if (running === begun) running = null;
    };
    begun.then(end, end);
    return begun;
  };
  return () => {
    if (running === null) return start();
    next ??= running.then(
      () => ((next = null), start()),
      () => ((next = null), start()),
    );
    return next;
  };
}

const isSame = (a: SearchState, b: SearchState): boolean =>
  a.generation === b.generation && a.sequence === b.sequence;

/** The same segments, with what was added and removed since. */
async function grown(table: SearchTable, held: Held, state: SearchState): Promise<Held> {
  const dead = await readOverlays(table, held.overlays, { after: held.state.sequence, upTo: state.sequence });
  const known = new Set(held.families.map(({ family }) => family));
  const isKnown = [...held.overlays.keys()].every((family) => known.has(family));
  return {
    state,
    families: isKnown ? held.families : await table.families(),
    segments: withDead(held.segments, dead),
    overlays: held.overlays,
  };
}

async function read(table: SearchTable, held: Held | null, state: SearchState): Promise<Held> {
  const numbers = await table.liveSegments();
  const segments = new Map<number, Shard>();
  for (const number of numbers) {
    const known = held?.segments.get(number);
    if (known !== undefined) segments.set(number, { ...known, dead: NONE_DEAD });
  }
  const unknown = numbers.filter((number) => !segments.has(number));
  for (const stored of await table.segments(unknown)) segments.set(stored.segment, toShard(stored));
  const overlays = new Map<number, Overlay>();
  const dead = await readOverlays(table, overlays, { after: 0, upTo: state.sequence });
  return { state, families: await table.families(), segments: withDead(segments, dead), overlays };
}

/** Takes in what came between two states; answers the documents that died. */
async function readOverlays(
  table: SearchTable,
  overlays: Map<number, Overlay>,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<DeadDoc[]> {
  const overlayOf = (family: number): Overlay => {
    const overlay = overlays.get(family) ?? openOverlay(family);
    overlays.set(family, overlay);
    return overlay;
  };
  const [pending, dead] = [await table.pending(after, upTo), await table.dead(after, upTo)];
  for (const doc of pending) overlayOf(doc.family).add(doc);
  for (const doc of dead) overlayOf(doc.family).bury(doc);
  return dead;
}

function toShard({ segment, family, facts, columns }: StoredSegment): Shard {
  const { runs, values } = JSON.parse(facts) as SegmentFacts;
  return { family, segment, runs, columns: decodeColumns(columns, values), dead: NONE_DEAD };
}

const NONE_DEAD = new Uint16Array(0);

/** Segments with these documents dead too. A query of a moment ago goes on with what it has. */
function withDead(segments: ReadonlyMap<number, Shard>, dead: readonly DeadDoc[]): Map<number, Shard> {
  if (dead.length === 0) return new Map(segments);
  const byFamily = Map.groupBy(dead, ({ family }) => family);
  return new Map(
    [...segments].map(([segment, shard]) => {
      const numbers = new Set(byFamily.get(shard.family)?.map(({ number }) => number));
      if (numbers.size === 0) return [segment, shard];
      const docs = new Set(shard.dead);
      // One pass over the segment, however many died: after a change of everything that is all of them.
      for (const [doc, number] of shard.columns.numbers.entries()) if (numbers.has(number)) docs.add(doc);
      return [segment, { ...shard, dead: Uint16Array.from(docs).sort() }];
    }),
  );
}

function toLive({ families, segments, overlays }: Held): LiveIndex {
  const byFamily = Map.groupBy(segments.values(), ({ family }) => family);
  const views = new Map([...overlays].map(([family, overlay]) => [family, overlay.view()]));
  const none = openOverlay(0).view();
  return {
    families,
    overlay: (family) => views.get(family) ?? none,
    shards: (family) => {
      const pending = views.get(family)?.shard ?? null;
      return [...(byFamily.get(family) ?? []), ...(pending === null ? [] : [pending])];
    },
  };
}
