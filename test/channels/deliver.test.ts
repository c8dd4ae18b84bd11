import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Channel, Message } from "../../src/channels/channel.ts";
import { deliver } from "../../src/channels/deliver.ts";
import { openMail } from "../../src/channels/mail.ts";
import { openWebhook } from "../../src/channels/webhook.ts";
import { Secret } from "../../src/secret.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { startSmtp } from "../fakes/smtp-server.ts";
import { startWebhook } from "../fakes/webhook-server.ts";
import { tempDir } from "../temp-dir.ts";

const MESSAGE: Message = {
  id: "digests:2026-W48",
  audience: "vendor",
  subject: "青波商事 2026-W48 の週報",
  text: "・大阪支店: 提案 3\n・<福岡> & 他",
};
const AT = "2026-11-23T00:00:00Z";

async function openDesk() {
  const dir = await tempDir();
  const store = await openSqliteStore({ dataDir: join(dir.path, "data") });
  const send = (channel: Channel, message: Message = MESSAGE) =>
    deliver([{ channel, message }], { table: store.deliveries, partner: "acme", now: () => AT });
  const states = async () =>
    (await store.deliveries.all("acme")).map(({ channel, id, state }) => `${channel} ${id} ${state}`);
  return {
    send,
    states,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
}

describe("a message", () => {
  test("is sent once, however often it is delivered", async () => {
    await using desk = await openDesk();
    await using service = await startWebhook();
    const slack = openWebhook({ name: "slack", url: new Secret(service.url) });
    expect(await desk.send(slack)).toEqual([]);
    expect(await desk.send(slack)).toEqual([]);
    expect(service.requests).toHaveLength(1);
    expect(await desk.states()).toEqual(["slack digests:2026-W48 sent"]);
  });

  test("that was refused is tried again, and then taken", async () => {
    await using desk = await openDesk();
    await using service = await startWebhook();
    const slack = openWebhook({ name: "slack", url: new Secret(service.url) });
    service.next(429);
    expect((await desk.send(slack)).map(({ error }) => error.en)).toEqual([
      "slack did not take it (HTTP 429)",
    ]);
    expect(await desk.states()).toEqual(["slack digests:2026-W48 failed"]);
    expect(await desk.send(slack)).toEqual([]);
    expect(await desk.states()).toEqual(["slack digests:2026-W48 sent"]);
    expect(service.requests).toHaveLength(2);
  });

  test.each([500, "hang"] as const)(
    "of which nobody knows whether it arrived (%s) is not sent again",
    async (what) => {
      await using desk = await openDesk();
      await using service = await startWebhook();
      const slack = openWebhook({ name: "slack", url: new Secret(service.url), timeoutMs: 200 });
      service.next(what);
      expect(await desk.send(slack)).toEqual([]);
      expect(await desk.states()).toEqual(["slack digests:2026-W48 doubt"]);
      await desk.send(slack);
      expect(service.requests).toHaveLength(1);
    },
  );

  test("is tried again where no connection was made, and no secret is told", async () => {
    await using desk = await openDesk();
    const gone = await startWebhook();
    await gone[Symbol.asyncDispose]();
    const slack = openWebhook({ name: "slack", url: new Secret(`${gone.url}/services/T0/secret`) });
    const [failed] = await desk.send(slack);
    expect(failed?.error.en).toBe("cannot connect to slack (ECONNREFUSED)");
    expect(await desk.states()).toEqual(["slack digests:2026-W48 failed"]);
  });

  test("does not follow a redirect, which would carry it and the secret elsewhere", async () => {
    await using desk = await openDesk();
    await using service = await startWebhook();
    service.next(302);
    await desk.send(openWebhook({ name: "slack", url: new Secret(`${service.url}/hook`) }));
    expect(service.requests.map(({ path }) => path)).toEqual(["/hook"]);
    expect(await desk.states()).toEqual(["slack digests:2026-W48 failed"]);
  });

  test("that another process is sending is left to it", async () => {
    await using desk = await openDesk();
    let calls = 0;
    const slow: Channel = {
      name: "slack",
      send: async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      },
    };
    await Promise.all([desk.send(slow), desk.send(slow), desk.send(slow)]);
    expect(calls).toBe(1);
  });
});

