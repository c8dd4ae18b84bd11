import { inspect } from "node:util";

import { expect, test, vi } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  discardVerificationToken,
  openVerificationWindow,
  takeVerificationToken,
} from "../../../src/workspaces/notion/webhook-token.ts";
import { receiveWebhook, type WebhookDelivery } from "../../../src/workspaces/notion/webhook.ts";
import { tempDir } from "../../temp-dir.ts";
import { bytesOf, delivered, handshake, NOW, OTHER_TOKEN, pageEvent, signed, TOKEN } from "./deliveries.ts";

const REFUSED = { status: 401, outcome: "refused" };
const KEPT = { status: 200, outcome: "token_kept" };
const after = (minutes: number, seconds = 0) => new Date(NOW.getTime() + (minutes * 60 + seconds) * 1000);

/** Two processes over the same data: one that the operator uses, one that receives. */
async function withProcesses(work: (operator: Store, receiver: Store) => Promise<void>): Promise<void> {
  await using dir = await tempDir();
  await using operator = await openSqliteStore({ dataDir: dir.path });
  await using receiver = await openSqliteStore({ dataDir: dir.path });
  await work(operator, receiver);
}

const receive = ({ webhooks }: Store, delivery: WebhookDelivery, now: Date, token: Secret | null = null) =>
  receiveWebhook(delivery, { token, webhooks, ownBotId: null, now });

test("a token that comes while the operator's window is open is kept, shown to him once, and verifies deliveries", () =>
  withProcesses(async (operator, receiver) => {
    expect(await takeVerificationToken(operator.webhooks)).toBeNull();
    expect(await openVerificationWindow(operator.webhooks, NOW)).toEqual(after(10));
    expect(await receive(receiver, handshake(TOKEN), after(1))).toEqual(KEPT);
    expect((await takeVerificationToken(operator.webhooks))?.reveal()).toBe(TOKEN);
    expect(await takeVerificationToken(operator.webhooks)).toBeNull();
    expect(await receive(receiver, await delivered(pageEvent()), after(5))).toMatchObject({
      outcome: "wake",
    });
    expect(await receive(receiver, await delivered(pageEvent(), OTHER_TOKEN), after(5))).toEqual(REFUSED);
  }));

test("the window closes after ten minutes, to the second", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    expect(await receive(receiver, handshake(TOKEN), after(10))).toEqual(REFUSED);
    expect(await receive(receiver, handshake(TOKEN), after(9, 59))).toEqual(KEPT);
  }));

test("opening the window again starts its ten minutes anew", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    await openVerificationWindow(operator.webhooks, after(8));
    expect(await receive(receiver, handshake(TOKEN), after(17, 59))).toEqual(KEPT);
  }));

test("outside a window a token is answered like any forgery, unread, and not kept", () =>
  withProcesses(async (operator, receiver) => {
    const parse = vi.spyOn(JSON, "parse");
    try {
      const answer = await receive(receiver, handshake(TOKEN), NOW);
      expect(answer).toEqual(await receive(receiver, await delivered(pageEvent()), NOW));
      expect(answer).toEqual(REFUSED);
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
    expect(await operator.webhooks.token()).toBeNull();
  }));

test("a second token is never taken: not in the same window, nor in one opened over the first", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    await receive(receiver, handshake(TOKEN), after(1));
    expect(await receive(receiver, handshake(OTHER_TOKEN), after(2))).toEqual(REFUSED);
    await expect(openVerificationWindow(operator.webhooks, after(3))).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await receive(receiver, handshake(OTHER_TOKEN), after(4))).toEqual(REFUSED);
    const selfSigned = await signed(handshake(OTHER_TOKEN).rawBody, OTHER_TOKEN);
    expect(await receive(receiver, selfSigned, after(4))).toEqual(REFUSED);
    expect((await operator.webhooks.token())?.reveal()).toBe(TOKEN);
  }));

test("of two tokens that come at once one is kept", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    const answers = await Promise.all([
      receive(receiver, handshake(TOKEN), after(1)),
      receive(operator, handshake(OTHER_TOKEN), after(1)),
    ]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["refused", "token_kept"]);
  }));

