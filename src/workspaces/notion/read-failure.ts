import { isHTTPResponseError, RequestTimeoutError } from "@notionhq/client";
import { z } from "zod";

import { parseRetryAfter } from "../retry-after.ts";
import type { Outcome } from "../retry.ts";
import { NoAnswerError } from "../deadline-fetch.ts";
import { isId, toId } from "./ids.ts";
import { requestPlace } from "./request-place.ts";

/** Everything that is kept of a failed request. Nothing in here can hold the token, an entry's text or a name. */
export interface NotionFailure {
  readonly outcome: Outcome;
  readonly requestId: string | null;
  /** A 403 because the plan's block limit is reached (developers.notion.com/reference/workspace-block-limits). */
  readonly isBlockLimit: boolean;
  /** Where in our request Notion saw a mistake, in words of its API. */
  readonly place: string | null;
  /** Which of the names that the caller allowed to be shown are mentioned. */
  readonly names: readonly string[];
}

/**
 * The one place where errors of the SDK and of our fetch become values. Returns null for anything else, which is
 * our own bug. `showable`: property names of ours that may be shown if Notion mentions them.
 */
export function readFailure(error: unknown, showable: readonly string[] = []): NotionFailure | null {
  if (error instanceof NoAnswerError) return withoutAnswer(error.reason);
  if (RequestTimeoutError.isRequestTimeoutError(error)) return withoutAnswer("timeout");
  // The SDK parses a success as JSON; its error quotes the body.
  if (error instanceof SyntaxError) return withoutAnswer("unreadable");
  if (!isHTTPResponseError(error)) return null;
  if (isCutShort(error.body) && error.status !== 429) return withoutAnswer("unreadable");
  const headers = new Headers(error.headers instanceof Headers ? error.headers : undefined);
  const { code, message, request_id: requestId, additional_data: extra } = parseBody(error.body);
  const retryAfter = headers.get("retry-after") ?? extra.retry_after ?? null;
  return {
    outcome: {
      type: "answer",
      status: error.status,
      code,
      retryAfterMs: parseRetryAfter(retryAfter, headers.get("date")),
      blocked: extra.rate_limit_reason === "public_api_request_blocked",
      committedIds: committedIds(extra),
    },
    requestId: requestId ?? safeId(headers.get("x-notion-request-id")),
    isBlockLimit: error.status === 403 && /block[_ ]limit/i.test(`${message} ${JSON.stringify(extra)}`),
    place: requestPlace(message),
    names: showable.filter((name) => message.includes(name)),
  };
}

function withoutAnswer(reason: NoAnswerError["reason"]): NotionFailure {
  const outcome = { type: "no_answer", reason } as const;
  return { outcome, requestId: null, isBlockLimit: false, place: null, names: [] };
}

const SAFE_CODE = /^[a-z][a-z_]{0,59}$/;
/** Notion numbers requests by UUID. No token fits this. */
const SAFE_ID = /^[0-9a-f-]{8,64}$/i;

const EXTRA = z.looseObject({
  retry_after: z.string().optional().catch(undefined),
  rate_limit_reason: z.string().optional().catch(undefined),
  committed_resource_id: z.string().optional().catch(undefined),
  committed_child_ids: z.array(z.string()).optional().catch(undefined),
});

/** The SDK knows only some codes and drops the body's facts for the others, so the body is read again here. */
const BODY = z.object({
  code: z.string().regex(SAFE_CODE).nullable().catch(null),
  message: z.string().catch(""),
  request_id: z.string().regex(SAFE_ID).nullable().catch(null),
  additional_data: EXTRA.catch({}),
});

const NO_BODY: z.infer<typeof BODY> = { code: null, message: "", request_id: null, additional_data: {} };

function parseBody(text: string): z.infer<typeof BODY> {
  try {
    return BODY.catch(NO_BODY).parse(JSON.parse(text));
  } catch {
    return NO_BODY;
  }
}

/** A refusal is believed when it was read to its end. What is no JSON at all comes from a proxy, and is judged by its status. */
function isCutShort(body: string): boolean {
  if (!body.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(body);
    return false;
  } catch {
    return true;
  }
}

function safeId(text: string | null): string | null {
  return text !== null && SAFE_ID.test(text) ? text : null;
}

/** An append names its parent as well, which is not what was created. */
function committedIds(extra: z.infer<typeof EXTRA>): readonly string[] {
  const { committed_child_ids: children = [], committed_resource_id: resource } = extra;
  const ids = children.length > 0 || resource === undefined ? children : [resource];
  return ids.filter(isId).map(toId);
}
