import type { z } from "zod";

import { invalid } from "./api-error.ts";
import { BLOCK_CONTENT, isBlockType, ONLY_CHILD, takesChildren } from "./block-schemas.ts";
import type { BlockType } from "./block-schemas.ts";
import { storedContent } from "./block-content.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { LIMITS } from "./limits.ts";
import { parseAs } from "./schema-error.ts";

/** A block that is to be made: checked, in its stored form, not yet part of a page. */
export interface BlockDraft {
  type: string;
  content: Json;
  children: BlockDraft[];
  /** The child page or database that a markdown tag stands for. */
  existingId?: string;
}

/** Reads the `children` of one request: at most 100 per array, 1,000 in all, two levels below the first. */
export function readDrafts(value: unknown, where: string): BlockDraft[] {
  const counter = { left: LIMITS.blocksPerRequest };
  return readLevel(value, where, { level: 0, deepest: LIMITS.nestedLevels, counter });
}

interface Depth {
  level: number;
  deepest: number;
  counter: { left: number };
}

function readLevel(value: unknown, where: string, depth: Depth): BlockDraft[] {
  if (!Array.isArray(value)) {
    throw invalid(`body failed validation: ${where} should be an array, instead was \`${typeof value}\`.`);
  }
  if (value.length > LIMITS.childrenPerArray) {
    throw invalid(
      `body failed validation: ${where}.length should be ≤ \`${LIMITS.childrenPerArray}\`, instead was \`${value.length}\`.`,
    );
  }
  depth.counter.left -= value.length;
  if (depth.counter.left < 0) {
    throw invalid(
      `body failed validation: a request may hold at most ${LIMITS.blocksPerRequest} block elements.`,
    );
  }
  return value.map((one: unknown, index) => readBlock(one, `${where}[${index}]`, depth));
}

function readBlock(value: unknown, where: string, depth: Depth): BlockDraft {
  const { type, body } = readHead(value, where);
  const { children, ...own } = body;
  const content = storedContent(
    type,
    parseAs<Json>(BLOCK_CONTENT[type] as z.ZodType<Json>, own, `${where}.${type}`),
  );
  const draft = {
    type,
    content,
    children: readChildren(type, content, children, `${where}.${type}.children`, depth),
  };
  checkChildren(draft, `${where}.${type}`);
  return draft;
}

function readHead(value: unknown, where: string): { type: BlockType; body: Json } {
  if (!isJson(value)) throw invalid(`body failed validation: ${where} should be an object.`);
  const { object = "block", type: named, ...rest } = value;
  const keys = Object.keys(rest);
  const type = typeof named === "string" ? named : keys[0];
  if (object !== "block" || type === undefined) {
    throw invalid(
      `body failed validation: ${where} should be a block with one type, instead was \`${keys.join(", ")}\`.`,
    );
  }
  const extra = keys.find((key) => key !== type);
  if (extra !== undefined) {
    throw invalid(`body failed validation: ${where}.${extra} should be not present.`);
  }
  const body = rest[type];
  if (!isBlockType(type) || !isJson(body)) {
    throw invalid(
      `body failed validation: ${where}.${type} should be defined and of a known type, instead was \`${typeof body}\`.`,
    );
  }
  return { type, body };
}

function readChildren(
  type: string,
  content: Json,
  children: unknown,
  where: string,
  depth: Depth,
): BlockDraft[] {
  if (children === undefined) return [];
  if (!takesChildren(type, content)) {
    throw invalid(
      `body failed validation: ${where} should be not present: a ${type} does not support children.`,
    );
  }
  // Columns and tabs are a frame around blocks, and the frame is one level on top of the two.
  const isFrame = type === "column_list" || type === "tab";
  const deepest = depth.level === 0 && isFrame ? depth.deepest + 1 : depth.deepest;
  if (depth.level >= deepest || (isFrame && depth.level > 0)) {
    throw invalid(
      `body failed validation: ${where} should be not present: blocks nest at most ${LIMITS.nestedLevels} levels per request.`,
    );
  }
  return readLevel(children, where, { ...depth, level: depth.level + 1, deepest });
}

function checkChildren(draft: BlockDraft, where: string): void {
  const only = ONLY_CHILD[draft.type];
  if (only === undefined) return;
  const wrong = draft.children.find((child) => child.type !== only);
  const least = draft.type === "column_list" ? 2 : 1;
  if (wrong || draft.children.length < least) {
    throw invalid(
      `body failed validation: ${where}.children should be at least ${least} ${only} blocks and nothing else.`,
    );
  }
  if (draft.type === "table")
    draft.children.forEach((row) => checkRowWidth(row.content, draft.content, where));
}

/** Every row has as many cells as the table is wide. */
export function checkRowWidth(row: Json, table: Json, where: string): void {
  const cells = row["cells"] as unknown[];
  if (cells.length !== table["table_width"]) {
    throw invalid(
      `${where}: Content creation Failed: row width ${cells.length} does not equal table width ${String(table["table_width"])}.`,
    );
  }
}

export function countDrafts(drafts: readonly BlockDraft[]): number {
  return drafts.reduce((sum, draft) => sum + 1 + countDrafts(draft.children), 0);
}
