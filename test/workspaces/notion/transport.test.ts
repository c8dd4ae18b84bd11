import { inspect } from "node:util";

import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { Secret } from "../../../src/secret.ts";
import { openNotionTransport } from "../../../src/workspaces/notion/transport.ts";
import {
  isNotFound,
  RemoteFailure,
  statusOf,
  UnclearOutcome,
} from "../../../src/workspaces/remote-failure.ts";
import { openTransport, PAGE, TOKEN } from "./open-transport.ts";

const CHILD = "0f3a1c52-7b1e-4c3a-9d2e-444455556666";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Answers every request to Notion with the next of these; the last one stays. Returns the requests seen. */
function answers(...replies: readonly (() => Response)[]): Request[] {
  const seen: Request[] = [];
  server.use(
    http.all("https://api.notion.com/*", ({ request }) => {
      const reply = replies[Math.min(seen.length, replies.length - 1)];
      seen.push(request.clone());
      return reply?.();
    }),
  );
  return seen;
}

const page = () => HttpResponse.json({ object: "page", id: PAGE });

const error = (
  status: number,
  code: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => {
  const body = {
    object: "error",
    status,
    code,
    message: "…",
    request_id: "5f0a3c1e-0000-4000-8000-000000000001",
    ...more,
  };
  return () => HttpResponse.json(body, { status, headers });
};

describe("what is sent", () => {
  test("the token, the version and nothing twice", async () => {
    const seen = answers(page);
    const { send, transport } = openTransport();
    expect(await send()).toMatchObject({ id: PAGE });
    expect(seen.map((request) => request.url)).toEqual([`https://api.notion.com/v1/pages/${PAGE}`]);
    expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
    expect(seen[0]?.headers.get("notion-version")).toBe("2026-03-11");
    expect(transport.requests()).toBe(1);
  });

  test("what the SDK has no method for goes the same way", async () => {
    const seen = answers(error(503, "service_unavailable"), page);
    const { transport } = openTransport();
    const path = `data_sources/${PAGE}/query`;
    const answer = await transport.call({ kind: "read", what: "dataSources.query" }, (client) =>
      client.request({
        path,
        method: "post",
        body: { is_archived: true },
        query: { filter_properties: ["a"] },
      }),
    );
    expect(answer).toMatchObject({ id: PAGE });
    expect(seen).toHaveLength(2);
    expect(await seen[1]?.json()).toEqual({ is_archived: true });
  });

  test("the server's clock is known from its answers, bad ones too", async () => {
    answers(error(404, "object_not_found", {}, { date: "Mon, 23 Nov 2026 10:00:00 GMT" }));
    const { transport, failure } = openTransport();
    expect(transport.serverTime()).toBeNull();
    await failure();
    expect(transport.serverTime()).toBe(Date.UTC(2026, 10, 23, 10));
  });

  test.each(["http://api.notion.com", "https://notion.example", "https://api.notion.com.example"])(
    "no token for %s",
    (baseUrl) => {
      expect(() => openTransport({ baseUrl })).toThrow(AppError);
    },
  );

  test("no token that cannot be one", () => {
    const token = new Secret(`${TOKEN}\n`);
    expect(() => openNotionTransport({ token, perMinute: 1 })).toThrow(/holds characters/);
  });
});

describe("repeats", () => {
  test("the SDK repeats nothing by itself", async () => {
    const seen = answers(error(500, "internal_server_error"));
    const { failure } = openTransport();
    await failure();
    expect(seen).toHaveLength(6);
  });

  test("a 429 waits as long as it says, also two minutes, and creates wait, too", async () => {
    const limited = error(429, "rate_limited", {}, { "retry-after": "120" });
    const seen = answers(limited, limited, page);
    const { send, waits, transport } = openTransport();
    await send({ kind: "create" });
    expect(waits).toEqual([120_000, 120_000]);
    expect([seen.length, transport.requests()]).toEqual([3, 3]);
  });

  test("while one waits for a 429, others with the token wait as well", async () => {
    answers(error(429, "rate_limited", {}, { "retry-after": "120" }), page);
    const { send, waits } = openTransport();
    await Promise.all([send(), send()]);
    expect(Math.max(...waits)).toBe(120_000);
  });

  test("the body's retry_after serves where the header was lost", async () => {
    answers(error(429, "rate_limited", { additional_data: { retry_after: "33" } }), page);
    const { send, waits } = openTransport();
    await send();
    expect(waits).toEqual([33_000]);
  });

  test("what Notion blocks is not asked again", async () => {
    const blocked = { additional_data: { rate_limit_reason: "public_api_request_blocked" } };
    const seen = answers(error(429, "rate_limited", blocked, { "retry-after": "5" }));
    const { failure } = openTransport();
    expect(await failure()).toMatchObject({ message: expect.stringContaining("blocked") as string });
    expect(seen).toHaveLength(1);
  });

  test.each<[string, () => Response]>([
    ["a conflict", error(409, "conflict_error")],
    ["a 502 in HTML", () => HttpResponse.html("<h1>Bad gateway</h1>", { status: 502 })],
    ["a 504 with a code the SDK does not know", error(504, "some_new_code")],
    ["a 529", error(529, "service_overload")],
    ["JSON cut short", () => HttpResponse.text('{"object":"pa')],
    ["HTML instead of JSON", () => HttpResponse.html("<h1>Sign in</h1>")],
  ])("an update is repeated after %s", async (_, reply) => {
    const seen = answers(reply, page);
    await openTransport().send({ kind: "update" });
    expect(seen).toHaveLength(2);
  });

  test("a bug in `send` passes through and is not taken for the network", async () => {
    const { transport } = openTransport();
    const bug = new TypeError("Cannot read properties of undefined");
    await expect(transport.call({ kind: "read", what: "x" }, () => Promise.reject(bug))).rejects.toBe(bug);
  });
});

describe("when Notion wants quiet", () => {
  const limited = (seconds: number) => error(429, "rate_limited", {}, { "retry-after": String(seconds) });
  const KINDS = ["create", "update", "read"] as const;
  afterEach(() => void vi.useRealTimers());

  test("for long, no request follows those under way, and all calls fail with the same sentence", async () => {
    const seen = answers(limited(1_200));
    const { failure, waits } = openTransport();
    const thrown = await Promise.all(
      Array.from({ length: 50 }, (_, i) => failure({ kind: "create", parent: `${i}` })),
    );
    expect(seen).toHaveLength(6);
    const later = await Promise.all(KINDS.map((kind) => failure({ kind, priority: "interactive" })));
    expect(seen).toHaveLength(6);
    expect(waits).toEqual([]);
    for (const each of later) expect(each).toBeInstanceOf(AppError);
    // Those that were under way name their own request; who was not sent names the first of them.
    expect(new Set([...thrown.slice(6), ...later].map(String)).size).toBe(1);
  });

  test("for long, the sentence says until when, and calls go through from then on", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 23, 10, 0, 1) });
    const seen = answers(limited(1_200), page);
    const { failure, send, pass } = openTransport();
    const until = new Date(Date.UTC(2026, 10, 23, 10, 21));
    const clock = [until.getHours(), until.getMinutes()]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
    for (const wait of [0, 1_199_999]) {
      pass(wait);
      const thrown = (await failure()) as AppError;
      expect([thrown.code, statusOf(thrown)]).toEqual(["workspace_failed", 429]);
      expect(thrown.message).toContain(`wait until 2026-11-2`);
      for (const text of Object.values(thrown.text)) expect(text).toContain(` ${clock} `);
    }
    expect(seen).toHaveLength(1);
    pass(1);
    expect(await send()).toMatchObject({ id: PAGE });
  });

  test("who waits out a shorter time fails at once when a longer one is named", async () => {
    const seen = answers(limited(600), limited(1_200));
    const { failure } = openTransport();
    await Promise.all([failure({ kind: "create" }), failure({ kind: "update" })]);
    expect(seen).toHaveLength(2);
  });

  test("what Notion blocks is asked by nobody any more, however long ago that was", async () => {
    const blocked = { additional_data: { rate_limit_reason: "public_api_request_blocked" } };
    const seen = answers(error(429, "rate_limited", blocked));
    const { failure, pass } = openTransport();
    const first = await failure();
    pass(7 * 24 * 3_600_000);
    const later = await Promise.all(KINDS.map((kind) => failure({ kind })));
    expect(later).toEqual(KINDS.map(() => first));
    expect(seen).toHaveLength(1);
  });

  test.each([503, 529])("with a %i, everyone waits, also for the look after a create", async (status) => {
    const code = status === 503 ? "service_unavailable" : "service_overload";
    const seen = answers(error(status, code, {}, { "retry-after": "120" }), page);
    const { failure, send, waits } = openTransport();
    expect(await failure({ kind: "create" })).toBeInstanceOf(UnclearOutcome);
    expect([seen.length, waits]).toEqual([1, []]);
    await send();
    expect([seen.length, waits]).toEqual([2, [120_000]]);
  });

  test("with a 529 for long, an unclear create stays unclear and its look is not sent", async () => {
    const seen = answers(error(529, "service_overload", {}, { "retry-after": "1200" }), page);
    const { failure } = openTransport();
    const unclear = await failure({ kind: "create" });
    expect(unclear).toBeInstanceOf(UnclearOutcome);
    expect(await failure()).toBe((unclear as UnclearOutcome).cause);
    expect(seen).toHaveLength(1);
  });

  test("with a status that the caller answers by asking for less, that waits as well", async () => {
    const seen = answers(error(504, "gateway_timeout", {}, { "retry-after": "30" }), page);
    const { failure, send, waits } = openTransport();
    await failure({ tooMuchOn: 504 });
    await send({ tooMuchOn: 504 });
    expect([seen.length, waits]).toEqual([2, [30_000]]);
  });
});

