/**
 * What Notion makes of blocks when it is asked for a page's Markdown, as its documentation describes it
 * (developers.notion.com/guides/data-apis/enhanced-markdown). Written apart from the product's own writer.
 */
interface Content {
  rich_text?: Item[];
  children?: Blockish[];
  language?: string;
  checked?: boolean;
}
interface Item {
  text: { content: string; link?: { url: string } | null };
  annotations?: { bold?: boolean; italic?: boolean; strikethrough?: boolean; code?: boolean };
}
type Blockish = { type?: string } & Record<string, unknown>;

export function renderEnhanced(blocks: readonly object[], tabs = 0): string {
  let number = 0;
  return blocks
    .map((block) => {
      const { type = "", ...rest } = block as Blockish;
      const content = rest[type] as Content;
      number = type === "numbered_list_item" ? number + 1 : 0;
      const own = line(type, content, number).map((text) => "\t".repeat(tabs) + text);
      const below = type !== "table" && content.children ? [renderEnhanced(content.children, tabs + 1)] : [];
      return [...own, ...below].join("\n");
    })
    .join("\n");
}

function line(type: string, content: Content, number: number): string[] {
  const text = inline(content.rich_text ?? []);
  switch (type) {
    case "heading_1":
    case "heading_2":
    case "heading_3":
    case "heading_4":
      return [`${"#".repeat(Number(type.at(-1)))} ${text}`];
    case "paragraph":
      return [
        text === ""
          ? "<empty-block/>"
          : text.replace(/^([-#>+!]|\d+(?=[.)]))/u, (start) =>
              /\d/u.test(start) ? `${start}\\` : `\\${start}`,
            ),
      ];
    case "bulleted_list_item":
      return [`- ${text}`];
    case "numbered_list_item":
      return [`${number}. ${text}`];
    case "to_do":
      return [`- [${content.checked === true ? "x" : " "}] ${text}`];
    case "quote":
      return [`> ${text}`];
    case "divider":
      return ["---"];
    case "code": {
      const code = (content.rich_text ?? []).map((item) => item.text.content).join("");
      const fence = "`".repeat(Math.max(3, ...[...code.matchAll(/`+/gu)].map(([run]) => run.length + 1)));
      return [`${fence}${content.language ?? ""}`, ...(code === "" ? [] : code.split("\n")), fence];
    }
    case "table":
      return [
        '<table fit-page-width="true" header-row="true">',
        ...(content.children ?? []).flatMap((row) => [
          "<tr>",
          ...(row["table_row"] as { cells: Item[][] }).cells.map((cell) => `<td>${inline(cell)}</td>`),
          "</tr>",
        ]),
        "</table>",
      ];
    default:
      throw new Error(`no rendering of ${type}`);
  }
}

/** Notion merges equal neighbours before it shows them. */
function inline(items: readonly Item[]): string {
  const merged: { text: string; marks: string; code: boolean; url: string | undefined }[] = [];
  for (const { text, annotations = {} } of items) {
    const marks = `${annotations.bold ? "**" : ""}${annotations.italic ? "*" : ""}${annotations.strikethrough ? "~~" : ""}`;
    const part = { text: text.content, marks, code: annotations.code === true, url: text.link?.url };
    const last = merged.at(-1);
    if (last && last.marks === part.marks && last.code === part.code && last.url === part.url)
      last.text += part.text;
    else merged.push(part);
  }
  return merged
    .map(({ text, marks, code, url }) => {
      const words = code
        ? codeSpan(text)
        : text.replace(/[\\*~`$[\]<>{}|^]/gu, "\\$&").replaceAll("\n", "<br>");
      const closing = marks.startsWith("**") && marks.length > 2 ? `${marks.slice(2)}**` : marks;
      const marked = `${marks}${words}${marks.length > 2 ? closing : marks}`;
      return url === undefined ? marked : `[${marked}](${url})`;
    })
    .join("");
}

function codeSpan(text: string): string {
  const fence = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)) + 1);
  const pad = /^`|`$/u.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
