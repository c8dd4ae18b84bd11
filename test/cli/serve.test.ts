import { expect, test } from "vitest";

import { outcome, openSoreiDesk } from "./run.ts";

test("serve shows a link that signs in, answers, and ends in order when it is told to", async () => {
  await using desk = await openSoreiDesk();
  const child = desk.spawn(["serve"], { env: { PORT: "0" } });
  const ended = outcome(child);
  const link = await new Promise<string>((resolve) => {
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const found = /(http:\S+token=\S+)[\s\S]*Listening on/u.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const signedIn = await fetch(link, { redirect: "manual" });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await fetch(new URL("/search?q=PRICE", link), { headers: { cookie } });
  expect(await page.text()).toMatch(/\d+ results/u);
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ exit: 0, stdout: "" });
  await expect(fetch(link)).rejects.toThrow("fetch failed");
});

test("a port that is taken is named", async () => {
  await using desk = await openSoreiDesk();
  const { createServer } = await import("node:net");
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  const ran = await desk.run(["serve"], { env: { PORT: `${port}` } });
  expect(ran).toMatchObject({ exit: 64, stderr: expect.stringContaining(`${port}`) });
  taken.close();
});
