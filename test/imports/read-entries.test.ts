import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { readEntries } from "../../src/imports/read-entries.ts";
import { readOrders } from "../../src/imports/read-orders.ts";
import { buildSpec } from "../builders.ts";

const spec = buildSpec();
const sjis = readFileSync(new URL("../fixtures/org/bundle-sjis.json", import.meta.url));
const utf8 = Buffer.from(JSON.stringify({ partner: { id: "acme" }, entries: [], orders: [] }));

test.each([
  ["entries", readEntries],
  ["orders", readOrders],
])("%s of a JSON that is not UTF-8 are refused, not read as broken characters", async (_, readFile) => {
  await expect(readFile("bundle.json", sjis, spec)).rejects.toMatchObject({
    code: "invalid_input",
    problems: [{ file: "bundle.json" }],
  });
  // Control: the same form in UTF-8 is read.
  await expect(readFile("bundle.json", utf8, spec)).resolves.toMatchObject({ rejected: [] });
});
