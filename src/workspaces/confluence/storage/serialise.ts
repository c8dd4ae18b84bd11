import type { StorageNode } from "./tree.ts";

/** A tree as storage format, well-formed whatever its texts say; parsing it gives the same tree. */
export function serialise(nodes: readonly StorageNode[]): string {
  return nodes.map(written).join("");
}

function written(node: StorageNode): string {
  switch (node.type) {
    case "text":
      return escaped(node.text);
    case "cdata":
      return `<![CDATA[${node.text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
    case "element": {
      const attributes = Object.entries(node.attributes).map(
        ([name, value]) => ` ${name}="${quoted(value)}"`,
      );
      const start = `<${node.name}${attributes.join("")}`;
      return node.children.length === 0
        ? `${start}/>`
        : `${start}>${serialise(node.children)}</${node.name}>`;
    }
    default:
      throw new Error(`unhandled ${JSON.stringify(node satisfies never)}`);
  }
}

/** `>` because of `]]>`; a carriage return would be read as a line end. */
const escaped = (text: string): string =>
  text.replace(/[&<>\r]/gu, (character) => ESCAPES[character] ?? character);

/** Unescaped, white space in attributes is read as spaces. */
const quoted = (text: string): string =>
  text.replace(/[&<>"\r\n\t]/gu, (character) => ESCAPES[character] ?? character);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
  "\n": "&#xA;",
  "\t": "&#x9;",
};
