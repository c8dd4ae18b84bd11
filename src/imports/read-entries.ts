import type { Spec } from "../model/spec.ts";
import { decodeUtf8 } from "./decode-text.ts";
import { readEntriesOfBundle } from "./read-entry-bundle.ts";
import { readEntryTables } from "./read-entry-tables.ts";
import type { ParsedEntries } from "./parsed.ts";
import { readTables } from "./table.ts";

/**
 * Reads entries from a bundle (JSON), CSV or XLSX file. A bad row is left out with its reason; only a file
 * that cannot be read at all throws (`invalid_input`).
 */
export async function readEntries(file: string, bytes: Uint8Array, spec: Spec): Promise<ParsedEntries> {
  if (!isJson(file, bytes)) return readEntryTables(file, await readTables(file, bytes), spec);
  return readEntriesOfBundle(file, decodeUtf8(file, bytes), spec);
}

/** Bundles are told by their name or their first character: CSV lists do not start with a brace. */
export function isJson(file: string, bytes: Uint8Array): boolean {
  return /\.json$/iu.test(file) || /^\s*\{/u.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}
