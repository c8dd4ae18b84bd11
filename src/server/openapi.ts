import { z } from "zod";

import type { Language } from "../language.ts";
import type { Route } from "./route.ts";

/** The routes as an OpenAPI 3.1 document. */
export function openApi(routes: Readonly<Record<string, Route>>, language: Language) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = `/api${route.path.replace(/:(\w+)/gu, "{$1}")}`;
    paths[path] = { ...paths[path], [route.method]: operation(name, route, language) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Kakehashi", version: "1" },
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

const PROBLEM = z.toJSONSchema(
  z.object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
  }),
);

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

function operation(name: string, route: Route, language: Language) {
  const { properties = {}, required = [] } = z.toJSONSchema(route.input, { io: "input" }) as ObjectSchema;
  const inPath = new Set([...route.path.matchAll(/:(\w+)/gu)].map(([, parameter = ""]) => parameter));
  const rest = Object.keys(properties).filter((parameter) => !inPath.has(parameter));
  const parameter = (parameterName: string) => ({
    name: parameterName,
    in: inPath.has(parameterName) ? "path" : "query",
    required: required.includes(parameterName),
    schema: properties[parameterName],
  });
  const isRead = route.method === "get";
  return {
    operationId: name,
    summary: route.about[language],
    parameters: [...inPath, ...(isRead ? rest : [])].map(parameter),
    ...(isRead || rest.length === 0 ? {} : { requestBody: body(rest, { properties, required }) }),
    responses: {
      "200": {
        description: "OK",
        content: { "application/json": { schema: z.toJSONSchema(route.answer, { io: "output" }) } },
      },
      default: {
        description: "Problem (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

const body = (names: readonly string[], { properties = {}, required = [] }: ObjectSchema) => ({
  required: true,
  content: {
    "application/json": {
      schema: {
        type: "object",
        properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
        required: required.filter((name) => names.includes(name)),
        additionalProperties: false,
      },
    },
  },
});
