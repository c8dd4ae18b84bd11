import { readFileSync } from "node:fs";

import type { LiveBlock, LiveNode, LiveTree } from "../workspace.ts";
import { diskError, toLocation, toUrl, type Disk } from "./disk.ts";
import { isDeadLink } from "./link-address.ts";
import { findBlocks, linkAddresses } from "./managed-blocks.ts";
import type { NodeIndex } from "./node-index.ts";
import { placeOf, type FoundForeign, type FoundNode } from "./scan.ts";
import { TABLE_BLOCK } from "./base-file.ts";

/** Every node at and below the root, and what people put directly beside or below our pages. */
export function readTree(disk: Disk, index: NodeIndex): LiveTree {
  const scan = index.scan();
  return {
    nodes: [
      ...scan.nodes.map((node) => liveNode(disk, index, node)),
      ...scan.foreign.map((foreign) => foreignNode(disk, index, foreign)),
    ],
    unreachable: [],
    complete: scan.complete,
    notices: scan.notices,
  };
}

function liveNode(disk: Disk, index: NodeIndex, node: FoundNode): LiveNode {
  return {
    remoteId: node.id,
    key: node.key,
    type: node.type === "database" ? "database" : "page",
    title: node.title,
    parent: index.ownerOf(placeOf(node))?.id ?? null,
    blocks: liveBlocks(disk, node),
    location: toLocation(disk, node.note),
    url: toUrl(node.note),
  };
}

function liveBlocks(disk: Disk, node: FoundNode): LiveBlock[] {
  let text: string;
  try {
    text = readFileSync(node.note, "utf8");
  } catch (error) {
    throw diskError(disk, node.note, error);
  }
  return findBlocks(text)
    .filter((block) => block.id !== TABLE_BLOCK)
    .map((block) => ({
      id: block.id,
      edited: block.edited,
      broken:
        !block.edited && linkAddresses(block.content).some((address) => isDeadLink(node.note, address, disk)),
    }));
}

function foreignNode(disk: Disk, index: NodeIndex, foreign: FoundForeign): LiveNode {
  const location = toLocation(disk, foreign.path);
  return {
    remoteId: `path:${location}`,
    key: null,
    type: "page",
    title: foreign.title,
    parent: index.ownerOf(foreign.path)?.id ?? null,
    blocks: [],
    location,
    url: toUrl(foreign.path),
  };
}
