import { describe, expect, test } from "vitest";

import { at, basic, openAsked, refusal, storage, textAt, titles } from "./confluence/ask.ts";

describe("credentials", () => {
  test("that are wrong or missing are 403 in the first generation and 401 in the second", async () => {
    const { v1, v2 } = await openAsked();
    const wrong = { authorization: basic("bot@example.com", "nope") };
    expect(refusal(await v1("GET", "user/current", undefined, wrong))).toContain("403 com.atlassian");
    expect(refusal(await v2("GET", "spaces", undefined, wrong))).toBe("401 Unauthorized");
    const garbled = await v1("GET", "user/current", undefined, { authorization: "Basic §" });
    expect([garbled.status, garbled.headers.get("content-type")]).toEqual([401, "text/html;charset=UTF-8"]);
  });

  test("of a scoped token work at the gateway alone, and those of a classic one at the site alone", async () => {
    for (const [tokenKind, site, gateway] of [
      ["classic", 200, 401],
      ["scoped", 401, 200],
    ] as const) {
      const { server } = await openAsked({ tokenKind });
      const headers = { authorization: basic(server.email, server.token) };
      expect((await fetch(`${server.url}/wiki/api/v2/spaces`, { headers })).status).toBe(site);
      expect((await fetch(`${server.gatewayUrl}/wiki/api/v2/spaces`, { headers })).status).toBe(gateway);
    }
  });

  test("of a scoped token reach as far as its scopes", async () => {
    const { server } = await openAsked({ tokenKind: "scoped", scopes: ["read:space:confluence"] });
    const get = async (path: string) => {
      const headers = { authorization: basic(server.email, server.token) };
      return (await fetch(`${server.gatewayUrl}/wiki/${path}`, { headers })).text();
    };
    expect(await get("api/v2/spaces")).toContain(server.spaceKey);
    expect(await get("api/v2/pages")).toContain("Unauthorized; scope does not match");
    expect(await get("rest/api/search?cql=type=page")).toContain("Unauthorized; scope does not match");
  });

  test("are not needed where anyone may read, and then one is nobody", async () => {
    const { server } = await openAsked({ anonymousAccess: true });
    const me = await fetch(`${server.url}/wiki/rest/api/user/current`);
    expect([me.status, await me.json()]).toMatchObject([200, { type: "anonymous" }]);
    const pages = await fetch(`${server.url}/wiki/api/v2/pages`);
    expect(pages.status).toBe(200);
  });

  test("say who one is, by the first generation only", async () => {
    const { server, v1, v2 } = await openAsked();
    expect((await v1("GET", "user/current")).body["accountId"]).toBe(server.botId);
    expect((await v2("GET", "user/by-me")).status).toBe(400);
  });
});

test("the cloud id is told without credentials", async () => {
  const { server } = await openAsked();
  const response = await fetch(`${server.url}/_edge/tenant_info`);
  expect(await response.json()).toEqual({ cloudId: server.cloudId });
});

describe("an address", () => {
  test("of the first generation that was removed is gone, and one that never was is not found", async () => {
    const { server, v1 } = await openAsked();
    for (const [method, path] of [
      ["GET", "content"],
      ["POST", "content"],
      ["PUT", `content/${server.rootPageId}`],
      ["GET", "space"],
      ["GET", `content/${server.rootPageId}/label`],
    ] as const) {
      expect((await v1(method, path, method === "GET" ? undefined : {})).status).toBe(410);
    }
    expect((await v1("GET", "nothing")).status).toBe(404);
    expect(server.violations).toEqual([]);
  });

  test("of the second that the document does not know is a violation", async () => {
    const { server, v2 } = await openAsked();
    expect((await v2("GET", "pagez")).status).toBe(400);
    expect((await v2("PUT", "pages", {})).status).toBe(400);
    expect(server.violations).toEqual([
      "GET /wiki/api/v2/pagez: the path is not known",
      "PUT /wiki/api/v2/pages: the path knows no such method",
    ]);
  });
});