describe("creates whose end nobody knows", () => {
  test.each<[string, () => Response]>([
    ["a 529, which may follow a commit", error(529, "service_overload")],
    ["a 503", error(503, "service_unavailable")],
    ["a 502 in HTML", () => HttpResponse.html("<h1>Bad gateway</h1>", { status: 502 })],
    ["JSON cut short", () => HttpResponse.text('{"object":"pa')],
  ])("%s", async (_, reply) => {
    const seen = answers(reply);
    const thrown = await openTransport().failure({ kind: "create" });
    expect(thrown).toBeInstanceOf(UnclearOutcome);
    expect(thrown).toMatchObject({ committedIds: [], cause: expect.any(AppError) as AppError });
    expect(seen).toHaveLength(1);
  });

  test("a page that was saved although it failed is named", async () => {
    const id = PAGE.replaceAll("-", "").toUpperCase();
    answers(error(503, "service_unavailable", { additional_data: { committed_resource_id: id } }));
    expect(await openTransport().failure({ kind: "create" })).toMatchObject({ committedIds: [PAGE] });
  });

  test("of an append the saved children are named, not their parent, and nothing that is no id", async () => {
    const extra = { committed_resource_id: PAGE, committed_child_ids: [CHILD, "../x"] };
    answers(error(503, "service_unavailable", { additional_data: extra }));
    expect(await openTransport().failure({ kind: "create" })).toMatchObject({ committedIds: [CHILD] });
  });

  test("a 409 was not saved, so the create is simply repeated", async () => {
    const seen = answers(error(409, "conflict_error"), page);
    await openTransport().send({ kind: "create" });
    expect(seen).toHaveLength(2);
  });
});

