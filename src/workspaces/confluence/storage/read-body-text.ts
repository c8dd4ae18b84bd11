import { mergeRuns, type Run } from "../../body/runs.ts";
import type { PersonName } from "./cell-text.ts";
import { emoticonText } from "./emoticon.ts";
import { type Element, isElement, macroName, parameterOf, richBody, type StorageNode } from "./tree.ts";
import { inParagraphs, isBlock, named } from "./vocabulary.ts";

type Look = Omit<Run, "text">;

/**
 * The text in these nodes as runs, as far as Markdown can show how it looks. What is no text says nothing, and what only
 * marks text, as comments do, does not cut it: the words of a link are compared with its address.
 */
export function runsOf(nodes: readonly StorageNode[], personName: PersonName, look: Look = {}): Run[] {
  return mergeRuns(nodes.flatMap((node) => nodeRuns(node, personName, look)));
}

/** All text in a cell or another place that has room for nothing but lines. */
export function lineRuns(nodes: readonly StorageNode[], personName: PersonName, look: Look = {}): Run[] {
  return inParagraphs(nodes)
    .map((group) => {
      const [first] = group;
      const isText = group.length > 1 || first === undefined || !isBlock(first);
      if (isText || LINES.has(first.name)) return runsOf(group, personName, look);
      const inside = macroName(first) === null ? first.children : (richBody(first)?.children ?? []);
      return HIDDEN.has(first.name) ? [] : lineRuns(inside, personName, look);
    })
    .filter((runs) => runs.length > 0)
    .flatMap((runs, at) => (at === 0 ? runs : [{ text: "\n" }, ...runs]));
}

const LINES = named("p h1 h2 h3 h4 h5 h6 pre");
const HIDDEN = named(
  "ac:image ac:parameter ac:placeholder ac:task-id ac:task-uuid ac:task-status ac:adf-extension hr",
);

const LOOKS: Readonly<Record<string, Look>> = {
  strong: { bold: true },
  b: { bold: true },
  em: { italic: true },
  i: { italic: true },
  del: { strike: true },
  s: { strike: true },
  strike: { strike: true },
  code: { code: true },
};

function nodeRuns(node: StorageNode, personName: PersonName, look: Look): Run[] {
  if (node.type !== "element") return [{ ...look, text: node.text.replace(/[ \t]*[\r\n]+[ \t]*/gu, " ") }];
  const words = (text: string): Run[] => (text === "" ? [] : [{ ...look, text }]);
  switch (node.name) {
    case "br":
      return [{ ...look, text: "\n" }];
    case "a":
      return runsOf(node.children, personName, withLink(look, node.attributes["href"]));
    case "time":
      return words(node.attributes["datetime"] ?? "");
    case "ac:emoticon":
      return words(emoticonText(node));
    case "ac:link":
      return linkRuns(node, personName, look);
    case "ac:structured-macro":
    case "ac:macro":
      if (macroName(node) === "status") return words(parameterOf(node, "title"));
      return lineRuns(richBody(node)?.children ?? [], personName, look);
    default:
      if (HIDDEN.has(node.name)) return [];
      return runsOf(node.children, personName, { ...look, ...LOOKS[node.name] });
  }
}

const withLink = (look: Look, href: string | undefined): Look =>
  href === undefined || href === "" ? look : { ...look, link: href };

/** A mention, or the words of a link to a page; a page without words is called by its title. */
function linkRuns({ children }: Element, personName: PersonName, look: Look): Run[] {
  const target = children.find((child) => isElement(child) && child.name.startsWith("ri:"));
  const attributes = isElement(target) ? target.attributes : {};
  const account = attributes["ri:account-id"] ?? attributes["ri:userkey"];
  if (account !== undefined) return [{ ...look, text: personName(account) ?? `@${account}` }];
  const words = runsOf(children, personName, look);
  const title = attributes["ri:content-title"] ?? attributes["ri:filename"] ?? "";
  return words.some(({ text }) => text.trim() !== "") ? words : [{ ...look, text: title }];
}
