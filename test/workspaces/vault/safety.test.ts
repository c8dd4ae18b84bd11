import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

import { describe, expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { managed, paragraph } from "../../../src/content/blocks.ts";
import {
  createFile,
  createFolder,
  replaceFile,
  sweepTemps,
} from "../../../src/workspaces/vault/atomic-write.ts";
import { openVault } from "../../../src/workspaces/vault/open-vault.ts";
import { noLinks, page, put, vaultWith } from "./open.ts";
import { emptyFolder, filesIn } from "./vault-folder.ts";

describe("workspace.root", () => {
  test.each(["..", "../x", "a/../../x", "a\\..\\..", "/tmp", "a/.."])("%s is refused", (root) => {
    expect(() => openVault({ dir: emptyFolder(), root })).toThrow(AppError);
  });

  test("that is a link out of the vault is refused, and nothing is read or written there", async () => {
    const [dir, outside] = [emptyFolder(), emptyFolder()];
    put(join(outside, "秘密.md"), "よその文書\n");
    symlinkSync(outside, join(dir, "パートナー"));
    const before = filesIn(outside);
    const act = async (root: string) => {
      const vault = openVault({ dir, root });
      const { nodes } = await vault.readTree();
      expect(JSON.stringify(nodes)).not.toContain("秘密");
      await vault.create(page("拠点"), null, "op", noLinks);
    };
    await expect(act("パートナー")).rejects.toThrow(AppError);
    await expect(act("パートナー/中")).rejects.toThrow(AppError);
    expect(filesIn(outside)).toEqual(before);
  });

  test("inside the vault is where the tree hangs", async () => {
    const dir = emptyFolder();
    const made = await openVault({ dir, root: "パートナー/双嶺" }).create(page("拠点"), null, "op", noLinks);
    expect(made.location).toBe("パートナー/双嶺/拠点/拠点.md");
    expect(existsSync(join(dir, made.location))).toBe(true);
  });

  test("may be a link to another place inside the vault", async () => {
    const dir = emptyFolder();
    mkdirSync(join(dir, "本当"));
    symlinkSync(join(dir, "本当"), join(dir, "別名"));
    await openVault({ dir, root: "別名" }).create(page("拠点"), null, "op", noLinks);
    expect(existsSync(join(dir, "本当/拠点/拠点.md"))).toBe(true);
  });
});

test("a row whose name a link has taken gets another name, and the link stays as it is", async () => {
  const outside = emptyFolder();
  const { vault, db, folder } = await vaultWith("issue");
  put(join(outside, "よそ.md"), "よその文書\n");
  symlinkSync(join(outside, "よそ.md"), join(folder, "一.md"));
  const written = await vault.writeEntry(db, { id: "E1", values: { title: "一" } }, "op");
  expect(written).toMatchObject({ outcome: "created" });
  expect(written.location).toContain("一 (E1).md");
  expect(readFileSync(join(outside, "よそ.md"), "utf8")).toBe("よその文書\n");
});

test("the vault itself may be reached by a link", async () => {
  const [dir, links] = [emptyFolder(), emptyFolder()];
  symlinkSync(dir, join(links, "vault"));
  const vault = openVault({ dir: join(links, "vault") });
  const { remoteId } = await vault.create(page("拠点"), null, "op", noLinks);
  expect((await vault.readTree()).nodes.map((node) => node.remoteId)).toEqual([remoteId]);
  expect(existsSync(join(dir, "拠点/拠点.md"))).toBe(true);
});

describe("a symbolic link that leaves the vault", () => {
  test("is no row: it is reported and never read", async () => {
    const { vault, db, folder } = await vaultWith("issue");
    const outside = emptyFolder();
    put(join(outside, "秘密.md"), "---\n件名: よその秘密\n管理ID: X1\n---\n");
    symlinkSync(join(outside, "秘密.md"), join(folder, "課題 秘密.md"));
    symlinkSync(outside, join(folder, "下"));
    const { rows, broken } = await vault.changedEntries(db, null);
    expect(rows).toEqual([]);
    expect(broken.map(({ location }) => location)).toEqual(["課題/課題 秘密.md"]);
    expect(JSON.stringify(broken)).not.toContain("よその");
    expect((await vault.entryIds(db)).ids).toMatchObject([{ id: null }]);
  });

  test("is not written through, as a file or as a folder", async () => {
    const { vault, db, folder } = await vaultWith("issue");
    const outside = emptyFolder();
    put(join(outside, "秘密.md"), "---\n件名: よその秘密\n管理ID: X1\n---\n");
    symlinkSync(join(outside, "秘密.md"), join(folder, "x.md"));
    const before = filesIn(outside);
    const row = { id: "X1", remoteId: "課題/x.md", values: { title: "上書き" } };
    await expect(vault.writeEntry(db, row, "op")).rejects.toThrow(AppError);
    expect(filesIn(outside)).toEqual(before);
  });

  test("is not followed when the tree is read; a notice says so", async () => {
    const [dir, outside] = [emptyFolder(), emptyFolder()];
    const vault = openVault({ dir });
    await openVault({ dir: outside }).create(page("よその拠点"), null, "op-other", noLinks);
    await vault.create(page("拠点"), null, "op", noLinks);
    symlinkSync(join(outside, "よその拠点"), join(dir, "拠点", "近道"));
    const { nodes, notices } = await vault.readTree();
    expect(nodes.map(({ title }) => title)).toEqual(["拠点"]);
    expect(notices.map(({ ja }) => ja).join("")).toContain("拠点/近道");
  });

  test("control: a link that stays inside is no matter for a notice", async () => {
    const dir = emptyFolder();
    const vault = openVault({ dir });
    await vault.create(page("拠点"), null, "op", noLinks);
    symlinkSync(join(dir, "拠点"), join(dir, "近道"));
    const { nodes, notices } = await vault.readTree();
    expect([nodes.map(({ title }) => title), notices]).toEqual([["拠点"], []]);
  });

  test("in place of a folder that was read before stops the write", async () => {
    const { dir, vault, db, folder } = await vaultWith("issue");
    const outside = emptyFolder();
    await vault.writeEntry(db, { id: "E1", values: { title: "一" } }, "op");
    renameSync(folder, join(dir, "元"));
    symlinkSync(outside, folder);
    // The database is found where it went; nothing lands behind the link.
    await vault.writeEntry(db, { id: "E2", values: { title: "二" } }, "op2");
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(join(dir, "元"))).toContain("二.md");
  });

  test.each(["../外.md", "/etc/passwd", "課題/../../外.md", "課題/\u0000.md", ""])(
    "a remote id is no way out either: %j",
    async (remoteId) => {
      const { vault, db } = await vaultWith("issue");
      expect((await vault.writeEntry(db, { id: "E1", remoteId, values: { title: "x" } }, "op")).outcome).toBe(
        "stale",
      );
    },
  );
});