describe("the sentence", () => {
  const noted = "(pages.retrieve, ";
  test.each<[string, () => Response, RegExp]>([
    [
      "401",
      error(401, "unauthorized"),
      /did not accept the token \(pages.retrieve, 401 unauthorized, request 5f0a3c1e-0000-4000-8000-000000000001\)/,
    ],
    ["403", error(403, "restricted_resource"), /lacks the permission/],
    [
      "403 by the plan",
      error(403, "restricted_resource", { additional_data: { reason: "block_limit" } }),
      /block limit of Notion's Free plan/,
    ],
    ["403 by a firewall", () => HttpResponse.html("no", { status: 403 }), /before it reached Notion/],
    ["404", error(404, "object_not_found"), /not shared with the connection/],
    ["404 by a proxy", () => HttpResponse.html("no", { status: 404 }), /did not accept what was sent/],
    ["409", error(409, "row_limit_exceeded"), /limit of rows/],
  ])("%s", async (_, reply, sentence) => {
    answers(reply);
    const thrown = await openTransport().failure();
    expect(thrown).toMatchObject({
      code: "workspace_failed",
      cause: expect.any(RemoteFailure) as RemoteFailure,
    });
    expect((thrown as AppError).message).toMatch(sentence);
    expect((thrown as AppError).message).toContain(noted);
    expect((thrown as AppError).text.ja).toMatch(/[ぁ-ん]/);
    expect((thrown as AppError).hint?.ja).toBeTruthy();
  });

  test("only Notion's own 404 counts as not found", async () => {
    answers(error(404, "object_not_found"));
    expect(isNotFound(await openTransport().failure())).toBe(true);
    answers(() => HttpResponse.html("no such host", { status: 404 }));
    expect(isNotFound(await openTransport().failure())).toBe(false);
  });

  test("a refused request names the place in it and our own property, nothing else", async () => {
    const message =
      'body failed validation: body.children[3].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `"影山"`. 件名 is not a property that exists.';
    answers(error(400, "validation_error", { message }));
    const thrown = (await openTransport().failure({ names: ["件名", "要約"] })) as AppError;
    expect(thrown.text.ja).toBe(
      "Notionがこの内容を受け付けませんでした(pages.retrieve、400 validation_error、" +
        "body.children[3].paragraph.rich_text[0].text.content.length、「件名」、リクエストID 5f0a3c1e-0000-4000-8000-000000000001)",
    );
  });
});

