import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, test } from "vitest";

import { makeApiKey } from "../../src/server/api-keys.ts";
import { type ServedWorld, serveSorei } from "./world.ts";

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;

/** The SDK's own client, as an assistant has it. */
async function connect(transport: StdioClientTransport | StreamableHTTPClientTransport) {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const call = async (name: string, input: Record<string, unknown>) => {
    const answer = await client.callTool({ name, arguments: input });
    const [first] = answer.content as readonly { text: string }[];
    return { isError: answer.isError === true, text: first?.text ?? "" };
  };
  return { client, call, [Symbol.asyncDispose]: () => client.close() };
}

const overStdio = ({ desk }: ServedWorld, ...args: string[]) =>
  connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [MAIN, "mcp", ...args],
      cwd: desk.dir,
      env: { VAULT_DIR: desk.at("vault"), KAKEHASHI_DATA_DIR: desk.at("data") },
      stderr: "ignore",
    }),
  );

async function overHttp(world: ServedWorld, user: string, { mayChange = true, isAdmin = false } = {}) {
  const wanted = { user, isAdmin, mayChange, days: 1 };
  const { key } = await makeApiKey(world.runtime.store.apiKeys, wanted, world.clock);
  return connect(
    new StreamableHTTPClientTransport(new URL(`${world.origin}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${key}` } },
    }),
  );
}

describe.each(["stdio", "http"] as const)("an assistant over %s", (way) => {
  test("finds every tool, and each answers", async () => {
    await using world = await serveSorei();
    await using assistant =
      way === "stdio" ? await overStdio(world) : await overHttp(world, "admin", { isAdmin: true });
    const { tools } = await assistant.client.listTools();
    const inputs: Readonly<Record<string, Record<string, unknown>>> = {
      list_partners: {},
      list_units: { partner: "sorei" },
      search_cases: { q: "引き継ぎ", limit: 3 },
      read_case: { partner: "sorei", id: "E16" },
      matches_for_issue: { partner: "sorei", issue: "E01" },
      digests_of_week: { partner: "sorei", week: "2026-W48", unit: "br-osk" },
      add_entry: { partner: "sorei", unit: "br-osk", kind: "issue", text: "件名\n\n本文" },
    };
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(inputs).toSorted());
    for (const [name, input] of Object.entries(inputs)) {
      const { isError, text } = await assistant.call(name, input);
      expect({ name, isError, text: isError ? text : "" }).toEqual({ name, isError: false, text: "" });
    }
    expect((await assistant.call("read_case", { partner: "sorei", id: "NOPE" })).isError).toBe(true);
    expect((await assistant.call("search_cases", { q: "x", nope: 1 })).isError).toBe(true);
  }, 60_000);

  test("reads of other units what was released, and nothing else", async () => {
    await using world = await serveSorei();
    await using assistant =
      way === "stdio" ? await overStdio(world, "--as", "rep") : await overHttp(world, "rep");
    const entries = await world.runtime.store.records.all("sorei", "entry");
    const hidden = entries.find(({ value }) => value.scope === "unit_only" && value.unit === "div-mfg");
    expect(await assistant.call("read_case", { partner: "sorei", id: hidden?.id })).toMatchObject({
      isError: true,
    });
    const shared = await assistant.call("read_case", { partner: "sorei", id: "E16" });
    expect(JSON.parse(shared.text)).toMatchObject({ full: false });
    const digests = { partner: "sorei", week: "2026-W48", unit: "div-hc" };
    expect(await assistant.call("digests_of_week", digests)).toMatchObject({ isError: true });
    const text = { partner: "sorei", unit: "div-hc", kind: "issue", text: "x" };
    expect(await assistant.call("add_entry", text)).toMatchObject({ isError: true });
    // Control: in his own unit.
    expect(await assistant.call("add_entry", { ...text, unit: "br-osk" })).toMatchObject({ isError: false });
  }, 60_000);
});

test("somebody whom no team knows is not served over stdio", async () => {
  await using world = await serveSorei();
  const ran = await world.desk.run(["mcp", "--as", "nobody"]);
  expect(ran).toMatchObject({ exit: 64, stdout: "" });
});

describe("a key", () => {
  const headersOf = (key: string) => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });

  test("opens what its user may read, needs no form token, and ends when it says", async () => {
    await using world = await serveSorei();
    const wanted = { user: "rep", isAdmin: false, mayChange: true, days: 2 };
    const { key, stored } = await makeApiKey(world.runtime.store.apiKeys, wanted, world.clock);
    const told = (unit: string) =>
      fetch(`${world.origin}/api/partners/sorei/units/${unit}/told`, {
        method: "POST",
        headers: headersOf(key),
        body: JSON.stringify({ item: "E16", effect: "told" }),
      });
    expect((await told("br-osk")).status).toBe(200);
    expect((await told("div-hc")).status).toBe(404);
    expect(JSON.stringify(stored)).not.toContain(key.split(".")[1]);
    world.clock = new Date(world.clock.getTime() + 2 * 86_400_000);
    expect((await told("br-osk")).status).toBe(401);
  });

  test("that only reads changes nothing, and one of a partner opens no other", async () => {
    await using world = await serveSorei();
    const { apiKeys } = world.runtime.store;
    const wanted = { user: "lead", isAdmin: false, mayChange: false, days: 1 };
    const { key } = await makeApiKey(apiKeys, wanted, world.clock);
    const headers = headersOf(key);
    const body = JSON.stringify({ item: "E16", effect: "told" });
    const path = `${world.origin}/api/partners/sorei/units/br-osk/told`;
    expect((await fetch(path, { method: "POST", headers, body })).status).toBe(403);
    expect(await world.runtime.store.told.all("sorei")).toEqual([]);
    const other = await makeApiKey(apiKeys, { ...wanted, isAdmin: true, partner: "other" }, world.clock);
    const read = (with_: string) =>
      fetch(`${world.origin}/api/partners/sorei`, { headers: headersOf(with_) });
    expect((await read(other.key)).status).toBe(404);
    expect((await read(key)).status).toBe(200);
    await apiKeys.remove(key.slice(3, 15));
    expect((await read(key)).status).toBe(401);
  });

  test("is made, listed and revoked by the command, and shown once", async () => {
    await using world = await serveSorei();
    const made = await world.desk.run(["key", "make", "--user", "rep", "--read-only", "--days", "30"]);
    const key = made.stdout.trim();
    expect(key).toMatch(/^kk_[0-9a-f]{12}\.[\w-]{43}$/u);
    const list = await world.desk.run(["key", "list", "--json"]);
    expect(list.stdout).toContain(key.slice(3, 15));
    expect(list.stdout).not.toContain(key.split(".")[1]);
    expect((await world.desk.run(["key", "revoke", key.slice(3, 15)])).exit).toBe(0);
    expect((await world.desk.run(["key", "revoke", key.slice(3, 15)])).exit).toBe(64);
    expect((await world.desk.run(["key", "make", "--user", "rep", "--days", "366"])).exit).toBe(64);
  });
});
