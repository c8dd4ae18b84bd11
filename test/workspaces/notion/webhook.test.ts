import * as fc from "fast-check";
import { expect, test, vi } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import type { WebhookTable } from "../../../src/store/store.ts";
import { receiveWebhook, type WebhookDelivery } from "../../../src/workspaces/notion/webhook.ts";
import { tempDir } from "../../temp-dir.ts";
import {
  byOwnBot,
  byPerson,
  bytesOf,
  DATA_SOURCE,
  DATABASE,
  delivered,
  handshake,
  NOW,
  OTHER_TOKEN,
  OWN_BOT,
  PAGE,
  pageEvent,
  signed,
  TOKEN,
} from "./deliveries.ts";

const DAY = 24 * 60 * 60 * 1000;
const daysLater = (days: number, ms = 0) => new Date(NOW.getTime() + days * DAY + ms);
const REFUSED = { status: 401, outcome: "refused" };
const NO_EFFECT = { status: 200, outcome: "no_effect" };
const SEEN_BEFORE = { status: 200, outcome: "seen_before" };

interface World {
  readonly webhooks: WebhookTable;
  readonly receive: (
    delivery: WebhookDelivery,
    now?: Date,
    ownBotId?: string | null,
  ) => ReturnType<typeof receiveWebhook>;
}

/** A receiver whose token is configured. */
async function withReceiver(work: (world: World) => Promise<void>): Promise<void> {
  await using dir = await tempDir();
  await using store = await openSqliteStore({ dataDir: dir.path });
  const { webhooks } = store;
  const token = new Secret(TOKEN);
  await work({
    webhooks,
    receive: (delivery, now = NOW, ownBotId = OWN_BOT) =>
      receiveWebhook(delivery, { token, webhooks, ownBotId, now }),
  });
}

test("a signed event of a row wakes a reading of the row, its data source and its database", () =>
  withReceiver(async ({ receive }) => {
    expect(await receive(await delivered(pageEvent()))).toEqual({
      status: 200,
      outcome: "wake",
      wake: {
        reason: "page.content_updated",
        pages: [PAGE],
        dataSources: [DATA_SOURCE],
        databases: [DATABASE],
        full: false,
      },
    });
  }));

test(
  "none of ten thousand forgeries is accepted, and none leaves a trace",
  () =>
    withReceiver(async ({ receive, webhooks }) => {
      const genuine = await delivered(pageEvent());
      await fc.assert(
        fc.asyncProperty(await forgeries(genuine), async (forged) => {
          expect(await receive(forged)).toEqual(REFUSED);
        }),
        { seed: 20261123, numRuns: 10_000 },
      );
      expect(await webhooks.token()).toBeNull();
      // The control: had one of them been taken, the genuine delivery would now be a replay.
      expect(await receive(genuine)).toMatchObject({ outcome: "wake" });
    }),
  120_000,
);

