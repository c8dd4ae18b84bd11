import type { Json } from "./json.ts";
import type { World } from "./world.ts";

/** One request on its way to a handler: authorised, routed, its body parsed as JSON but not yet checked. */
export interface Call {
  world: World;
  /** What the route's placeholders stand for, in order. */
  ids: string[];
  query: Record<string, string[]>;
  body: unknown;
  /** The acting user: the bot of the token. */
  by: string;
}

export interface Answer {
  status: number;
  body: Json;
}

export function ok(body: Json): Answer {
  return { status: 200, body };
}
