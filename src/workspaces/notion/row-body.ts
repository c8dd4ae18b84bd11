import type { CreatePageParameters } from "@notionhq/client";

import { Done } from "./answers.ts";
import { batches } from "./batches.ts";
import { bodyToBlocks, bodyToNotionMarkdown } from "./body.ts";
import { ask, type Notion } from "./notion.ts";

/**
 * A body for the request that creates its row, so that both are there or neither. Blocks keep line breaks exactly;
 * what has more of them than one request takes goes as Markdown, which Notion cuts into blocks by itself.
 */
export function bodyInRequest(body: string): Pick<CreatePageParameters, "children" | "markdown"> {
  const [first = [], ...more] = batches(bodyToBlocks(body));
  if (more.length > 0) return { markdown: bodyToNotionMarkdown(body) };
  return first.length === 0 ? {} : { children: first };
}

/** Replaces a row's whole body by one request. Notion refuses it where pages or databases lie in the body. */
export async function replaceBody(
  notion: Notion,
  { pageId, body, parent }: { pageId: string; body: string; parent: string },
): Promise<void> {
  await ask(notion, { kind: "update", what: "pages.markdown.replace", parent }, Done, (client) =>
    client.pages.updateMarkdown({
      page_id: pageId,
      type: "replace_content",
      replace_content: { new_str: bodyToNotionMarkdown(body) },
    }),
  );
}