describe("what a service is sent", () => {
  test("is what each of them takes", async () => {
    await using desk = await openDesk();
    await using service = await startWebhook();
    const url = new Secret(service.url);
    await desk.send(openWebhook({ name: "slack", url }));
    await desk.send(openWebhook({ name: "teams", url }));
    await desk.send(openWebhook({ name: "lineworks", url }));
    const chatwork = new Secret(`${service.url}/v2/rooms/7/messages`);
    await desk.send(
      openWebhook({
        name: "chatwork",
        url: chatwork,
        headers: { "x-chatworktoken": new Secret("cw-token") },
      }),
    );
    const [slack, teams, lineworks, room] = service.requests;
    expect(JSON.parse(slack?.body ?? "")).toEqual({
      text: "*青波商事 2026-W48 の週報*\n・大阪支店: 提案 3\n・&lt;福岡&gt; &amp; 他",
      unfurl_links: false,
    });
    expect(JSON.parse(teams?.body ?? "")).toMatchObject({
      type: "message",
      attachments: [{ content: { type: "AdaptiveCard", body: [{ text: MESSAGE.subject }, {}, {}] } }],
    });
    expect(JSON.parse(lineworks?.body ?? "")).toEqual({
      title: MESSAGE.subject,
      body: { text: MESSAGE.text },
    });
    expect([room?.path, room?.type, room?.token]).toEqual([
      "/v2/rooms/7/messages",
      "application/x-www-form-urlencoded",
      "cw-token",
    ]);
    expect(new URLSearchParams(room?.body).get("body")).toBe(
      `[info][title]${MESSAGE.subject}[/title]${MESSAGE.text}[/info]`,
    );
  });
});

describe("mail", () => {
  const mail = { ...MESSAGE, id: "digests:2026-W48:k.hata", to: "k.hata@example.com" };

  test("goes to its reader, as plain text, under an id that stays the same", async () => {
    await using desk = await openDesk();
    await using server = await startSmtp();
    const channel = openMail({ url: new Secret(server.url), from: "kakehashi@example.com" });
    await desk.send(channel, mail);
    await desk.send(channel, { ...mail, id: "digests:2026-W49:k.hata" });
    const [first, second] = server.mails;
    expect([first?.from, first?.to]).toEqual(["kakehashi@example.com", ["k.hata@example.com"]]);
    expect(first?.headers.get("content-type")).toMatch(/^text\/plain/u);
    expect(first?.headers.get("message-id")).toMatch(/^<[0-9a-f]{32}@kakehashi\.invalid>$/u);
    expect(second?.headers.get("message-id")).not.toBe(first?.headers.get("message-id"));
  });

  test("that no server takes is tried again", async () => {
    await using desk = await openDesk();
    const gone = await startSmtp();
    await gone[Symbol.asyncDispose]();
    const channel = openMail({ url: new Secret(gone.url), from: "kakehashi@example.com" });
    expect(await desk.send(channel, mail)).toHaveLength(1);
    expect(await desk.states()).toEqual(["mail digests:2026-W48:k.hata failed"]);
  });

  test("that a server never greeted for is tried again: nothing was sent yet", async () => {
    await using desk = await openDesk();
    await using server = await startSmtp();
    const channel = openMail({ url: new Secret(server.url), from: "kakehashi@example.com", timeoutMs: 300 });
    server.fail("no-greeting");
    expect(await desk.send(channel, mail)).toHaveLength(1);
    expect(await desk.states()).toEqual(["mail digests:2026-W48:k.hata failed"]);
    expect(await desk.send(channel, mail)).toEqual([]);
    expect(server.mails).toHaveLength(1);
  });

  test("that the server refuses is tried again; one that broke off while it was taken is not", async () => {
    await using desk = await openDesk();
    await using server = await startSmtp();
    const channel = openMail({ url: new Secret(server.url), from: "kakehashi@example.com", timeoutMs: 500 });
    server.fail("refuse-recipient");
    expect(await desk.send(channel, mail)).toHaveLength(1);
    server.fail("drop-after-data");
    expect(await desk.send(channel, mail)).toEqual([]);
    expect(await desk.states()).toEqual(["mail digests:2026-W48:k.hata doubt"]);
    await desk.send(channel, mail);
    expect(server.mails).toHaveLength(1);
  });
});
