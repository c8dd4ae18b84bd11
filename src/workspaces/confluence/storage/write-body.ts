import { linkedAddresses } from "../../body/body-text.ts";
import type { BodyBlock, BodyItem } from "../../body/body-tree.ts";
import type { Run } from "../../body/runs.ts";
import { lines } from "./inline.ts";
import { codeMacro, el, type Element, elementOf, link, type StorageNode, table } from "./tree.ts";

/** A body's tree → storage format, in constructs that an editor keeps. */
export function treeToStorage(tree: readonly BodyBlock[]): Element[] {
  const nodes: Element[] = [];
  for (let at = 0; at < tree.length;) {
    const block = tree[at];
    if (block === undefined) break;
    const end = block.type === "item" ? endOfList(tree, at, listOf(block)) : at + 1;
    const items = tree.slice(at, end).filter((one) => one.type === "item");
    nodes.push(block.type === "item" ? list(listOf(block), items) : blockNode(block));
    at = end;
  }
  return nodes;
}

type List = "ul" | "ol" | "ac:task-list";

const listOf = ({ mark }: BodyItem): List =>
  mark === "bullet" ? "ul" : mark === "number" ? "ol" : "ac:task-list";

/** Where the items stop that are of one list. */
function endOfList(tree: readonly BodyBlock[], start: number, kind: List): number {
  let end = start + 1;
  for (let next = tree[end]; next?.type === "item" && listOf(next) === kind; next = tree[end]) end += 1;
  return end;
}

function list(kind: List, items: readonly BodyItem[]): Element {
  return elementOf(
    kind,
    {},
    items.map((item) => (kind === "ac:task-list" ? task(item) : elementOf("li", {}, inItem(item)))),
  );
}

/** What stands in an item or a quote, its own text first. */
const inItem = ({ text, children }: Pick<BodyItem, "text" | "children">): StorageNode[] => [
  ...(text.length === 0 ? [] : [elementOf("p", {}, inline(text))]),
  ...treeToStorage(children),
];

/** Text stands in a task without a paragraph: that is how the editor writes it. */
const task = ({ mark, text, children }: BodyItem): Element =>
  el(
    "ac:task",
    {},
    el("ac:task-status", {}, mark === "done" ? "complete" : "incomplete"),
    elementOf("ac:task-body", {}, [...inline(text), ...treeToStorage(children)]),
  );

function blockNode(block: Exclude<BodyBlock, BodyItem>): Element {
  switch (block.type) {
    case "heading":
      return elementOf(`h${block.level}`, {}, inline(block.text));
    case "paragraph":
      return elementOf("p", {}, inline(block.text));
    case "quote":
      return elementOf("blockquote", {}, inItem(block));
    case "code":
      return codeMacro(LANGUAGES[block.language] ?? block.language, block.text);
    case "table":
      return table(
        block.rows.map((row, at) =>
          elementOf(
            "tr",
            {},
            row.map((cell) => cellOf(cell, at === 0)),
          ),
        ),
      );
    case "divider":
      return el("hr");
    default:
      throw new Error(`unhandled ${JSON.stringify(block satisfies never)}`);
  }
}

const cellOf = (text: readonly Run[], isHead: boolean): Element =>
  el(isHead ? "th" : "td", {}, elementOf("p", {}, inline(text)));

/** What Confluence's code macro calls a language otherwise. */
const LANGUAGES: Readonly<Record<string, string>> = { "plain text": "", "c++": "cpp", "c#": "csharp" };

const MARKS = [
  { mark: "bold", tag: "strong" },
  { mark: "italic", tag: "em" },
  { mark: "strike", tag: "del" },
  { mark: "code", tag: "code" },
] as const;

/** Formatted text, links outermost. Bare addresses become links: nothing else makes them open. */
function inline(runs: readonly Run[]): StorageNode[] {
  return groups(runs.flatMap(linkedAddresses), ({ link }) => link ?? "").flatMap((some) => {
    const href = some[0]?.link;
    const nodes = marked(some, MARKS);
    return href === undefined ? nodes : [link(href, nodes)];
  });
}

function marked(runs: readonly Run[], marks: readonly (typeof MARKS)[number][]): StorageNode[] {
  const [outer, ...inner] = marks;
  if (outer === undefined) return runs.flatMap(({ text }) => lines(text));
  return groups(runs, (run) => run[outer.mark] === true).flatMap((some) => {
    const nodes = marked(some, inner);
    return some[0]?.[outer.mark] === true ? [elementOf(outer.tag, {}, nodes)] : nodes;
  });
}

/** Neighbours that have the same in common. */
function groups(runs: readonly Run[], common: (run: Run) => unknown): Run[][] {
  const found: Run[][] = [];
  for (const run of runs) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && common(before) === common(run)) last.push(run);
    else found.push([run]);
  }
  return found;
}
