import { AppError } from "../../errors.ts";
import { Secret } from "../../secret.ts";
import type { WebhookTable } from "../../store/store.ts";

/**
 * How the verification token comes to us. Notion makes it up and POSTs it to the receiver when a subscription is
 * created by hand; a person then pastes it into Notion's form, and from then on it is the key that every delivery
 * is signed with (developers.notion.com/reference/webhooks, steps 2 and 3). That first POST proves nothing about
 * its sender: whoever knows the address could send a token of his own and sign with it ever after. So a token is
 * let in only for ten minutes after an operator asked for it, never over another one; and a wrong one is found
 * out when Notion's form refuses it, forgotten, and asked for anew.
 */
const WINDOW_MS = 10 * 60 * 1000;

/**
 * Lets the next verification token in for ten minutes, whichever process receives it; asking again starts the ten
 * minutes anew. Answers the instant at which the window closes. Throws `conflict` if a received token is there: it
 * would have to be forgotten first.
 */
export async function openVerificationWindow(webhooks: WebhookTable, now: Date): Promise<Date> {
  const until = new Date(now.getTime() + WINDOW_MS);
  if (await webhooks.openWindow(until.toISOString())) return until;
  throw new AppError(
    "conflict",
    {
      ja: "Notion の検証トークンはすでに受け取っています",
      en: "A verification token from Notion has been received already",
    },
    {
      hint: {
        ja: "Webhook を作り直したときは、保存されているトークンを破棄してから、もう一度受け取ってください",
        en: "If you set up the webhook anew, discard the stored token first, then receive the new one",
      },
    },
  );
}

/**
 * The received token, for the operator to paste into Notion's form: to the first who asks, null afterwards and
 * before one is there. Who lost it discards it and has Notion resend it.
 */
export function takeVerificationToken(webhooks: WebhookTable): Promise<Secret | null> {
  return webhooks.takeToken();
}

/** Discards the received token; its deliveries are refused from now on. Nothing happens if there is none. */
export function discardVerificationToken(webhooks: WebhookTable): Promise<void> {
  return webhooks.forgetToken();
}

/**
 * Visible ASCII of a length that nobody guesses; Notion's are `secret_` and 43 letters and digits. Only the
 * bounds are checked, since their form is documented by an example alone.
 */
const TOKEN = /^[\u0021-\u007e]{20,500}$/u;

/** The token of a parsed handshake body, or null if it holds none. */
export function readHandshake(body: unknown): Secret | null {
  if (typeof body !== "object" || body === null || !("verification_token" in body)) return null;
  const token = body.verification_token;
  return typeof token === "string" && TOKEN.test(token) ? new Secret(token) : null;
}
