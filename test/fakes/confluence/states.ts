import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid } from "./api-error.ts";
import { idOf, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { addVersion } from "./changes.ts";
import { actor } from "./page-writes.ts";
import { readNode, writableNode } from "./visibility.ts";
import { latest } from "./world.ts";
import type { Node } from "./world.ts";

export function getState(call: Call): Answer {
  return answer(readNode(call.world, "page", idOf(call), call.by));
}

/** PUT: a state of one's own by name and colour. It makes a new version. */
export function putState(call: Call): Answer {
  const page = writableNode(call.world, "page", idOf(call), call.by);
  const { name, color } = isJson(call.body) ? call.body : {};
  if (typeof name !== "string" || name === "" || name.length > 20) throw invalid("A state needs a name.");
  page.state = { name, color: typeof color === "string" ? color : "#2684FF" };
  addVersion(call.world, page, actor(call), {});
  return answer(page);
}

export function clearState(call: Call): Answer {
  const page = writableNode(call.world, "page", idOf(call), call.by);
  page.state = undefined;
  addVersion(call.world, page, actor(call), {});
  return answer(page);
}

function answer(page: Node): Answer {
  const { state } = page;
  const body: Json = state ? { contentState: { id: 1, ...state } } : {};
  return ok({ ...body, lastUpdated: new Date(latest(page).createdAt).toISOString() });
}
