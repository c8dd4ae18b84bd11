import type { Entry } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import { openNet } from "./net.ts";

/**
 * Judges texts that somebody typed about an entry: may one be read outside the unit? It holds nothing that the gate
 * would mask or hold.
 */
export function openSafety(input: {
  readonly spec: Spec;
  readonly people: readonly Person[];
  readonly entries: readonly Entry[];
}): (text: string, about: string) => boolean {
  const net = openNet(input);
  const byId = new Map(input.entries.map((entry) => [entry.id, entry]));
  return (text, about) => {
    const entry = byId.get(about);
    return entry !== undefined && net.of(entry).left([text]).length === 0;
  };
}