describe("no error carries the token, an entry's text or a name", () => {
  const TEXT = "canary-entry-text";
  const NAME = "影山 みのり";
  const leak = `${TOKEN} ${TEXT} ${NAME}`;
  const leaky = { message: `body failed validation: body.properties.${leak}`, request_id: TOKEN };
  test.each<[string, () => Response]>([
    ["400", error(400, "validation_error", leaky)],
    ["401", error(401, "unauthorized", { ...leaky, additional_data: { token: leak } })],
    ["a code of its own", error(418, leak, leaky)],
    ["404", error(404, "object_not_found", { message: `body failed validation: body.${leak}` })],
    ["502 in HTML", () => HttpResponse.html(`<p>${leak}</p>`, { status: 502, headers: { "x-echo": TOKEN } })],
    ["JSON cut short", () => HttpResponse.text(`{"title":"${leak}`)],
    ["text instead of JSON", () => HttpResponse.text(leak)],
    ["503", error(503, "service_unavailable", { additional_data: { committed_child_ids: [leak] } })],
    ["no answer", () => HttpResponse.error()],
  ])("%s", async (_, reply) => {
    answers(reply);
    for (const kind of ["read", "create"] as const) {
      const thrown = await openTransport().failure({ kind });
      const shown = inspect(thrown, { depth: Infinity, showHidden: true, getters: true });
      const all = [shown, JSON.stringify(thrown), String(thrown), ...chain(thrown)].join("\n");
      for (const canary of [TOKEN, "canary", TEXT, NAME, "影山"]) expect(all).not.toContain(canary);
    }
  });

  test("nor does the transport itself when it is printed", () => {
    const { transport } = openTransport();
    expect(inspect(transport, { depth: Infinity, showHidden: true })).not.toContain(TOKEN);
  });
});

function chain(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  return [thrown.message, thrown.stack ?? "", ...chain(thrown.cause)];
}
