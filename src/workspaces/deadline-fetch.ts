import type { NoAnswer } from "./retry.ts";

export type DeadlineFetch = (
  url: string,
  init?: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string | FormData | Uint8Array;
  },
) => Promise<Answer>;

/** An answer that has come in whole. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: () => Promise<string>;
}

/** Thrown instead of fetch's own errors, whose messages may quote headers (the token) or addresses. */
export class NoAnswerError extends Error {
  readonly reason: NoAnswer;

  constructor(reason: NoAnswer) {
    super(reason);
    this.name = "NoAnswerError";
    this.reason = reason;
  }
}

/**
 * The `fetch` given to an SDK. An SDK's own timeout, if it has one, covers only the wait for the headers and aborts
 * nothing; here one deadline covers sending, headers *and* body, and the body is whole and within `maxBytes` before
 * the SDK sees a response. Redirects are not followed: a 3xx comes back as it is, and the token goes nowhere else.
 * Throws NoAnswerError, whatever goes wrong.
 */
export function openDeadlineFetch(options: {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Hears of every answer, good or bad, as soon as its headers are there. */
  readonly onAnswer: (headers: Headers) => void;
}): DeadlineFetch {
  return async (url, init = {}) => {
    const { method, headers, body } = init;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), options.timeoutMs);
    try {
      const response = await fetch(url, {
        ...(method !== undefined && { method }),
        ...(headers !== undefined && { headers }),
        ...(body !== undefined && { body }),
        redirect: "manual",
        signal: abort.signal,
      });
      options.onAnswer(response.headers);
      const text = await readText(response, options.maxBytes);
      return { ok: response.ok, status: response.status, headers: response.headers, text: async () => text };
    } catch (error) {
      const reason = reasonOf(error, abort.signal);
      // Whatever is still coming (an answer that is too large) is not wanted any more.
      abort.abort();
      // oxlint-disable-next-line preserve-caught-error -- the cause may quote the token
      throw new NoAnswerError(reason);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new NoAnswerError("too_large");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Codes of Node and undici for connections that never came about. */
const UNSENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const UNTRUSTED = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

function reasonOf(error: unknown, deadline: AbortSignal): NoAnswer {
  if (error instanceof NoAnswerError) return error.reason;
  if (deadline.aborted) return "timeout";
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (UNTRUSTED.test(code)) return "untrusted";
  return UNSENT.has(code) ? "unsent" : "dropped";
}
