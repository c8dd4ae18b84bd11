import type { Block } from "../../content/blocks.ts";
import { toMarkdown } from "../../content/to-markdown.ts";
import type { LinkResolver, NodeContent } from "../workspace.ts";
import { TABLE_BLOCK, tableLink } from "./base-file.ts";
import { linkFrom } from "./link-address.ts";
import { markBlock } from "./managed-blocks.ts";
import { markerLines, type Marker } from "./node-marker.ts";
import type { Vault } from "./vault.ts";

/** A new note: marker, body and, for a database, the link to its table. */
export function noteText(
  vault: Vault,
  content: NodeContent,
  marker: Marker,
  note: string,
  links: LinkResolver,
): string {
  const body = markdown(vault, content.blocks, note, links);
  const parts = [`---\n${markerLines(marker).join("\n")}\n---\n`, body];
  if (content.schema) {
    const base = `${note.slice(0, -3)}.base`;
    parts.push(`${markBlock(TABLE_BLOCK, tableLink(note, base, content.language))}\n`);
  }
  return parts.filter((part) => part !== "").join("\n");
}

/** Blocks as they stand in a note. */
export function markdown(vault: Vault, blocks: readonly Block[], note: string, links: LinkResolver): string {
  return toMarkdown(blocks, {
    link: linkFrom(note, vault.disk, vault.index, links),
    managed: (block, content) => markBlock(block.id, content),
  });
}
