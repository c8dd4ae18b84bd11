import type { Digest } from "../digest/digest.ts";
import type { UnitCoverage } from "../digest/coverage.ts";
import type { Text } from "../language.ts";
import type { Rollout } from "../model/rollout.ts";
import type { StoredTold } from "../store/store.ts";

/** One thing to take along to a unit. */
export interface CarryItem {
  /** Entry id; null for a question, which is about no entry. */
  readonly id: string | null;
  readonly sort: "case" | "peer" | "rollout" | "question";
  readonly text: Text;
  /** Why just here and now. */
  readonly why: Text;
}

export interface CarryInput {
  /** The unit's digest of the week, as our own people read it. */
  readonly digest: Digest;
  readonly rollouts: readonly Rollout[];
  /** The unit's coverage of levels. */
  readonly coverage: UnitCoverage;
  readonly told: readonly StoredTold[];
  /** Today's text hash of an entry's copy. */
  readonly hashOf: (id: string) => string | undefined;
}

/**
 * What to take to a unit now: the week's proposals and who has the same problem, attempts that wait for an answer,
 * and what to ask a level that was long not heard. What was told there and did not change since is left at home.
 */
export function carryList({ digest, rollouts, coverage, told, hashOf }: CarryInput): CarryItem[] {
  const known = new Map(told.map(({ item, textHash }) => [item, textHash]));
  const isNew = ({ id }: CarryItem) => id === null || !known.has(id) || known.get(id) !== hashOf(id);
  const cases = digest.items.flatMap(({ issue, cases }) =>
    cases.map((one): CarryItem => ({
      id: one.id,
      sort: "case",
      text: both(`${one.title}(${one.unitName})`),
      why: {
        ja: `課題「${issue.title}」に: ${one.reason.ja}`,
        en: `For "${issue.title}": ${one.reason.en}`,
      },
    })),
  );
  const peers = digest.peers.map(({ issue, source }): CarryItem => ({
    id: source.id,
    sort: "peer",
    text: both(`${source.title}(${source.unitName})`),
    why: { ja: `「${issue.title}」と同じ悩み`, en: `The same problem as "${issue.title}"` },
  }));
  const waiting = rollouts
    .filter(
      ({ target, state }) => target === digest.unit && (state === "proposed" || state === "considering"),
    )
    .map(({ title }): CarryItem => ({
      id: null,
      sort: "rollout",
      text: both(title),
      why: { ja: "返事を聞く", en: "Ask for an answer" },
    }));
  const questions = coverage.levels
    .filter(({ gap }) => gap)
    .slice(0, 1)
    .flatMap(({ questions }) =>
      questions.map((text): CarryItem => ({
        id: null,
        sort: "question",
        text,
        why: { ja: "しばらく声を聞けていない階層に", en: "To a level that was long not heard" },
      })),
    );
  return [...[...cases, ...peers].filter(isNew), ...waiting, ...questions];
}

const both = (text: string): Text => ({ ja: text, en: text });
