import { createHash } from "node:crypto";

import type { ReleasedCopy } from "../store/store.ts";

/**
 * The hash that a person's decision is bound to: of everything that a reader of the copy would read. A change of
 * anything else — a date, the level — does not ask for a new decision.
 */
export function textHash(copy: ReleasedCopy): string {
  const read = [
    copy.unitName,
    copy.title,
    Object.entries(copy.texts),
    copy.theme,
    copy.products,
    copy.segment,
    copy.state ?? "",
  ];
  return createHash("sha256").update(JSON.stringify(read)).digest("hex");
}
