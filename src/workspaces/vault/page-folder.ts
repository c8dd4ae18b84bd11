import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import type { RemoteId } from "../workspace.ts";
import { createFolder } from "./atomic-write.ts";
import { assertWritable, listNames } from "./disk.ts";
import { foldName, markdownStem } from "./names.ts";
import { nameTaken } from "./page-conflicts.ts";
import { nodeAt, type FoundNode } from "./scan.ts";
import { onDisk, type Vault } from "./vault.ts";

/** The folder that a parent's children lie in. A page that had no children until now becomes a folder. */
export function folderFor(vault: Vault, parent: RemoteId | null): string {
  const { disk, index } = vault;
  if (parent === null) {
    assertWritable(disk, join(disk.root, "_"));
    onDisk(disk, disk.root, () => mkdirSync(disk.root, { recursive: true }));
    return disk.root;
  }
  const node = index.get(parent);
  return node.folder ?? becomeFolder(vault, node);
}

/** The old file goes last: a run that is killed in between leaves two notes, of which the folder's counts. */
function becomeFolder({ disk, index }: Vault, node: FoundNode): string {
  const folder = join(dirname(node.note), node.title);
  assertWritable(disk, folder);
  const name = basename(node.note);
  const made = onDisk(disk, folder, () => {
    const text = readFileSync(node.note, "utf8").replace(/^(kakehashi\.type:[ \t]+)page/mu, "$1folder");
    return createFolder(folder, new Map([[name, text]]));
  });
  if (!made) throw nameTaken(disk, folder);
  onDisk(disk, node.note, () => rmSync(node.note));
  index.remember(nodeAt(join(folder, name), { ...node, type: "folder" }));
  return folder;
}

/** What has this name in a folder, as file or folder, in any case or width; `except` does not count. */
export function takenBy(folder: string, name: string, except?: string): string | null {
  const folded = foldName(name);
  const taken = listNames(folder).find(
    (other) =>
      !other.startsWith(".") &&
      (foldName(other) === folded || foldName(markdownStem(other) ?? "") === folded) &&
      join(folder, other) !== except,
  );
  return taken === undefined ? null : join(folder, taken);
}
