import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { heading, managed, paragraph } from "../../../src/content/blocks.ts";
import type { Language } from "../../../src/language.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { openVault } from "../../../src/workspaces/vault/open-vault.ts";
import type {
  DatabaseRef,
  LinkResolver,
  NodeContent,
  RecordType,
  Workspace,
} from "../../../src/workspaces/workspace.ts";
import { emptyFolder } from "./vault-folder.ts";

export const noLinks: LinkResolver = () => undefined;

export const page = (title: string, more: Partial<NodeContent> = {}): NodeContent => ({
  key: `p/${title}`,
  type: "page",
  title,
  icon: "🏢",
  language: "ja",
  blocks: [managed("about", [heading("概要"), paragraph("はじめの文")])],
  hasChildren: true,
  ...more,
});

export const database = (record: RecordType, title: string, language: Language = "ja"): NodeContent =>
  page(title, { type: "database", schema: SCHEMAS[record], hasChildren: false, language });

/** A vault with one database in it. */
export async function vaultWith(
  record: RecordType,
  language: Language = "ja",
  dir = emptyFolder(),
): Promise<{ dir: string; vault: Workspace; db: DatabaseRef; folder: string }> {
  const vault = openVault({ dir });
  const { remoteId, location } = await vault.create(
    database(record, "課題", language),
    null,
    "op-db",
    noLinks,
  );
  return {
    dir,
    vault,
    db: { remoteId, schema: SCHEMAS[record], language },
    folder: join(dir, dirname(location)),
  };
}

export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
