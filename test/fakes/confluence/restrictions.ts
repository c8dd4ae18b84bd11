import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { first, idOf, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { userJson } from "./users.ts";
import { readNode, writableNode } from "./visibility.ts";
import type { Node, World } from "./world.ts";

const OPERATIONS = ["read", "update"] as const;
type Operation = (typeof OPERATIONS)[number];

export function getRestrictions(call: Call): Answer {
  return answerAll(call.world, subject(call));
}

/** PUT: what is named replaces what was there; an operation that is not named is left as it was. */
export function putRestrictions(call: Call): Answer {
  return writeRestrictions(call, () => []);
}

/** POST: what is named comes to what was there. */
export function addRestrictions(call: Call): Answer {
  return writeRestrictions(call, (page, operation) => [...page.restrictions[operation]]);
}

function writeRestrictions(call: Call, keep: (page: Node, operation: Operation) => string[]): Answer {
  const page = changeable(call);
  const { body } = call;
  const list: unknown = isJson(body) && Array.isArray(body["results"]) ? body["results"] : body;
  if (!Array.isArray(list)) throw invalid("A list of restrictions is required.");
  for (const one of list as unknown[]) {
    if (!isJson(one)) throw invalid("A restriction is an object.");
    const operation = readOperation(one["operation"]);
    const accounts = accountsIn(call.world, one["restrictions"]);
    page.restrictions[operation] = new Set([...keep(page, operation), ...accounts]);
  }
  requireOwnAccess(call, page);
  return answerAll(call.world, page);
}

/** Nobody may lock themselves out. */
function requireOwnAccess({ by }: Call, { restrictions }: Node): void {
  for (const operation of OPERATIONS) {
    const accounts = restrictions[operation];
    if (accounts.size > 0 && by !== undefined && !accounts.has(by)) {
      accounts.add(by);
      throw invalid("You cannot restrict your own access.");
    }
  }
}

function accountsIn(world: World, restrictions: unknown): string[] {
  const users: unknown = isJson(restrictions) ? restrictions["user"] : undefined;
  const list: unknown = isJson(users) ? users["results"] : users;
  return (Array.isArray(list) ? (list as unknown[]) : []).map((one) => {
    const accountId = isJson(one) ? String(one["accountId"]) : "";
    if (!world.users.has(accountId)) throw invalid(`No user with accountId '${accountId}'.`);
    return accountId;
  });
}

export function clearRestrictions(call: Call): Answer {
  const page = changeable(call);
  page.restrictions = { read: new Set(), update: new Set() };
  return answerAll(call.world, page);
}

export function getRestrictionsByOperation(call: Call): Answer {
  const page = subject(call);
  const entries = OPERATIONS.map((operation) => [operation, restrictionJson(call.world, page, operation)]);
  return ok({ ...(Object.fromEntries(entries) as Json), _links: {} });
}

export function getRestriction(call: Call): Answer {
  return ok(restrictionJson(call.world, subject(call), readOperation(call.ids[1])));
}

/** 200 when the user is named in the restriction; 404 says "not named", not "no page". */
export function hasUser(call: Call): Answer {
  const accountId = accountOf(call);
  if (!subject(call).restrictions[readOperation(call.ids[1])].has(accountId))
    throw notFound("restriction", accountId);
  return ok({});
}

export function allowUser(call: Call): Answer {
  const accounts = changeable(call).restrictions[readOperation(call.ids[1])];
  accounts.add(accountOf(call));
  if (call.by !== undefined) accounts.add(call.by);
  return ok({});
}

export function disallowUser(call: Call): Answer {
  changeable(call).restrictions[readOperation(call.ids[1])].delete(accountOf(call));
  return ok({});
}

function accountOf(call: Call): string {
  const accountId = first(call, "accountId") ?? "";
  if (!call.world.users.has(accountId)) throw invalid("accountId is required and must be known.");
  return accountId;
}

function subject(call: Call): Node {
  return readNode(call.world, "page", idOf(call), call.by);
}

function changeable(call: Call): Node {
  return writableNode(call.world, "page", idOf(call), call.by);
}

function readOperation(text: unknown): Operation {
  const found = OPERATIONS.find((one) => one === text);
  if (!found) throw invalid(`The operation '${String(text)}' is not one of read and update.`);
  return found;
}

function answerAll(world: World, page: Node): Answer {
  const results = OPERATIONS.map((operation) => restrictionJson(world, page, operation));
  return ok({ results, start: 0, limit: 200, size: results.length, restrictionsHash: "", _links: {} });
}

export function restrictionJson(world: World, page: Node, operation: Operation): Json {
  const users = [...page.restrictions[operation]].flatMap((id) => {
    const user = world.users.get(id);
    return user ? [userJson(user)] : [];
  });
  const list = (results: Json[]) => ({ results, start: 0, limit: 200, size: results.length });
  return { operation, restrictions: { user: list(users), group: list([]) }, _expandable: {}, _links: {} };
}
