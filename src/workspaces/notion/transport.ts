import { Client } from "@notionhq/client";

import { AppError } from "../../errors.ts";
import type { Secret } from "../../secret.ts";
import { baseUrlProblem } from "../allowed-host.ts";
import { openDeadlineFetch } from "../deadline-fetch.ts";
import { perMinute } from "../budget.ts";
import type { Priority } from "../lanes.ts";
import { openLimiter, type Limiter } from "../limiter.ts";
import type { Sleep } from "../places.ts";
import { repeat } from "../repeat.ts";
import type { RequestKind } from "../retry.ts";
import { toAppError } from "./failure.ts";
import { readFailure } from "./read-failure.ts";

/** The one way to Notion: budget, deadline, retries and doubt are settled here, URLs and types by the SDK. */
export interface NotionTransport {
  /**
   * Runs one API call and repeats it where that is safe. `send` makes exactly one request (it is what the budget
   * counts) and may be called several times; `client.request(…)` serves for what the SDK has no method for.
   * Throws `workspace_failed` with a RemoteFailure as cause, or for a create {@link UnclearOutcome}. While Notion wants
   * quiet for longer than a command should stand still, every call throws what the one that was told so threw, unsent.
   */
  call<T>(request: NotionRequest, send: (client: Client) => Promise<T>): Promise<T>;
  /** Requests sent so far, repeats included. */
  requests(): number;
  /** Notion's clock at its last answer, in epoch milliseconds, to the second; null before the first. */
  serverTime(): number | null;
}

export interface NotionRequest {
  /** `update` sets a state, so that doing it twice is doing it once. Appending is a `create`. */
  readonly kind: RequestKind;
  /** A fixed technical name for messages, e.g. `pages.create`; no title, text or id in it. */
  readonly what: string;
  /** Writes below the same parent run one after the other, in the order of the calls. */
  readonly parent?: string;
  /** Default: background. */
  readonly priority?: Priority;
  /** Our own property names in the request; a message about a refused request may mention only these. */
  readonly names?: readonly string[];
  /** A status that says that too much was asked for: the caller asks for less instead of the same again. */
  readonly tooMuchOn?: number;
}

export interface NotionTransportOptions {
  readonly token: Secret;
  /** Default: https://api.notion.com. */
  readonly baseUrl?: string;
  /** Allows a base URL that is neither Notion nor this machine. */
  readonly allowAnyHost?: boolean;
  /** 180 on Free and Plus, 600 on Business and Enterprise (developers.notion.com/reference/request-limits). */
  readonly perMinute: number;
  /** For one attempt, from the first byte sent to the last one read. */
  readonly timeoutMs?: number;
  /** The limiter that this process shares for the token; without it the transport has one of its own. */
  readonly limiter?: Limiter;
  /** For the transport's own limiter. */
  readonly now?: () => number;
  readonly sleep?: Sleep;
  /** Jitter: [0, 1). */
  readonly random?: () => number;
}

const NOTION = "https://api.notion.com";
const NOTION_VERSION = "2026-03-11";
/** Notion gives up after 55–60 s; giving up earlier would turn slow successes into doubts. */
const TIMEOUT_MS = 65_000;
/** A page of 100 rows with every property full is far below; this only stops a runaway answer. */
const MAX_ANSWER_BYTES = 60_000_000;

/** Throws `usage` if the base URL must not get the token or the token cannot be one. Sends nothing yet. */
export function openNotionTransport(options: NotionTransportOptions): NotionTransport {
  const { now, sleep, random = Math.random } = options;
  const limiter =
    options.limiter ??
    openLimiter({ rate: perMinute(options.perMinute), ...(now && { now }), ...(sleep && { sleep }) });
  let requests = 0;
  let serverTime: number | null = null;
  const client = openClient(options, (headers) => {
    const date = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(date)) serverTime = date;
  });
  return {
    call: ({ priority, parent, ...request }, send) =>
      limiter.run({ ...(priority && { priority }), ...(parent !== undefined && { parent }) }, (slot) =>
        repeat(
          { ...request, platform: "Notion" },
          { limiter, slot, random },
          {
            send: () => {
              requests += 1;
              return send(client);
            },
            read: (error) => readFailure(error, request.names),
            toError: (failure) => toAppError(failure, request.what),
          },
        ),
      ),
    requests: () => requests,
    serverTime: () => serverTime,
  };
}

function openClient(options: NotionTransportOptions, onAnswer: (headers: Headers) => void): Client {
  const { token, baseUrl = NOTION, allowAnyHost = false, timeoutMs = TIMEOUT_MS } = options;
  const problem = baseUrlProblem(baseUrl, { hosts: ["api.notion.com"], allow: allowAnyHost });
  if (problem !== null) {
    const { ja, en } = problem;
    throw new AppError("usage", { ja: `NOTION_BASE_URL: ${ja}`, en: `NOTION_BASE_URL: ${en}` });
  }
  // Anything else cannot be a header, and the error about that would quote it.
  if (!/^[\x21-\x7e]+$/.test(token.reveal())) throw new AppError("usage", WRONG_TOKEN, { hint: BARE_TOKEN });
  return new Client({
    auth: token.reveal(),
    baseUrl: baseUrl.replace(/\/+$/, ""),
    notionVersion: NOTION_VERSION,
    retry: false,
    // The SDK logs bodies and names; what people need is in our errors.
    logger: () => {},
    fetch: openDeadlineFetch({ timeoutMs, maxBytes: MAX_ANSWER_BYTES, onAnswer }),
    // Ours has to fire first: the SDK's would leave the request running.
    timeoutMs: timeoutMs + 5_000,
  });
}

const WRONG_TOKEN = {
  ja: "NOTION_TOKEN が空か、トークンに使えない文字(空白・改行・全角など)を含んでいます",
  en: "NOTION_TOKEN is empty or holds characters that no token has (spaces, line breaks)",
};
const BARE_TOKEN = {
  ja: "コネクトの設定で表示されるトークン(ntn_…)だけを、そのまま貼ってください",
  en: "Paste the token alone (ntn_…), as the connection's settings show it.",
};
