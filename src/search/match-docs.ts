/** Set operations over ascending lists of document numbers. */

/** Documents in all lists; the shortest should come first. */
export function inAll(lists: readonly Uint16Array[]): Uint16Array {
  const [first, ...others] = lists.toSorted((a, b) => a.length - b.length);
  if (first === undefined) return new Uint16Array(0);
  let found = first;
  for (const list of others) {
    if (found.length === 0) return found;
    found = inBoth(found, list);
  }
  return found;
}

function inBoth(small: Uint16Array, large: Uint16Array): Uint16Array {
  const found = new Uint16Array(small.length);
  let count = 0;
  let at = 0;
  const isMuchSmaller = small.length * 16 < large.length;
  for (const doc of small) {
    if (isMuchSmaller) at = gallop(large, doc, at);
    else while (at < large.length && (large[at] ?? 0) < doc) at += 1;
    if (at === large.length) break;
    if (large[at] === doc) {
      found[count] = doc;
      count += 1;
    }
  }
  return found.subarray(0, count);
}

/** The documents that are not in the other list, which should be short; the same list where all stay. */
export function without(docs: Uint16Array, others: Uint16Array): Uint16Array {
  let kept: Uint16Array | null = null;
  let [at, count] = [0, 0];
  for (const other of others) {
    const place = gallop(docs, other, at);
    if (place === docs.length) break;
    if (docs[place] !== other) continue;
    kept ??= new Uint16Array(docs.length);
    kept.set(docs.subarray(at, place), count);
    count += place - at;
    at = place + 1;
  }
  if (kept === null) return docs;
  kept.set(docs.subarray(at), count);
  return kept.subarray(0, count + docs.length - at);
}

/** The first place from `start` that is not below the document: in steps that double, then halve. */
export function gallop(docs: Uint16Array, doc: number, start: number): number {
  let step = 1;
  let low = start;
  while (low + step < docs.length && (docs[low + step] ?? 0) < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(docs.length, low + step + 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Documents in any of the lists. */
export function inAny(lists: readonly Uint16Array[]): Uint16Array {
  const full = lists.filter((list) => list.length > 0);
  const [first, second] = full;
  if (first === undefined) return new Uint16Array(0);
  if (second === undefined) return first;
  return full.length === 2 ? inEither(first, second) : inMany(full);
}

function inEither(a: Uint16Array, b: Uint16Array): Uint16Array {
  const found = new Uint16Array(a.length + b.length);
  let [count, i, j] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const x = i < a.length ? (a[i] ?? 0) : END;
    const y = j < b.length ? (b[j] ?? 0) : END;
    found[count] = Math.min(x, y);
    count += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return found.subarray(0, count);
}

/** Above every document's number. */
const END = 0x10000;

function inMany(lists: readonly Uint16Array[]): Uint16Array {
  const marks = new Uint8Array(END);
  let count = 0;
  for (const list of lists) {
    for (const doc of list) {
      if (marks[doc] === 0) count += 1;
      marks[doc] = 1;
    }
  }
  const found = new Uint16Array(count);
  let at = 0;
  for (let doc = 0; at < count; doc += 1) {
    if (marks[doc] === 0) continue;
    found[at] = doc;
    at += 1;
  }
  return found;
}