test("where a token is configured none is taken, even with an open window, and the configured one counts", () =>
  withProcesses(async (operator, receiver) => {
    const configured = new Secret(TOKEN);
    await openVerificationWindow(operator.webhooks, NOW);
    expect(await receive(receiver, handshake(OTHER_TOKEN), after(1), configured)).toEqual(REFUSED);
    expect(await operator.webhooks.token()).toBeNull();

    // Also where another one was received before the configuration was made.
    await receive(receiver, handshake(OTHER_TOKEN), after(1));
    const bySecond = await delivered(pageEvent(), OTHER_TOKEN);
    expect(await receive(receiver, bySecond, after(2), configured)).toEqual(REFUSED);
    expect(await receive(receiver, await delivered(pageEvent()), after(2), configured)).toMatchObject({
      outcome: "wake",
    });
  }));

test("a discarded token verifies nothing any more, and the next one needs a window of its own", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    await receive(receiver, handshake(OTHER_TOKEN), after(1));
    await discardVerificationToken(operator.webhooks);
    expect(await receive(receiver, await delivered(pageEvent(), OTHER_TOKEN), after(2))).toEqual(REFUSED);
    expect(await receive(receiver, handshake(TOKEN), after(2))).toEqual(REFUSED);
    await openVerificationWindow(operator.webhooks, after(3));
    expect(await receive(receiver, handshake(TOKEN), after(4))).toEqual(KEPT);
    expect((await takeVerificationToken(operator.webhooks))?.reveal()).toBe(TOKEN);
  }));

test("what is no handshake is refused also while the window is open, and leaves it open", () =>
  withProcesses(async (operator, receiver) => {
    await openVerificationWindow(operator.webhooks, NOW);
    const tokens = [
      "",
      "short",
      `${TOKEN}\n`,
      "秘密".repeat(20),
      "x".repeat(501),
      5,
      null,
      { toString: TOKEN },
      [TOKEN],
    ];
    const bodies = [
      ...tokens.map((verification_token) => JSON.stringify({ verification_token })),
      "null",
      "[]",
      "{",
      JSON.stringify(pageEvent()),
    ];
    for (const body of bodies) {
      const answer = await receive(receiver, { rawBody: bytesOf(body), signature: undefined }, after(1));
      expect({ body, answer }).toEqual({ body, answer: REFUSED });
    }
    const signedByAnother = await signed(handshake(TOKEN).rawBody, OTHER_TOKEN);
    expect(await receive(receiver, signedByAnother, after(1))).toEqual(REFUSED);
    // The control, and the form that the documentation's sample code signs.
    expect(await receive(receiver, await signed(handshake(TOKEN).rawBody, TOKEN), after(1))).toEqual(KEPT);
  }));

test("the token is in no answer, no error and no printed value, on its whole way", () =>
  withProcesses(async (operator, receiver) => {
    const outputs = [
      vi.spyOn(process.stdout, "write").mockReturnValue(true),
      vi.spyOn(process.stderr, "write").mockReturnValue(true),
      ...(["debug", "log", "info", "warn", "error"] as const).map((level) => vi.spyOn(console, level)),
    ];
    const seen: unknown[] = [];
    try {
      await openVerificationWindow(operator.webhooks, NOW);
      const broken = { ...receiver, webhooks: { ...receiver.webhooks, keepToken: failWithToken } };
      seen.push(await receive(broken, handshake(TOKEN), after(1)).catch((error: unknown) => error));
      seen.push(await receive(receiver, handshake(TOKEN), after(1)));
      seen.push(await receive(receiver, handshake(TOKEN), after(1)));
      seen.push(await receive(receiver, await delivered(pageEvent()), after(1)));
      seen.push(await receive(receiver, await signed(bytesOf(`{${TOKEN}`)), after(1)));
      seen.push(await openVerificationWindow(operator.webhooks, NOW).catch((error: unknown) => error));
      seen.push(await operator.webhooks.token(), await takeVerificationToken(operator.webhooks));
      for (const { mock } of outputs) seen.push(...mock.calls);
    } finally {
      for (const output of outputs) output.mockRestore();
    }
    const everything = seen
      .map(
        (value) =>
          `${String(value)} ${JSON.stringify(value)} ${inspect(value, { depth: 9, showHidden: true })}`,
      )
      .join("\n");
    expect(everything).toContain("token_kept");
    expect(everything).toContain("disk full");
    expect(everything).not.toContain(TOKEN);
  }));

/** The store fails with the token in hand, as a full disk would make it. */
async function failWithToken(token: Secret): Promise<boolean> {
  throw new Error(`disk full (${String(token)})`, { cause: token });
}
