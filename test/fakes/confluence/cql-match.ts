import { invalid } from "./api-error.ts";
import { parseDate } from "./cql-dates.ts";
import type { Cql, CqlValue } from "./cql-parse.ts";
import { snapshotAt } from "./search-index.ts";
import { everyElement, isMacro, parseStorage } from "./storage-tree.ts";
import type { Node, Snapshot, World } from "./world.ts";

/** Who asks, when, and on which page the question stands: a macro has a page, a request has none. */
export interface CqlContext {
  world: World;
  at: number;
  accountId: string | undefined;
  currentContentId: string | undefined;
}

export function matchesCql(context: CqlContext, cql: Cql, node: Node, seen: Snapshot): boolean {
  switch (cql.kind) {
    case "and":
      return cql.parts.every((part) => matchesCql(context, part, node, seen));
    case "or":
      return cql.parts.some((part) => matchesCql(context, part, node, seen));
    case "not":
      return !matchesCql(context, cql.part, node, seen);
    case "term":
      return cql.values.some((value) => matchesTerm(context, cql, value, node, seen));
    default:
      throw new Error(`unhandled ${cql satisfies never}`);
  }
}

type Term = Extract<Cql, { kind: "term" }>;

function matchesTerm(context: CqlContext, term: Term, value: CqlValue, node: Node, seen: Snapshot): boolean {
  const { field, operator } = term;
  if (field === "created" || field === "lastmodified") {
    const moment = field === "created" ? node.createdAt : seen.modifiedAt;
    return compareMoments(toMinute(moment), operator, toMinute(parseDate(context, value)));
  }
  const wanted = textOf(context, value);
  if (field === "text" || (field === "title" && operator === "~")) return containsWords(field, wanted, seen);
  if (operator !== "=") throw invalid(`The operator '${operator}' is not supported for field '${field}'`);
  switch (field) {
    case "type":
      return wanted === node.kind;
    case "space":
    case "space.key":
      return context.world.spaces.get(seen.spaceId)?.key.toLowerCase() === wanted.toLowerCase();
    case "label":
      return seen.labels.includes(wanted.toLowerCase());
    case "id":
    case "content":
      return node.id === wanted;
    case "title":
      return seen.title.toLowerCase() === wanted.toLowerCase();
    case "parent":
      return seen.parentId === wanted;
    case "ancestor":
      return indexedAncestors(context, seen).includes(wanted);
    case "creator":
      return node.authorId === wanted;
    case "contributor":
      return node.versions.some((one) => one.authorId === wanted);
    case "macro":
      return [...everyElement(parseStorage(seen.storage))].some((one) => isMacro(one, wanted));
    default:
      throw invalid(`No field exists with name '${field}'`);
  }
}

function textOf(context: CqlContext, value: CqlValue): string {
  if ("text" in value) return value.text;
  switch (value.call) {
    case "currentcontent":
      return contentId(context);
    case "currentspace": {
      const spaceId = context.world.nodes.get(contentId(context))?.spaceId ?? "";
      return context.world.spaces.get(spaceId)?.key ?? "";
    }
    case "currentuser":
      return context.accountId ?? "";
    default:
      throw invalid(`No function exists with name '${value.call}'`);
  }
}

function contentId({ currentContentId }: CqlContext): string {
  if (currentContentId === undefined) throw invalid("currentContent() needs a content in the cqlcontext.");
  return currentContentId;
}

/** The ancestors as search knows them: a move reaches the pages below with the same delay. */
function indexedAncestors({ world, at }: CqlContext, seen: Snapshot): string[] {
  const ids: string[] = [];
  for (let id = seen.parentId; id !== null && !ids.includes(id);) {
    ids.push(id);
    const parent = world.nodes.get(id);
    id = (parent && snapshotAt(parent, at)?.parentId) ?? null;
  }
  return ids;
}

function containsWords(field: string, wanted: string, seen: Snapshot): boolean {
  const text = field === "title" ? seen.title : `${seen.title} ${seen.storage.replaceAll(/<[^>]*>/g, " ")}`;
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.toLowerCase().includes(word.replaceAll(/[*"]/g, "")));
}

function toMinute(ms: number): number {
  return Math.floor(ms / 60_000);
}

function compareMoments(moment: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case "=":
      return moment === wanted;
    case ">":
      return moment > wanted;
    case ">=":
      return moment >= wanted;
    case "<":
      return moment < wanted;
    case "<=":
      return moment <= wanted;
    default:
      throw invalid(`The operator '${operator}' is not supported for dates`);
  }
}
