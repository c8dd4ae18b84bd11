import { inspect } from "node:util";

import { expect, test } from "vitest";

import { Secret } from "../src/secret.ts";

const secret = new Secret("canary");

test("a secret is revealed only on request", () => {
  expect(secret.reveal()).toBe("canary");
});

test.each([
  ["String", String(secret)],
  ["JSON", JSON.stringify({ token: secret })],
  ["inspect", inspect({ token: secret }, { depth: Infinity, showHidden: true })],
  ["inspect without its own way", inspect(secret, { customInspect: false, showHidden: true })],
  ["its keys", Object.keys(secret).join(",")],
  ["a copy", JSON.stringify(structuredClone(Object.assign({}, secret)))],
])("%s shows nothing", (_, shown) => {
  expect(shown).not.toContain("canary");
});
