import { createHash } from "node:crypto";

import type { BlockObjectRequest } from "@notionhq/client";

import type { Block } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import { batches, childrenOf } from "./batches.ts";
import { fingerprint } from "./fingerprint.ts";
import { toNotionBlocks } from "./page-blocks.ts";
import { seenBlock } from "./read-block.ts";
import { plainOf, toRichText, type WriteOptions } from "./rich-text.ts";

/**
 * The body of a generated row is ONE callout with everything inside it, so that people may write around it. Its own
 * words end in `kakehashi:body:<sha>`, the fingerprint of what was put inside, and while the inside is not yet complete
 * in `kakehashi:body:<sha>:writing`.
 */
export type BodyState = "whole" | "writing";

export interface GeneratedBody {
  /** The callout in this state, without children: to create with the first batch, or to change the state with. */
  readonly container: (state: BodyState) => BlockObjectRequest;
  /** What goes inside, in order; each group fits one request together with the container. */
  readonly children: BlockObjectRequest[][];
  /** Of all that is written: words, looks, and where links lead. Nothing that is read back is compared with it. */
  readonly sha: string;
  /** Of the words alone, which are all that a look inside can be compared by. */
  readonly words: string;
}

const ICON = { type: "emoji", emoji: "🌉" } as const;

const WORDS = {
  ja: "この枠の中は自動で作られ、書き換えられます。書き込みは枠の外にお願いします。",
  en: "What is in this box is generated and will be rewritten. Please write outside of it.",
} as const satisfies Record<Language, string>;

/** The body of these blocks. The same blocks with the same addresses give the same `sha`. */
export function generatedBody(blocks: readonly Block[], options: WriteOptions): GeneratedBody {
  const all = toNotionBlocks(blocks, options);
  const sha = createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 8);
  return {
    sha,
    words: fingerprint(all.map(plainOfBlock).join("\n")),
    children: batches(all),
    container: (state) => ({
      type: "callout",
      callout: { rich_text: toRichText(lines(sha, state, options.language)), icon: ICON },
    }),
  };
}

const lines = (sha: string, state: BodyState, language: Language) => [
  { text: `${WORDS[language]}\n` },
  { text: `kakehashi:body:${sha}${state === "writing" ? ":writing" : ""}`, code: true, gray: true },
];

/** The container in a block of a listing, null if it is none (any more: we could not set the state of another type). */
export function readGeneratedBody(block: unknown): { sha: string; state: BodyState } | null {
  const seen = seenBlock(block);
  const plain = seen?.type === "callout" ? seen.plain : "";
  const [, sha, writing] = /kakehashi:body:([0-9a-f]{8})(:writing)?(?![0-9a-f])/u.exec(plain) ?? [];
  return sha === undefined ? null : { sha, state: writing === undefined ? "whole" : "writing" };
}

/** Every word in a block as we write it, at any level. */
function plainOfBlock(block: object): string {
  return [...ownWords(block), ...childrenOf(block).map(plainOfBlock)].join("\n");
}

/** The words of a block itself, as it is written or listed: its text, or what is in its cells. */
export function ownWords(block: object): string[] {
  return [seenBlock(block)?.plain ?? "", ...("table_row" in block ? cellsOf(block.table_row) : [])];
}

function cellsOf(row: unknown): string[] {
  if (typeof row !== "object" || row === null || !("cells" in row)) return [];
  return Array.isArray(row.cells) ? row.cells.map(plainOf) : [];
}
