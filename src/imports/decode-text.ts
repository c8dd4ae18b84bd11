import { invalidFile } from "./invalid-file.ts";

/**
 * The text of a list that people saved somewhere: UTF-8 (with or without a mark), UTF-16 with its mark, else
 * Shift_JIS as Japanese Excel writes it (the decoder knows the extensions of CP932, such as ㈱ and ①).
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(file, bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decode(file, bytes, "utf-16be");
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw unreadable(file, bytes, nul);
  if (firstBadByte(bytes, "utf-8") === undefined) return decode(file, bytes, "utf-8");
  return decode(file, bytes, "shift_jis");
}

/** The text of a file that must be UTF-8, as JSON is. Throws `invalid_input` at the first byte that is not. */
export function decodeUtf8(file: string, bytes: Uint8Array): string {
  const bad = firstBadByte(bytes, "utf-8");
  if (bad === undefined) return new TextDecoder("utf-8").decode(bytes);
  throw invalidFile(
    file,
    placeOf(bytes, bad),
    { ja: "ここからUTF-8の文字として読めません", en: "from here on, this is not UTF-8 text" },
    { ja: "UTF-8で保存し直してください", en: "Save the file as UTF-8." },
  );
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "shift_jis";

function decode(file: string, bytes: Uint8Array, encoding: Encoding): string {
  const bad = firstBadByte(bytes, encoding);
  if (bad !== undefined) throw unreadable(file, bytes, bad);
  return new TextDecoder(encoding).decode(bytes);
}

function unreadable(file: string, bytes: Uint8Array, at: number) {
  return invalidFile(
    file,
    placeOf(bytes, at),
    {
      ja: "ここから文字として読めません(UTF-8・UTF-16・Shift_JIS のどれでもありません)",
      en: "from here on, this is no text in UTF-8, UTF-16 or Shift_JIS",
    },
    {
      ja: "表計算ソフトで開き、「CSV UTF-8」または .xlsx で保存し直してください",
      en: 'Open it in a spreadsheet program and save it as "CSV UTF-8" or .xlsx.',
    },
  );
}

/** Where decoding fails first, if it does. The decoder only says that it failed, so the place is bisected. */
function firstBadByte(bytes: Uint8Array, encoding: Encoding): number | undefined {
  const isFine = (end: number) => {
    try {
      // Up to the end of the file an unfinished character is an error too.
      const decoder = new TextDecoder(encoding, { fatal: true });
      decoder.decode(bytes.subarray(0, end), { stream: end < bytes.length });
      return true;
    } catch {
      return false;
    }
  };
  if (isFine(bytes.length)) return undefined;
  let [fine, broken] = [0, bytes.length];
  while (broken - fine > 1) {
    const middle = (fine + broken) >> 1;
    if (isFine(middle)) fine = middle;
    else broken = middle;
  }
  return broken - 1;
}

function placeOf(bytes: Uint8Array, at: number): { line: number; column: number } {
  let [line, column] = [1, 1];
  for (const byte of bytes.subarray(0, at)) {
    [line, column] = byte === 0x0a ? [line + 1, 1] : [line, column + 1];
  }
  return { line, column };
}
