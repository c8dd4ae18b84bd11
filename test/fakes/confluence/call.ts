import type { Json } from "../notion/json.ts";
import type { World } from "./world.ts";

/** One request on its way to a handler: authorised, routed, its body parsed and checked against the schema. */
export interface Call {
  world: World;
  path: string;
  /** What the route's placeholders stand for, in order. */
  ids: string[];
  query: Record<string, string[]>;
  body: unknown;
  /** The acting account; undefined for an anonymous reader. */
  by: string | undefined;
}

export interface Answer {
  status: number;
  /** Undefined for 204. */
  body: Json | Json[] | undefined;
}

export type Handler = (call: Call) => Answer;

export function ok(body: Json): Answer {
  return { status: 200, body };
}

export const NO_CONTENT: Answer = { status: 204, body: undefined };

export function first(call: Call, name: string): string | undefined {
  return call.query[name]?.[0];
}

export function isAsked(call: Call, name: string): boolean {
  return first(call, name) === "true";
}

/** A placeholder of the path; the router has made sure that it is there. */
export function idOf(call: Call, index = 0): string {
  return call.ids[index] ?? "";
}