test.each([
  ["GET", "pages?colour=red", undefined, "the query parameter 'colour' is not known"],
  ["GET", "pages?limit=251", undefined, `the parameter 'limit' = "251" must be <= 250`],
  ["GET", "pages?limit=0", undefined, `the parameter 'limit' = "0" must be >= 1`],
  ["GET", "pages?sort=size", undefined, "must be equal to one of the allowed values"],
  ["GET", "pages/abc", undefined, `the parameter 'id' = "abc" must be integer`],
  ["GET", "pages/1/descendants?depth=11", undefined, "must be <= 10"],
  ["GET", "pages?limit=5&limit=6", undefined, "the query parameter 'limit' is given 2 times"],
  ["POST", "pages", { title: "No space" }, "the body must have required property 'spaceId'"],
  ["POST", "pages", { spaceId: 7, title: "x" }, "the body/spaceId must be string"],
  ["POST", "pages", { spaceId: "7", colour: "red" }, "the body must not have 'colour'"],
  ["PUT", "pages/1", { id: "1", title: "x" }, "the body must have required property 'version'"],
  ["POST", "users-bulk", undefined, "the body is missing"],
])("%s %s is checked against the document: %s", async (method, path, body, problem) => {
  const { server, v2 } = await openAsked();
  expect((await v2(method, path, body)).status).toBe(400);
  expect(server.violations.join("\n")).toContain(problem);
});

test("a body that is no JSON, or does not say so, is a violation", async () => {
  const { server, v2 } = await openAsked();
  expect((await v2("POST", "pages", "{nope")).status).toBe(400);
  expect((await v2("POST", "pages", {}, { "content-type": "text/plain" })).status).toBe(415);
  expect(server.violations).toHaveLength(2);
});

test("a write of the first generation without the token header fails the XSRF check", async () => {
  const { server, v1 } = await openAsked();
  const label = [{ prefix: "global", name: "x" }];
  const path = `content/${server.rootPageId}/label`;
  expect(refusal(await v1("POST", path, label, { "x-atlassian-token": "" }))).toContain("403");
  expect((await v1("POST", path, label)).status).toBe(200);
});

test("every answer has a trace id, and the date of the server's own clock", async () => {
  const { v2 } = await openAsked();
  const reply = await v2("GET", "spaces");
  expect(reply.headers.get("atl-traceid")).toMatch(/^[0-9a-f]{32}$/);
  expect(reply.headers.get("date")).toBe("Mon, 02 Nov 2026 03:04:05 GMT");
});

test("requests are recorded until they are forgotten", async () => {
  const { server, v2 } = await openAsked();
  await v2("GET", "spaces?keys=A&keys=B");
  expect(server.requests).toMatchObject([
    { n: 1, method: "GET", path: "/wiki/api/v2/spaces", query: { keys: ["A", "B"] }, status: 200 },
  ]);
  server.forget();
  await v2("GET", "spaces");
  expect(server.requests).toMatchObject([{ n: 2 }]);
});

test("spaces are found by key, and know their home page", async () => {
  const { server, v2 } = await openAsked();
  const found = await v2("GET", `spaces?keys=${server.spaceKey}`);
  expect(found.body["results"]).toMatchObject([{ id: server.spaceId, homepageId: server.homepageId }]);
  server.person.showSpace(server.spaceId, false);
  expect((await v2("GET", `spaces?keys=${server.spaceKey}`)).body["results"]).toEqual([]);
  expect((await v2("GET", `spaces/${server.spaceId}`)).status).toBe(404);
});