describe("a write", () => {
  const temp = (folder: string) => readdirSync(folder).filter((name) => name.startsWith(".kakehashi-"));

  test("replaces a file whole, keeps its permissions and leaves nothing beside it", () => {
    const path = join(emptyFolder(), "a.md");
    writeFileSync(path, "古い", { mode: 0o640 });
    replaceFile(path, "新しい");
    expect(readFileSync(path, "utf8")).toBe("新しい");
    expect(readdirSync(join(path, ".."))).toEqual(["a.md"]);
  });

  test("never takes a name that is taken", () => {
    const dir = emptyFolder();
    writeFileSync(join(dir, "a.md"), "人の文書");
    mkdirSync(join(dir, "空"));
    expect(createFile(join(dir, "a.md"), "x")).toBe(false);
    expect(createFolder(join(dir, "空"), new Map([["a.md", "x"]]))).toBe(false);
    expect(createFolder(join(dir, "a.md"), new Map())).toBe(false);
    expect(filesIn(dir)).toEqual({ "a.md": "人の文書" });
    expect(readdirSync(join(dir, "空"))).toEqual([]);
    expect(temp(dir)).toEqual([]);
  });

  test("that fails leaves what was there", () => {
    const dir = emptyFolder();
    mkdirSync(join(dir, "a.md/中"), { recursive: true });
    expect(() => replaceFile(join(dir, "a.md"), "x")).toThrow(/EISDIR|ENOTEMPTY|EPERM/u);
    expect(readdirSync(dir)).toEqual(["a.md"]);
  });

  /** Name and number of a process that has ended on this machine, as its temporary files would carry them. */
  function leftover(): string {
    const script = `
      import { readdirSync } from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      import fs from "node:fs";
      fs.renameSync = () => { process.kill(process.pid, "SIGKILL"); };
      syncBuiltinESMExports();
      const { replaceFile } = await import(${JSON.stringify(new URL("../../../src/workspaces/vault/atomic-write.ts", import.meta.url).href)});
      replaceFile(process.argv[1] + "/a.md", "半分".repeat(1000));`;
    const dir = emptyFolder();
    const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script, dir]);
    expect(signal).toBe("SIGKILL");
    const [name = ""] = temp(dir);
    expect(readdirSync(dir)).toEqual([name]);
    return name;
  }

  test("that was killed leaves no half file, and what it left is swept before the next write", async () => {
    const { vault, db, folder, dir } = await vaultWith("issue");
    const name = leftover();
    put(join(folder, name), "半分");
    put(join(dir, name, "課題.md"), "---\nkakehashi.key: p/x\nkakehashi.id: x\n---\n");
    const reopened = openVault({ dir });
    expect((await reopened.readTree()).nodes).toHaveLength(1);
    expect((await reopened.changedEntries(db, null)).rows).toEqual([]);
    expect([...temp(folder), ...temp(dir)]).toEqual([name, name]);
    await reopened.writeEntry(db, { id: "E1", values: { title: "一" } }, "op");
    expect([...temp(folder), ...temp(dir)]).toEqual([]);
    expect((await vault.changedEntries(db, null)).rows.map(({ id }) => id)).toEqual(["E1"]);
  });

  test("is swept by a run that finds nothing left to write, as after a kill behind the last row", async () => {
    const { dir, db, folder } = await vaultWith("issue");
    writeFileSync(join(folder, leftover()), "半分");
    await openVault({ dir }).entryIds(db);
    expect(temp(folder)).toEqual([]);
  });

  test("sweeps nothing that another process is writing, or that a person made", () => {
    const dir = emptyFolder();
    const now = Date.now();
    const host = leftover().split("-")[1] ?? "";
    const other = host === "000000" ? "000001" : "000000";
    const names = {
      alive: `.kakehashi-${host}-${process.ppid}-0123456789ab`,
      elsewhere: `.kakehashi-${other}-99999999-0123456789ab`,
      person: ".kakehashi-notes.md",
      old: `.kakehashi-${other}-99999998-0123456789ab`,
    };
    for (const name of Object.values(names)) writeFileSync(join(dir, name), "x");
    utimesSync(join(dir, names.old), new Date(now - 7_200_000), new Date(now - 7_200_000));
    sweepTemps(dir, now);
    expect(readdirSync(dir).toSorted()).toEqual([names.alive, names.elsewhere, names.person].toSorted());
  });
});

test("blocks that were never there, or were taken out, are not put back by an update", async () => {
  const dir = emptyFolder();
  const vault = openVault({ dir });
  const { remoteId, location } = await vault.create(page("拠点"), null, "op", noLinks);
  put(
    join(dir, location),
    readFileSync(join(dir, location), "utf8").replace(/<!-- kakehashi:begin[\s\S]*$/u, "本文\n"),
  );
  const before = readFileSync(join(dir, location), "utf8");
  await vault.update(
    remoteId,
    { blocks: [managed("about", [paragraph("新しい文")]), managed("new", [])] },
    noLinks,
  );
  expect(readFileSync(join(dir, location), "utf8")).toBe(before);
});
