import { childrenByTag, isElement } from "./storage-tree.ts";
import type { Content, Element } from "./storage-tree.ts";

/**
 * What the new editor changes beyond an ordinary save: tables have one tbody and column widths, and emoji
 * characters become emoticons. Header cells stay header cells, and comments keep their markers.
 */
export function editorTree(element: Element): Element {
  if (AS_IS.has(element.tag)) return element;
  const children = element.children.flatMap((one): Content[] =>
    isElement(one) ? [editorTree(one)] : emoticons(one),
  );
  const changed = { ...element, children };
  return element.tag === "table" ? editorTable(changed) : changed;
}

/** No emoticon fits in here. */
const AS_IS = new Set(["ac:parameter", "ac:plain-text-body", "ac:plain-text-link-body", "pre", "code"]);

function editorTable(table: Element): Element {
  const bodies = childrenByTag(table, "thead", "tbody", "tfoot");
  const rows = [...childrenByTag(table, "tr"), ...bodies.flatMap((one) => childrenByTag(one, "tr"))];
  const columns = Math.max(0, ...rows.map((row) => childrenByTag(row, "th", "td").length));
  const [given] = childrenByTag(table, "colgroup");
  const made: Element = {
    tag: "colgroup",
    attributes: {},
    children: Array.from({ length: columns }, () => ({
      tag: "col",
      attributes: { style: `width: ${(760 / columns).toFixed(1)}px;` },
      children: [],
    })),
  };
  return { ...table, children: [given ?? made, { tag: "tbody", attributes: {}, children: rows }] };
}

const EMOJI =
  /(\p{Emoji_Presentation}(?:\uFE0F|\u200D\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})*)/u;

function emoticons(text: string): Content[] {
  return text.split(EMOJI).flatMap((part, index): Content[] => {
    if (part === "") return [];
    return index % 2 === 0 ? [part] : [emoticon(part)];
  });
}

function emoticon(emoji: string): Element {
  const code = [...emoji].map((one) => (one.codePointAt(0) ?? 0).toString(16)).join("-");
  const attributes = {
    "ac:name": "blue-star",
    "ac:emoji-shortname": `:u${code}:`,
    "ac:emoji-id": code,
    "ac:emoji-fallback": emoji,
  };
  return { tag: "ac:emoticon", attributes, children: [] };
}
