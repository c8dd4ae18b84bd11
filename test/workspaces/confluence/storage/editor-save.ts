import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import {
  el,
  type Element,
  isElement,
  type StorageNode,
  text,
} from "../../../../src/workspaces/confluence/storage/tree.ts";
import { isBlock } from "../../../../src/workspaces/confluence/storage/vocabulary.ts";

/** What a save in the editor does to a page although nobody meant anything by it; differently for each seed. */
export function editorSave(nodes: readonly StorageNode[], seed: number): StorageNode[] {
  const random = randomFrom(seed);
  const saved = nodes.flatMap((node) => save(node, random, false));
  return parseStorage(withEntities(serialise(saved)));
}

type Random = () => number;

function save(node: StorageNode, random: Random, isPlain: boolean): StorageNode[] {
  if (node.type !== "element") return isPlain ? [node] : saveText(node.text, random);
  const isVerbatim = ["ac:parameter", "ac:plain-text-body", "pre", "ac:task-status"].includes(node.name);
  const children = node.children.flatMap((child) => save(child, random, isPlain || isVerbatim));
  const saved = { ...node, attributes: saveAttributes(node, random) };
  switch (node.name) {
    case "ac:structured-macro":
      return [{ ...saved, children: children.toReversed().toSorted(bodyLast) }];
    case "td":
    case "th":
    case "li":
      return [{ ...saved, children: rewrapped(children, random) }];
    case "table":
      return [
        {
          ...saved,
          children: [
            el("colgroup", {}, el("col", { style: "width: 120.0px;" })),
            ...withHead(children, random),
          ],
        },
      ];
    case "ac:task":
      return [{ ...saved, children: [el("ac:task-id", {}, "7"), ...children] }];
    case "strong":
      return [{ ...saved, name: random() < 0.5 ? "b" : "strong", children }];
    case "em":
      return [{ ...saved, name: random() < 0.5 ? "i" : "em", children }];
    default:
      return [{ ...saved, children }];
  }
}

const bodyLast = (a: StorageNode, b: StorageNode): number =>
  Number(isElement(a, "ac:rich-text-body", "ac:plain-text-body")) -
  Number(isElement(b, "ac:rich-text-body", "ac:plain-text-body"));

function saveAttributes({ name, attributes }: Element, random: Random): Element["attributes"] {
  const id = Math.floor(random() * 1e9).toString(16);
  if (name === "ac:structured-macro")
    return { "ac:macro-id": id, "ac:schema-version": "1", "ac:local-id": id, ...attributes };
  if (name === "table")
    return { "data-layout": "default", "data-table-width": "760", "ac:local-id": id, ...attributes };
  return /^(?:p|h\d|ul|ol|li|t[dhr]|blockquote)$/u.test(name)
    ? { "local-id": id, ...attributes }
    : attributes;
}

/** Emoji become emoticons, some words get the mark of a comment, some spaces cannot break any more. */
function saveText(words: string, random: Random): StorageNode[] {
  return words.split(/(\p{Extended_Pictographic})/u).flatMap((part, at): StorageNode[] => {
    if (at % 2 === 1 && !/\u200D|\uFE0F/u.test(words))
      return [el("ac:emoticon", { "ac:name": "blue-star", "ac:emoji-fallback": part, "ac:emoji-id": "x" })];
    if (part.length < 4 || random() < 0.7) return part === "" ? [] : [text(part)];
    const cut = Math.floor(part.length / 2);
    const [before, marked] = [part.slice(0, cut), part.slice(cut)];
    if (!before.isWellFormed()) return [text(part)];
    return [text(before), el("ac:inline-comment-marker", { "ac:ref": String(random()) }, marked)];
  });
}

/** Paragraphs come and go around the only text of a cell or an item. */
function rewrapped(children: readonly StorageNode[], random: Random): StorageNode[] {
  const [only] = children;
  if (children.length === 1 && isElement(only, "p") && random() < 0.5) return [...only.children];
  const isLoose = children.length > 0 && !children.some(isBlock);
  return isLoose ? [el("p", { "local-id": "w" }, ...children)] : [...children];
}

function withHead(children: readonly StorageNode[], random: Random): StorageNode[] {
  return children.flatMap((child) => {
    if (!isElement(child, "tbody") || random() < 0.5) return [child];
    const [first, ...rest] = child.children;
    return first === undefined ? [child] : [el("thead", {}, first), text("\n  "), el("tbody", {}, ...rest)];
  });
}

/** Some characters by name, and space between blocks. */
const withEntities = (storage: string): string =>
  storage
    .split(/(<!\[CDATA\[.*?\]\]>)/su)
    .map((part, at) => (at % 2 === 1 ? part : withNames(part)))
    .join("");

const withNames = (storage: string): string =>
  storage
    .replaceAll("\u00A0", "&nbsp;")
    .replaceAll("ü", "&uuml;")
    .replaceAll("’", "&rsquo;")
    .replaceAll("<table", "\n<table")
    .replaceAll("</tr>", "</tr>\n ");

function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
