import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { tempDir } from "../temp-dir.ts";

const demo = fileURLToPath(new URL("../../scripts/demo.ts", import.meta.url));

async function runDemo(dir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [demo, "--dir", dir], {
    env: { ...process.env, KAKEHASHI_LANGUAGE: "ja" },
  });
  return stdout;
}

async function vaultOf(dir: string): Promise<Map<string, string>> {
  const vault = join(dir, "vault");
  const found = await readdir(vault, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(vault.length + 1), await readFile(file, "utf8")] as const),
    ),
  );
}

test("the demo builds the sample partner's workspace, and run again it changes nothing", async () => {
  await using dir = await tempDir();
  const output = await runDemo(dir.path);
  const first = await vaultOf(dir.path);

  expect(output).toContain("漏れは 0 件");
  const homes = [...first.values()].filter((text) =>
    /^kakehashi\.key: sorei\/(?:div|br)-[a-z0-9]+$/mu.test(text),
  );
  expect(homes).toHaveLength(15);
  for (const part of ["plan", "issues", "successes", "failures"]) {
    const pattern = new RegExp(`^kakehashi\\.key: sorei/[a-z0-9-]+/${part}$`, "mu");
    expect([...first.values()].filter((text) => pattern.test(text))).toHaveLength(15);
  }
  const rowsIn = (folder: RegExp) =>
    [...first].filter(
      ([path, text]) => folder.test(path) && path.endsWith(".md") && !text.includes("kakehashi.key"),
    );
  expect(rowsIn(/\/(?:課題|成功事例|失敗事例)\//u)).toHaveLength(40);
  expect(rowsIn(/\/受注\//u)).toHaveLength(48);
  expect(rowsIn(/\/週報\//u)).toHaveLength(15);
  expect(rowsIn(/\/他拠点の事例\(共有用\)\//u)).toHaveLength(38);

  await runDemo(dir.path);
  expect(await vaultOf(dir.path)).toEqual(first);
});
