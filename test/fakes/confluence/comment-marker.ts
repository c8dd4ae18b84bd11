import { everyElement, isElement, parseStorage, printStorage } from "./storage-tree.ts";
import type { Content, Element } from "./storage-tree.ts";

const MARKER = "ac:inline-comment-marker";
/** Text in these is no text that a reader could select. */
const HIDDEN = new Set([
  "ac:parameter",
  "ac:plain-text-body",
  "ac:task-id",
  "ac:task-uuid",
  "ac:task-status",
]);

export function hasMarker(storage: string, ref: string): boolean {
  const root = parseStorage(storage);
  return [...everyElement(root)].some((one) => one.tag === MARKER && one.attributes["ac:ref"] === ref);
}

/** Storage with the n-th occurrence of a text wrapped in a marker; undefined when it is not there. */
export function markText(storage: string, text: string, ref: string, matchIndex = 0): string | undefined {
  const root = parseStorage(storage);
  const search = { text, ref, left: matchIndex };
  return markIn(root, search) ? printStorage(root.children) : undefined;
}

function markIn(element: Element, search: { text: string; ref: string; left: number }): boolean {
  if (HIDDEN.has(element.tag)) return false;
  for (const [index, child] of element.children.entries()) {
    if (isElement(child)) {
      if (markIn(child, search)) return true;
      continue;
    }
    const at = child.indexOf(search.text);
    if (at < 0) continue;
    if (search.left > 0) {
      search.left -= 1;
      continue;
    }
    const marker: Element = { tag: MARKER, attributes: { "ac:ref": search.ref }, children: [search.text] };
    const parts: Content[] = [child.slice(0, at), marker, child.slice(at + search.text.length)];
    element.children.splice(index, 1, ...parts.filter((one) => one !== ""));
    return true;
  }
  return false;
}