/** Deliveries of somebody who has seen a genuine one, but not the token. */
async function forgeries(genuine: WebhookDelivery): Promise<fc.Arbitrary<WebhookDelivery>> {
  const body = Buffer.from(genuine.rawBody);
  const header = genuine.signature ?? "";
  const hex = header.slice("sha256=".length);
  const position = fc.nat(body.length - 1);
  const digit = fc.nat(hex.length - 1);

  const bodies = fc.oneof(
    fc.tuple(position, fc.nat(7)).map(([at, bit]) => flipBit(body, at, bit)),
    fc
      .tuple(position, fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([at, bytes]) => Buffer.concat([body.subarray(0, at), bytes, body.subarray(at)])),
    position.map((at) => Buffer.concat([body.subarray(0, at), body.subarray(at + 1)])),
    position.map((at) => body.subarray(0, at)),
    fc.json().map(bytesOf),
    fc.uint8Array({ maxLength: 500 }),
    fc.uuid().map((id) => bytesOf(JSON.stringify(pageEvent({ id })))),
  );
  const signatures = fc.oneof(
    fc.tuple(digit, fc.integer({ min: 1, max: 15 })).map(([at, by]) => `sha256=${changeDigit(hex, at, by)}`),
    digit.map((length) => `sha256=${hex.slice(0, length)}`),
    fc.string({ maxLength: 80 }),
    fc.string({ minLength: 1, maxLength: 10 }).map((text) => `${header}${text}`),
    fc.string({ minLength: 1, maxLength: 10 }).map((text) => `${text}${header}`),
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => `sha256=${Buffer.from(b).toString("hex")}`),
    fc.constantFrom(
      undefined,
      "",
      hex,
      "sha256=",
      `sha1=${hex}`,
      `SHA256=${hex}`,
      `sha256:${hex}`,
      `sha256= ${hex}`,
      `sha256=${hex}, sha256=${hex}`,
      `sha256=0x${hex.slice(2)}`,
      `sha256=${Buffer.from(hex, "hex").toString("base64")}`,
      `sha256=${hex.replaceAll(/\d/gu, (n) => String.fromCodePoint(0xff10 + Number(n)))}`,
    ),
  );
  // Keys near the token, and what a careless receiver might turn a missing or printed one into.
  const otherKeys = await Promise.all(
    [OTHER_TOKEN, TOKEN.slice(1), ` ${TOKEN}`, "null", "undefined", "[redacted]"].map((key) =>
      signed(genuine.rawBody, key),
    ),
  );
  const handshakes = [
    await signed(handshake(OTHER_TOKEN).rawBody, OTHER_TOKEN),
    handshake(OTHER_TOKEN),
    handshake(TOKEN),
  ];
  return fc
    .oneof(
      { weight: 5, arbitrary: bodies.map((rawBody) => ({ ...genuine, rawBody })) },
      { weight: 5, arbitrary: signatures.map((signature) => ({ ...genuine, signature })) },
      { weight: 2, arbitrary: fc.record({ rawBody: bodies, signature: signatures }) },
      { weight: 1, arbitrary: fc.constantFrom(...otherKeys, ...handshakes) },
    )
    .filter(({ rawBody, signature }) => !(body.equals(rawBody) && signature === header));
}

function flipBit(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
  return changed;
}

function changeDigit(hex: string, at: number, by: number): string {
  const digit = (Number.parseInt(hex.charAt(at), 16) + by) % 16;
  return hex.slice(0, at) + digit.toString(16) + hex.slice(at + 1);
}

test("the signature is of the bytes as they came: the same JSON written anew is refused", () =>
  withReceiver(async ({ receive }) => {
    const text = JSON.stringify(pageEvent(), null, 1);
    const genuine = await signed(bytesOf(text));
    const rewritten = bytesOf(JSON.stringify(JSON.parse(text)));
    expect(await receive({ ...genuine, rawBody: rewritten })).toEqual(REFUSED);
    expect(await receive(genuine)).toMatchObject({ outcome: "wake" });
  }));

test("nothing is parsed before the signature is found right", () =>
  withReceiver(async ({ receive }) => {
    const parse = vi.spyOn(JSON, "parse");
    try {
      await receive(await delivered(pageEvent(), OTHER_TOKEN));
      await receive({ ...(await delivered(pageEvent())), signature: undefined });
      expect(parse).not.toHaveBeenCalled();
      await receive(await delivered(pageEvent()));
      expect(parse).toHaveBeenCalledOnce();
    } finally {
      parse.mockRestore();
    }
  }));

test("a body of more than a megabyte is refused before it is hashed", () =>
  withReceiver(async ({ receive }) => {
    const sign = vi.spyOn(crypto.subtle, "sign");
    try {
      const ofLength = (bytes: number) => {
        const bare = bytesOf(JSON.stringify(pageEvent({ padding: "" }))).length;
        return bytesOf(JSON.stringify(pageEvent({ padding: "x".repeat(bytes - bare) })));
      };
      const tooLarge = await signed(ofLength(1024 * 1024 + 1));
      const largest = await signed(ofLength(1024 * 1024));
      sign.mockClear();
      expect(await receive(tooLarge)).toEqual({ status: 413, outcome: "too_large" });
      expect(sign).not.toHaveBeenCalled();
      expect(await receive(largest)).toMatchObject({ outcome: "wake" });
    } finally {
      sign.mockRestore();
    }
  }));

test("an event has its effect once, whatever the attempt that brings it", () =>
  withReceiver(async ({ receive }) => {
    expect(await receive(await delivered(pageEvent({ attempt_number: 3 })))).toMatchObject({
      outcome: "wake",
    });
    for (const attempt_number of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(await receive(await delivered(pageEvent({ attempt_number })))).toEqual(SEEN_BEFORE);
    }
    const another = pageEvent({ id: "another" });
    expect(await receive(await delivered(another))).toMatchObject({ outcome: "wake" });
  }));

