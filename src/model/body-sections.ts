import { foldLabel, type NamedField } from "./fields.ts";

/** A Markdown body and the fields whose text it holds, each under a heading of its own. */

export interface BodySections {
  /** Text above the first heading; a leading `# title` is text, without its mark. */
  preamble: string;
  /** Text by field name. */
  texts: Map<string, string>;
}

/** Cuts a Markdown body at its headings; text under a heading of nobody's field is left out. */
export function splitBody(body: string, fields: readonly NamedField[]): BodySections {
  const texts = new Map<string, string>();
  const lines = body.split(/\r?\n/u);
  const headings = findHeadings(body, fields);
  const firstOwn = headings.findIndex(({ level, field }) => level !== 1 || field !== undefined);
  const titles = new Set((firstOwn < 0 ? headings : headings.slice(0, firstOwn)).map(({ line }) => line));
  const cuts = headings.filter(({ line }) => !titles.has(line));
  cuts.forEach(({ line, field }, i) => {
    if (field === undefined) return;
    const text = lines
      .slice(line + 1, cuts[i + 1]?.line)
      .join("\n")
      .trim();
    const before = texts.get(field.name);
    texts.set(field.name, before ? `${before}\n\n${text}`.trim() : text);
  });
  const preamble = lines
    .slice(0, cuts[0]?.line)
    .map((line, at) => (titles.has(at) ? (headingOf(line)?.text ?? line) : line));
  return { preamble: preamble.join("\n").trim(), texts };
}

export interface FoundHeading {
  /** Number of its line, from 0. */
  readonly line: number;
  readonly level: number;
  /** The field that it names, in either language. */
  readonly field: NamedField | undefined;
}

/**
 * The headings that end what stands above them. The heading of a private field is one however it is typed, and
 * in fenced code too: a slip, or a fence that nobody closed, must not carry private notes into a field that others
 * read. For the same reason a fence without an end is none.
 */
export function findHeadings(body: string, fields: readonly NamedField[]): FoundHeading[] {
  const byLabel = new Map<string, NamedField>();
  for (const field of fields) {
    if (field.place !== "heading") continue;
    for (const label of [field.ja, field.en]) byLabel.set(foldLabel(label), field);
  }
  const lines = body.split(/\r?\n/u);
  let fenceEnd = -1;
  /** Per sign, the shortest fence that is known to have no end: what is as long has none either. */
  const endless = new Map<string, number>();
  return lines.flatMap((text, line) => {
    if (line > fenceEnd) fenceEnd = fenceEndFrom(lines, line, endless);
    const heading = headingOf(text);
    if (heading === null) return [];
    const field = byLabel.get(foldLabel(heading.text));
    if (field?.private !== true && !(heading.isPlain && line > fenceEnd)) return [];
    fenceEnd = -1;
    return [{ line, level: heading.level, field }];
  });
}

/** `isPlain`: as we write headings. The others are what people mean for one: `##語`, `### 語`, `＃ 語`. */
function headingOf(line: string): { level: number; text: string; isPlain: boolean } | null {
  const match = /^ {0,3}([#＃]{1,6})(\s*)(.*)$/u.exec(line);
  if (match === null) return null;
  const [, marks = "", space = "", text = ""] = match;
  return {
    level: marks.length,
    text: text.trimEnd().replace(/(^|\s)#+$/u, ""),
    isPlain: /^#{1,2}$/u.test(marks) && space !== "" && !line.startsWith(" "),
  };
}

/** The line that closes the fence which opens at this line; -1 if none opens, or none closes it. */
function fenceEndFrom(lines: readonly string[], start: number, endless: Map<string, number>): number {
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/u.exec(lines[start] ?? "")?.[1];
  if (fence === undefined || fence.length >= (endless.get(fence.charAt(0)) ?? Infinity)) return -1;
  for (let line = start + 1; line < lines.length; line += 1) {
    if (isFenceEnd(lines[line] ?? "", fence)) return line;
  }
  endless.set(fence.charAt(0), fence.length);
  return -1;
}

function isFenceEnd(line: string, fence: string): boolean {
  return /^ {0,3}(`{3,}|~{3,})[ \t]*$/u.exec(line)?.[1]?.startsWith(fence) === true;
}
