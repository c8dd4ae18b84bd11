import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { openApi } from "../../src/server/openapi.ts";
import { type RouteName, ROUTES } from "../../src/server/routes.ts";
import { serveSorei } from "./world.ts";

const P = "/api/partners/sorei";

describe("the API", () => {
  test("answers as its OpenAPI document says, and tells failures in RFC 9457", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    const document = (await (await client.get("/api/openapi.json")).json()) as ReturnType<typeof openApi>;
    expect(Object.keys(document.paths).length).toBeGreaterThan(12);
    const search = await client.get("/api/search?q=%E5%BC%95%E3%81%8D%E7%B6%99%E3%81%8E");
    const ajv = new Ajv2020({ strict: false });
    const schema = ROUTE_SCHEMAS(document, "search");
    expect(ajv.validate(schema, await search.json())).toBe(true);
    // Control: what is none is seen not to be one.
    expect(ajv.validate(schema, { total: "2" })).toBe(false);
    const failure = await client.get("/api/search?limit=x");
    expect(failure.status).toBe(400);
    expect(failure.headers.get("content-type")).toMatch(/^application\/problem\+json/u);
    expect(await failure.json()).toMatchObject({ status: 400, code: "usage", requestId: expect.any(String) });
  });

  test("searches one unit only of a partner that is named: another one may call a unit alike", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    const refused = await client.get("/api/search?unit=br-osk");
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain("sorei");
    const found = await client.get("/api/search?unit=br-osk&partner=sorei&limit=100");
    const { hits } = (await found.json()) as { hits: { unit: string }[] };
    expect(new Set(hits.map(({ unit }) => unit))).toEqual(new Set(["br-osk"]));
  });

  test("sends nothing again that has not changed", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    const first = await client.get(P);
    // A browser that asks again whether it has changed.
    const again = (etag: string) => client.get(P, { "if-none-match": etag, "cache-control": "max-age=0" });
    expect((await again(first.headers.get("etag") ?? "")).status).toBe(304);
    expect((await again('W/"other"')).status).toBe(200);
  });

  test("records what was heard, and finds it at once", async () => {
    await using world = await serveSorei();
    const client = await world.as("rep");
    const text = "見積の型紙を渡した\n\n共有範囲: パートナー内の全事業部・拠点\n\n当日に返せるようになった。";
    const added = await client.send("POST", `${P}/units/br-osk/entries`, { kind: "success", text });
    expect(added.status).toBe(200);
    const { id } = (await added.json()) as { id: string };
    const found = await client.get(`/api/search?q=${encodeURIComponent("見積の型紙")}`);
    expect(await found.json()).toMatchObject({ hits: [{ id, full: true }] });
    expect(await (await client.get(`${P}/entries/${id}`)).json()).toMatchObject({
      title: "見積の型紙を渡した",
    });
  });

  test("decides about the text that was seen, and about no other", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    const { items } = (await (await client.get(`${P}/releases?id=E16&audience=vendor`)).json()) as {
      items: { textHash: string; state: string }[];
    };
    const decide = (textHash: string) =>
      client.send("POST", `${P}/releases/E16`, { audience: "vendor", decision: "revoke", textHash });
    expect((await decide("another")).status).toBe(409);
    expect((await decide(items[0]?.textHash ?? "")).status).toBe(200);
    const after = await client.get(`${P}/releases?id=E16&audience=vendor`);
    expect(await after.json()).toMatchObject({ items: [{ state: "held" }] });
  });
});

/** Parts of requests that somebody may try. */
const HOSTILE = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "../../etc/passwd",
    "%2e%2e%2f",
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "\u0000",
    "\ud800",
    "2026-W99",
    "2026-13-40",
    "-1",
    "1e9",
    "NaN",
    "br-osk",
    "E16",
    "vendor",
    "success",
    "a".repeat(300),
  ),
);

test("whatever is asked of it, it answers, and never with a failure of its own", async () => {
  await using world = await serveSorei();
  const client = await world.as("lead");
  const names = Object.keys(ROUTES) as RouteName[];
  const request = fc.record({
    name: fc.constantFrom(...names),
    values: fc.array(HOSTILE, { minLength: 8, maxLength: 8 }),
    valid: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    extra: fc.option(fc.tuple(HOSTILE, HOSTILE)),
  });
  const VALID: Readonly<Record<string, string>> = {
    partner: "sorei",
    unit: "br-osk",
    id: "E16",
    week: "2026-W48",
    audience: "partner",
    kind: "issue",
    item: "E16",
    case: "E16",
  };
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ name, values, valid, extra }) => {
      const route = ROUTES[name];
      let at = 0;
      const pick = (field: string): string => {
        const number = at++ % values.length;
        return valid[number] === true ? (VALID[field] ?? values[number] ?? "") : (values[number] ?? "");
      };
      const path = route.path.replace(/:(\w+)/gu, (_, field: string) =>
        encodeURIComponent(wellFormed(pick(field))),
      );
      const fields = Object.keys(route.input.shape).filter((field) => !route.path.includes(`:${field}`));
      const input = Object.fromEntries([
        ...fields.map((field) => [field, pick(field)]),
        ...(extra === null ? [] : [extra]),
      ]);
      const query = new URLSearchParams(input as Record<string, string>).toString();
      const answer =
        route.method === "get"
          ? await client.get(`/api${path}?${query}`.slice(0, 3_000))
          : await client.send(route.method.toUpperCase(), `/api${path}`, input);
      const text = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, `${name} ${text}`).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/u);
    }),
    { seed: 20_261_125, numRuns: Number(process.env["FUZZ_RUNS"] ?? 1_500), endOnFailure: true },
  );
  expect(world.bugs).toEqual([]);
  // Not everything was refused at the door.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(20);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(20);
}, 240_000);

const wellFormed = (text: string): string => (text.toWellFormed() === "" ? "x" : text.toWellFormed());

function ROUTE_SCHEMAS(document: ReturnType<typeof openApi>, name: string): object {
  const operation = document.paths[`/api/${name}`]?.["get"] as {
    responses: { "200": { content: { "application/json": { schema: object } } } };
  };
  return operation.responses["200"].content["application/json"].schema;
}
