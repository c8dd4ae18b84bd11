import { expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { tempDir } from "../temp-dir.ts";

test.each([
  { EMBEDDINGS_URL: "https://models.example/v1" },
  { EMBEDDINGS_MODEL: "m" },
  { EMBEDDINGS_URL: "models.example", EMBEDDINGS_MODEL: "m" },
])("%o is refused, and named", async (env) => {
  await using dir = await tempDir();
  expect(() => loadConfig(env, dir.path)).toThrow(/EMBEDDINGS_/u);
});

test("both together are taken, and nothing is asked without them (control)", async () => {
  await using dir = await tempDir();
  const env = { EMBEDDINGS_URL: "https://models.example/v1", EMBEDDINGS_MODEL: "m" };
  expect(loadConfig(env, dir.path).embeddings).toMatchObject({ url: env.EMBEDDINGS_URL, model: "m" });
  expect(loadConfig({}, dir.path).embeddings.url).toBe("");
});
