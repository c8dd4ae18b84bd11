/**
 * Text from outside, made fit for its place. What is written must read back as the same value, or every later
 * sync and import would take our own writing for a person's change.
 */

/** One line: no line breaks, no doubled or outer spaces. Undefined if nothing is left. */
export function importedLine(text: string | null | undefined): string | undefined {
  const line = (text ?? "").replace(/[\s\u0000-\u001f]+/gu, " ").trim();
  return line === "" ? undefined : line;
}

/**
 * Text below a heading of a body. Headings in it are lowered to the third level, because the first two divide
 * the body into fields, and a code fence left open is closed, because it would swallow the fields after it.
 */
export function importedText(text: string | null | undefined): string | undefined {
  let fence: string | null = null;
  const lines = (text ?? "").split(/\r\n?|\n/u).map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      return line;
    }
    return fence === null ? line.replace(/^#{1,2}(?=\s)/u, "###") : line;
  });
  const whole = [...lines, ...(fence === null ? [] : [fence])].join("\n").trim();
  return whole === "" ? undefined : whole;
}

/** Several values: trimmed, without empty ones and repetitions, in their order. */
export function importedList(items: readonly (string | null | undefined)[] | null | undefined): string[] {
  return [...new Set((items ?? []).map(importedLine).filter((item) => item !== undefined))];
}
