import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import { describeWorkspace, type Person } from "./workspace.ts";

describeWorkspace("the vault", async () => {
  const dir = mkdtempSync(join(tmpdir(), "vault-"));
  const reopen = () => openVault({ dir });
  return {
    workspace: reopen(),
    reopen,
    person: personWithAnEditor(dir),
    close: async () => rmSync(dir, { recursive: true }),
  };
});

/** What people do with a folder of files. */
function personWithAnEditor(dir: string): Person {
  const at = (page: { location: string }) => join(dir, page.location);
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(path, change(readFileSync(path, "utf8")));
  return {
    appendText: async (page, text) => appendFileSync(at(page), `\n${text}\n`),
    editBlock: async (page, from, to) => edit(at(page), (text) => text.replace(from, to)),
    removeBlock: async (page, id) =>
      edit(at(page), (text) =>
        text.replace(new RegExp(`<!-- kakehashi:begin ${id} [\\s\\S]*kakehashi:end ${id} -->\\n`, "u"), ""),
      ),
    readPage: async (page) => readFileSync(at(page), "utf8"),
    rename: async (page, title) => {
      const folder = dirname(at(page));
      renameSync(at(page), join(folder, `${title}.md`));
      if (basename(folder) === page.title) renameSync(folder, join(dirname(folder), title));
    },
    addPage: async (parent, title) =>
      writeFileSync(join(dirname(at(parent)), `${title}.md`), "わたしのページ\n"),
    addRow: async (database, title, body) =>
      writeFileSync(join(dirname(at(database)), `${title}.md`), `${body}\n`),
    editRow: async (row, from, to) => edit(join(dir, row.remoteId), (text) => text.replace(from, to)),
    removeRow: async (row) => rmSync(join(dir, row.remoteId)),
  };
}