test("whatever order events and their repetitions come in, the same readings are woken", async () => {
  const events = Array.from({ length: 6 }, (_, n) =>
    pageEvent({ id: `event-${n}`, entity: { id: PAGE.replace(/^1/u, String(n)), type: "page" } }),
  );
  const attempts = await Promise.all([...events, ...events].map((event) => delivered(event)));
  const wokenIn = async (order: readonly number[]) => {
    const woken: string[] = [];
    await withReceiver(async ({ receive }) => {
      for (const delivery of order.flatMap((n) => attempts[n] ?? [])) {
        const answer = await receive(delivery);
        if (answer.outcome === "wake") woken.push(...answer.wake.pages);
      }
    });
    return woken.toSorted();
  };
  const inOrder = [...attempts.keys()];
  const expected = await wokenIn(inOrder);
  expect(expected).toHaveLength(6);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), async (order) => {
      expect(await wokenIn(order)).toEqual(expected);
    }),
    { seed: 7, numRuns: 20 },
  );
});

test("an id is forgotten after thirty days, and its event cannot come back then", () =>
  withReceiver(async ({ receive, webhooks }) => {
    const old = await delivered(pageEvent());
    const later = (id: string, now: Date) => pageEvent({ id, timestamp: now.toISOString() });
    await receive(old);
    await receive(await delivered(later("e29", daysLater(29))), daysLater(29));
    expect(await receive(old, daysLater(29, -60_000))).toEqual(SEEN_BEFORE);
    expect(await receive(old, daysLater(29))).toEqual(NO_EFFECT);
    await receive(await delivered(later("e30", daysLater(30, 1))), daysLater(30, 1));
    expect(await receive(old, daysLater(30, 1))).toEqual(NO_EFFECT);
    // The control: the id itself is no longer there; what stops the replay is the event's own, signed, age.
    expect(await webhooks.firstSeen("367cba44-b6f3-4c92-81e7-6a2e9659efd4", NOW.toISOString())).toBe(true);
    expect(await webhooks.firstSeen("e29", NOW.toISOString())).toBe(false);
  }));

test("a delivery that the store could not keep is taken when Notion repeats it", () =>
  withReceiver(async ({ receive, webhooks }) => {
    const delivery = await delivered(pageEvent());
    for (const broken of ["forgetSeen", "firstSeen"] as const) {
      const full = { ...webhooks, [broken]: () => Promise.reject(new Error("disk full")) };
      const receiver = { token: new Secret(TOKEN), webhooks: full, ownBotId: null, now: NOW };
      await expect(receiveWebhook(delivery, receiver)).rejects.toThrow("disk full");
    }
    expect(await receive(delivery)).toMatchObject({ outcome: "wake" });
  }));

test("event types that are unknown, or of no concern to us, are acknowledged without effect", () =>
  withReceiver(async ({ receive }) => {
    const types = [
      "page.teleported",
      "comment.created",
      "view.updated",
      "file_upload.completed",
      "page.locked",
      "constructor",
      "__proto__",
      "",
      7,
      null,
    ];
    for (const [n, type] of types.entries()) {
      const answer = await receive(await delivered(pageEvent({ id: `e${n}`, type })));
      expect({ type, answer }).toEqual({ type, answer: NO_EFFECT });
    }
  }));

test("forms that we do not know are acknowledged, and used as far as they can be read", () =>
  withReceiver(async ({ receive }) => {
    const unreadable = [null, 1, "text", [], {}, { id: 5 }, { id: "" }, { verification_token: OTHER_TOKEN }];
    for (const body of unreadable) {
      const answer = await receive(await delivered(body));
      expect({ body, answer }).toEqual({ body, answer: NO_EFFECT });
    }
    const readable = [
      { later_field: { deep: [1] }, api_version: "2031-01-01" },
      { authors: "everybody" },
      { authors: [{ id: OWN_BOT }] },
      { timestamp: 12 },
      { timestamp: "昨日" },
      { data: null },
      { data: { parent: { id: 3 } } },
      { data: { parent: { id: DATABASE, type: "database", data_source_id: {} } } },
    ];
    for (const [n, changes] of readable.entries()) {
      const answer = await receive(await delivered(pageEvent({ id: `e${n}`, ...changes })));
      expect({ changes, answer }).toMatchObject({ changes, answer: { wake: { pages: [PAGE] } } });
    }
  }));

