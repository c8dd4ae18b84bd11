import type { Audience } from "../model/entry.ts";
import type { ReleaseDecision } from "../store/store.ts";

/** The decision that counts, by entry and audience: what was decided for one audience says nothing for the other. */
export function latestDecisions(decisions: readonly ReleaseDecision[]): Map<string, ReleaseDecision> {
  const latest = new Map<string, ReleaseDecision>();
  for (const decision of decisions) {
    const key = decisionKey(decision.id, decision.audience);
    const known = latest.get(key);
    if (known === undefined || isLater(decision, known)) latest.set(key, decision);
  }
  return latest;
}

export const decisionKey = (id: string, audience: Audience): string => `${audience}/${id}`;

/** Of two decisions in the same moment the more careful one counts, so that their order in the store does not. */
function isLater(a: ReleaseDecision, b: ReleaseDecision): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.decision !== b.decision) return CARE[a.decision] > CARE[b.decision];
  return a.textHash > b.textHash;
}

const CARE = { approve: 0, hold: 1, revoke: 2 } as const satisfies Record<
  ReleaseDecision["decision"],
  number
>;
