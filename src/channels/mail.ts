import { createHash } from "node:crypto";

import { createTransport } from "nodemailer";

import type { Secret } from "../secret.ts";
import { type Channel, NotSent } from "./channel.ts";

export interface MailOptions {
  /** `smtps://user:password@host:465` or `smtp://host:587`. */
  readonly url: Secret;
  readonly from: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/** Before the mail itself: no such server, no leave to send, no such reader. */
const BEFORE_THE_MAIL = new Set(["EDNS", "EAUTH", "EENVELOPE", "ETLS", "EPROXY"]);

/** Plain-text mail. Its Message-ID is made of the message's id, so that a mail program shows a repeated one once. */
export function openMail({ url, from, timeoutMs = TIMEOUT_MS }: MailOptions): Channel {
  const transport = createTransport({
    url: url.reveal(),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "mail",
    async send({ id, subject, text, to }) {
      if (to === undefined) {
        throw new NotSent({
          ja: "宛先のメールアドレスがありません",
          en: "there is no address to send it to",
        });
      }
      const unique = createHash("sha256").update(`${id}\n${to}`).digest("hex").slice(0, 32);
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${unique}@kakehashi.invalid>` });
      } catch (error) {
        if (mayHaveBeenTaken(error)) throw error;
        throw new NotSent(
          { ja: "メールサーバーが受け取りませんでした", en: "the mail server did not take it" },
          error,
        );
      }
    },
  };
}

/** What nodemailer says where nobody spoke to it yet; its codes are the same for what broke off later. */
const NEVER_SPOKE = /^(?:Connection timeout|Greeting never received)/u;

/** Refused in words, or nobody ever spoke: it was not taken. Broken off in between: it may have been. */
function mayHaveBeenTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const [code, syscall, response] = ["code", "syscall", "responseCode"].map((name): unknown =>
    Reflect.get(error, name),
  );
  if (typeof response === "number" || BEFORE_THE_MAIL.has(String(code)) || syscall === "connect")
    return false;
  return !NEVER_SPOKE.test(error.message);
}
