/** Cuts text into pieces of at most so many UTF-16 units, where a reader sees one character end. */

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The text in pieces of at most `limit` UTF-16 units; joined they are the text. A cut never splits a grapheme
 * that fits into a piece of its own, and never a surrogate pair. No pieces for an empty text.
 */
export function cutText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + lengthOfPiece(text.slice(start, start + limit + LOOK_AHEAD), limit);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** A grapheme is decided by what is next to it, so a little more than the piece is looked at. */
const LOOK_AHEAD = 64;

function lengthOfPiece(window: string, limit: number): number {
  if (window.length <= limit) return window.length;
  const at = graphemes.segment(window).containing(limit)?.index ?? limit;
  if (at > 0) return at;
  return (window.codePointAt(limit - 1) ?? 0) > 0xffff ? limit - 1 : limit;
}
