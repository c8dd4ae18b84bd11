import { dateOf } from "../digest/week.ts";
import type { Spec } from "../model/spec.ts";
import { blockHash } from "../provision/block-hash.ts";
import { trailsOf } from "../provision/world.ts";
import { desiredTree } from "../spec/desired.ts";
import type { Binding, Store } from "../store/store.ts";
import type { LinkResolver, Workspace } from "../workspaces/workspace.ts";
import { statusBlocks } from "./status.ts";

export interface StatusPages {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly spec: Spec;
  readonly bindings: readonly Binding[];
  readonly links: LinkResolver;
  readonly now: Date;
}

/** Brings status and figures of the hub and the unit homes up to date; a page that is so already is not touched. */
export async function writeStatus({
  workspace,
  store,
  spec,
  bindings,
  links,
  now,
}: StatusPages): Promise<void> {
  const partner = spec.partner.key;
  const live = async <T extends "order" | "target">(type: T) =>
    (await store.records.all(partner, type)).filter(({ readable }) => readable).map(({ value }) => value);
  const pages = statusBlocks({
    spec,
    entries: await store.records.all(partner, "entry"),
    orders: await live("order"),
    targets: await live("target"),
    today: dateOf(now.toISOString(), spec.digest.zone),
  });
  const trails = trailsOf(desiredTree(spec));
  for (const binding of bindings) {
    const blocks = (pages.get(binding.key) ?? []).map((block) => ({
      block,
      hash: blockHash(block, binding.key, trails),
    }));
    const changed = blocks.filter(({ block, hash }) => binding.blocks[block.id] !== hash);
    if (changed.length === 0) continue;
    await workspace.update(binding.remoteId, { blocks: changed.map(({ block }) => block) }, links);
    const written = Object.fromEntries(changed.map(({ block, hash }) => [block.id, hash]));
    await store.bindings.save(partner, workspace.kind, {
      ...binding,
      blocks: { ...binding.blocks, ...written },
    });
  }
}
