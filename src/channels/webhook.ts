import type { Secret } from "../secret.ts";
import { type Channel, NotSent } from "./channel.ts";
import { webhookBody, type WebhookName } from "./webhook-bodies.ts";

export interface WebhookOptions {
  readonly name: WebhookName;
  /** Whoever knows it can write there. */
  readonly url: Secret;
  readonly headers?: Readonly<Record<string, Secret>>;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;

/** Errors of a connection that was never made. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** A chat room that takes messages at a secret address. Redirects are not followed: they would carry the secret on. */
export function openWebhook({ name, url, headers = {}, timeoutMs = TIMEOUT_MS }: WebhookOptions): Channel {
  return {
    name,
    async send(message) {
      const [contentType, body] = webhookBody(name, message);
      let answer: Response;
      try {
        answer = await fetch(url.reveal(), {
          method: "POST",
          headers: {
            "content-type": contentType,
            ...Object.fromEntries(Object.entries(headers).map(([key, secret]) => [key, secret.reveal()])),
          },
          body,
          redirect: "manual",
          signal: AbortSignal.timeout(timeoutMs),
        });
      } catch (error) {
        const code = codeOf(error);
        if (!NEVER_CONNECTED.has(code)) throw new Error(`${name}: no answer`, { cause: error });
        throw new NotSent({
          ja: `${name} に接続できません(${code})`,
          en: `cannot connect to ${name} (${code})`,
        });
      }
      await answer.body?.cancel();
      if (answer.ok) return;
      // A refusal in its own words says that nothing was taken; a server's failure does not.
      if (answer.status >= 500) throw new Error(`${name}: HTTP ${answer.status}`);
      throw new NotSent({
        ja: `${name} が受け取りませんでした(HTTP ${answer.status})`,
        en: `${name} did not take it (HTTP ${answer.status})`,
      });
    },
  };
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}
