import type { Client } from "confluence.js/core";
import {
  addLabelsToContent,
  getContentTemplates,
  getRestrictionsForOperation,
  searchContentByCQL,
} from "confluence.js/v1";
import {
  deletePage,
  getPageAncestors,
  getPageContentProperties,
  getPageDirectChildren,
  updatePage,
} from "confluence.js/v2";

import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { failed } from "../check.ts";
import { statusOf } from "../remote-failure.ts";
import type { RequestKind } from "../retry.ts";
import type { Check } from "../workspace.ts";
import { Done } from "./answers.ts";
import { ask, type Confluence, pageNumber } from "./confluence.ts";
import { isScopeRefusal } from "./read-failure.ts";

interface Probe {
  readonly scope: string;
  readonly kind: RequestKind;
  readonly what: string;
  readonly send: (
    client: Client,
    place: { readonly id: string; readonly spaceKey: string },
  ) => Promise<unknown>;
}

/** No page has this id. */
const NO_PAGE = 9_007_199_254_740_990;

/** Calls that change nothing, one for each scope that no other check has needed. */
const PROBES: readonly Probe[] = [
  {
    scope: "read:hierarchical-content",
    kind: "read",
    what: "pages.direct-children",
    send: (client, { id }) => getPageDirectChildren(client, { id: pageNumber(id), limit: 1 }),
  },
  {
    scope: "read:content.metadata",
    kind: "read",
    what: "pages.ancestors",
    send: (client, { id }) => getPageAncestors(client, { id: pageNumber(id), limit: 1 }),
  },
  {
    scope: "read:page",
    kind: "read",
    what: "pages.properties",
    send: (client, { id }) => getPageContentProperties(client, { pageId: pageNumber(id), limit: 1 }),
  },
  {
    scope: "write:page",
    kind: "update",
    what: "pages.update",
    send: (client) =>
      updatePage(client, {
        id: NO_PAGE,
        body: {
          id: String(NO_PAGE),
          status: "current",
          title: "-",
          body: { representation: "storage", value: "" },
          version: { number: 1 },
        },
      }),
  },
  {
    scope: "delete:page",
    kind: "update",
    what: "pages.delete",
    send: (client) => deletePage(client, { id: NO_PAGE }),
  },
  {
    scope: "write:label",
    kind: "update",
    what: "content.label",
    send: (client, { id }) => addLabelsToContent(client, { id, body: [] }),
  },
  {
    scope: "read:content.restriction",
    kind: "read",
    what: "content.restriction",
    send: (client, { id }) => getRestrictionsForOperation(client, { id, operationKey: "read" }),
  },
  {
    scope: "search",
    kind: "read",
    what: "content.search",
    send: (client, { id }) => searchContentByCQL(client, { cql: `id = ${id}`, limit: 1 }),
  },
  {
    scope: "read:template",
    kind: "read",
    what: "template.list",
    send: (client, { spaceKey }) => getContentTemplates(client, { spaceKey, limit: 1 }),
  },
];

/** Anything but the refusal of the scope itself says that it is there. A classic token has no scopes, and all of them. */
export async function checkScopes(confluence: Confluence): Promise<Check> {
  const name = "confluence-scopes";
  const place = { id: await confluence.rootId(), spaceKey: (await confluence.space()).key };
  const missing: string[] = [];
  for (const { scope, kind, what, send } of PROBES) {
    try {
      await ask(confluence, { kind, what }, Done, (client) => send(client, place));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (isScopeRefusal(error)) missing.push(scope);
      else if ((statusOf(error) ?? 500) >= 500) return failed(name, error);
    }
  }
  const ok = missing.length === 0;
  return { name, ok, detail: ok ? FINE : missingScope(missing.join(", ")) };
}

const FINE: Text = { ja: "必要な呼び出しが通ります", en: "The calls that are needed go through" };

export const missingScope = (scopes: string): Text => ({
  ja: `トークンにスコープ ${scopes} がありません。あとから足せないため、READMEの一覧のスコープで新しいトークンを作ってください`,
  en: `The token lacks the scope ${scopes}, which cannot be added later: make a new one with the scopes that the README lists`,
});
