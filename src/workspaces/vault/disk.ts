import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

import { AppError } from "../../errors.ts";

/** Where a vault is. Paths inside the product are absolute; people and the store see them relative to `dir`. */
export interface Disk {
  readonly dir: string;
  /** Folder that the tree hangs in: `dir` or a folder below it. */
  readonly root: string;
  readonly now: () => number;
}

export function openDisk(options: { dir: string; root?: string | undefined; now?: () => number }): Disk {
  const dir = realPathOf(resolve(options.dir));
  const root = options.root ?? "";
  const isPath = !isAbsolute(root) && !root.split(/[\\/]/u).includes("..");
  // A folder of this name may be a link.
  const place = isPath ? realPathOf(join(dir, root.normalize("NFC"))) : "";
  if (place !== dir && !place.startsWith(dir + sep)) {
    throw new AppError("invalid_input", {
      ja: `workspace.root「${root}」はボルトの中のフォルダーを相対パスで指定してください`,
      en: `workspace.root "${root}" must be a folder inside the vault, given as a relative path`,
    });
  }
  return { dir, root: place, now: options.now ?? Date.now };
}

/** The real path, also where the last parts do not exist yet. */
function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPathOf(parent), relative(parent, path));
}

/** Relative to the vault, with `/`, in NFC: the form that is stored and shown. */
export function toLocation(disk: Disk, path: string): string {
  return relative(disk.dir, path).split(sep).join("/").normalize("NFC");
}

export const toUrl = (path: string): string => pathToFileURL(path).href;

/**
 * The file behind a stored location, or null if there is none. A disk may hold the name in another Unicode
 * form (macOS), so where the direct way fails, each folder is searched for the same name.
 */
export function fromLocation(disk: Disk, location: string): string | null {
  const parts = location.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.includes("\0"))) return null;
  const direct = join(disk.dir, ...parts);
  if (existsSync(direct)) return direct;
  let path = disk.dir;
  for (const part of parts) {
    const name = listNames(path).find((name) => name.normalize("NFC") === part.normalize("NFC"));
    if (name === undefined) return null;
    path = join(path, name);
  }
  return path;
}

/** Names in a folder; none if it cannot be listed. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Refuses to write anywhere but inside the vault, or through a symbolic link. */
export function assertWritable(disk: Disk, path: string): void {
  const folder = realPathOf(dirname(path));
  const inside = folder === disk.dir || folder.startsWith(disk.dir + sep);
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (inside && !link) return;
  const location = toLocation(disk, path);
  throw new AppError(
    "conflict",
    {
      ja: `「${location}」はボルトの外を指すリンクを経由しているため、書き込みません`,
      en: `"${location}" goes through a symbolic link, so nothing is written there`,
    },
    {
      hint: {
        ja: "リンクを実際のフォルダーやファイルに置き換えてください",
        en: "Replace the link with a real folder or file",
      },
    },
  );
}

/** An error of the disk, told with the place and its code. */
export function diskError(disk: Disk, path: string, cause: unknown): AppError {
  const code = errorCode(cause) ?? "?";
  const location = toLocation(disk, path) || ".";
  return new AppError(
    "workspace_failed",
    {
      ja: `「${location}」を読み書きできません(${code})`,
      en: `"${location}" cannot be read or written (${code})`,
    },
    { cause },
  );
}

/** `ENOENT` and the like; undefined for errors that are not the system's. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
