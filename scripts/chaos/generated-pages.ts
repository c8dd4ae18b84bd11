import { paragraph } from "../../src/content/blocks.ts";
import type { GeneratedPage } from "../../src/workspaces/workspace.ts";

/** Generated pages before and after: short ones take one request, long ones several. One without text goes away. */

const page = (id: string, lines: number, word: string): GeneratedPage => ({
  id,
  values: { title: `${id} ${word}`, week: "2026-W48", state: "発行済み" },
  blocks: Array.from({ length: lines }, (_, at) => paragraph(`${word} ${at + 1}`)),
});

export const GENERATED_BEFORE = [
  page("stays", 2, "前"),
  page("grows", 2, "前"),
  page("shrinks", 130, "前"),
  page("goes", 2, "前"),
];

export const GENERATED_AFTER = [
  page("stays", 2, "前"),
  page("grows", 230, "後"),
  page("shrinks", 3, "後"),
  page("goes", 0, "後"),
  page("new and short", 2, "後"),
  page("new and long", 130, "後"),
];
