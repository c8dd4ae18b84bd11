import type { CodeLanguage } from "./code-language.ts";
import type { Run } from "./runs.ts";

/**
 * The body of a row between its two spellings, our Markdown and Notion's: what both can say. Whatever else a body
 * holds (toggles, columns, colours, pictures) is read as its text.
 */
export type BodyBlock =
  /** Without formatting: what a heading says decides whose text stands below it. */
  | { readonly type: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: readonly Run[] }
  | { readonly type: "paragraph"; readonly text: readonly Run[] }
  | BodyItem
  | { readonly type: "quote"; readonly text: readonly Run[]; readonly children: readonly BodyBlock[] }
  | { readonly type: "code"; readonly language: CodeLanguage; readonly text: string }
  /** Rows of equally many cells, the header first. */
  | { readonly type: "table"; readonly rows: readonly TableRow[] }
  | { readonly type: "divider" };

export type TableRow = readonly (readonly Run[])[];

/** An item of a list; a list is a row of items with the same sort of mark. */
export interface BodyItem {
  readonly type: "item";
  readonly mark: "bullet" | "number" | "open" | "done";
  /** How it was numbered, e.g. `3.`; Notion always starts at 1. */
  readonly number?: string;
  readonly text: readonly Run[];
  readonly children: readonly BodyBlock[];
}
