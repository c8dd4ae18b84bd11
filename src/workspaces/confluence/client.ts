import type { Client } from "confluence.js/core";

import { openDeadlineFetch } from "../deadline-fetch.ts";

/** A refusal as it came in. Neither headers that we sent nor the request are in it. */
export class RefusedError extends Error {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;

  constructor(status: number, body: string, headers: Headers) {
    super(`HTTP ${status}`);
    this.name = "RefusedError";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 250 pages with bodies may be large; asked for in smaller numbers where they are. */
const MAX_ANSWER_BYTES = 60_000_000;

/**
 * The client that the SDK's flat functions run over: one deadline over headers and body, no retries, no validation by
 * the SDK's schemas (they refuse values that are new, and turn dates into objects; `answers.ts` reads what we need).
 * Throws NoAnswerError, RefusedError, or SyntaxError for a success that is no JSON.
 */
export function openClient(options: {
  readonly base: string;
  readonly authorization?: string;
  readonly timeoutMs: number;
}): Client {
  const { base, authorization, timeoutMs } = options;
  const fetch = openDeadlineFetch({ timeoutMs, maxBytes: MAX_ANSWER_BYTES, onAnswer: () => {} });
  return {
    sendRequest: async <T>({
      url,
      method = "GET",
      headers,
      body,
      searchParams,
    }: Parameters<Client["sendRequest"]>[0]): Promise<T> => {
      const answer = await fetch(`${base}${url}${queryOf(searchParams)}`, {
        method,
        headers: {
          accept: "application/json",
          ...(authorization === undefined ? {} : { authorization }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new RefusedError(answer.status, text, answer.headers);
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
  };
}

/** Lists go out as repeated parameters. */
function queryOf(parameters: Readonly<Record<string, unknown>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (["string", "number", "boolean"].includes(typeof item)) query.append(name, String(item));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
