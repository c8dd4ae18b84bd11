import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import type { ValidateFunction } from "ajv";

import type { Json } from "../notion/json.ts";
import { matchPath } from "./match-path.ts";

interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  schema: Json;
}

interface Operation {
  scopes: string[];
  parameters: Parameter[];
  requestBody?: Json;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const DOCUMENT = JSON.parse(
  readFileSync(new URL("../../fixtures/confluence/openapi-v2.json", import.meta.url), "utf8"),
) as Document;

const forParameters = withComponents(
  new Ajv({ strict: false, coerceTypes: "array", validateFormats: false }),
);
const forBodies = withComponents(new Ajv({ strict: false, validateFormats: false, allErrors: true }));

function withComponents(ajv: Ajv): Ajv {
  return ajv.addSchema({ $id: "openapi", components: DOCUMENT.components });
}

/** An operation that the document knows, with its checks compiled. */
export interface KnownOperation {
  pattern: string;
  method: string;
  scopes: string[];
  parameters: Parameter[];
  checkParameter: Map<string, ValidateFunction>;
  checkBody: ValidateFunction | undefined;
}

const OPERATIONS: KnownOperation[] = Object.entries(DOCUMENT.paths).flatMap(([pattern, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    pattern,
    method: method.toUpperCase(),
    scopes: operation.scopes,
    parameters: operation.parameters,
    checkParameter: new Map(
      operation.parameters.map(({ name, schema }) => [name, forParameters.compile(parameterSchema(schema))]),
    ),
    checkBody: operation.requestBody && forBodies.compile(absolute(operation.requestBody)),
  })),
);

function parameterSchema(schema: Json): Json {
  return { type: "object", properties: { value: absolute(schema) } };
}

/** References of the document, made absolute: a schema of its own cannot point into another one otherwise. */
function absolute(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as Json;
}

export function findOperation(
  method: string,
  path: string,
): { operation: KnownOperation | undefined; ids: string[]; isKnownPath: boolean } {
  let isKnownPath = false;
  for (const operation of OPERATIONS) {
    const ids = matchPath(operation.pattern, path);
    if (!ids) continue;
    isKnownPath = true;
    if (operation.method === method) return { operation, ids, isKnownPath };
  }
  return { operation: undefined, ids: [], isKnownPath };
}

export interface CheckedRequest {
  ids: string[];
  query: Record<string, string[]>;
  body: unknown;
}

/** What the document has against a request, one sentence each. */
export function problemsOf(operation: KnownOperation, { ids, query, body }: CheckedRequest): string[] {
  const problems: string[] = [];
  const inPath = operation.parameters.filter((one) => one.in === "path");
  for (const [index, { name }] of inPath.entries()) {
    problems.push(...parameterProblems(operation, name, ids[index] ?? ""));
  }
  for (const [name, values] of Object.entries(query)) {
    const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
    if (!parameter) problems.push(`the query parameter '${name}' is not known`);
    else problems.push(...queryProblems(operation, parameter, values));
  }
  if (!operation.checkBody) {
    if (body !== undefined) problems.push("there must be no body");
  } else if (body === undefined) problems.push("the body is missing");
  else if (!operation.checkBody(body)) problems.push(...bodyProblems(operation.checkBody));
  return problems;
}

function queryProblems(operation: KnownOperation, parameter: Parameter, values: string[]): string[] {
  const { name, schema } = parameter;
  if (schema["type"] === "array") {
    // One value may hold several, parted by commas: both spellings are taken.
    return parameterProblems(
      operation,
      name,
      values.flatMap((value) => value.split(",")),
    );
  }
  if (values.length > 1) return [`the query parameter '${name}' is given ${values.length} times`];
  return parameterProblems(operation, name, values[0] ?? "");
}

function parameterProblems(operation: KnownOperation, name: string, value: string | string[]): string[] {
  const check = operation.checkParameter.get(name);
  if (value === "" && !isTextParameter(operation, name)) return [`the parameter '${name}' is empty`];
  if (!check || check({ value })) return [];
  const why = check.errors?.map((error) => error.message ?? error.keyword).join(", ") ?? "";
  return [`the parameter '${name}' = ${JSON.stringify(value)} ${why}`];
}

function isTextParameter(operation: KnownOperation, name: string): boolean {
  return operation.parameters.some((one) => one.name === name && one.schema["type"] === "string");
}

function bodyProblems(check: ValidateFunction): string[] {
  return (check.errors ?? []).map((error) => {
    const extra = (error.params as { additionalProperty?: string }).additionalProperty;
    const what = extra === undefined ? (error.message ?? error.keyword) : `must not have '${extra}'`;
    return `the body${error.instancePath} ${what}`;
  });
}
