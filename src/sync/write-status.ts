import type { ManagedBlock } from "../content/blocks.ts";
import { dateOf } from "../digest/week.ts";
import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import { blockHash } from "../provision/block-hash.ts";
import { trailsOf } from "../provision/world.ts";
import { treeFor } from "../spec/desired.ts";
import type { Binding, Store } from "../store/store.ts";
import type { LinkResolver, RemoteId, Workspace } from "../workspaces/workspace.ts";
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
  const trails = trailsOf(treeFor(spec, workspace.capabilities));
  const broken = workspace.capabilities.linksFollow ? new Set() : await brokenBlocks(workspace);
  for (const binding of bindings) {
    const blocks = (pages.get(binding.key) ?? []).map((block) => ({
      block,
      hash: blockHash(block, binding.key, trails),
    }));
    const changed = blocks.filter(
      ({ block, hash }) =>
        binding.blocks[block.id] !== hash || broken.has(blockKey(binding.remoteId, block.id)),
    );
    if (changed.length === 0) continue;
    const isThere = await update(
      workspace,
      binding.remoteId,
      changed.map(({ block }) => block),
      links,
    );
    if (!isThere) continue;
    const written = Object.fromEntries(changed.map(({ block, hash }) => [block.id, hash]));
    await store.bindings.save(partner, workspace.kind, {
      ...binding,
      blocks: { ...binding.blocks, ...written },
    });
  }
}

/** False for a page that is gone: `plan` says so and `apply` makes it again; the other pages go on. */
async function update(
  workspace: Workspace,
  page: RemoteId,
  blocks: readonly ManagedBlock[],
  links: LinkResolver,
): Promise<boolean> {
  try {
    await workspace.update(page, { blocks }, links);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}

/** Blocks whose links lead nowhere since a person renamed or moved what they link to. */
async function brokenBlocks(workspace: Workspace): Promise<Set<string>> {
  const { nodes } = await workspace.readTree();
  return new Set(
    nodes.flatMap(({ remoteId, blocks }) =>
      blocks.filter(({ broken }) => broken).map(({ id }) => blockKey(remoteId, id)),
    ),
  );
}

const blockKey = (page: RemoteId, block: string): string => `${page}\n${block}`;
