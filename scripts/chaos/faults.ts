import type { FaultKind as ConfluenceFault } from "../../test/fakes/confluence-server.ts";
import type { FaultKind as NotionFault } from "../../test/fakes/notion-server.ts";

/** A fault as plain data: workers are told of it, and reports name it. */
export interface PlainFault<What extends string = string> {
  readonly what: What;
  /** Which request of the run it hits, counted from 1. */
  readonly nth: number;
  /** For errors that can come before the work or after it. */
  readonly handled?: true;
  readonly retryAfter?: number;
}

export type Kind<What extends string = string> = Omit<PlainFault<What>, "nth">;

/** Everything that can become of one request to Notion. */
export const NOTION_KINDS: readonly Kind<NotionFault>[] = [
  { what: "lost-request" },
  { what: "lost-answer" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "503-committed" },
  { what: "409" },
  { what: "429", retryAfter: 30 },
  { what: "529" },
  { what: "529", handled: true },
  { what: "500" },
  { what: "500", handled: true },
  { what: "html-502" },
  { what: "html-502", handled: true },
  { what: "503" },
  { what: "503", handled: true },
  { what: "504-html" },
  { what: "504-html", handled: true },
];

/** Those after which nobody knows whether the work was done. */
export const NOTION_DOUBTS: readonly Kind<NotionFault>[] = [
  { what: "lost-answer" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "503-committed" },
  { what: "500", handled: true },
  { what: "html-502", handled: true },
  { what: "lost-request" },
];

/** Everything that can become of one request to Confluence. */
export const CONFLUENCE_KINDS: readonly Kind<ConfluenceFault>[] = [
  { what: "lost-request" },
  { what: "lost-answer" },
  { what: "stalled-headers" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "html-200" },
  { what: "html-502" },
  { what: "html-502", handled: true },
  { what: "html-503" },
  { what: "html-503", handled: true },
  { what: "html-504" },
  { what: "html-504", handled: true },
  { what: "500" },
  { what: "500", handled: true },
  { what: "cdn-403" },
  { what: "cdn-404" },
  { what: "409" },
  { what: "429", retryAfter: 30 },
];

/** Those after which nobody knows whether the work was done. */
export const CONFLUENCE_DOUBTS: readonly Kind<ConfluenceFault>[] = [
  { what: "lost-answer" },
  { what: "stalled-headers" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "html-200" },
  { what: "500", handled: true },
  { what: "html-502", handled: true },
  { what: "lost-request" },
  { what: "cdn-404" },
];

export const nameOf = ({ what, handled, nth }: Kind & { readonly nth?: number }): string =>
  `${what}${handled === true ? " after the work" : ""}${nth === undefined ? "" : ` at request ${nth}`}`;

/** As a double takes it that knows these kinds. Throws for one that it does not know. */
export function toFault<What extends string>(
  kinds: readonly Kind<What>[],
  { what, nth, handled, retryAfter }: PlainFault,
) {
  const known = kinds.find((kind) => kind.what === what);
  if (known === undefined) throw new Error(`no fault ${what} here`);
  return {
    what: known.what,
    nth,
    handled: handled === true,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
