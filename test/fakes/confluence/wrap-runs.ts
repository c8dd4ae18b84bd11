import { isElement } from "./storage-tree.ts";
import type { Content } from "./storage-tree.ts";

const BLOCKS = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr div ac:task-list ac:layout ac:adf-extension ac:image".split(
    " ",
  ),
);

/** Macros that stand within a line of text. */
const INLINE_MACROS = new Set(["status", "jira", "anchor"]);

function isBlock(content: Content): boolean {
  if (!isElement(content)) return false;
  if (content.tag === "ac:structured-macro") return !INLINE_MACROS.has(content.attributes["ac:name"] ?? "");
  return BLOCKS.has(content.tag);
}

/** Puts what stands loose in a cell or a list item into paragraphs; blocks stay where they are. */
export function wrapRuns(contents: readonly Content[]): Content[] {
  const wrapped: Content[] = [];
  let run: Content[] = [];
  const flush = () => {
    const isEmpty = run.every((one) => !isElement(one) && /^[ \t\r\n]*$/.test(one));
    if (!isEmpty) wrapped.push({ tag: "p", attributes: {}, children: run });
    run = [];
  };
  for (const one of contents) {
    if (isBlock(one)) {
      flush();
      wrapped.push(one);
    } else run.push(one);
  }
  flush();
  return wrapped;
}
