import { createHash } from "node:crypto";

import type { Values } from "./workspace.ts";

/** Changes whenever a value or the body of a row does, and with nothing else: who edited when says nothing. */
export function revisionOf(
  { id, values }: { readonly id: string | null; readonly values: Values },
  body: string,
): string {
  const known = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([id, known, body.trim()]))
    .digest("hex")
    .slice(0, 16);
}
