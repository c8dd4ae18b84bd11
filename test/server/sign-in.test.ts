import { describe, expect, test } from "vitest";

import { serve } from "../../src/server/serve.ts";
import { serveSorei } from "./world.ts";

const P = "/api/partners/sorei";

describe("the login link", () => {
  test("signs in once, and not twice", async () => {
    await using world = await serveSorei();
    const [link = ""] = world.links;
    const first = await fetch(link, { redirect: "manual" });
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^kakehashi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/u);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    expect((await fetch(`${world.origin}/api/partners`, { headers })).status).toBe(200);
    const second = await fetch(link, { redirect: "manual" });
    expect(second.headers.get("set-cookie")).toBeNull();
    expect(second.headers.get("location")).toBe("/login");
  });

  test("is not made anew for a page of elsewhere, which would only take ours away", async () => {
    await using world = await serveSorei();
    const ask = (site: string) =>
      fetch(`${world.origin}/login`, {
        method: "POST",
        redirect: "manual",
        headers: { "sec-fetch-site": site },
      });
    expect((await ask("cross-site")).status).toBe(403);
    expect(world.links).toHaveLength(1);
    expect((await ask("same-origin")).status).toBe(303);
    expect(world.links).toHaveLength(2);
  });

  test("ends after a quarter of an hour, and where a newer one was shown", async () => {
    await using world = await serveSorei();
    await fetch(`${world.origin}/login`, { method: "POST", redirect: "manual" });
    const [old = "", current = ""] = world.links;
    expect((await fetch(old, { redirect: "manual" })).headers.get("set-cookie")).toBeNull();
    world.clock = new Date(world.clock.getTime() + 16 * 60_000);
    expect((await fetch(current, { redirect: "manual" })).headers.get("set-cookie")).toBeNull();
  });
});

describe("a session", () => {
  test("ends on signing out, at once", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    expect((await client.get(P)).status).toBe(200);
    expect((await client.submit("/logout", {})).status).toBe(303);
    expect((await client.get(P)).status).toBe(401);
  });

  test("ends after half an hour without a request, and after twelve hours with them", async () => {
    await using world = await serveSorei();
    const [idle, busy] = [await world.as("lead"), await world.as("lead")];
    const later = (minutes: number) => (world.clock = new Date(world.clock.getTime() + minutes * 60_000));
    for (let at = 0; at < 24; at += 1) {
      later(29);
      expect((await busy.get(P)).status).toBe(200);
    }
    expect((await idle.get(P)).status).toBe(401);
    later(29);
    expect((await busy.get(P)).status).toBe(401);
  });

  test("is kept as a hash: what the store holds signs nobody in", async () => {
    await using world = await serveSorei();
    const client = await world.as("lead");
    const secret = client.cookie.slice("kakehashi=".length);
    expect(await world.runtime.store.sessions.get(secret)).toBeNull();
    expect((await fetch(`${world.origin}${P}`, { headers: { cookie: "kakehashi=x" } })).status).toBe(401);
  });
});

describe("a change that a page of elsewhere asks for", () => {
  test.each([
    ["without our token", { "x-csrf-token": "" }],
    ["with another's token", { "x-csrf-token": "x".repeat(43) }],
    ["by a browser that says so", { "sec-fetch-site": "cross-site" }],
    ["by a page of a neighbour", { "sec-fetch-site": "same-site" }],
  ])("%s is refused, and nothing is done", async (_, headers) => {
    await using world = await serveSorei();
    const client = await world.as("admin");
    const body = { item: "E16", effect: "told" };
    expect((await client.send("POST", `${P}/units/br-osk/told`, body, headers)).status).toBe(403);
    expect(await world.runtime.store.told.all("sorei")).toEqual([]);
    // Control: the same from a page of ours.
    expect((await client.send("POST", `${P}/units/br-osk/told`, body)).status).toBe(200);
    expect(await world.runtime.store.told.all("sorei")).toHaveLength(1);
  });

  test("as a form is refused, and goes back nowhere else", async () => {
    await using world = await serveSorei();
    const client = await world.as("admin");
    const fields = { partner: "sorei", unit: "br-osk", item: "E16", effect: "told" };
    expect((await client.submit("/do/told", { ...fields, _token: "x" })).status).toBe(403);
    for (const back of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
      const answer = await client.submit("/do/told", { ...fields, _back: back });
      expect(answer.headers.get("location")).toBe("/");
    }
    const home = await client.submit("/do/told", { ...fields, _back: "/p/sorei/u/br-osk" });
    expect(home.headers.get("location")).toBe("/p/sorei/u/br-osk");
  });
});

test("a name that only points to this machine is refused", async () => {
  await using world = await serveSorei();
  const { port } = new URL(world.origin);
  const { request } = await import("node:http");
  const status = (host: string) =>
    new Promise((resolve) =>
      request({ host: "127.0.0.1", port, path: "/healthz", headers: { host } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).end(),
    );
  expect(await status("rebound.example")).toBe(421);
  expect(await status(`localhost:${port}`)).toBe(200);
});

test("an address that others could reach is refused before anything listens", async () => {
  await using world = await serveSorei();
  const options = {
    runtime: world.runtime,
    port: 0,
    language: "en" as const,
    operator: "x",
    now: () => new Date(),
    showLink: () => {},
    onNote: () => {},
    onBug: () => {},
  };
  await expect(serve({ ...options, host: "0.0.0.0" })).rejects.toMatchObject({ code: "usage" });
});
