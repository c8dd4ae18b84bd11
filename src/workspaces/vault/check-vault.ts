import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";

import type { Text } from "../../language.ts";
import type { Check } from "../workspace.ts";
import { TEMP_PREFIX } from "./atomic-write.ts";
import { errorCode, type Disk } from "./disk.ts";

/** Is the vault a folder that can be written, or can it be made? Nothing is left behind. */
export function checkVault(disk: Disk): Check[] {
  return [disk.dir, ...(disk.root === disk.dir ? [] : [disk.root])].map(checkFolder);
}

function checkFolder(folder: string): Check {
  const place = nearest(folder);
  const name = "vault";
  const fail = (detail: Text): Check => ({ name, ok: false, detail });
  if (!statSync(place).isDirectory()) {
    return fail({
      ja: `「${place}」はフォルダーではなくファイルです。VAULT_DIR を見直してください`,
      en: `"${place}" is a file, not a folder; check VAULT_DIR`,
    });
  }
  const probe = join(place, `${TEMP_PREFIX}check-${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (error) {
    return fail({
      ja: `「${place}」に書き込めません(${errorCode(error) ?? "?"})。アクセス権を確認してください`,
      en: `"${place}" cannot be written (${errorCode(error) ?? "?"}); check its permissions`,
    });
  }
  const detail =
    place === folder
      ? { ja: `「${folder}」に書き込めます`, en: `"${folder}" can be written` }
      : { ja: `「${folder}」は最初の apply で作られます`, en: `"${folder}" will be made by the first apply` };
  return { name, ok: true, detail };
}

/** The folder itself, or the nearest one above it that exists. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}
