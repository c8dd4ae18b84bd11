import type { Client } from "confluence.js/core";

import { isScopeRefusal, isUnauthorized } from "./read-failure.ts";

interface Ways {
  readonly atSite: Client;
  readonly atGateway: (cloudId: string) => Client;
  /** Without the token. */
  readonly unsigned: Client;
  /** Sends a read, with all that the transport does for it. */
  readonly attempt: (
    what: string,
    client: Client,
    send: (client: Client) => Promise<unknown>,
  ) => Promise<unknown>;
}

/**
 * A scoped token works through Atlassian's gateway only, a classic one only at the site; nothing tells them apart, so
 * the one that knows the token is taken. A site that is open to everybody answers strangers as well. Throws what the
 * site said where neither knows it.
 */
export async function chooseClient(ways: Ways): Promise<Client> {
  const { atSite } = ways;
  const refusal = await refusalAt(ways, atSite);
  if (refusal === null) return atSite;
  const cloudId = await findCloudId(ways);
  const atGateway = cloudId === null ? null : ways.atGateway(cloudId);
  if (atGateway !== null && (await refusalAt(ways, atGateway)) === null) return atGateway;
  // Strangers are told so by whoever checks.
  if (refusal === "stranger") return atSite;
  throw refusal;
}

/** Null where the token is known; a scope that lacks for this one call says that it is. */
async function refusalAt({ attempt }: Ways, client: Client): Promise<Error | "stranger" | null> {
  try {
    const me = await attempt("user.current", client, whoAmI);
    const isKnown = typeof me === "object" && me !== null && "accountId" in me && Boolean(me.accountId);
    return isKnown ? null : "stranger";
  } catch (error) {
    if (isScopeRefusal(error)) return null;
    if (isUnauthorized(error) && error instanceof Error) return error;
    throw error;
  }
}

const whoAmI = (client: Client) => client.sendRequest({ url: "/wiki/rest/api/user/current", method: "GET" });

async function findCloudId({ attempt, unsigned }: Ways): Promise<string | null> {
  const ask = (client: Client) => client.sendRequest({ url: "/_edge/tenant_info", method: "GET" });
  const info = await attempt("tenant_info", unsigned, ask).catch(() => null);
  const id: unknown = typeof info === "object" && info !== null && "cloudId" in info ? info.cloudId : null;
  return typeof id === "string" && /^[0-9a-z-]{8,64}$/i.test(id) ? id : null;
}
