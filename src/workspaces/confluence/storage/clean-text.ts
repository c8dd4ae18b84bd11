/**
 * Characters that XML 1.0 has no way to say, not even as references: a save with one of them in it fails as a whole.
 * What people wrote is refused before it is sent; what the product makes is sent without them.
 */

/** The first such character as `U+0007`; null if the text can be sent and will be read back as it is. */
export function unsendable(text: string): string | null {
  const [found] = UNSENDABLE.exec(text) ?? [];
  if (found === undefined) return null;
  return `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text without them, and with `\n` for every line end: parsers read `\r` as that. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/gu, "\n").replaceAll(ALL_UNSENDABLE, "");
}

const CHARACTERS = "[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uD800-\\uDFFF\\uFFFE\\uFFFF]";
const UNSENDABLE = new RegExp(CHARACTERS, "u");
const ALL_UNSENDABLE = new RegExp(CHARACTERS, "gu");
