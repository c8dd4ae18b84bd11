import { touch } from "./edits.ts";
import { fillRow } from "./make-page.ts";
import { retypedValue } from "./retype.ts";
import { attach, detach, sourceOf } from "./tree.ts";
import type { Value } from "./value.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

/**
 * Moves a page and keeps its id. Between data sources the values go over where the other side has a property
 * of the same name and type; the rest is dropped. Outside a data source only the title remains.
 */
export function movePageTo(world: World, page: PageNode, target: PageNode | SourceNode, by: string): void {
  const from = sourceOf(world, page);
  detach(world, page);
  attach(world, page, target.id);
  if (from !== target) {
    page.values = carriedValues(page, from, target);
    if (target.kind === "data_source") fillRow(target, page);
  }
  touch(world, page, by);
}

function carriedValues(
  page: PageNode,
  from: SourceNode | undefined,
  to: PageNode | SourceNode,
): Map<string, Value> {
  const carried = new Map<string, Value>();
  const title = page.values.get("title");
  if (title) carried.set("title", title);
  if (!from || to.kind !== "data_source") return carried;
  for (const old of from.properties) {
    const match = to.properties.find((one) => one.name === old.name && one.type === old.type);
    if (!match || match.type === "title" || match.type === "unique_id") continue;
    const value = page.values.get(old.id);
    if (!value) continue;
    // Options have other ids over there: they are found, or made, by name.
    const hasOptions = "options" in match;
    const moved = hasOptions ? retypedValue(old, value, match) : value;
    if (moved) carried.set(match.id, moved);
  }
  return carried;
}
