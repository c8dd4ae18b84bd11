import { touch } from "./edits.ts";
import type { DatabaseNode, Node, PageNode, SourceNode, World } from "./world.ts";

/** Look-ups for people and inspectors: a wrong id is the test's mistake, so it is an Error and no answer. */
export function nodeAt(world: World, id: string): Node {
  const node = world.nodes.get(id);
  if (!node) throw new Error(`There is nothing with the id ${id}.`);
  return node;
}

export function pageAt(world: World, id: string): PageNode {
  const node = nodeAt(world, id);
  if (node.kind !== "page") throw new Error(`${id} is a ${node.kind}, not a page.`);
  return node;
}

export function databaseAt(world: World, id: string): DatabaseNode {
  const node = nodeAt(world, id);
  if (node.kind !== "database") throw new Error(`${id} is a ${node.kind}, not a database.`);
  return node;
}

/** A data source by its own id, or by that of the database that holds it alone. */
export function sourceAt(world: World, id: string): SourceNode {
  const node = nodeAt(world, id);
  const source = node.kind === "database" ? nodeAt(world, node.sourceIds[0] ?? "") : node;
  if (source.kind !== "data_source") throw new Error(`${id} is a ${node.kind}, not a data source.`);
  return source;
}

export function touchByPerson(world: World, node: Node): void {
  touch(world, node, world.personId);
}
