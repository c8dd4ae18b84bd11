import { createHash } from "node:crypto";

/**
 * Eight hex digits for the words of a text: what Notion or an editor changes by itself (spacing, the Unicode form,
 * formatting, addresses of links) does not count.
 */
export function fingerprint(plain: string): string {
  const bare = plain.normalize("NFC").replace(/\s+/gu, " ").trim();
  return createHash("sha256").update(bare).digest("hex").slice(0, 8);
}
