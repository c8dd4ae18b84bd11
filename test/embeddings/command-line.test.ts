import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";

import { MatchAnswer } from "../cli/answers.ts";
import { openSoreiDesk, SAMPLE } from "../cli/run.ts";
import { startEmbeddings } from "../fakes/embeddings-server.ts";

/** The sample partner and a model that it may ask, as a person has them: by environment variables alone. */

const Sample = z.object({
  entries: z.array(
    z.looseObject({
      title: z.string(),
      sharing: z.looseObject({ scope: z.string() }),
      private_notes: z.string().nullish(),
      customer: z.looseObject({ name: z.string() }).nullish(),
    }),
  ),
});

/** A model to which every text is something else. */
const startModel = () => startEmbeddings((text) => text);

const envFor = (url: string) => ({
  EMBEDDINGS_URL: url,
  EMBEDDINGS_MODEL: "m",
  EMBEDDINGS_API_KEY: "key-canary",
});

test("what is sent are released copies, and none of what stays in its unit", async () => {
  await using model = await startModel();
  await using desk = await openSoreiDesk();
  const env = envFor(model.url);
  expect(await desk.run(["sync"], { env })).toMatchObject({
    exit: 0,
    stderr: expect.not.stringMatching(/embeddings/u),
  });
  const sent = model.requests.flatMap(({ texts }) => texts).join("\n");
  const { entries } = Sample.parse(JSON.parse(await readFile(SAMPLE, "utf8")));
  const planted = entries.flatMap(({ title, sharing, private_notes, customer }) => [
    ...(sharing.scope === "unit_only" ? [title] : []),
    ...(private_notes ? [private_notes] : []),
    ...(customer ? [customer.name] : []),
  ]);
  expect(planted.length).toBeGreaterThan(5);
  expect(planted.filter((text) => sent.includes(text))).toEqual([]);
  expect(model.requests.every(({ authorization }) => authorization === "Bearer key-canary")).toBe(true);
  // Control: titles that may be read everywhere were sent.
  expect(entries.filter(({ title }) => sent.includes(title)).length).toBeGreaterThan(10);

  // Matching asks nobody: what it needs is there by now.
  const asked = model.requests.length;
  const { issues } = await desk.json(MatchAnswer, ["match"], { env });
  expect(issues.length).toBeGreaterThan(0);
  await desk.run(["carry", "--unit", "br-osk"], { env });
  await desk.run(["digest", "build", "--partner", "sorei"], { env });
  expect(model.requests).toHaveLength(asked);
});

test("an endpoint that refuses fails no command, changes no answer, and is told of in one line", async () => {
  await using model = await startModel();
  await using desk = await openSoreiDesk();
  const before = await desk.json(MatchAnswer, ["match"]);
  model.next(...Array.from({ length: 9 }, () => 401));
  const ran = await desk.run(["sync"], { env: envFor(model.url) });
  expect(ran.exit).toBe(0);
  expect(ran.stderr.split("\n").filter((line) => line.includes("HTTP 401"))).toHaveLength(1);
  expect(ran.stderr + ran.stdout).not.toContain("key-canary");
  expect(await desk.json(MatchAnswer, ["match"], { env: envFor(model.url) })).toEqual(before);
});

test("switched off again, answers are those of before from the next sync on", async () => {
  await using model = await startModel();
  await using desk = await openSoreiDesk();
  const before = await desk.run(["match", "--json"]);
  await desk.run(["sync"], { env: envFor(model.url) });
  await desk.run(["sync"]);
  expect(await desk.run(["match", "--json"])).toEqual(before);
  expect(model.requests.length).toBeGreaterThan(0);
});
