import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { showRecord } from "../../../src/model/record.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { foldName } from "../../../src/workspaces/vault/names.ts";
import { openVault } from "../../../src/workspaces/vault/open-vault.ts";
import { findRowId } from "../../../src/workspaces/vault/row-text.ts";
import type { RecordType } from "../../../src/workspaces/workspace.ts";
import { anyLine, anyRecord } from "../../records.ts";
import { noLinks, vaultWith } from "./open.ts";

const SEED = 20261124;
const RECORDS = Object.keys(SCHEMAS) as RecordType[];
const idName = (record: RecordType) => (record === "person" ? "key" : "id");

describe("a row that is written and read again", () => {
  test.each(RECORDS)("has the same values, whatever they are: %s", async (record) => {
    const { fields } = SCHEMAS[record];
    for (const language of ["ja", "en"] as const) {
      const { vault, db } = await vaultWith(record, language);
      let n = 0;
      await fc.assert(
        fc.asyncProperty(anyRecord(fields), async (one) => {
          n += 1;
          const id = `${String(one[idName(record)]).normalize("NFC")} ${n}`;
          const { values, body } = showRecord({ ...one, [idName(record)]: id }, fields, language);
          await vault.writeEntry(db, { id, values, body }, `op${n}`);
          const { rows, broken } = await vault.changedEntries(db, null);
          expect(broken).toEqual([]);
          const row = rows.find((candidate) => candidate.id === id);
          expect(row?.values).toEqual(values);
          expect(row?.body).toBe(body.trim());
          const again = await vault.writeEntry(db, { id, values, body }, `op${n}-again`);
          expect(again.outcome).toBe("unchanged");
        }),
        { seed: SEED, numRuns: 20 },
      );
      expect((await vault.entryIds(db)).ids).toHaveLength(n);
    }
  });

  test("keeps what changes one value out of the others, byte for byte", async () => {
    const { fields } = SCHEMAS.issue;
    const { dir, vault, db } = await vaultWith("issue");
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyRecord(fields), anyLine, async (one, customer) => {
        n += 1;
        const id = `E${n}`;
        const { values, body } = showRecord({ ...one, id }, fields, "ja");
        const { location } = await vault.writeEntry(db, { id, values, body }, `op${n}`);
        const before = readFileSync(join(dir, location), "utf8").split("\n");
        await vault.writeEntry(db, { id, values: { customer } }, `op${n}-edit`);
        const after = readFileSync(join(dir, location), "utf8").split("\n");
        const isOther = (line: string) => !line.startsWith("顧客名");
        expect(after.filter(isOther)).toEqual(before.filter(isOther));
        const { rows } = await vault.changedEntries(db, null);
        expect(rows.find((row) => row.id === id)?.values).toEqual({ ...values, customer });
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test("is found by its id however that is spelled in YAML", () => {
    fc.assert(
      fc.property(anyLine, (id) => {
        const text = `---\n件名: x\n管理ID: ${JSON.stringify(id)}\n---\n`;
        expect(findRowId(text, SCHEMAS.issue.fields)).toBe(id.normalize("NFC"));
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe("rows whose titles meet on some disk", () => {
  test.each([
    ["in case", "SFA", "sfa"],
    ["in width", "ＳＦＡ", "SFA"],
    ["in Unicode form", "ガイド", "カ\u3099イト\u3099"],
    ["when reserved characters are replaced", "A/B", "A／B"],
    ["when the end is cut", "完了", "完了..."],
    ["when they are long", `${"長".repeat(200)}一`, `${"長".repeat(200)}二`],
    ["when they are empty", "", " "],
    ["with the note of the database itself", "課題", "課題"],
    ["for a device", "con", "CON"],
  ])("%s lie in files of their own", async (_, one, other) => {
    const { vault, db, folder } = await vaultWith("issue");
    for (const [id, title] of [
      ["E1", one],
      ["E2", other],
    ] as const) {
      const values = title.trim() === "" ? {} : { title };
      expect((await vault.writeEntry(db, { id, values }, id)).outcome).toBe("created");
    }
    const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
    expect(names).toHaveLength(3);
    expect(new Set(names.map(foldName)).size).toBe(3);
    const { rows } = await vault.changedEntries(db, null);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(["E1", "E2"]));
  });

  test("may be thirty with one title and one process each", async () => {
    const { dir, db } = await vaultWith("issue");
    for (let n = 0; n < 30; n += 1) {
      await openVault({ dir }).writeEntry(db, { id: `E${n}`, values: { title: "同じ件名" } }, `op${n}`);
    }
    expect((await openVault({ dir }).entryIds(db)).ids.map(({ id }) => id)).toHaveLength(30);
  });
});

test("a released copy leads to its source by a link that Obsidian follows on every machine", async () => {
  const { dir, vault, db } = await vaultWith("released");
  const issues = await vault.create(
    {
      key: "p/i",
      type: "database",
      title: "成功",
      icon: "🌱",
      language: "ja",
      blocks: [],
      hasChildren: false,
      schema: SCHEMAS.success,
    },
    null,
    "op-i",
    noLinks,
  );
  const source = await vault.writeEntry(
    { remoteId: issues.remoteId, schema: SCHEMAS.success, language: "ja" },
    { id: "S1", values: { title: "三回 同行/引き継ぎ" } },
    "s1",
  );
  const page = (url: string) => ({ id: "S1", values: { title: "写し", source: url }, blocks: [] });
  const copy = await vault.putPage(db, page(source.url), noLinks);
  const text = () => readFileSync(join(dir, copy.location), "utf8");
  const stem = basename(source.location, ".md");
  expect(text()).toContain(`元の記録: "[[${source.location}|${stem}]]"`);
  expect(text()).not.toContain("file:");
  // Control: an address that is not of this vault stays one.
  await vault.putPage(db, page("https://example.com/a"), noLinks);
  expect(text()).toContain("元の記録: https://example.com/a");
});

test("a file with Windows line ends keeps them when a value changes", async () => {
  const { dir, vault, db } = await vaultWith("issue");
  const { location } = await vault.writeEntry(
    db,
    { id: "E1", values: { title: "件名" }, body: "一\n\n二" },
    "op",
  );
  const path = join(dir, location);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  await vault.writeEntry(
    db,
    { id: "E1", values: { customer: "青波", theme: ["価格"] }, body: "三\n四" },
    "op2",
  );
  const text = readFileSync(path, "utf8");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
  expect(text).toContain("三\r\n四");
});
