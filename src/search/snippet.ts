import { foldWithMap } from "./normalize.ts";
import { stemEnd } from "./okurigana.ts";
import type { Probe } from "./probes.ts";

/** The passage of a text that answers a query best, and where in it the words of the query are. */
export interface Snippet {
  readonly text: string;
  /** Start and end of each marked stretch, as offsets into `text`; in order, not overlapping. */
  readonly marks: readonly (readonly [number, number])[];
}

const LENGTH = 120;

/** About 120 characters around the densest matches, cut between graphemes; line breaks become spaces. */
export function snippetOf(text: string, probes: readonly Probe[]): Snippet {
  const marks = findMarks(text, probes);
  const [start, end] = bestWindow(text, marks);
  const [lead, tail] = [start > 0 ? "…" : "", end < text.length ? "…" : ""];
  // Of the same length, so that marks stay where they are; nothing in a text steers a terminal.
  const shown = text.slice(start, end).replace(/[\p{Cc}\u2028\u2029]/gu, " ");
  const inside = marks
    .filter(([from, to]) => from >= start && Math.min(to, from + LENGTH) <= end)
    .map(([from, to]): [number, number] => [
      from - start + lead.length,
      Math.min(to, end) - start + lead.length,
    ]);
  return { text: `${lead}${shown}${tail}`, marks: inside };
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly part: Probe["part"];
}

/** Stretches of the original that match. */
function findMarks(text: string, probes: readonly Probe[]): [number, number][] {
  const folded = foldWithMap(text);
  const found: Mark[] = [];
  for (const { form, stem, part } of probes) {
    const first = stem ? form.charAt(0) : form;
    for (let at = folded.text.indexOf(first); at >= 0; at = folded.text.indexOf(first, at + 1)) {
      const end = stem ? stemEnd(folded.text, at, form) : at + form.length;
      if (end === 0) continue;
      found.push({ from: folded.starts[at] ?? 0, to: folded.ends[end - 1] ?? 0, part });
      if (found.length > MAX_MARKS) return joined(found);
    }
  }
  return joined(found);
}

const MAX_MARKS = 2000;

/** Whole keywords; words only where no keyword is there, and pairs only where no word is. */
function joined(found: readonly Mark[]): [number, number][] {
  const best = PARTS.find((part) => found.some((mark) => mark.part === part));
  const marks: [number, number][] = [];
  const shown = found.filter(({ part }) => part === best);
  for (const { from, to } of shown.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = marks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

const PARTS = ["keyword", "word", "pair"] as const;

/** The window with most marked characters; the earliest of equal ones, with some text before its first mark. */
function bestWindow(text: string, marks: readonly (readonly [number, number])[]): [number, number] {
  if (text.length <= LENGTH) return [0, text.length];
  let best = { start: 0, dense: 0 };
  marks.forEach(([from], i) => {
    let dense = 0;
    for (const [next, to] of marks.slice(i, i + 40)) {
      const shown = Math.min(to, next + LENGTH);
      if (shown <= from + LENGTH) dense += shown - next;
    }
    if (dense > best.dense) best = { start: from, dense };
  });
  const start = Math.max(0, Math.min(best.start - LENGTH / 5, text.length - LENGTH));
  const longest = marks.find(([from]) => from === best.start)?.[1] ?? 0;
  const end = Math.max(start + LENGTH, Math.min(longest, best.start + LENGTH));
  return [graphemeStart(text, start), graphemeEnd(text, end)];
}

let segmenter: Intl.Segmenter | undefined;

/** The start of the grapheme that this offset is in. */
function graphemeStart(text: string, offset: number): number {
  return graphemeAt(text, offset)?.start ?? Math.max(0, Math.min(offset, text.length));
}

/** The end of the grapheme that this offset is in; the offset itself between two of them. */
function graphemeEnd(text: string, offset: number): number {
  const found = graphemeAt(text, offset);
  if (found === undefined) return Math.max(0, Math.min(offset, text.length));
  return found.start === offset ? offset : found.end;
}

/** What is around an offset is enough to know its grapheme: longer ones are nobody's writing. */
const AROUND = 40;

function graphemeAt(text: string, offset: number): { start: number; end: number } | undefined {
  if (offset <= 0 || offset >= text.length) return undefined;
  segmenter ??= new Intl.Segmenter("ja", { granularity: "grapheme" });
  const from = Math.max(0, offset - AROUND);
  const found = segmenter.segment(text.slice(from, offset + AROUND)).containing(offset - from);
  return found && { start: from + found.index, end: from + found.index + found.segment.length };
}
