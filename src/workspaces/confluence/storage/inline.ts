import type { Inline, LinkTarget } from "../../../content/blocks.ts";
import { el, elementOf, link, type StorageNode, text } from "./tree.ts";

/** The address of a link's target; null = not there (yet), shown as plain text. */
export type LinkAddress = (target: LinkTarget) => string | null;

/** Inline content as nodes. Addresses other than http, https and mailto leave plain words. */
export function inlineNodes(content: readonly Inline[], address: LinkAddress): StorageNode[] {
  return content.flatMap((part) => {
    if (typeof part === "string") return lines(part);
    if ("strong" in part) return [elementOf("strong", {}, lines(part.strong))];
    if ("code" in part) return [elementOf("code", {}, lines(part.code))];
    const target = "url" in part.link ? part.link.url : address(part.link);
    const href = target === null ? null : safeAddress(target);
    return href === null ? lines(part.text) : [link(href, lines(part.text))];
  });
}

/** Text with `<br/>` for its line ends. */
export function lines(words: string): StorageNode[] {
  return words
    .split(/\r\n?|\n/u)
    .flatMap((line, at) => [...(at === 0 ? [] : [el("br")]), ...(line === "" ? [] : [text(line)])]);
}

/** The address as it was given if it is one that may be opened: http, https or mailto; null for any other. */
export function safeAddress(address: string): string | null {
  const trimmed = address.trim();
  const url = URL.parse(trimmed);
  return url !== null && /^(?:https?|mailto):$/u.test(url.protocol) ? trimmed : null;
}
