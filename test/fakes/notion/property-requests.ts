import { z } from "zod";

import { invalid } from "./api-error.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { limitedText } from "./limited-text.ts";
import { CHANGED_CONFIG, isConfigType, NEW_CONFIG } from "./property-schemas.ts";
import type { ConfigType } from "./property-schemas.ts";
import { parseAs } from "./schema-error.ts";

/** What a request says of one property; without a type it only renames or describes one. */
export interface PropertyRequest {
  type?: ConfigType;
  config: Json;
  name?: string | undefined;
  description?: string | null | undefined;
}

const head = z.looseObject({
  name: z.string().min(1).optional(),
  description: limitedText(280).nullish(),
  type: z.string().optional(),
});

export function readNewProperty(value: unknown, where: string): PropertyRequest & { type: ConfigType } {
  const request = readRequest(value, where, NEW_CONFIG);
  if (request.type === undefined || request.name !== undefined) {
    throw invalid(`body failed validation: ${where} should have one property type and no name.`);
  }
  return { ...request, type: request.type };
}

export function readChangedProperty(value: unknown, where: string): PropertyRequest {
  return readRequest(value, where, CHANGED_CONFIG);
}

function readRequest(
  value: unknown,
  where: string,
  schemas: typeof NEW_CONFIG | typeof CHANGED_CONFIG,
): PropertyRequest {
  const { name, description, type: named, ...rest } = parseAs(head, value, where);
  const keys = Object.keys(rest);
  const type = named ?? keys[0];
  if (type === undefined) return { config: {}, name, description };
  const extra = keys.find((key) => key !== type);
  if (extra !== undefined) {
    throw invalid(`body failed validation: ${where}.${extra} should be not present.`);
  }
  if (!isConfigType(type)) {
    throw invalid(`body failed validation: ${where}.${type} is not a property type that can be created.`);
  }
  const schema: z.ZodType<Json> = schemas[type];
  const config = parseAs(schema, rest[type], `${where}.${type}`);
  return { type, config: isJson(config) ? config : {}, name, description };
}
