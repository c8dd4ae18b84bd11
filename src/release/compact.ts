import { type FoldedText, foldWithMap } from "../search/normalize.ts";

/**
 * The form in which names are looked for: folded, and without white space or Markdown marks, so that 鍵 本,
 * 鍵**本** and ｶｷﾞﾓﾄ hide nothing. Every character still knows its span in the original.
 */
export function compact(text: string): FoldedText {
  const folded = foldWithMap(text);
  const kept: number[] = [];
  for (let i = 0; i < folded.text.length; i += 1) if (!isGap(folded.text.charCodeAt(i))) kept.push(i);
  if (kept.length === folded.text.length) return folded;
  const { starts, ends } = folded;
  return {
    text: kept.map((i) => folded.text.charAt(i)).join(""),
    starts: Uint32Array.from(kept, (i) => starts[i] ?? 0),
    ends: Uint32Array.from(kept, (i) => ends[i] ?? 0),
  };
}

/** Space, line break, and the marks * _ ~ ` \ that Markdown swallows. */
const isGap = (code: number): boolean =>
  code <= 0x20 || code === 0x2a || code === 0x5f || code === 0x7e || code === 0x60 || code === 0x5c;
