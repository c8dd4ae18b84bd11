import type { Fault, FaultKind } from "../../test/fakes/notion-server.ts";

/** A fault as plain data: workers are told of it, and reports name it. */
export interface PlainFault {
  readonly what: FaultKind;
  /** Which request of the run it hits, counted from 1. */
  readonly nth: number;
  /** For errors that can come before the work or after it. */
  readonly handled?: true;
  readonly retryAfter?: number;
}

export type Kind = Omit<PlainFault, "nth">;

/** Everything that can become of one request. */
export const KINDS: readonly Kind[] = [
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

export const nameOf = ({ what, handled, nth }: Kind & { readonly nth?: number }): string =>
  `${what}${handled === true ? " after the work" : ""}${nth === undefined ? "" : ` at request ${nth}`}`;

/** As the double takes it. */
export const toFault = ({ what, nth, handled, retryAfter }: PlainFault): Fault => ({
  what,
  nth,
  handled: handled === true,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
