import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { first, idOf, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { reindex } from "./changes.ts";
import { listBody, slice } from "./paginate.ts";
import { readNode, writableNode } from "./visibility.ts";
import { newId } from "./world.ts";
import type { Node, World } from "./world.ts";

const MAX_LABEL = 255;
const FORBIDDEN = /[!#&()*,.:;<>?@[\]^]/;

export function labelJson(world: World, name: string): Json {
  const id = world.labelIds.get(name) ?? newId(world);
  world.labelIds.set(name, id);
  return { id, name, prefix: "global" };
}

/** GET /pages/{id}/labels. */
export function listLabels(call: Call): Answer {
  const { world } = call;
  const page = readNode(world, "page", idOf(call), call.by);
  const prefix = first(call, "prefix");
  const items = prefix === undefined || prefix === "global" ? page.labels : [];
  const sort = first(call, "sort") ?? "name";
  const cut = slice(call, { items, keyOf: (name) => [name], isDescending: sort.startsWith("-") });
  return ok(listBody(call, cut, (name) => labelJson(world, name)));
}

/** POST /content/{id}/label: an array or one label; what is there already stays. Answers all of them. */
export function addLabels(call: Call): Answer {
  const { world } = call;
  const page = labelledNode(call);
  const asked: unknown[] = Array.isArray(call.body) ? call.body : [call.body];
  const names = asked.flatMap((one) => {
    if (!isJson(one) || typeof one["name"] !== "string" || typeof one["prefix"] !== "string") {
      throw invalid("A label needs a prefix and a name.");
    }
    return readLabels(one["name"]);
  });
  setLabels(world, page, [...new Set([...page.labels, ...names])]);
  return ok(labelArray(world, page.labels));
}

/** Lower case, and split where a space or a comma stands: one name may make several labels. */
export function readLabels(text: string): string[] {
  const names = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (names.length === 0) throw invalid("A label must not be empty.");
  for (const name of names) {
    if (name.length > MAX_LABEL) throw invalid(`Label is too long: the maximum is ${MAX_LABEL} characters.`);
    if (FORBIDDEN.test(name)) throw invalid(`Label '${name}' contains invalid characters.`);
  }
  return names;
}

/** DELETE /content/{id}/label?name= and …/label/{label}. */
export function removeLabel(call: Call): Answer {
  const page = labelledNode(call);
  const name = (call.ids[1] ?? first(call, "name") ?? "").toLowerCase();
  if (name === "") throw invalid("The name of the label is missing.");
  if (!page.labels.includes(name) && call.world.settings.absentLabelAnswer === 404)
    throw notFound("label", name);
  setLabels(
    call.world,
    page,
    page.labels.filter((one) => one !== name),
  );
  return NO_CONTENT;
}

/** Labels do not bump the version, but search learns of them. */
export function setLabels(world: World, page: Node, labels: string[]): void {
  page.labels = labels;
  for (const name of labels) labelJson(world, name);
  reindex(world, page);
}

export function labelArray(world: World, names: readonly string[]): Json {
  const results = names.map((name) => ({ ...labelJson(world, name), label: name }));
  return { results, start: 0, limit: 200, size: results.length, _links: { base: `${world.url}/wiki` } };
}

/** Folders take labels too, by this way alone. */
function labelledNode(call: Call): Node {
  const kind = call.world.nodes.get(idOf(call))?.kind ?? "page";
  return writableNode(call.world, kind, idOf(call), call.by);
}
