import type { Client } from "confluence.js/core";
import type { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import type { Patience } from "../fresh.ts";
import { isNotFound, statusOf } from "../remote-failure.ts";
import type { RowIntents } from "../row-intents.ts";
import type { RemoteId } from "../workspace.ts";
import { listOf, type Space, understand } from "./answers.ts";
import type { Names } from "./names.ts";
import type { ConfluenceRequest, ConfluenceTransport } from "./transport.ts";

/** What every verb of the Confluence workspace works with. */
export interface Confluence extends Patience {
  readonly transport: ConfluenceTransport;
  /** The space that everything lies in. Asked for once. */
  readonly space: () => Promise<Space>;
  /** The page below which everything hangs: the one configured, or the space's home page. */
  readonly rootId: () => Promise<string>;
  /** Account id of the token's own user, by which its edits are told from people's. Asked for once. */
  readonly self: () => Promise<string>;
  /** Of words that the workspace itself puts on pages whose language it is not told. */
  readonly language: Language;
  readonly rowIntents: RowIntents;
  readonly names: Names;
}

/** One call, its answer understood. */
export async function ask<T extends z.ZodType>(
  { transport }: Pick<Confluence, "transport">,
  request: ConfluenceRequest,
  schema: T,
  send: (client: Client) => Promise<unknown>,
): Promise<z.infer<T>> {
  return understand(schema, await transport.call(request, send), request.what);
}

/** The answer, or null for what is not there or not shown to us. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** A list that never ends would be read for ever. */
const MAX_PARTS = 10_000;

type ListRequest = Pick<ConfluenceRequest, "what" | "tooMuchOn">;

/**
 * A whole list, part by part. A cursor is good for its own list only; one that Confluence does not know any more starts
 * the list anew, once, so what was listed may come again.
 */
export async function* listAll<T extends z.ZodType>(
  confluence: Pick<Confluence, "transport">,
  request: ListRequest,
  item: T,
  send: (client: Client, cursor: string | undefined) => Promise<unknown>,
): AsyncGenerator<readonly z.infer<T>[]> {
  const read = (at: string | undefined) =>
    ask(confluence, { kind: "read", ...request }, listOf(item), (client) => send(client, at));
  let cursor: string | undefined;
  let isRestarted = false;
  const seen = new Set<string>();
  for (let part = 0; part < MAX_PARTS; part += 1) {
    const list = await read(cursor).catch((error: unknown) => {
      if (statusOf(error) !== 400 || cursor === undefined || isRestarted) throw error;
      return null;
    });
    if (list === null) {
      isRestarted = true;
      cursor = undefined;
      seen.clear();
      continue;
    }
    yield list.results;
    const next = cursorIn(list._links?.next);
    if (next === undefined) return;
    if (seen.has(next)) throw cutShort(request.what);
    seen.add(next);
    cursor = next;
  }
  throw cutShort(request.what);
}

/** Everything of a list at once, each thing as it was listed last. */
export async function listWhole<T extends z.ZodType<{ readonly id: string }>>(
  ...args: Parameters<typeof listAll<T>>
): Promise<z.infer<T>[]> {
  const found = new Map<string, z.infer<T>>();
  for await (const part of listAll<T>(...args)) for (const one of part) found.set(one.id, one);
  return [...found.values()];
}

function cursorIn(next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  return URL.parse(next, "http://list")?.searchParams.get("cursor") ?? undefined;
}

/** A list that says that it goes on, and does not: what is missing from it may be there. */
const cutShort = (what: string): AppError =>
  new AppError(
    "workspace_failed",
    {
      ja: `Confluenceの一覧が途中で切れています(${what})`,
      en: `a list of Confluence's ends in the middle (${what})`,
    },
    { hint: { ja: "しばらくしてから、もう一度実行してください", en: "Run it again in a while." } },
  );

/** Ids are numbers; the SDK's types want them so, and they are far below 2^53. Throws `not_found` for anything else. */
export function pageNumber(remoteId: RemoteId): number {
  if (!/^[1-9][0-9]{0,15}$/.test(remoteId)) throw noSuchPage();
  return Number(remoteId);
}

export const noSuchPage = (): AppError =>
  new AppError(
    "not_found",
    { ja: "Confluenceにこのページはありません", en: "Confluence has no such page" },
    {
      hint: {
        ja: "kakehashi plan で、いまの状態を確かめてください",
        en: "See with `kakehashi plan` how things stand.",
      },
    },
  );

/** An address that goes on working whatever the page is called or wherever in the space it moves. */
export const urlOf = ({ transport }: Pick<Confluence, "transport">, space: Space, id: string): string =>
  `${transport.site}/wiki/spaces/${space.key}/pages/${id}`;
