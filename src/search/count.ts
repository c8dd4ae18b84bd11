import { isOkurigana } from "./okurigana.ts";
import type { Probe } from "./query.ts";

/**
 * Counts all probes of a query in a text in one pass. Substrings, not tokens: so every document that contains
 * what was typed is found, wherever in a word it stands.
 */
export interface Counter {
  /** Adds the occurrences in `folded` to `counts`, by number of the probe. */
  count(folded: string, counts: Uint16Array): void;
}

export function probeCounter(probes: readonly Probe[]): Counter {
  const starts = new Map<number, number[]>();
  const isStart = new Uint8Array(0x10000);
  probes.forEach(({ form }, number) => {
    const code = form.charCodeAt(0);
    isStart[code] = 1;
    starts.set(code, [...(starts.get(code) ?? []), number]);
  });
  return {
    count(folded, counts) {
      for (let at = 0; at < folded.length; at += 1) {
        const code = folded.charCodeAt(at);
        if (isStart[code] === 0) continue;
        for (const number of starts.get(code) ?? []) {
          const probe = probes[number];
          if (probe === undefined) continue;
          const isThere = probe.stem ? hasStemAt(folded, at, probe.form) : folded.startsWith(probe.form, at);
          if (isThere && (counts[number] ?? 0) < 0xffff) counts[number] = (counts[number] ?? 0) + 1;
        }
      }
    },
  };
}

/** Does the stem stand here, with or without okurigana between its kanji? */
function hasStemAt(folded: string, at: number, stem: string): boolean {
  return stemEnd(folded, at, stem) > 0;
}

/** End of the stem that starts here; 0 if there is none. */
export function stemEnd(folded: string, at: number, stem: string): number {
  let position = at;
  for (let k = 0; k < stem.length; k += 1) {
    if (folded.charCodeAt(position) !== stem.charCodeAt(k)) {
      const isSkipped = k > 0 && isOkurigana(folded.charCodeAt(position));
      if (!isSkipped || folded.charCodeAt(position + 1) !== stem.charCodeAt(k)) return 0;
      position += 1;
    }
    position += 1;
  }
  return position;
}
