import { closeSync, openSync, readSync } from "node:fs";

import { yamlLines } from "../../content/yaml-text.ts";

/**
 * What makes a note one of our nodes: three flat properties in its front matter. They are found line by line,
 * so a node is still recognised where a person broke the YAML around them.
 */
export interface Marker {
  readonly key: string;
  readonly id: string;
  /** `page` is one file; `folder` (a page with pages below it) and `database` own the folder they lie in. */
  readonly type: "page" | "folder" | "database";
}

export const hasFolder = (marker: Marker): boolean => marker.type !== "page";

export function markerLines(marker: Marker): string[] {
  return [
    ...yamlLines("kakehashi.key", marker.key),
    ...yamlLines("kakehashi.id", marker.id),
    ...yamlLines("kakehashi.type", marker.type),
  ];
}

/** The marker in the text (or just the head) of a note; null if it is not one of ours. */
export function parseMarker(text: string): Marker | null {
  if (!text.includes("kakehashi.key")) return null;
  const head = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\n---[ \t]*\r?(?:\n|$)|$(?![\s\S]))/u.exec(text)?.[1];
  if (head === undefined) return null;
  const property = (name: string) => {
    const line = new RegExp(`^["']?kakehashi\\.${name}["']?[ \\t]*:[ \\t]+(.*?)[ \\t]*\\r?$`, "mu").exec(
      head,
    );
    return line === null ? undefined : unquote(line[1] ?? "");
  };
  const [key, id, type] = [property("key"), property("id"), property("type")];
  if (!key || !id) return null;
  return { key, id, type: type === "folder" || type === "database" ? type : "page" };
}

function unquote(text: string): string {
  if (/^".*"$/u.test(text)) {
    try {
      return String(JSON.parse(text));
    } catch {
      return text.slice(1, -1);
    }
  }
  return /^'.*'$/u.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}

const HEAD_BYTES = 4096;
const MAX_HEAD_BYTES = 256 * 1024;
const buffer = Buffer.allocUnsafe(HEAD_BYTES);
const MARK = Buffer.from("kakehashi.key");

/** The marker of a file, reading no more of it than needed. Throws what the disk throws. */
export function readMarker(path: string): Marker | null {
  const file = openSync(path, "r");
  try {
    const size = readSync(file, buffer, 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, size);
    if (size < HEAD_BYTES) return head.includes(MARK) ? parseMarker(head.toString()) : null;
    const start = head[0] === 0xef ? 3 : 0;
    if (head.toString("latin1", start, start + 3) !== "---") return null;
    if (head.indexOf("\n---", start + 3) > 0)
      return head.includes(MARK) ? parseMarker(head.toString()) : null;
    const large = Buffer.alloc(MAX_HEAD_BYTES);
    const largeSize = readSync(file, large, 0, MAX_HEAD_BYTES, 0);
    return parseMarker(large.toString("utf8", 0, largeSize));
  } finally {
    closeSync(file);
  }
}
