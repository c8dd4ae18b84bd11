import type { DesiredNode } from "../spec/desired.ts";
import { foldTitle } from "../spec/titles.ts";
import type { Binding } from "../store/store.ts";
import type { Capabilities, LiveNode, LiveTree, RemoteId } from "../workspaces/workspace.ts";
import type { Trails } from "./block-hash.ts";

export interface PlanInput {
  readonly partner: string;
  readonly desired: readonly DesiredNode[];
  readonly live: LiveTree;
  readonly bindings: readonly Binding[];
  /** Key of the page under which what left the spec is kept. */
  readonly archive: string;
  readonly capabilities: Capabilities;
  /** Views are made one by one, after their node. */
  readonly makesViews: boolean;
  /** Nodes that the workspace denies to know are gone for good: a person said so. */
  readonly goneForGood: boolean;
}

export type Taken = NonNullable<LiveTree["taken"]>[number];

/** Everything that deciding about one node needs to look up. */
export interface World {
  readonly partner: string;
  readonly desired: ReadonlyMap<string, DesiredNode>;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly byId: ReadonlyMap<RemoteId, LiveNode>;
  readonly byKey: ReadonlyMap<string, readonly LiveNode[]>;
  /** The live node of each key that has one. */
  readonly found: ReadonlyMap<string, LiveNode>;
  readonly children: ReadonlyMap<RemoteId | null, readonly LiveNode[]>;
  /** By folded title, what is none of the nodes and has a title that no node can have. */
  readonly taken: ReadonlyMap<string, Taken>;
  readonly complete: boolean;
  readonly unreachable: ReadonlySet<RemoteId>;
  readonly trails: Trails;
  readonly archive: string;
  readonly capabilities: Capabilities;
  readonly makesViews: boolean;
  readonly goneForGood: boolean;
}

export function indexWorld(input: PlanInput): World {
  const { partner, desired, live, bindings, archive } = input;
  const byId = new Map(live.nodes.map((node) => [node.remoteId, node]));
  const byKey = Map.groupBy(
    live.nodes.filter((node) => node.key === partner || node.key?.startsWith(`${partner}/`)),
    (node) => node.key ?? "",
  );
  const bound = new Map(bindings.map((binding) => [binding.key, binding]));
  const found = new Map<string, LiveNode>();
  for (const key of new Set([...desired.map((node) => node.key), ...bound.keys(), ...byKey.keys()])) {
    const node = byId.get(bound.get(key)?.remoteId ?? "") ?? onlyOne(byKey.get(key));
    if (node !== undefined) found.set(key, node);
  }
  return {
    partner,
    desired: new Map(desired.map((node) => [node.key, node])),
    bindings: bound,
    byId,
    byKey,
    found,
    children: Map.groupBy(live.nodes, (node) => node.parent),
    taken: new Map((live.taken ?? []).map((one) => [foldTitle(one.title), one])),
    complete: live.complete,
    unreachable: new Set(live.unreachable),
    trails: trailsOf(desired),
    archive,
    capabilities: input.capabilities,
    makesViews: input.makesViews,
    goneForGood: input.goneForGood,
  };
}

function onlyOne(nodes: readonly LiveNode[] | undefined): LiveNode | undefined {
  return nodes?.length === 1 ? nodes[0] : undefined;
}

export function trailsOf(desired: readonly DesiredNode[]): Trails {
  const trails = new Map<string, readonly string[]>();
  for (const node of desired) {
    trails.set(node.key, [...(node.parent === null ? [] : (trails.get(node.parent) ?? [])), node.title]);
  }
  return trails;
}

/** Is `node` somewhere below `ancestor`? */
export function isBelow(node: LiveNode, ancestor: LiveNode | undefined, world: World): boolean {
  const seen = new Set<RemoteId>();
  for (let at = node.parent; at !== null && !seen.has(at); at = world.byId.get(at)?.parent ?? null) {
    if (at === ancestor?.remoteId) return true;
    seen.add(at);
  }
  return false;
}
