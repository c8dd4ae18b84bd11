import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";

import { linkTo, managed, paragraph } from "../../../src/content/blocks.ts";
import { relativeAddress } from "../../../src/workspaces/vault/link-address.ts";
import { openVault } from "../../../src/workspaces/vault/open-vault.ts";
import type { LinkResolver } from "../../../src/workspaces/workspace.ts";
import { database, noLinks, page } from "./open.ts";
import { emptyFolder } from "./vault-folder.ts";

const SEED = 20261124;
const markdown = new MarkdownIt({ html: false });

/** Addresses of the links that a CommonMark reader (GitHub, Obsidian) sees. */
function addresses(text: string): string[] {
  return markdown
    .parse(text, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === "link_open")
    .map((token) => String(token.attrGet("href")));
}

test.each([
  ["/v/大阪/大阪.md", "/v/大阪/課題/課題.md", "課題/課題.md"],
  ["/v/大阪/課題/課題.md", "/v/双嶺.md", "../../双嶺.md"],
  ["/v/a.md", "/v/東京 支社/b.md", "東京%20支社/b.md"],
  ["/v/a.md", "/v/100%.md", "100%25.md"],
  ["/v/a.md", "/v/a(b)'c!.md", "a%28b%29%27c%21.md"],
  ["/v/a.md", "/v/a&b+c,d;e=f@g$h.md", "a%26b%2Bc%2Cd%3Be%3Df%40g%24h.md"],
  ["/v/a.md", "/v/ガイド（新）：A／B.md", "ガイド（新）：A／B.md"],
  ["/v/a.md", "/v/カ\u3099イト\u3099.md", "ガイド.md"],
  ["/v/a.md", "/v/👩‍💻.md", `${encodeURIComponent("👩‍💻")}.md`],
])("from %s to %s is %s", (from, to, address) => {
  expect(relativeAddress(from, to)).toBe(address);
});

test("whatever pages are called, their links lead to each other's files", async () => {
  const anyTitle = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("()[]<>{}#?&%+ '\"!*_~`^@$,;:=|\\/.-漢あア")),
      minLength: 1,
      maxLength: 12,
    }),
  );
  let links = 0;
  await fc.assert(
    fc.asyncProperty(anyTitle, anyTitle, anyTitle, async (parent, child, sister) => {
      const dir = emptyFolder();
      const vault = openVault({ dir });
      const ids = new Map<string, string>();
      const find: LinkResolver = (to) => ("node" in to ? ids.get(to.node) : undefined);
      const create = async (key: string, title: string, into: string | null) => {
        const written = await vault.create(page(title, { key }), into, `op-${key}`, noLinks);
        ids.set(key, written.remoteId);
        return written;
      };
      const top = await create("top", `${parent}a`, null);
      const below = await create("below", `${child}b`, top.remoteId);
      const beside = await create("beside", `${sister}c`, null);
      const block = managed(
        "about",
        ["top", "below", "beside"].map((node) => paragraph(linkTo("頁", { node }))),
      );
      for (const { remoteId, location } of [top, below, beside]) {
        await vault.update(remoteId, { blocks: [block] }, find);
        const found = addresses(readFileSync(join(dir, location), "utf8"));
        const files = found.map((address) => join(dirname(join(dir, location)), decodeURIComponent(address)));
        expect(files).toEqual([top, below, beside].map((one) => join(dir, one.location)));
        expect(files.every((file) => existsSync(file))).toBe(true);
        for (const address of found) expect(address).not.toMatch(/[\s()<>#?[\]"'\\]|%(?![0-9A-F]{2})/u);
        links += found.length;
      }
      expect((await openVault({ dir }).readTree()).nodes.flatMap(({ blocks }) => blocks)).toEqual(
        Array.from({ length: 3 }, () => ({ id: "about", edited: false, broken: false })),
      );
    }),
    { seed: SEED, numRuns: 25 },
  );
  expect(links).toBe(25 * 9);
});

describe("a database", () => {
  test.each(["課題 (大阪) #1", "100% の話", "A&B"])("leads from its note to its table: %s", async (title) => {
    const dir = emptyFolder();
    const vault = openVault({ dir });
    const { location } = await vault.create(database("issue", title), null, "op", noLinks);
    const [address = ""] = addresses(readFileSync(join(dir, location), "utf8"));
    expect(address).toMatch(/\.base$/u);
    expect(existsSync(join(dir, dirname(location), decodeURIComponent(address)))).toBe(true);
  });

  test("still leads there after it was renamed", async () => {
    const dir = emptyFolder();
    const vault = openVault({ dir });
    const { remoteId } = await vault.create(database("issue", "課題"), null, "op", noLinks);
    const { location } = await vault.update(remoteId, { title: "困りごと" }, noLinks);
    const [address = ""] = addresses(readFileSync(join(dir, location), "utf8"));
    expect(location).toBe("困りごと/困りごと.md");
    expect(existsSync(join(dir, dirname(location), decodeURIComponent(address)))).toBe(true);
  });
});
