import {
  parseXml,
  XmlCdata,
  XmlComment,
  XmlElement,
  XmlError,
  XmlProcessingInstruction,
  type XmlText,
} from "@rgrove/parse-xml";
import { decodeHTMLStrict } from "entities";

import { AppError } from "../../../errors.ts";
import type { StorageNode } from "./tree.ts";

/** A page that is not well-formed, with the place of the first mistake; its text is in no message. */
export class StorageError extends AppError {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    super(
      "workspace_failed",
      {
        ja: `Confluenceのページの内容がXHTMLとして読めません(${line}行${column}文字目)`,
        en: `the page's storage format is not well-formed (line ${line}, column ${column})`,
      },
      {
        hint: {
          ja: "そのページをConfluenceで開いて保存し直してください",
          en: "Open the page in Confluence and save it again",
        },
      },
    );
    this.name = "StorageError";
    this.line = line;
    this.column = column;
  }
}

/**
 * Storage format → its tree. Named entities are those of HTML, of which Confluence stores XHTML's; any other is a
 * mistake. Comments and processing instructions, which Confluence does not keep, are left out. Throws
 * {@link StorageError}.
 */
export function parseStorage(storage: string): StorageNode[] {
  try {
    const { root } = parseXml(`${OPEN}${storage}</storage>`, {
      preserveCdata: true,
      resolveUndefinedEntity: characterOf,
    });
    return root === null ? [] : nodesOf(root, 0);
  } catch (error) {
    if (error instanceof XmlError) throw placed(error.line, error.column);
    // Nested deeper than the parser can follow.
    if (error instanceof RangeError) throw placed(1, OPEN.length + 1);
    throw error;
  }
}

const OPEN = "<storage>";

/** Deeper than anything that our Markdown can say; what reads the tree must not run out of stack. */
const MAX_DEPTH = 1_000;

const placed = (line: number, column: number): StorageError =>
  new StorageError(line, line === 1 ? Math.max(1, column - OPEN.length) : column);

function characterOf(entity: string): string | null {
  const character = decodeHTMLStrict(entity);
  return character === entity ? null : character;
}

function nodesOf({ children }: XmlElement, depth: number): StorageNode[] {
  if (depth > MAX_DEPTH) throw new RangeError("nested too deeply");
  const nodes: StorageNode[] = [];
  for (const child of children) {
    if (child instanceof XmlComment || child instanceof XmlProcessingInstruction) continue;
    if (child instanceof XmlElement) {
      const { name, attributes } = child;
      nodes.push({
        type: "element",
        name,
        attributes: { ...attributes },
        children: nodesOf(child, depth + 1),
      });
    } else addText(nodes, child);
  }
  return nodes;
}

/** Text comes in parts where a comment stood, CDATA where it had to be split. */
function addText(nodes: StorageNode[], child: XmlText): void {
  const type = child instanceof XmlCdata ? "cdata" : "text";
  const last = nodes.at(-1);
  if (last?.type === type) nodes[nodes.length - 1] = { type, text: last.text + child.text };
  else nodes.push({ type, text: child.text });
}
