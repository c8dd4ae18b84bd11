import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { tempDir } from "../temp-dir.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** The README's shell blocks, in their order. */
async function shellBlocks(): Promise<string[]> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  return [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);
}

/** A folder of commands in which `npx kakehashi` is this checkout's, run from its sources. */
async function commandsIn(dir: string): Promise<string> {
  const bin = join(dir, "bin");
  await mkdir(bin);
  const shim = `#!/bin/sh\n[ "$1" = kakehashi ] || exit 97\nshift\nexec "${process.execPath}" "${root}src/main.ts" "$@"\n`;
  await writeFile(join(bin, "npx"), shim);
  await chmod(join(bin, "npx"), 0o755);
  return `${bin}:${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
}

test(
  "the commands of the README do what it says, pasted one block after the other",
  { timeout: 240_000 },
  async () => {
    await using dir = await tempDir();
    const path = await commandsIn(dir.path);
    // The first block installs; it is what runs this very test, and CI runs its other half.
    const [install, ...blocks] = await shellBlocks();
    expect(install).toBe("npm ci && npm run demo\nnpm ci && npm test\n");
    expect(blocks.length).toBeGreaterThanOrEqual(3);

    const outputs = new Map<string, string>();
    for (const block of blocks) {
      // A block that waits for something is ended, and its text is in the error.
      const { stdout } = await run("bash", ["-euo", "pipefail", "-c", block], {
        cwd: dir.path,
        env: { PATH: path, HOME: dir.path, LANG: "C.UTF-8" },
        timeout: 45_000,
      });
      outputs.set(block, stdout);
    }

    const told = (command: string) =>
      [...outputs].find(([block]) => block.includes(`npx kakehashi ${command}`))?.[1];
    // The other unit's success is what the digest for 大阪 proposes.
    expect(told("digest show --unit 大阪\n")).toMatch(/20\d\d-W\d\d 大阪支店/u);
    expect(told("digest show --unit 大阪\n")).toContain("見積の前に業務の困りごとを聞く");
    expect(told("release list")).toContain("見積の前に業務の困りごとを聞く");
  },
);

test("control: a block that fails fails the run", async () => {
  await using dir = await tempDir();
  const path = await commandsIn(dir.path);
  const broken = run("bash", ["-euo", "pipefail", "-c", "npx kakehashi validate nowhere.yaml | cat\n"], {
    cwd: dir.path,
    env: { PATH: path, HOME: dir.path },
  });
  await expect(broken).rejects.toMatchObject({ code: 64 });
});

test("the figures are there, each beside what it is compared with", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const figures = /^## Figures$([\s\S]*?)^## /mu.exec(readme)?.[1] ?? "";
  for (const peer of ["plainly writing", "that `apply`", "`node -e 0`", "BM25"])
    expect(figures).toContain(peer);
});
