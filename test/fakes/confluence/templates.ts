import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { first, idOf, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { labelArray, readLabels } from "./labels.ts";
import { storedBody } from "./page-writes.ts";
import { newId } from "./world.ts";
import type { Template, World } from "./world.ts";

export function createTemplate(call: Call): Answer {
  const { world } = call;
  const template = { id: newId(world), ...readTemplate(world, call.body) };
  world.templates.set(template.id, template);
  return ok(templateJson(world, template, true));
}

/** PUT: everything is sent again, the id in the body. */
export function updateTemplate(call: Call): Answer {
  const { world, body } = call;
  const template = templateOf(world, isJson(body) ? String(body["templateId"]) : "");
  Object.assign(template, readTemplate(world, body));
  return ok(templateJson(world, template, true));
}

export function getTemplate(call: Call): Answer {
  return ok(templateJson(call.world, templateOf(call.world, idOf(call)), true));
}

export function deleteTemplate(call: Call): Answer {
  call.world.templates.delete(templateOf(call.world, idOf(call)).id);
  return NO_CONTENT;
}

/** GET /template/page: those of a space, or the global ones. Bodies only when they are asked for. */
export function listTemplates(call: Call): Answer {
  const { world } = call;
  const spaceKey = first(call, "spaceKey");
  const start = Number(first(call, "start") ?? 0);
  const limit = Number(first(call, "limit") ?? 25);
  const all = [...world.templates.values()].filter((one) => one.spaceKey === spaceKey);
  const cut = all.slice(start, start + limit);
  const isWhole = first(call, "expand")?.includes("body") ?? false;
  const links: Json = { base: `${world.url}/wiki`, context: "/wiki" };
  if (start + limit < all.length)
    links["next"] = `/rest/api/template/page?start=${start + limit}&limit=${limit}`;
  const results = cut.map((one) => templateJson(world, one, isWhole));
  return ok({ results, start, limit, size: cut.length, _links: links });
}

function templateOf(world: World, id: string): Template {
  const template = world.templates.get(id);
  if (!template) throw notFound("template", id);
  return template;
}

function readTemplate(world: World, body: unknown): Omit<Template, "id"> {
  if (!isJson(body)) throw invalid("A template is an object.");
  const { name, templateType, description, space, labels } = body;
  if (typeof name !== "string" || name === "") throw invalid("A template needs a name.");
  if (templateType !== "page") throw invalid("templateType must be page.");
  const spaceKey = isJson(space) && typeof space["key"] === "string" ? space["key"] : undefined;
  if (spaceKey !== undefined && ![...world.spaces.values()].some((one) => one.key === spaceKey)) {
    throw notFound("space", spaceKey);
  }
  return {
    name,
    description: typeof description === "string" ? description : "",
    spaceKey,
    labels: Array.isArray(labels) ? (labels as unknown[]).flatMap(labelNames) : [],
    storage: storedBody(world, body["body"]),
  };
}

function labelNames(label: unknown): string[] {
  if (!isJson(label) || typeof label["name"] !== "string") throw invalid("A label needs a name.");
  return readLabels(label["name"]);
}

function templateJson(world: World, template: Template, isWhole: boolean): Json {
  const { id, name, description, spaceKey, labels, storage } = template;
  const json: Json = {
    templateId: id,
    name,
    description,
    labels: labelArray(world, labels)["results"],
    templateType: "page",
    editorVersion: "v2",
    _expandable: isWhole ? {} : { body: "" },
    _links: { self: `${world.url}/wiki/rest/api/template/${id}`, base: `${world.url}/wiki` },
  };
  if (spaceKey !== undefined) json["space"] = { key: spaceKey };
  if (isWhole) json["body"] = { storage: { value: storage, representation: "storage", _expandable: {} } };
  return json;
}
