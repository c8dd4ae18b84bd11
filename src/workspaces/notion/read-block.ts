import { plainOf } from "./rich-text.ts";

/** A block as a listing of children shows it: its type, and the words of its own rich text. */
export interface SeenBlock {
  readonly type: string;
  readonly plain: string;
}

/** Null for what is no block. A block without rich text has no words. */
export function seenBlock(block: unknown): SeenBlock | null {
  if (typeof block !== "object" || block === null || !("type" in block)) return null;
  const { type } = block;
  if (typeof type !== "string") return null;
  const content: unknown = Object.entries(block).find(([name]) => name === type)?.[1];
  const items =
    typeof content === "object" && content !== null && "rich_text" in content ? content.rich_text : [];
  return { type, plain: plainOf(items) };
}
