import type { RemoteId, Written } from "../workspace.ts";
import type { Block, Page } from "./answers.ts";
import { databaseIds, urlOf } from "./notion.ts";
import { plainOf, richText } from "./rich-text.ts";

/** Titles as Notion takes and shows them. */

export const titleText = (title: string) => richText([title], () => null);

/** The title of a child page or database as a listing shows it. */
export function titleOf(block: Block): string {
  const child: unknown = block[block.type];
  if (typeof child !== "object" || child === null || !("title" in child)) return "";
  return typeof child.title === "string" ? child.title : "";
}

/** The title of a page that was retrieved. */
export function pageTitle({ properties }: Pick<Page, "properties">): string {
  const title = Object.values(properties).find((property) => property.type === "title");
  const text: unknown = title?.["title"];
  return plainOf(Array.isArray(text) ? text : []);
}

/** What a write made, for the caller: a place that a person finds is the address. */
export function written(remoteId: RemoteId, title: string): Written {
  const url = urlOf(databaseIds(remoteId)?.databaseId ?? remoteId);
  return { remoteId, title, location: url, url };
}
