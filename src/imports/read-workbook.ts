import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from "read-excel-file/node";

import type { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { invalidFile } from "./invalid-file.ts";
import type { Table } from "./table.ts";

/** Whether a file is a workbook of some kind: a zip (xlsx), or a compound file (xls, or an encrypted xlsx). */
export function isWorkbook(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZIP) || beginsWith(bytes, COMPOUND);
}

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const beginsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, i) => bytes[i] === byte);

/** Every sheet of an XLSX workbook with something in it; dates as 2026-04-01, other cells as their text. */
export async function readWorkbook(file: string, bytes: Uint8Array): Promise<Table[]> {
  if (beginsWith(bytes, COMPOUND)) throw oldOrEncrypted(file, bytes);
  try {
    const sheets = await readXlsxFile(Buffer.from(bytes), { trim: false });
    return sheets
      .map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
      .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== "")));
  } catch (error) {
    throw broken(file, error);
  }
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) {
    return Number.isNaN(cell.valueOf()) ? "" : cell.toISOString().replace(/T00:00.*|\..*$/u, "");
  }
  if (typeof cell === "string") return cell;
  return typeof cell === "number" || typeof cell === "boolean" ? String(cell) : "";
}

function oldOrEncrypted(file: string, bytes: Uint8Array): AppError {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"));
  return invalidFile(
    file,
    START,
    isEncrypted
      ? { ja: "パスワードで保護されています", en: "it is protected by a password" }
      : { ja: "古い形式(.xls)のブックです", en: "it is a workbook of the old kind (.xls)" },
    isEncrypted
      ? { ja: "パスワードを外して保存し直してください", en: "Remove the password and save it again." }
      : SAVE_AGAIN,
  );
}

const START = { line: 1, column: 1 };
const SAVE_AGAIN: Text = {
  ja: "表計算ソフトで開き、.xlsx か「CSV UTF-8」で保存し直してください",
  en: 'Open it in a spreadsheet program and save it as .xlsx or "CSV UTF-8".',
};

function broken(file: string, error: unknown): AppError {
  const message: Text =
    error instanceof InvalidInputError && error.code === "NO_DATA"
      ? { ja: "何も書かれていません", en: "there is nothing in it" }
      : { ja: "ブックが壊れていて読めません", en: "the workbook is damaged" };
  const found =
    error instanceof InvalidSpreadsheetError ? /at row (\d+), col (\d+)/u.exec(error.message) : null;
  const place = found ? { line: Number(found[1]), column: Number(found[2]) } : START;
  return invalidFile(file, place, message, SAVE_AGAIN, error);
}
