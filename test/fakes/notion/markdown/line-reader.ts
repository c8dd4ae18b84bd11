/** Lines with a place to read from; indentation is what nests. */
export interface LineReader {
  lines: string[];
  at: number;
}

export function openLines(markdown: string): LineReader {
  return { lines: markdown.replaceAll("\r\n", "\n").split("\n"), at: 0 };
}

/** One tab is one level; two blanks are one too, which is how other Markdown nests its lists. */
export function levelOf(line: string): number {
  const indent = /^[\t ]*/.exec(line)?.[0] ?? "";
  const tabs = indent.split("\t").length - 1;
  return tabs + Math.floor((indent.length - tabs) / 2);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** Takes lines up to the one that closes a tag opened already; the same tag may nest. */
export function takeUntilClosed(reader: LineReader, tag: string): string[] {
  const taken: string[] = [];
  const opens = new RegExp(`^<${tag}[ >]`);
  let depth = 1;
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at++] ?? "";
    const text = line.trim();
    if (opens.test(text) && !text.endsWith(`</${tag}>`)) depth++;
    if (text === `</${tag}>` && --depth === 0) return taken;
    taken.push(line);
  }
  return taken;
}

/** A line without at most so many levels of indentation: code keeps its own. */
export function withoutIndent(line: string, level: number): string {
  let rest = line;
  for (let count = 0; count < level; count++) rest = rest.replace(/^(\t| {2})/, "");
  return rest;
}
