import { decodeText } from "./decode-text.ts";
import { invalidFile } from "./invalid-file.ts";
import { readDelimited } from "./read-delimited.ts";
import { isWorkbook, readWorkbook } from "./read-workbook.ts";

/**
 * A table as it was found in a file: a CSV is one, a workbook has one per sheet. Blank rows are kept, so that
 * the row at index `i` is row `i + 1` of the sheet, or begins on line `i + 1` of the text.
 */
export interface Table {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a list as people keep it: CSV or TSV in any encoding that Japanese offices use, or an XLSX workbook.
 * The content decides, not the name. Throws `invalid_input`, with the place, where it cannot be read.
 */
export async function readTables(file: string, bytes: Uint8Array): Promise<Table[]> {
  const tables = isWorkbook(bytes)
    ? await readWorkbook(file, bytes)
    : [{ name: baseName(file), rows: readDelimited(file, decodeText(file, bytes)) }];
  if (tables.some(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== "")))) return tables;
  throw invalidFile(
    file,
    { line: 1, column: 1 },
    { ja: "何も書かれていません", en: "there is nothing in it" },
    { ja: "一覧の入ったファイルを指定してください", en: "Choose the file that holds the list." },
  );
}

/** The name of a file without its folders and its ending. */
export function baseName(file: string): string {
  return (file.split(/[/\\]/u).at(-1) ?? file).replace(/\.[^.]+$/u, "");
}
