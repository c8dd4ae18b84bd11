/** What documents are filtered, counted and sorted by, held in memory column by column. */

/** One document's values. */
export interface Facets {
  /** Tells documents of equal rank apart, the same in every index: two 32-bit halves of a hash of who it is. */
  readonly tie: readonly [number, number];
  /** Days since 1970 of when it was heard, or else last changed; 0…65,535. */
  readonly day: number;
  readonly kind: string;
  readonly level: string;
  readonly state: string;
  readonly themes: readonly string[];
  readonly products: readonly string[];
}

export interface Columns {
  readonly size: number;
  readonly numbers: Uint32Array;
  readonly ties: Uint32Array;
  readonly days: Uint16Array;
  /** Place of the document's values in `sets`. */
  readonly sets: Uint16Array;
  readonly values: readonly FacetValues[];
}

/** Values that many documents have in common. */
export type FacetValues = Pick<Facets, "kind" | "level" | "state" | "themes" | "products">;

export interface NumberedFacets {
  readonly number: number;
  readonly facets: Facets;
}

export function toColumns(docs: readonly NumberedFacets[]): Columns {
  const places = new Map<string, number>();
  const values: FacetValues[] = [];
  const columns = empty(docs.length, values);
  docs.forEach(({ number, facets }, at) => {
    const { tie, day, kind, level, state, themes, products } = facets;
    const key = JSON.stringify([kind, level, state, themes, products]);
    const place = places.get(key) ?? values.push({ kind, level, state, themes, products }) - 1;
    places.set(key, place);
    columns.numbers[at] = number;
    columns.ties[2 * at] = tie[0];
    columns.ties[2 * at + 1] = tie[1];
    columns.days[at] = day;
    columns.sets[at] = place;
  });
  return columns;
}

export function facetsAt(columns: Columns, doc: number): Facets {
  const values = columns.values[columns.sets[doc] ?? 0];
  if (values === undefined) throw new RangeError(`no document ${doc}`);
  return {
    ...values,
    tie: [columns.ties[2 * doc] ?? 0, columns.ties[2 * doc + 1] ?? 0],
    day: columns.days[doc] ?? 0,
  };
}

/** Bytes of a document in the stored form: number, tie, day, set. */
const WIDTH = 16;

export function encodeColumns({ size, numbers, ties, days, sets }: Columns): Uint8Array {
  const bytes = new Uint8Array(size * WIDTH);
  let at = 0;
  for (const column of [numbers, ties, days, sets]) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  return bytes;
}

export function decodeColumns(bytes: Uint8Array, values: readonly FacetValues[]): Columns {
  const size = bytes.byteLength / WIDTH;
  const columns = empty(size, values);
  let at = 0;
  for (const column of [columns.numbers, columns.ties, columns.days, columns.sets]) {
    new Uint8Array(column.buffer).set(bytes.subarray(at, at + column.byteLength));
    at += column.byteLength;
  }
  return columns;
}

const empty = (size: number, values: readonly FacetValues[]): Columns => ({
  size,
  numbers: new Uint32Array(size),
  ties: new Uint32Array(2 * size),
  days: new Uint16Array(size),
  sets: new Uint16Array(size),
  values,
});
