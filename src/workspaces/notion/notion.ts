import type { Client } from "@notionhq/client";
import type { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { isNotFound } from "../remote-failure.ts";
import type { RowIntents } from "../row-intents.ts";
import type { RemoteId } from "../workspace.ts";
import { understand } from "./answers.ts";
import type { Fresh } from "../fresh.ts";
import { isId, toId } from "./ids.ts";
import type { NotionRequest, NotionTransport } from "./transport.ts";

/** What every verb of the Notion workspace works with. */
export interface Notion {
  readonly transport: NotionTransport;
  /** The page below which everything hangs. */
  readonly rootId: string;
  /** Of words that the workspace itself puts on pages whose language it is not told. */
  readonly language: Language;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly fresh: Fresh;
  readonly rowIntents: RowIntents;
  readonly now: () => number;
  /** The id of the connection's own user, by which its edits are told from people's. Asked for once. */
  readonly self: () => Promise<string>;
}

/** One call, its answer understood. */
export async function ask<T extends z.ZodType>(
  { transport }: Notion,
  request: NotionRequest,
  schema: T,
  send: (client: Client) => Promise<unknown>,
): Promise<z.infer<T>> {
  return understand(schema, await transport.call(request, send), request.what);
}

/** The answer, or null for what is not there or not shared with us. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * A database is two things in Notion: a container, which hangs in the tree, and its one data source, which holds
 * schema and rows. The remote id names both, so that neither has to be asked for.
 */
export interface DatabaseIds {
  readonly databaseId: string;
  readonly dataSourceId: string;
}

export const toDatabaseRemoteId = ({ databaseId, dataSourceId }: DatabaseIds): RemoteId =>
  `${toId(databaseId)}/${toId(dataSourceId)}`;

/** Null for the id of a page. */
export function databaseIds(remoteId: RemoteId): DatabaseIds | null {
  const [databaseId = "", dataSourceId = "", ...rest] = remoteId.split("/");
  if (rest.length > 0 || !isId(databaseId) || !isId(dataSourceId)) return null;
  return { databaseId: toId(databaseId), dataSourceId: toId(dataSourceId) };
}

/** The data source of a database that rows are read from or written to. Throws `not_found` for anything else. */
export function dataSourceOf(remoteId: RemoteId): string {
  const ids = databaseIds(remoteId);
  if (ids === null) throw noSuchNode();
  return ids.dataSourceId;
}

/** Throws `not_found` for what cannot be a page. */
export function pageIdOf(remoteId: RemoteId): string {
  if (!isId(remoteId)) throw noSuchNode();
  return toId(remoteId);
}

export const noSuchNode = (): AppError =>
  new AppError(
    "not_found",
    { ja: "Notionにこのページ・データベースはありません", en: "Notion has no such page or database" },
    {
      hint: {
        ja: "kakehashi plan で、いまの状態を確かめてください",
        en: "See with `kakehashi plan` how things stand.",
      },
    },
  );

/** A list that says that it goes on, and does not: what is missing from it may be there. */
export const cutShort = (what: string): AppError =>
  new AppError(
    "workspace_failed",
    {
      ja: `Notionの一覧が途中で切れています(${what})`,
      en: `a list of Notion's ends in the middle (${what})`,
    },
    {
      hint: {
        ja: "しばらくしてから、もう一度実行してください",
        en: "Run it again in a while.",
      },
    },
  );

/** An address that goes on working whatever the page is called or wherever it moves. */
export const urlOf = (id: string): string => `https://www.notion.so/${id.replaceAll("-", "")}`;
