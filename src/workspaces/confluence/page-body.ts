import { AppError } from "../../errors.ts";
import type { Page } from "./answers.ts";
import { parseStorage } from "./storage/parse.ts";
import { serialise } from "./storage/serialise.ts";
import type { StorageNode } from "./storage/tree.ts";

/** A page's body between its text and its tree. */

/** The body as a tree. Throws `workspace_failed` where it is none. */
export const bodyOf = (page: Page): StorageNode[] => parseStorage(page.body?.storage?.value ?? "");

/** The largest body that Confluence takes, in bytes. */
const MAX_BODY = 5 * 1024 * 1024;

/** A body as it is sent. Throws `invalid_input`, before anything is sent, for one that is too large. */
export function toBody(nodes: readonly StorageNode[]): string {
  const value = serialise(nodes);
  if (Buffer.byteLength(value) <= MAX_BODY) return value;
  throw new AppError(
    "invalid_input",
    {
      ja: "文章が長すぎるため、Confluenceの1ページ(5MB)に入りません",
      en: "the text is longer than a page of Confluence takes (5 MB)",
    },
    { hint: { ja: "文章を分けてください", en: "Split the text" } },
  );
}
