import { databaseTitle, pageTitle } from "../block-response.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { allChildrenOf } from "../tree.ts";
import type { BlockNode, DatabaseNode, Node, PageNode, World } from "../world.ts";

export interface Excerpt {
  drafts: BlockDraft[];
  /** What a reader has to fetch apart: cut off for size, or not shared. */
  unknownIds: string[];
}

/** The body of a page (or of one block) as drafts that know their nodes, up to a number of blocks. */
export function excerptOf(world: World, node: Node, limit: number): Excerpt {
  const budget = { left: limit, unknownIds: [] as string[] };
  return { drafts: childDrafts(world, node, budget), unknownIds: budget.unknownIds };
}

interface Budget {
  left: number;
  unknownIds: string[];
}

function childDrafts(world: World, node: Node, budget: Budget): BlockDraft[] {
  return allChildrenOf(world, node).flatMap((child) => {
    if (budget.left <= 0) {
      budget.unknownIds.push(child.id);
      return [];
    }
    budget.left -= 1;
    return [draftOfNode(world, child, budget)];
  });
}

function draftOfNode(world: World, node: BlockNode | PageNode | DatabaseNode, budget: Budget): BlockDraft {
  if (node.sharing === "denied") {
    budget.unknownIds.push(node.id);
    return { type: "unknown", content: { alt: node.kind }, children: [], existingId: node.id };
  }
  switch (node.kind) {
    case "page":
      return { type: "child_page", content: { title: pageTitle(node) }, children: [], existingId: node.id };
    case "database": {
      const content = { title: databaseTitle(world, node), is_inline: node.isInline };
      return { type: "child_database", content, children: [], existingId: node.id };
    }
    case "block": {
      const children = childDrafts(world, node, budget);
      return { type: node.type, content: node.content, children, existingId: node.id };
    }
    default:
      throw new Error(`unhandled ${node satisfies never}`);
  }
}
