import { setTimeout as delay } from "node:timers/promises";

import { z } from "zod";

import { AppError } from "../errors.ts";
import type { Secret } from "../secret.ts";
import { NoAnswerError, openDeadlineFetch } from "../workspaces/deadline-fetch.ts";
import { decideNext, type Outcome, type Sort, sortOf } from "../workspaces/retry.ts";
import { parseRetryAfter } from "../workspaces/retry-after.ts";
import type { Embeddings } from "./embeddings.ts";

export interface EndpointOptions {
  /** Base of an OpenAI-compatible API, such as `https://…/v1`: `/embeddings` is asked below it. */
  readonly url: string;
  readonly model: string;
  readonly apiKey: Secret | null;
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Jitter: [0, 1). */
  readonly random?: () => number;
}

/** Servers in use take from 32 to 2,048 texts at once; a batch of this size is quick with all of them. */
const BATCH = 32;
const TIMEOUT_MS = 60_000;
/**
 * No repeat of a batch begins later than this after its first attempt; one minute's limit is waited for. Whoever waits
 * holds the partner's run lock, and what is not there yet is asked for next time.
 */
const PATIENCE_MS = 90_000;
/** 32 vectors of 4,096 numbers, written out. */
const MAX_ANSWER_BYTES = 20_000_000;

const Answer = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/** An endpoint as OpenAI's and as many servers of one's own speak it. To ask it changes nothing, so it is asked again. */
export function openEndpoint(options: EndpointOptions): Embeddings {
  const { model, url } = options;
  const fetchWhole = openDeadlineFetch({
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
    onAnswer: () => {},
  });
  const ask = async (texts: readonly string[]): Promise<number[][]> => {
    const key = options.apiKey;
    const answer = await fetchWhole(`${url.replace(/\/+$/u, "")}/embeddings`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key.reveal()}` }),
      },
      body: JSON.stringify({ model, input: texts, encoding_format: "float" }),
    });
    if (!answer.ok) throw new Refused(outcomeOf(answer.status, answer.headers));
    return vectorsIn(await answer.text(), texts.length);
  };
  return {
    model,
    async *embed(texts) {
      for (let at = 0; at < texts.length; at += BATCH) {
        yield* await patiently(() => ask(texts.slice(at, at + BATCH)), options);
      }
    },
  };
}

class Refused extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super("refused");
    this.outcome = outcome;
  }
}

async function patiently<T>(
  ask: () => Promise<T>,
  {
    sleep = (ms) => delay(ms),
    random = Math.random,
    now = () => performance.now(),
    patienceMs = PATIENCE_MS,
  }: EndpointOptions,
): Promise<T> {
  const attempts = new Map<Sort, number>();
  const last = now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const outcome = readOutcome(error);
      if (outcome === null) throw error;
      const sort = sortOf(outcome);
      const attempt = (attempts.get(sort) ?? 0) + 1;
      attempts.set(sort, attempt);
      const decision = decideNext(outcome, { kind: "read", attempt, random });
      // oxlint-disable-next-line preserve-caught-error -- a cause may quote the key
      if (decision.action !== "retry" || now() + decision.afterMs > last) throw failed(outcome);
      await sleep(decision.afterMs);
    }
  }
}

function readOutcome(error: unknown): Outcome | null {
  if (error instanceof Refused) return error.outcome;
  return error instanceof NoAnswerError ? { type: "no_answer", reason: error.reason } : null;
}

const outcomeOf = (status: number, headers: Headers): Outcome => ({
  type: "answer",
  status,
  code: null,
  retryAfterMs: parseRetryAfter(headers.get("retry-after"), headers.get("date")),
  blocked: false,
  committedIds: [],
});

/** In the order of the texts, whatever the order of the answer; throws where it is not one vector for each. */
function vectorsIn(text: string, expected: number): number[][] {
  const { data } = readAnswer(text);
  const vectors = data.toSorted((a, b) => a.index - b.index);
  const isWhole = vectors.length === expected && vectors.every(({ index }, at) => index === at);
  if (!isWhole) throw new NoAnswerError("unreadable");
  return vectors.map(({ embedding }) => embedding);
}

function readAnswer(text: string): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(text));
  } catch {
    throw new NoAnswerError("unreadable");
  }
}

function failed(outcome: Outcome): AppError {
  const what = outcome.type === "answer" ? `HTTP ${outcome.status}` : outcome.reason;
  return new AppError(
    "workspace_failed",
    {
      ja: `埋め込みのエンドポイントが応えません(${what})`,
      en: `the embeddings endpoint gives no vectors (${what})`,
    },
    {
      hint: {
        ja: "EMBEDDINGS_URL、EMBEDDINGS_MODEL、EMBEDDINGS_API_KEY を確かめてください",
        en: "Check EMBEDDINGS_URL, EMBEDDINGS_MODEL and EMBEDDINGS_API_KEY.",
      },
    },
  );
}
