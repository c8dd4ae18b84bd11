import type { ReleaseItem, Store } from "../store/store.ts";

/** What our own people of all units may read now, by entry id. */
export async function sharedItems(store: Store, partner: string): Promise<Map<string, ReleaseItem>> {
  const items = await store.released.all(partner);
  return new Map(
    items
      .filter(({ audience, state }) => audience === "vendor" && state === "released")
      .map((item) => [item.id, item]),
  );
}
