import { AppError } from "../errors.ts";
import { decodeUtf8 } from "./decode-text.ts";
import { specFromBundle } from "./org/bundle.ts";
import type { ImportedOrg } from "./org/decision.ts";
import { specFromTables } from "./org/list.ts";
import { isSlug } from "./org/slug.ts";
import { isJson } from "./read-entries.ts";
import { readTables } from "./table.ts";

export type { Decision, ImportedOrg } from "./org/decision.ts";

/**
 * Reads an organisation list (CSV, TSV or XLSX) or a bundle (JSON) as a spec. What the file leaves open is
 * answered with a default, each one a decision that a person should look at; nothing is guessed silently.
 * The spec keeps every rule of `spec/check.ts`. Throws `invalid_input`, with every place, for a file that
 * cannot be used, and `usage` for a partner key that is no slug.
 */
export async function importOrg(
  { file, bytes }: { file: string; bytes: Uint8Array },
  options: { partnerKey?: string } = {},
): Promise<ImportedOrg> {
  if (options.partnerKey !== undefined) checkPartnerKey(options.partnerKey);
  if (isJson(file, bytes)) return specFromBundle(file, decodeUtf8(file, bytes), options);
  return specFromTables(file, await readTables(file, bytes), options);
}

function checkPartnerKey(key: string): void {
  if (isSlug(key)) return;
  throw new AppError(
    "usage",
    { ja: `「${key}」はパートナーのキーに使えません`, en: `"${key}" cannot be a partner key` },
    {
      hint: {
        ja: "半角の英小文字・数字・ハイフンだけ(先頭は英数字、63文字まで)にしてください",
        en: "Use lower-case letters, digits and hyphens, starting with a letter or digit, at most 63.",
      },
    },
  );
}
