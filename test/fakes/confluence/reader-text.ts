import { isElement, isMacro, parameterOf, rawText } from "./storage-tree.ts";
import type { Element } from "./storage-tree.ts";
import type { World } from "./world.ts";

/** What a reader sees of a piece of a page, as plain text with one line for each block. */
export function readerText(world: World | undefined, element: Element): string {
  return shown(world, element)
    .replaceAll(/[ \t\r\u00a0]+/g, " ")
    .replaceAll(/ *\n[\n ]*/g, "\n")
    .trim();
}

/** The same without a site: mentions are nameless. */
export function plainText(element: Element): string {
  return readerText(undefined, element);
}

const BLOCK = new Set([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "li",
  "tr",
  "blockquote",
  "pre",
  "div",
  "ac:task",
  "br",
  "hr",
]);
const SILENT = new Set([
  "ac:parameter",
  "ac:task-id",
  "ac:task-uuid",
  "ac:task-status",
  "ac:placeholder",
  "colgroup",
]);

function shown(world: World | undefined, element: Element): string {
  if (SILENT.has(element.tag)) return "";
  if (isMacro(element)) return shownMacro(world, element);
  if (element.tag === "ac:link") return shownLink(world, element);
  if (element.tag === "ac:emoticon")
    return element.attributes["ac:emoji-fallback"] ?? element.attributes["ac:name"] ?? "";
  if (element.tag === "time") return element.attributes["datetime"] ?? "";
  const inner = shownChildren(world, element);
  if (element.tag === "td" || element.tag === "th") return `${inner} `;
  return BLOCK.has(element.tag) ? `\n${inner}\n` : inner;
}

function shownChildren(world: World | undefined, element: Element): string {
  return element.children
    .map((one) => (isElement(one) ? shown(world, one) : one.replaceAll(/\s+/g, " ")))
    .join("");
}

function shownMacro(world: World | undefined, macro: Element): string {
  if (isMacro(macro, "status")) return parameterOf(macro, "title") ?? "";
  if (isMacro(macro, "details") && parameterOf(macro, "hidden") === "true") return "";
  if (isMacro(macro, "code")) return `\n${rawText(bodyOf(macro))}\n`;
  const title = isMacro(macro, "create-from-template")
    ? parameterOf(macro, "buttonLabel")
    : parameterOf(macro, "title");
  return `\n${title ?? ""}\n${shownChildren(world, macro)}\n`;
}

function bodyOf(macro: Element): Element {
  const body = macro.children.filter(isElement).find((one) => one.tag === "ac:plain-text-body");
  return body ?? { tag: "ac:plain-text-body", attributes: {}, children: [] };
}

/** A link shows its own text, or the page's title, or the person's name. */
function shownLink(world: World | undefined, link: Element): string {
  const parts = link.children.filter(isElement);
  const body = parts.find((one) => one.tag === "ac:plain-text-link-body" || one.tag === "ac:link-body");
  if (body) return shownChildren(world, body);
  const accountId = parts.find((one) => one.tag === "ri:user")?.attributes["ri:account-id"];
  if (accountId !== undefined) return `@${world?.users.get(accountId)?.name ?? accountId}`;
  return linkedTitle(parts);
}

/** A link to a page goes by title: by id it is accepted, and shown broken. */
function linkedTitle(parts: Element[]): string {
  const page = parts.find((one) => one.tag === "ri:page" || one.tag === "ri:content-entity");
  return page ? (page.attributes["ri:content-title"] ?? "[broken link]") : "";
}