describe("a listing", () => {
  const open = async () => {
    const opened = await openAsked();
    opened.server.seedPages(opened.server.rootPageId, 60, (index) => ({ title: `Seed ${index}` }));
    const path = `pages?space-id=${opened.server.spaceId}&sort=-modified-date`;
    return { ...opened, path };
  };

  test("goes on by its cursor, which has to be encoded, and ends without a next link", async () => {
    const { server, v2, path } = await open();
    const seen = new Set<string>();
    const links: string[] = [];
    let next: string | undefined = `${path}&limit=25`;
    while (next !== undefined) {
      const reply = await v2("GET", next);
      for (const title of titles(reply)) seen.add(title);
      expect(at(reply.body, "_links.base")).toBe(`${server.url}/wiki`);
      const link = at(reply.body, "_links.next") as string | undefined;
      if (link !== undefined) links.push(link);
      next = link?.slice("/wiki/api/v2/".length);
    }
    expect(seen.size).toBe(62);
    expect(links).toHaveLength(2);
    expect(links[0]).toMatch(/^\/wiki\/api\/v2\/pages\?/);
    const cursor = new URL(links[0] ?? "", server.url).searchParams.get("cursor");
    expect(cursor).toMatch(/\+.*\/.*=$/);
  });

  test("refuses a cursor of another listing, a broken one, and an expired one", async () => {
    const { server, v2, path } = await open();
    const link = textAt((await v2("GET", `${path}&limit=5`)).body, "_links.next");
    const cursor = encodeURIComponent(new URL(link, server.url).searchParams.get("cursor") ?? "");
    expect((await v2("GET", `${path}&cursor=${cursor}`)).status).toBe(200);
    const words = "Expected type is Cursor";
    expect(refusal(await v2("GET", `pages?cursor=${cursor}`))).toContain(words);
    expect(refusal(await v2("GET", `${path}&cursor=${cursor.slice(9)}`))).toContain(words);
    server.expireCursors();
    expect(refusal(await v2("GET", `${path}&cursor=${cursor}`))).toContain(words);
    expect(server.violations).toEqual([]);
  });

  test("by modification misses nothing that stays, when a page that was given moves to the front", async () => {
    const { server, v2, path, clock } = await open();
    const first = await v2("GET", `${path}&limit=30`);
    clock.pass(60);
    server.person.renamePage(textAt(first.body, "results.3.id"), "Moved to the front");
    const link = textAt(first.body, "_links.next").slice("/wiki/api/v2/".length);
    const second = await v2("GET", link);
    expect(titles(second)).not.toContain("Moved to the front");
    expect(new Set([...titles(first), ...titles(second)]).size).toBe(60);
  });
});

test("5,000 pages are seeded and walked in a moment", async () => {
  const { server, v2 } = await openAsked();
  const ids = server.seedPages(server.rootPageId, 5000, (index) => ({
    title: `Entry ${index}`,
    storage: "<p>x</p>",
    labels: ["pk"],
    properties: { "pk.entry": { n: index } },
  }));
  let next: string | undefined = `pages/${server.rootPageId}/direct-children?limit=250`;
  let count = 0;
  while (next !== undefined) {
    const reply = await v2("GET", next);
    count += titles(reply).length;
    next = (at(reply.body, "_links.next") as string | undefined)?.slice("/wiki/api/v2/".length);
  }
  expect(count).toBe(5000);
  expect(server.page(ids[4999] ?? "")).toMatchObject({
    labels: ["pk"],
    properties: { "pk.entry": { n: 4999 } },
  });
});

test("users are told by account, and unknown ones are left out", async () => {
  const { server, v1, v2 } = await openAsked();
  const body = { accountIds: [server.personId, "557058:unknown"] };
  const reply = await v2("POST", "users-bulk", body);
  expect(reply.body["results"]).toMatchObject([{ accountId: server.personId, displayName: "Test person" }]);
  expect((await v1("GET", `user?accountId=${server.personId}`)).body["email"]).toBe("");
});

test("a space cannot be made by the bot", async () => {
  const { v1 } = await openAsked();
  expect((await v1("POST", "space", { key: "NEW", name: "New" })).status).toBe(403);
});

test("templates keep labels and storage, are listed by space, and go", async () => {
  const { server, v1 } = await openAsked();
  const body = { storage: storage("<p>form</p>") };
  const draft = { name: "Entry", templateType: "page", body, space: { key: server.spaceKey } };
  const made = await v1("POST", "template", { ...draft, labels: [{ prefix: "global", name: "PK" }] });
  const id = textAt(made.body, "templateId");
  expect(server.templates()).toMatchObject([{ id, name: "Entry", labels: ["pk"] }]);
  expect((await v1("PUT", "template", { ...draft, templateId: id, name: "Other" })).body["name"]).toBe(
    "Other",
  );
  const listed = await v1("GET", `template/page?spaceKey=${server.spaceKey}&expand=body`);
  expect(at(listed.body, "results.0.body.storage.value")).toContain("form");
  expect((await v1("GET", "template/page")).body["results"]).toEqual([]);
  expect((await v1("DELETE", `template/${id}`)).status).toBe(204);
  expect((await v1("GET", `template/${id}`)).status).toBe(404);
});
