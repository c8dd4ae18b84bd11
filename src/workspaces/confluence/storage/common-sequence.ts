/**
 * Which of the old items stay when a list becomes another one: pairs of places in both, in order, as many as there can
 * be. Where the parts that differ are too long to be compared, none of them stays.
 */
export function commonSequence(old: readonly string[], next: readonly string[]): [number, number][] {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let [oldEnd, nextEnd] = [old.length, next.length];
  while (oldEnd > start && nextEnd > start && old[oldEnd - 1] === next[nextEnd - 1]) {
    oldEnd -= 1;
    nextEnd -= 1;
  }
  const pairs: [number, number][] = [];
  for (let at = 0; at < start; at += 1) pairs.push([at, at]);
  for (const [a, b] of between(old.slice(start, oldEnd), next.slice(start, nextEnd)))
    pairs.push([a + start, b + start]);
  for (let at = 0; oldEnd + at < old.length; at += 1) pairs.push([oldEnd + at, nextEnd + at]);
  return pairs;
}

const MAX_COMPARISONS = 4_000_000;

function between(old: readonly string[], next: readonly string[]): [number, number][] {
  if (old.length * next.length > MAX_COMPARISONS) return [];
  const width = next.length + 1;
  // The longest sequence that starts at each pair of places or later.
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (a: number, b: number): number => longest[a * width + b] ?? 0;
  for (let a = old.length - 1; a >= 0; a -= 1) {
    for (let b = next.length - 1; b >= 0; b -= 1)
      longest[a * width + b] =
        old[a] === next[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
  }
  const pairs: [number, number][] = [];
  for (let [a, b] = [0, 0]; a < old.length && b < next.length;) {
    if (old[a] === next[b]) {
      pairs.push([a, b]);
      a += 1;
      b += 1;
    } else if (at(a + 1, b) >= at(a, b + 1)) a += 1;
    else b += 1;
  }
  return pairs;
}
