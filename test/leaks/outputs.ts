import { personalMessages, roomMessage } from "../../src/channels/message.ts";
import { composeDigest } from "../../src/digest/compose.ts";
import { digestTitle, renderDigest, renderText } from "../../src/digest/render.ts";
import { matchIssues } from "../../src/match/match.ts";
import { openMatcher } from "../../src/match/matcher.ts";
import type { Audience } from "../../src/model/entry.ts";
import { releaseEntries } from "../../src/release/gate.ts";
import type { Reader } from "../../src/release/reader.ts";
import { releaseQueue } from "../../src/release/queue.ts";
import type { ReleaseItem, StoredDigest } from "../../src/store/store.ts";
import type { World } from "../release/worlds.ts";

/** Something that leaves a unit, and who reads it. */
export interface Output {
  readonly where: string;
  readonly audience: Audience;
  /** The unit whose own issues it may tell of; null = of none. */
  readonly ownUnit: string | null;
  readonly text: string;
}

const WEEK = "2026-W48";
const AUDIENCES: readonly Audience[] = ["vendor", "partner"];

export const released = ({ spec, entries }: World): ReleaseItem[] =>
  releaseEntries({ spec, entries, people: [], decisions: [] });

/** Everything that the product makes of a partner for readers outside the units. */
export function outputsOf(world: World): Output[] {
  const { spec, entries } = world;
  const items = released(world);
  return AUDIENCES.flatMap((audience) => {
    const matcher = openMatcher({ spec, entries, items, rollouts: [], people: [], audience });
    const copies = items.filter((item) => item.audience === audience && item.state === "released");
    const digests = spec.units.map(({ key }) =>
      composeDigest({
        spec,
        unit: key,
        audience,
        week: WEEK,
        entries,
        items,
        rollouts: [],
        people: [],
        history: [],
        asOf: "2026-11-23",
        matcher,
      }),
    );
    const stored = digests.map((snapshot): StoredDigest => ({
      unit: snapshot.unit,
      week: WEEK,
      audience,
      state: "published",
      snapshot,
      builtAt: "",
      url: "https://workspace.example/x",
    }));
    const rep = { user: "k.hata", role: "lead" as const, units: [], mail: "k.hata@team.example" };
    const told = [
      roomMessage(spec, WEEK, stored),
      ...personalMessages({ ...spec, team: [rep] }, WEEK, stored),
    ];
    return [
      ...copies.map(({ id, copy }) => output(`copy ${id}`, audience, null, copy)),
      ...digests.flatMap((digest) => [
        output(`digest ${digest.unit}`, audience, digest.unit, digest),
        output(`page ${digest.unit}`, audience, digest.unit, renderDigest(digest, "ja")),
        output(`text ${digest.unit}`, audience, digest.unit, renderText(digest, "en")),
        output(`file name ${digest.unit}`, audience, digest.unit, digestTitle(digest, "ja")),
      ]),
      // To our own lead, who reads all digests, each unit's own issues are told.
      ...told.flatMap((message) =>
        message === null ? [] : [{ ...output("message", audience, "*", message.subject + message.text) }],
      ),
      ...spec.units.flatMap(({ key }) => {
        const reader: Reader = { kind: "units", user: "x", units: new Set([key]) };
        const { issues } = matchIssues({
          spec,
          entries,
          items,
          rollouts: [],
          people: [],
          audience,
          limit: 5,
          reader,
        });
        const answers = issues.map(({ matches, peers }) => ({ matches, peers }));
        const queue = releaseQueue(reader, { spec, items, entries }).filter((item) => item.unit !== key);
        return [
          output(`match for ${key}`, audience, null, answers),
          output(`queue for ${key}`, "vendor", null, queue),
        ];
      }),
    ];
  });
}

const output = (where: string, audience: Audience, ownUnit: string | null, value: unknown): Output => ({
  where,
  audience,
  ownUnit,
  text: wordsIn(value).join("\n¶\n"),
});

const NO_TEXTS = new Set(["id", "unit", "textHash", "partner", "url"]);

/** Every text in a value; ids, keys of units and hashes are none. Not as JSON, whose escapes add letters. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (NO_TEXTS.has(name) ? [] : wordsIn(inner)));
}
