import { z } from "zod";

import { parseAs } from "./schema-error.ts";

/** Checks the URL's query: known names only, and one value each unless the name is listed as repeatable. */
export function readQuery<T>(query: Record<string, string[]>, schema: z.ZodType<T>): T {
  const plain = Object.fromEntries(
    Object.entries(query).map(([key, values]) => [key, key === "filter_properties" ? values : values[0]]),
  );
  return parseAs(schema, plain, "query");
}

export const noQuery = z.strictObject({});
export const filterProperties = z.strictObject({
  filter_properties: z.array(z.string()).max(100).optional(),
});
