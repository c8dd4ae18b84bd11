import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import { decodeUtf8 } from "./decode-text.ts";
import { isJson } from "./read-entries.ts";
import { readOrdersOfBundle } from "./read-order-bundle.ts";
import { readOrderTables } from "./read-order-tables.ts";
import type { ParsedOrders } from "./parsed.ts";
import { readTables } from "./table.ts";

/**
 * Reads orders and targets from a bundle (JSON), CSV or XLSX file. An order whose division or branch is empty
 * or unknown is taken all the same: it counts for the partner and waits as 未割当. Throws `invalid_input` only
 * for a file that holds neither orders nor targets.
 */
export async function readOrders(file: string, bytes: Uint8Array, spec: Spec): Promise<ParsedOrders> {
  const parsed = isJson(file, bytes)
    ? readOrdersOfBundle(file, decodeUtf8(file, bytes), spec)
    : readOrderTables(file, await readTables(file, bytes), spec);
  if (parsed !== null) return parsed;
  throw new AppError(
    "invalid_input",
    { ja: `${file}:1:1 受注の一覧が見つかりません`, en: `${file}:1:1 no list of orders was found` },
    {
      hint: {
        ja: "「受注番号」の列(JSONなら orders)を入れてください。目標は「事業部・拠点」と「期間」の列で読みます",
        en: "Put in a column Order no. (orders in JSON); targets are read by the columns Unit and Period",
      },
    },
  );
}
