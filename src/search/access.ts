import { type Reader, readsInFull } from "../release/reader.ts";
import type { Access } from "./seen-postings.ts";

/** What a reader sees of a partner: his units' entries as they are, of the others the copies for the vendor's people. */
export function accessOf(reader: Reader, partner: string): Access[] {
  return [
    { partner, view: "own", sees: (unit) => readsInFull(reader, unit) },
    { partner, view: "vendor", sees: (unit) => !readsInFull(reader, unit) },
  ];
}
