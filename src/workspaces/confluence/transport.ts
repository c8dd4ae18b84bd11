import type { Client } from "confluence.js/core";

import { AppError } from "../../errors.ts";
import type { Secret } from "../../secret.ts";
import { perSecond } from "../budget.ts";
import { type Limiter, openLimiter } from "../limiter.ts";
import type { Sleep } from "../places.ts";
import { repeat } from "../repeat.ts";
import type { RequestKind } from "../retry.ts";
import { CONFLUENCE_CONCURRENCY } from "./concurrency.ts";
import { chooseClient } from "./choose-client.ts";
import { openClient } from "./client.ts";
import { toAppError } from "./failure.ts";
import { readFailure } from "./read-failure.ts";
import { siteOf } from "./site.ts";

/** The one way to Confluence: budget, deadline, retries and doubt are settled here, URLs and types by the SDK. */
export interface ConfluenceTransport {
  /**
   * Runs one API call and repeats it where that is safe. `send` makes exactly one request with the SDK's flat functions.
   * Throws `workspace_failed` with a RemoteFailure as cause, or for a create {@link UnclearOutcome}.
   */
  call(request: ConfluenceRequest, send: (client: Client) => Promise<unknown>): Promise<unknown>;
  /** Requests sent so far, repeats included. */
  requests(): number;
  /** The site that people see, e.g. `https://example.atlassian.net`. */
  readonly site: string;
}

export interface ConfluenceRequest {
  /** `update` sets a state, so that doing it twice is doing it once. */
  readonly kind: RequestKind;
  /** A fixed technical name for messages, e.g. `pages.create`; no title, text or id in it. */
  readonly what: string;
  /** Writes below the same parent run one after the other: side by side they end in optimistic-lock errors. */
  readonly parent?: string;
  /** A 409 means that another write was in the way, and nothing else. */
  readonly busyOn409?: true;
  /** A status that says that too much was asked for: the caller asks for less instead of the same again. */
  readonly tooMuchOn?: number;
}

export interface ConfluenceTransportOptions {
  /** A name, or a base URL with a port. */
  readonly host: string;
  readonly email: string;
  readonly token: Secret;
  /** Allows a host that is neither Atlassian's nor this machine. */
  readonly allowAnyHost?: boolean;
  readonly requestsPerSecond: number;
  /** For one attempt, from the first byte sent to the last one read. */
  readonly timeoutMs?: number;
  /** The limiter that this process shares for the token; without it the transport has one of its own. */
  readonly limiter?: Limiter;
  readonly now?: () => number;
  readonly sleep?: Sleep;
  /** Jitter: [0, 1). */
  readonly random?: () => number;
}

const TIMEOUT_MS = 65_000;

/** Throws `usage` if the host must not get the token or the token cannot be one. Sends nothing yet. */
export function openConfluenceTransport(options: ConfluenceTransportOptions): ConfluenceTransport {
  const { now, sleep, random = Math.random, timeoutMs = TIMEOUT_MS } = options;
  const site = siteOf(options.host, { allowAnyHost: options.allowAnyHost ?? false });
  const limiter =
    options.limiter ??
    openLimiter({
      rate: perSecond(options.requestsPerSecond),
      concurrency: CONFLUENCE_CONCURRENCY,
      ...(now && { now }),
      ...(sleep && { sleep }),
    });
  const authorization = authorizationOf(options);
  const clientAt = (base: string, isAuthorized = true) =>
    openClient({ base, timeoutMs, ...(isAuthorized ? { authorization } : {}) });
  const atSite = clientAt(site.base);
  let requests = 0;

  const attempt = (
    request: ConfluenceRequest,
    client: Client,
    send: (client: Client) => Promise<unknown>,
  ) => {
    const { parent, ...rest } = request;
    return limiter.run(parent === undefined ? {} : { parent }, (slot) =>
      repeat(
        { ...rest, platform: "Confluence" },
        { limiter, slot, random },
        {
          send: () => {
            requests += 1;
            return send(client);
          },
          read: (error) => readFailure(error, { busyOn409: request.busyOn409 === true }),
          toError: (failure) => toAppError(failure, request.what),
        },
      ),
    );
  };

  const choose = () =>
    chooseClient({
      atSite,
      atGateway: (cloudId) => clientAt(site.gateway(cloudId)),
      unsigned: clientAt(site.base, false),
      attempt: (what, client, send) => attempt({ kind: "read", what }, client, send),
    });
  let chosen: Promise<Client> | undefined;
  return {
    site: site.base,
    requests: () => requests,
    call: async (request, send) => {
      chosen ??= choose();
      try {
        return await attempt(request, await chosen, send);
      } catch (error) {
        // What failed may go well the next time.
        if ((await settled(chosen)) === "failed") chosen = undefined;
        throw error;
      }
    },
  };
}

const settled = (promise: Promise<unknown>): Promise<"done" | "failed"> =>
  promise.then(
    () => "done" as const,
    () => "failed" as const,
  );

function authorizationOf({ email, token }: Pick<ConfluenceTransportOptions, "email" | "token">): string {
  const secret = token.reveal();
  // Anything else cannot be a header, and the error about that would quote it.
  if (!/^[\x21-\x7e]+$/.test(secret)) throw new AppError("usage", WRONG_TOKEN);
  if (!/^[^\s@:]+@[^\s@:]+$/.test(email)) throw new AppError("usage", WRONG_EMAIL);
  return `Basic ${Buffer.from(`${email}:${secret}`, "utf8").toString("base64")}`;
}

const WRONG_TOKEN = {
  ja: "CONFLUENCE_API_TOKEN が空か、トークンに使えない文字(空白・改行・全角など)を含んでいます",
  en: "CONFLUENCE_API_TOKEN is empty or holds characters that no token has (spaces, line breaks)",
};
const WRONG_EMAIL = {
  ja: "CONFLUENCE_EMAIL には、トークンを作ったアカウントのメールアドレスを書いてください",
  en: "CONFLUENCE_EMAIL must be the e-mail address of the account that made the token",
};
