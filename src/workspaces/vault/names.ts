/**
 * Titles → names of files and folders that are readable and safe on Linux, macOS and Windows and inside
 * Obsidian links. A title is any text, so nothing in it may act as a path: separators become look-alikes.
 */

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "/": "／",
  "\\": "＼",
  ":": "：",
  "*": "＊",
  "?": "？",
  '"': "＂",
  "<": "＜",
  ">": "＞",
  "|": "｜",
  "[": "［",
  "]": "］",
  "#": "＃",
  "^": "＾",
};

/** 255 bytes are allowed nearly everywhere; the longest ending that we add is `.base`. */
const MAX_STEM_BYTES = 255 - Buffer.byteLength(".base");

/** Windows takes these for devices, whatever follows the first dot. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(\.|$))/iu;

/** The name, without ending, for a title; `suffix` is kept whole however long the title is. */
export function safeName(title: string, suffix = ""): string {
  const clean = cleanName(title);
  const tail = cleanTail(suffix);
  const cut = cutToBytes(clean, MAX_STEM_BYTES - Buffer.byteLength(tail));
  return trimEnd(cut) + tail || "無題";
}

function cleanName(title: string): string {
  const text = replaceReserved(title)
    .trim()
    .replace(/^[.．]+|^~(?=\$)/u, (dots) => "．".repeat(dots.length));
  const name = trimEnd(text) || "無題";
  return name.replace(DEVICES, "$1_");
}

/** A suffix keeps its leading space. */
function cleanTail(suffix: string): string {
  return cutToBytes(trimEnd(replaceReserved(suffix)), 120);
}

function replaceReserved(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu, "")
    .replace(/[/\\:*?"<>|[\]#^]/gu, (char) => LOOK_ALIKES[char] ?? "＿")
    .replace(/\s+/gu, " ");
}

/** Windows drops dots and spaces at the end of a name, so the name would not be found again. */
function trimEnd(name: string): string {
  return name.replace(/[. ]+$/u, "");
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Cuts between characters as a reader sees them; one that is longer than the whole limit is cut inside. */
function cutToBytes(name: string, limit: number): string {
  if (Buffer.byteLength(name) <= limit) return name;
  let cut = "";
  let bytes = 0;
  for (const { segment } of graphemes.segment(name)) {
    for (const part of Buffer.byteLength(segment) > limit ? segment : [segment]) {
      bytes += Buffer.byteLength(part);
      if (bytes > limit) return cut.normalize("NFC");
      cut += part;
    }
  }
  return cut;
}

/** Names that are equal here meet on some disk (case, NFC/NFD) or look the same to a reader (width). */
export function foldName(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

/** `課題.md` → `課題`; null for anything that is not a Markdown file. */
export function markdownStem(fileName: string): string | null {
  return /\.md$/iu.test(fileName) ? fileName.slice(0, -3) : null;
}
