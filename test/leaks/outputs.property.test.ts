import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { composeDigest } from "../../src/digest/compose.ts";
import { matchIssues } from "../../src/match/match.ts";
import type { Audience } from "../../src/model/entry.ts";
import { scanForLeaks, secretsOf } from "../../src/release/leak-scan.ts";
import { anyWorld, type World } from "../release/worlds.ts";
import { type Output, outputsOf, released } from "./outputs.ts";

/** `npm run leaks` asks for a thousand partners, `npm test` for some. */
const RUNS = Number(process.env["LEAK_RUNS"] ?? 20);
const runs = (numRuns: number) => ({ seed: 20_261_125, numRuns: Math.ceil(numRuns), endOnFailure: true });

/** As a reader might still make it out. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u200b-\u200d\ufeff]/gu, "");

/** Every 8 characters of a secret: a part of it is enough to be known by. */
function windows(secret: string): string[] {
  const text = plain(secret);
  return Array.from({ length: Math.max(1, text.length - 7) }, (_, at) => text.slice(at, at + 8));
}

interface Canary {
  readonly text: string;
  readonly unit: string;
  readonly kind: "note" | "text";
  readonly id: string;
}

/** What `anyWorld` plants: twelve letters in the private notes, twelve more in title and body. */
const canariesOf = ({ entries }: World): Canary[] =>
  entries.flatMap(({ id, value }): Canary[] => [
    { id, unit: value.unit, kind: "note", text: (value.private_notes ?? "").slice(0, 12) },
    { id, unit: value.unit, kind: "text", text: value.title.slice(-12) },
  ]);

/** Canaries in an output that its reader may not see. */
function canariesIn(world: World, outputs: readonly Output[]): string[] {
  const out = new Map<Audience, Set<string>>();
  for (const { id, audience, state } of released(world)) {
    if (state === "released") out.set(audience, (out.get(audience) ?? new Set()).add(id));
  }
  const canaries = canariesOf(world).map((one) => ({ ...one, parts: windows(one.text) }));
  return outputs.flatMap(({ where, audience, ownUnit, text }) => {
    const read = plain(text);
    return canaries
      .filter(({ kind, id, unit }) => {
        if (kind === "note") return true;
        const isOwn = ownUnit === "*" || (ownUnit === unit && audience === "vendor");
        return !isOwn && !(out.get(audience)?.has(id) ?? false);
      })
      .filter(({ parts }) => parts.some((part) => read.includes(part)))
      .map(({ kind, id }) => `${where}: ${kind} of ${id}`);
  });
}

describe("whatever leaves a unit", () => {
  test("holds no name, term, note or text that its reader may not see", { timeout: 3_600_000 }, () => {
    let bytes = 0;
    let items = 0;
    fc.assert(
      fc.property(anyWorld(), (world) => {
        const outputs = outputsOf(world);
        expect(canariesIn(world, outputs)).toEqual([]);
        for (const audience of ["vendor", "partner"] as const) {
          const secrets = secretsOf(world.entries, [], { spec: world.spec, audience });
          const texts = outputs.filter((output) => output.audience === audience);
          expect(scanForLeaks(texts, secrets)).toEqual([]);
          bytes += texts.reduce((sum, { text }) => sum + text.length, 0);
        }
        items += outputs.filter(({ where }) => where.startsWith("copy")).length;
      }),
      runs(RUNS),
    );
    expect(items).toBeGreaterThan(RUNS * 8);
    expect(bytes).toBeGreaterThan(RUNS * 10_000);
  });

  test("is seen to leak where something is planted (control)", () => {
    fc.assert(
      fc.property(anyWorld(), fc.nat(), (world, at) => {
        const canaries = canariesOf(world).filter(({ kind }) => kind === "note");
        const canary = canaries[at % canaries.length];
        const planted: Output = {
          where: "planted",
          audience: "vendor",
          ownUnit: null,
          text: `前後 ${Array.from(canary?.text.slice(2, 10) ?? "").join("\u200b")} の間`,
        };
        expect(canariesIn(world, [planted])).toContain(`planted: note of ${canary?.id}`);
      }),
      runs(20),
    );
  });
});

describe("two worlds, with and without what the reader may not see", () => {
  test("give byte for byte the same matches, peers and digests", { timeout: 3_600_000 }, () => {
    let compared = 0;
    let hidden = 0;
    fc.assert(
      fc.property(anyWorld(), (world) => {
        for (const audience of ["vendor", "partner"] as const) {
          const { spec } = world;
          const items = released(world);
          const shown = new Set(
            items
              .filter((item) => item.audience === audience && item.state === "released")
              .map(({ id }) => id),
          );
          for (const { key } of spec.units) {
            // Of his own unit a reader knows everything.
            const without = world.entries.filter(({ id, value }) => shown.has(id) || value.unit === key);
            hidden += world.entries.length - without.length;
            const answer = (entries: World["entries"]) => {
              const own = items.filter(({ id }) => entries.some((entry) => entry.id === id));
              const common = { spec, entries, items: own, rollouts: [], people: [], audience };
              const reader = { kind: "units" as const, user: "x", units: new Set([key]) };
              const digest = composeDigest({
                ...common,
                unit: key,
                week: "2026-W48",
                history: [],
                asOf: "2026-11-23",
              });
              return JSON.stringify([matchIssues({ ...common, limit: 5, reader }), digest]);
            };
            expect(answer(world.entries)).toBe(answer(without));
            compared += 1;
          }
        }
      }),
      runs(Math.min(200, RUNS)),
    );
    expect(compared).toBe(Math.min(200, RUNS) * 8);
    expect(hidden).toBeGreaterThan(compared);
  });
});
