import type { BodyBlock, TableRow } from "../body/body-tree.ts";
import type { Run } from "../body/runs.ts";
import { codeSpan, fenceFor } from "../body/write-markdown-text.ts";

/** The body's tree → Notion's enhanced Markdown: a line for each block, tabs for what is inside. */
export function writeEnhanced(blocks: readonly BodyBlock[]): string {
  return linesOf(blocks).join("\n");
}

function linesOf(blocks: readonly BodyBlock[]): string[] {
  let number = 0;
  return blocks.flatMap((block) => {
    number = block.type === "item" && block.mark === "number" ? number + 1 : 0;
    const below = "children" in block ? linesOf(block.children) : [];
    return [...ownLines(block, number), ...below.map((line) => `\t${line}`)];
  });
}

function ownLines(block: BodyBlock, number: number): string[] {
  switch (block.type) {
    case "heading":
      return [`${"#".repeat(block.level)} ${textOf(block.text)}`];
    case "paragraph":
      return [escapeStart(textOf(block.text))];
    case "item":
      return [
        `${{ bullet: "-", number: `${number}.`, open: "- [ ]", done: "- [x]" }[block.mark]} ${textOf(block.text)}`,
      ];
    case "quote":
      return [`> ${textOf(block.text)}`];
    case "code":
      return codeLines(block.language, block.text);
    case "table":
      return ['<table header-row="true">', ...block.rows.flatMap(rowLines), "</table>"];
    case "divider":
      return ["---"];
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

function codeLines(language: string, text: string): string[] {
  const fence = fenceFor(text, 3);
  return [`${fence}${language}`, ...(text === "" ? [] : text.split("\n")), fence];
}

const rowLines = (row: TableRow): string[] => [
  "<tr>",
  ...row.map((cell) => `<td>${textOf(cell)}</td>`),
  "</tr>",
];

const textOf = (runs: readonly Run[]): string => runs.map(runText).join("").replaceAll("\n", "<br>");

function runText({ text, bold, italic, strike, code, link }: Run): string {
  const words = code === true ? codeSpan(text) : text.replace(/[\\*~`$[\]<>{}|^]/gu, "\\$&");
  const marks = `${strike === true ? "~~" : ""}${bold === true ? "**" : ""}${italic === true ? "*" : ""}`;
  const marked = `${marks}${words}${[...marks].reverse().join("")}`;
  return link === undefined ? marked : `[${marked}](${link})`;
}

/** What would make another block of a paragraph. */
const escapeStart = (text: string): string =>
  text.replace(/^(?=[-+#:!])/u, "\\").replace(/^(\d{1,9})(?=[.)](?:\s|$|<))/u, "$1\\");
