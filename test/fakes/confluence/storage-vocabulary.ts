import type { Element } from "./storage-tree.ts";
import { newUuid } from "./uuid.ts";

/** Where new ids come from, and how far a save goes. */
export interface SaveStyle {
  random: () => number;
  /** Whether a person's editor saves: it goes further than a write through the API. */
  byEditor?: boolean;
}

export const RENAMED: Readonly<Record<string, string>> = { b: "strong", i: "em", strike: "del", s: "del" };

const ELEMENTS = new Set([
  ..."p h1 h2 h3 h4 h5 h6 br hr strong em b i u s del strike code pre sub sup small span div a".split(" "),
  ..."ul ol li table caption colgroup col thead tbody tfoot tr th td blockquote time img".split(" "),
  ..."ac:structured-macro ac:macro ac:parameter ac:rich-text-body ac:plain-text-body ac:default-parameter".split(
    " ",
  ),
  ..."ac:link ac:link-body ac:plain-text-link-body ac:image ac:emoticon ac:inline-comment-marker".split(" "),
  ..."ac:task-list ac:task ac:task-id ac:task-uuid ac:task-status ac:task-body ac:placeholder".split(" "),
  ..."ac:layout ac:layout-section ac:layout-cell ac:adf-extension ac:adf-node ac:adf-attribute".split(" "),
  ..."ac:adf-content ac:adf-fallback ac:adf-leaf ac:adf-mark ac:caption".split(" "),
  ..."ri:page ri:blog-post ri:user ri:space ri:attachment ri:url ri:content-entity ri:shortcut".split(" "),
]);

export function isKnownElement(tag: string): boolean {
  return ELEMENTS.has(tag);
}

const EVERYWHERE = new Set(["class", "style", "local-id", "ac:local-id", "data-layout", "id"]);
const OWN: Readonly<Record<string, string>> = {
  a: "href title data-card-appearance target rel",
  img: "src alt title width height",
  th: "colspan rowspan scope data-highlight-colour",
  td: "colspan rowspan data-highlight-colour",
  table: "data-table-width data-table-display-mode",
  col: "span width",
  ol: "start",
  time: "datetime",
};

/** The attributes that are kept, and those that a save adds. */
export function attributesOnSave(element: Element, style: SaveStyle): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attributes)) {
    const stored = name === "style" ? storedStyle(value) : value;
    if (isKnownAttribute(element, name) && !(name === "style" && stored === "")) kept[name] = stored;
  }
  for (const [name, value] of Object.entries(addedAttributes(element, style))) kept[name] ??= value;
  return kept;
}

function isKnownAttribute({ tag }: Element, name: string): boolean {
  if (name === "ac:breakout-mode" || name === "ac:breakout-width") return false;
  if (/^(?:ac|ri):/.test(tag) && /^(?:ac|ri):/.test(name)) return true;
  if (EVERYWHERE.has(name)) return true;
  return (OWN[tag] ?? "").split(" ").includes(name) || (tag.startsWith("ac:adf") && name === "key");
}

/** Hex colours are told in rgb. */
function storedStyle(text: string): string {
  return text
    .trim()
    .replaceAll(
      /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/gi,
      (_, red: string, green: string, blue: string) => {
        const [r, g, b] = [red, green, blue].map((hex) => Number.parseInt(hex, 16));
        return `rgb(${r},${g},${b})`;
      },
    );
}

const LOCAL = new Set([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "li",
  "tr",
  "td",
  "th",
  "blockquote",
]);

function addedAttributes(
  { tag, attributes }: Element,
  { random, byEditor }: SaveStyle,
): Record<string, string> {
  const id = () => newUuid(random);
  if (tag === "ac:structured-macro") {
    return {
      "ac:schema-version": "1",
      "ac:macro-id": attributes["ac:macro-id"] ?? id(),
      "ac:local-id": attributes["ac:local-id"] ?? id(),
    };
  }
  if (tag === "table") {
    const wide = byEditor
      ? { "data-table-width": "760", "data-layout": "default" }
      : { "data-layout": "default" };
    return { ...wide, "ac:local-id": attributes["ac:local-id"] ?? id() };
  }
  if (tag === "ac:task") return { "ac:local-id": attributes["ac:local-id"] ?? id() };
  if (tag === "ac:layout-section" && byEditor) return { "ac:breakout-width": "760" };
  if (tag === "ri:page") return { "ri:version-at-save": "1" };
  const isLocal = LOCAL.has(tag) && (byEditor || /^(?:p|h\d)$/.test(tag));
  return isLocal ? { "local-id": attributes["local-id"] ?? id() } : {};
}
