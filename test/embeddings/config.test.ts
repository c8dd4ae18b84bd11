import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { tempDir } from "../temp-dir.ts";

test.each([
  { EMBEDDINGS_URL: "https://models.example/v1" },
  { EMBEDDINGS_MODEL: "m" },
  { EMBEDDINGS_URL: "models.example", EMBEDDINGS_MODEL: "m" },
  { EMBEDDINGS_URL: "http://models.example/v1", EMBEDDINGS_MODEL: "m" },
  { EMBEDDINGS_URL: "https://models.example/v1?key=canary-key-of-someone", EMBEDDINGS_MODEL: "m" },
  { EMBEDDINGS_URL: "https://me:canary-key-of-someone@models.example/v1", EMBEDDINGS_MODEL: "m" },
])("%o is refused, and named", async (env) => {
  await using dir = await tempDir();
  expect(() => loadConfig(env, dir.path)).toThrow(/EMBEDDINGS_/u);
  expect(() => loadConfig(env, dir.path)).not.toThrow(/canary/u);
});

test("the key may be in a file of its own", async () => {
  await using dir = await tempDir();
  await writeFile(join(dir.path, "key"), "key-canary\n");
  const key = loadConfig({ EMBEDDINGS_API_KEY_FILE: "key" }, dir.path).embeddings.apiKey;
  expect(key?.reveal()).toBe("key-canary");
  expect(String(key)).not.toContain("canary");
});

test("both together are taken, and nothing is asked without them (control)", async () => {
  await using dir = await tempDir();
  const env = { EMBEDDINGS_URL: "https://models.example/v1", EMBEDDINGS_MODEL: "m" };
  expect(loadConfig(env, dir.path).embeddings).toMatchObject({ url: env.EMBEDDINGS_URL, model: "m" });
  expect(loadConfig({}, dir.path).embeddings.url).toBe("");
});
