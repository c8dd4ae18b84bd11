import { CsvError, parse } from "csv-parse/sync";

import { invalidFile } from "./invalid-file.ts";

/**
 * The rows of a CSV or TSV. A row that a quoted line break stretches over several lines is followed by empty
 * rows, so that every row stands at the index of the line on which it begins.
 */
export function readDelimited(file: string, text: string): string[][] {
  const rows: string[][] = [];
  let lastLine = 0;
  for (const { record, lines } of parseRecords(file, text)) {
    while (rows.length < lastLine) rows.push([]);
    rows.push(record);
    lastLine = lines;
  }
  return rows;
}

function parseRecords(file: string, text: string): { record: string[]; lines: number }[] {
  const found: { record: string[]; lines: number }[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[], { lines }) => {
        found.push({ record, lines });
        return null;
      },
    });
    return found;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unclosed(file, text);
  }
}

/** With ragged rows and loose quotes allowed, the only thing left to fail is a quote that never closes. */
function unclosed(file: string, text: string) {
  const before = text.slice(0, text.lastIndexOf('"')).split("\n");
  return invalidFile(
    file,
    { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    { ja: '引用符(")が閉じていません', en: 'a quotation mark (") is never closed' },
    {
      ja: "この行か、その前の引用符を見直してください",
      en: "Check the quotes of this line and those before it.",
    },
  );
}

const DELIMITERS = [",", "\t", ";"] as const;

/** The delimiter that most lines agree on: the one whose commonest number per line is commonest. */
function delimiterOf(text: string): string {
  const lines = unquoted(text)
    .split(/\r\n?|\n/u)
    .slice(0, 200);
  const scored = DELIMITERS.map((delimiter) => {
    const times = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
    }
    const [count, score] = [...times].reduce((best, item) => (item[1] > best[1] ? item : best), [0, 0]);
    return { delimiter, score, count };
  });
  return scored.toSorted((a, b) => b.score - a.score || b.count - a.count)[0]?.delimiter ?? ",";
}

const unquoted = (text: string): string => text.replace(/"[^"]*"/gu, '""');
