import { z } from "zod";

import { NoAnswerError } from "../deadline-fetch.ts";
import { remoteFacts } from "../remote-failure.ts";
import { parseRetryAfter } from "../retry-after.ts";
import type { Outcome } from "../retry.ts";
import { RefusedError } from "./client.ts";

/** Everything that is kept of a failed request. Nothing in here can hold the token, an entry's text or a name. */
export interface ConfluenceFailure {
  readonly outcome: Outcome;
  readonly requestId: string | null;
  /** The token is known, and lacks a scope for this call. */
  readonly lacksScope: boolean;
}

/**
 * The one place where errors of our client become values. Returns null for anything else, which is our own bug.
 * `busyOn409`: a 409 means that another write was in the way.
 */
export function readFailure(
  error: unknown,
  { busyOn409 }: { readonly busyOn409: boolean },
): ConfluenceFailure | null {
  if (error instanceof NoAnswerError) return withoutAnswer(error.reason);
  // A success that is cut short, or a page of a proxy.
  if (error instanceof SyntaxError) return withoutAnswer("unreadable");
  if (!(error instanceof RefusedError)) return null;
  const { status, headers } = error;
  const body = readBody(error.body);
  // Under load the network in front of Confluence answers so, in HTML, and means nothing by it.
  if (body === null && (status === 403 || status === 404)) return withoutAnswer("unreadable");
  const isTaken = status === 400 && TITLE.test(body?.message ?? "");
  const code = status === 409 && busyOn409 ? "conflict_error" : isTaken ? TITLE_TAKEN : (body?.code ?? null);
  return {
    outcome: {
      type: "answer",
      status,
      code,
      retryAfterMs: parseRetryAfter(headers.get("retry-after"), headers.get("date")),
      blocked: false,
      committedIds: [],
    },
    requestId: safeId(headers.get("atl-traceid")) ?? safeId(headers.get("x-arequestid")),
    lacksScope: status === 401 && SCOPE.test(body?.message ?? ""),
  };
}

/** A title that another page of the space has. The words may change: nothing but a sentence for people hangs on them. */
export const TITLE_TAKEN = "title_taken";
const TITLE = /already exists\b.*\btitle\b|\btitle\b.*already exists/iu;

/** The code under which a missing scope is known. */
export const SCOPE_CODE = "scope";

/** Neither the site nor the gateway knows the token; a missing scope is no such refusal. */
export function isUnauthorized(error: unknown): boolean {
  const facts = remoteFacts(error);
  return facts !== null && (facts.status === 401 || facts.status === 403) && facts.code !== SCOPE_CODE;
}

export const isScopeRefusal = (error: unknown): boolean => remoteFacts(error)?.code === SCOPE_CODE;

function withoutAnswer(reason: NoAnswerError["reason"]): ConfluenceFailure {
  return { outcome: { type: "no_answer", reason }, requestId: null, lacksScope: false };
}

const SCOPE = /scope does not match/iu;
const SAFE_CODE = /^[A-Za-z][A-Za-z_]{0,59}$/;
const SAFE_ID = /^[0-9a-f-]{8,64}$/i;

const safeId = (text: string | null): string | null => (text !== null && SAFE_ID.test(text) ? text : null);

/** Errors of v2: `{errors: [{status, code, title, detail}]}`; of v1: `{statusCode, message}`; of the gateway: `{code, message}`. */
const BODY = z.looseObject({
  errors: z
    .array(
      z.looseObject({
        code: z.string().optional(),
        title: z.string().nullish(),
        detail: z.string().nullish(),
      }),
    )
    .optional()
    .catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** Null where Confluence itself did not answer. */
function readBody(text: string): { readonly code: string; readonly message: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const body = BODY.safeParse(json).data;
  if (body === undefined) return null;
  const [first] = body.errors ?? [];
  const message = [body.message, first?.title, first?.detail].filter(Boolean).join(" ");
  // Of v1 the class of the exception, which stands before its text.
  const code = first?.code ?? /^(?:[a-z]+\.)+([A-Za-z]{1,60}):/u.exec(body.message ?? "")?.[1] ?? "error";
  return { code: SAFE_CODE.test(code) ? code : "error", message };
}
