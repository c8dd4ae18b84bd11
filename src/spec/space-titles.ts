import { createHash } from "node:crypto";

import type { DesiredNode } from "./desired.ts";
import { foldTitle } from "./titles.ts";

/**
 * Titles for a workspace in which no two pages may have the same one: each page names its unit and its partner,
 * `課題 — 大阪支店 — 蒼嶺商事`. Where that is not enough, because two units have one name, the units above are named as
 * well, and in the end the key. What a title is does not depend on the order of the spec.
 */
export function withSpaceTitles(desired: readonly DesiredNode[]): DesiredNode[] {
  const byKey = new Map(desired.map((node) => [node.key, node]));
  const longer = [shortTitle, fullTitle, keyedTitle].map(
    (titleOf) => new Map(desired.map((node) => [node.key, fitting(titleOf(node, byKey), node.key)])),
  );
  const count = longer.map((titles) => countOf([...titles.values()].map(foldTitle)));
  return desired.map((node) => {
    const at = longer.findIndex((titles, way) => {
      const title = foldTitle(titles.get(node.key) ?? "");
      return count[way]?.get(title) === 1;
    });
    return { ...node, title: longer.at(at)?.get(node.key) ?? node.title };
  });
}

const SEPARATOR = " — ";

type Nodes = ReadonlyMap<string, DesiredNode>;

/** Itself, its unit, its partner. */
function shortTitle(node: DesiredNode, nodes: Nodes): string {
  const above = ancestors(node, nodes);
  const unit = node.unit === undefined ? undefined : above.find((one) => one.unit === node.unit);
  const hub = above.at(-1);
  return [node, unit, hub].flatMap((one) => (one === undefined ? [] : [one.title])).join(SEPARATOR);
}

/** Everything above it. */
const fullTitle = (node: DesiredNode, nodes: Nodes): string =>
  [node, ...ancestors(node, nodes)].map(({ title }) => title).join(SEPARATOR);

const keyedTitle = (node: DesiredNode, nodes: Nodes): string => `${fullTitle(node, nodes)} (${node.key})`;

/** Nearest first. */
function ancestors(node: DesiredNode, nodes: Nodes): DesiredNode[] {
  const above = node.parent === null ? undefined : nodes.get(node.parent);
  return above === undefined ? [] : [above, ...ancestors(above, nodes)];
}

/** What Confluence takes. */
const MAX_TITLE = 255;

/** A title that is too long ends in what tells it from others. */
function fitting(title: string, key: string): string {
  if (title.length <= MAX_TITLE) return title;
  const mark = createHash("sha256").update(key).digest("hex").slice(0, 8);
  let end = MAX_TITLE - mark.length - 3;
  // Never in the middle of a character.
  if (title.charCodeAt(end - 1) >> 10 === 0x36) end -= 1;
  return `${title.slice(0, end)}… ${mark}`;
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
