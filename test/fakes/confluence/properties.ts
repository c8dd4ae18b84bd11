import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { conflict, invalid, notFound } from "./api-error.ts";
import { first, idOf, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { listBody, slice } from "./paginate.ts";
import { readNode, writableNode } from "./visibility.ts";
import { newId } from "./world.ts";
import type { Node, Property, World } from "./world.ts";

const MAX_KEY = 255;
const MAX_VALUE_BYTES = 32 * 1024;

export function propertyJson({ id, key, value, version, createdAt, authorId }: Property): Json {
  const at = new Date(createdAt).toISOString();
  return {
    id,
    key,
    value,
    version: { number: version, message: "", minorEdit: false, authorId, createdAt: at },
  };
}

export function listProperties(call: Call): Answer {
  const page = readNode(call.world, "page", idOf(call), call.by);
  const key = first(call, "key");
  const items = page.properties.filter((one) => key === undefined || one.key === key);
  const sort = first(call, "sort") ?? "key";
  const cut = slice(call, { items, keyOf: (one) => [one.key], isDescending: sort.startsWith("-") });
  return ok(listBody(call, cut, propertyJson));
}

export function getProperty(call: Call): Answer {
  const page = readNode(call.world, "page", idOf(call), call.by);
  return ok(propertyJson(propertyOf(page, idOf(call, 1))));
}

export function createProperty(call: Call): Answer {
  const page = writableNode(call.world, "page", idOf(call), call.by);
  const { key, value } = readProperty(call.body);
  if (page.properties.some((one) => one.key === key)) {
    throw conflict(`A property with key '${key}' already exists on content ${page.id}.`);
  }
  return ok(propertyJson(addProperty(call.world, page, key, value, call.by)));
}

/** PUT: the key stays what it is, and the version is the next one. */
export function updateProperty(call: Call): Answer {
  const page = writableNode(call.world, "page", idOf(call), call.by);
  const property = propertyOf(page, idOf(call, 1));
  const { key, value } = readProperty(call.body);
  if (key !== property.key) throw invalid(`The key of property ${property.id} cannot be changed.`);
  const version = (call.body as Json)["version"];
  const number = isJson(version) ? version["number"] : undefined;
  if (number !== property.version + 1) {
    throw conflict(
      `Version must be incremented when updating a property. Current Version: [${property.version}]. Provided version: [${String(number)}]`,
    );
  }
  Object.assign(property, {
    value,
    version: number,
    createdAt: call.world.settings.now(),
    authorId: call.by,
  });
  return ok(propertyJson(property));
}

export function deleteProperty(call: Call): Answer {
  const page = writableNode(call.world, "page", idOf(call), call.by);
  const property = propertyOf(page, idOf(call, 1));
  page.properties = page.properties.filter((one) => one !== property);
  return NO_CONTENT;
}

export function addProperty(
  world: World,
  page: Node,
  key: string,
  value: unknown,
  by = world.personId,
): Property {
  const createdAt = world.settings.now();
  const property = { id: newId(world), key, value, version: 1, createdAt, authorId: by };
  page.properties.push(property);
  return property;
}

function propertyOf(page: Node, id: string): Property {
  const property = page.properties.find((one) => one.id === id);
  if (!property) throw notFound("property", id);
  return property;
}

function readProperty(body: unknown): { key: string; value: unknown } {
  const { key, value } = body as Json;
  if (typeof key !== "string" || key === "") throw invalid("A property needs a key.");
  if (key.length > MAX_KEY) throw invalid(`The key is too long: the maximum is ${MAX_KEY} characters.`);
  if (value === undefined) throw invalid("A property needs a value.");
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > MAX_VALUE_BYTES)
    throw invalid(`The value is too large: ${bytes} bytes, at most ${MAX_VALUE_BYTES}.`);
  return { key, value };
}