test("signed bytes that are no JSON are refused as such", () =>
  withReceiver(async ({ receive }) => {
    const notJson = { status: 400, outcome: "not_json" };
    expect(await receive(await signed(bytesOf("{")))).toEqual(notJson);
    expect(await receive(await signed(bytesOf("")))).toEqual(notJson);
    expect(await receive(await signed(Uint8Array.of(0x22, 0xff, 0x22)))).toEqual(notJson);
    expect(await receive(await signed(bytesOf("[".repeat(500_000))))).toEqual(notJson);
  }));

test("ids that are no UUID are left out, and an event that names nothing else wakes nothing", () =>
  withReceiver(async ({ receive }) => {
    const evil = ["../../v1/users", `${PAGE}/../x`, `${PAGE}\n`, "", "0", PAGE.replace("1", "g"), ` ${PAGE}`];
    for (const [n, id] of evil.entries()) {
      const event = pageEvent({
        id: `e${n}`,
        entity: { id, type: "page" },
        data: { parent: { id, type: "database" } },
      });
      const answer = await receive(await delivered(event));
      expect({ id, answer }).toEqual({ id, answer: NO_EFFECT });
    }
    const undashed = { id: PAGE.replaceAll("-", "").toUpperCase(), type: "page" };
    expect(await receive(await delivered(pageEvent({ entity: undashed })))).toMatchObject({
      wake: { pages: [PAGE] },
    });
  }));

test("a page moved, deleted or restored, and every change of a database, asks for a full comparison", () =>
  withReceiver(async ({ receive }) => {
    const wakeOf = async (type: string, entity: object) => {
      const answer = await receive(await delivered(pageEvent({ id: type, type, entity })));
      if (answer.outcome !== "wake") throw new Error(`${type} woke nothing`);
      return answer.wake;
    };
    for (const act of ["moved", "deleted", "undeleted"]) {
      const wake = await wakeOf(`page.${act}`, { id: PAGE, type: "page" });
      expect(wake).toMatchObject({ full: true, pages: [PAGE], dataSources: [DATA_SOURCE] });
    }
    for (const act of ["created", "content_updated", "schema_updated", "moved", "deleted", "undeleted"]) {
      const source = await wakeOf(`data_source.${act}`, { id: PAGE, type: "data_source" });
      expect(source).toMatchObject({ full: true, pages: [], dataSources: [PAGE, DATA_SOURCE] });
      const database = await wakeOf(`database.${act}`, { id: PAGE, type: "database" });
      expect(database).toMatchObject({ full: true, pages: [], databases: [PAGE, DATABASE] });
    }
    const asBlock = await receive(
      await delivered(pageEvent({ type: "database.moved", entity: { id: PAGE, type: "block" } })),
    );
    expect(asBlock).toMatchObject({ wake: { databases: [PAGE, DATABASE] } });
    for (const act of ["created", "content_updated", "properties_updated"]) {
      expect(await wakeOf(`page.${act}`, { id: PAGE, type: "page" })).toMatchObject({ full: false });
    }
  }));

test("a change that only our own bot made wakes nothing, but is remembered", () =>
  withReceiver(async ({ receive }) => {
    const own = await delivered(pageEvent({ authors: [byOwnBot, byOwnBot] }));
    expect(await receive(own)).toEqual({ status: 200, outcome: "own_change" });
    expect(await receive(own)).toEqual(SEEN_BEFORE);
    const undashed = { id: OWN_BOT.replaceAll("-", ""), type: "bot" };
    const again = await delivered(pageEvent({ id: "again", authors: [undashed] }));
    expect(await receive(again)).toMatchObject({ outcome: "own_change" });
  }));

test("a change that anybody else had a part in wakes", () =>
  withReceiver(async ({ receive }) => {
    const others = [[byOwnBot, byPerson], [{ id: PAGE, type: "bot" }], [{ id: OWN_BOT, type: "agent" }], []];
    for (const [n, authors] of others.entries()) {
      const answer = await receive(await delivered(pageEvent({ id: `e${n}`, authors })));
      expect({ authors, answer }).toMatchObject({ authors, answer: { outcome: "wake" } });
    }
    const unknownBot = await receive(await delivered(pageEvent({ authors: [byOwnBot] })), NOW, null);
    expect(unknownBot).toMatchObject({ outcome: "wake" });
  }));
