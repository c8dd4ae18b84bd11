import { verifyWebhookSignature } from "@notionhq/client";

import type { Secret } from "../../secret.ts";
import type { WebhookTable } from "../../store/store.ts";
import { isOwnChange, readEvent, type Wake, wakeOf, type WebhookEvent } from "./webhook-event.ts";
import { readHandshake } from "./webhook-token.ts";

export interface WebhookDelivery {
  /** The body exactly as it came over the wire: the signature is of these bytes. */
  readonly rawBody: Uint8Array;
  /** The header `X-Notion-Signature`. */
  readonly signature: string | undefined;
}

/** The status is the whole answer to the sender; the outcome is for our own log and figures. */
export type WebhookAnswer =
  | { readonly status: 200; readonly outcome: "wake"; readonly wake: Wake }
  | { readonly status: 200; readonly outcome: "token_kept" | "seen_before" | "own_change" | "no_effect" }
  | { readonly status: 400; readonly outcome: "not_json" }
  | { readonly status: 401; readonly outcome: "refused" }
  | { readonly status: 413; readonly outcome: "too_large" };

interface Receiver {
  /** The token of the configuration, which goes before one that was received; null if there is none. */
  readonly token: Secret | null;
  readonly webhooks: WebhookTable;
  /** The id of our own bot user; null if it is not known, and then our own changes wake us too. */
  readonly ownBotId: string | null;
  readonly now: Date;
}

/** Refused before hashing. A real event has about 1 KB. */
const MAX_BODY_BYTES = 1024 * 1024;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long an event's id is remembered. Notion's last attempt comes about a day after the first. */
const MEMORY_MS = 30 * DAY_MS;
/** An event older than this could be a replay whose id is forgotten. The day between allows for clocks that differ. */
const OLDEST_MS = MEMORY_MS - DAY_MS;

/**
 * Answers one delivery of Notion's webhooks (developers.notion.com/reference/webhooks). What it promises:
 *
 * - Nothing is read from a body, and nothing stored, unless its signature is right. The one exception is the
 *   handshake that brings the token, inside a window that an operator opened. Every refusal looks the same.
 * - An event has an effect once, however often it is delivered and to however many processes. If the process dies
 *   before it has acted on the answer, that effect is lost; polling makes up for it.
 * - Whatever is signed and can be parsed is answered with 200, known or not: refusals make Notion pause the whole
 *   subscription. Signed bytes that are no JSON are refused, since they cannot be from Notion as documented and
 *   somebody else may have the token.
 *
 * Throws only what the store throws; the delivery then counts as not received, and Notion tries again.
 */
export async function receiveWebhook(delivery: WebhookDelivery, receiver: Receiver): Promise<WebhookAnswer> {
  if (delivery.rawBody.byteLength > MAX_BODY_BYTES) return { status: 413, outcome: "too_large" };
  const token = receiver.token ?? (await receiver.webhooks.token());
  if (token === null) return receiveToken(delivery, receiver);
  if (!(await isSignedWith(token, delivery))) return REFUSED;

  const body = parseJson(delivery.rawBody);
  if (body === NOT_JSON) return { status: 400, outcome: "not_json" };
  const event = readEvent(body);
  if (event === null) return { status: 200, outcome: "no_effect" };
  return receiveEvent(event, receiver);
}

const REFUSED = { status: 401, outcome: "refused" } as const satisfies WebhookAnswer;

async function receiveToken(delivery: WebhookDelivery, { webhooks, now }: Receiver): Promise<WebhookAnswer> {
  if (!(await webhooks.windowIsOpen(now.toISOString()))) return REFUSED;
  const body = parseJson(delivery.rawBody);
  const token = body === NOT_JSON ? null : readHandshake(body);
  if (token === null) return REFUSED;
  // The documentation shows the handshake unsigned, but signs this very body in its sample code: both are right.
  if (delivery.signature !== undefined && !(await isSignedWith(token, delivery))) return REFUSED;
  const kept = await webhooks.keepToken(token, now.toISOString());
  return kept ? { status: 200, outcome: "token_kept" } : REFUSED;
}

async function receiveEvent(
  event: WebhookEvent,
  { webhooks, ownBotId, now }: Receiver,
): Promise<WebhookAnswer> {
  if (isOlderThan(event, now.getTime() - OLDEST_MS)) return { status: 200, outcome: "no_effect" };
  // Forgetting comes first: if it failed after the id was stored, the repeated delivery would do nothing.
  await webhooks.forgetSeen(new Date(now.getTime() - MEMORY_MS).toISOString());
  if (!(await webhooks.firstSeen(event.id, now.toISOString()))) {
    return { status: 200, outcome: "seen_before" };
  }
  if (isOwnChange(event, ownBotId)) return { status: 200, outcome: "own_change" };
  const wake = wakeOf(event);
  return wake === null ? { status: 200, outcome: "no_effect" } : { status: 200, outcome: "wake", wake };
}

/** Compares in constant time; the SDK answers false to any malformed header. */
function isSignedWith(token: Secret, { rawBody, signature }: WebhookDelivery): Promise<boolean> {
  return verifyWebhookSignature({ body: rawBody, signature, verificationToken: token.reveal() });
}

/** An event without a readable time counts as new: its id still stops a replay. */
function isOlderThan({ timestamp }: WebhookEvent, oldest: number): boolean {
  return timestamp !== undefined && Date.parse(timestamp) < oldest;
}

const NOT_JSON = Symbol("not JSON");

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return NOT_JSON;
  }
}
