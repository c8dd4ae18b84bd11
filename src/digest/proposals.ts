import { clip } from "../match/explain.ts";
import type { FoundMatch } from "../match/matcher.ts";
import type { ReleasedCopy } from "../store/store.ts";
import type { DigestCase, DigestIssue, DigestItem, DigestSource } from "./digest.ts";

/** An own issue with what was found for it, best first. */
export interface IssueMatches {
  readonly issue: DigestIssue;
  readonly matches: readonly FoundMatch[];
  /** Score of the best answer that there is, shown before or not. */
  readonly best: number;
}

/** Below this part of what the issue's best answer scores, a proposal only fills the page. */
const LEAST_PART_OF_BEST = 0.35;

interface Proposal {
  readonly issue: DigestIssue;
  readonly matches: readonly FoundMatch[];
}

/**
 * The few proposals of one digest: the best of every issue first, most pressing issue first, then the second
 * best. No case stands twice. If everything chosen is about a product, the last gives way to one that is not:
 * a page that only sells is soon not read.
 */
export function chooseItems(
  found: readonly IssueMatches[],
  limit: number,
  toSource: (match: FoundMatch) => DigestSource,
): DigestItem[] {
  const queue = inRounds(found.map(proposalsOf));
  const chosen = queue.slice(0, limit);
  if (limit > 1 && chosen.length === limit && chosen.every(isAboutProduct)) {
    const other = queue.slice(limit).find((proposal) => !isAboutProduct(proposal));
    if (other !== undefined) chosen.splice(-1, 1, other);
  }
  return chosen.map(({ issue, matches }) => ({
    issue,
    cases: matches.map((match): DigestCase => ({
      ...toSource(match),
      gist: gistOf(match.copy),
      reason: { ...match.reason },
      differences: { ...match.differences },
    })),
  }));
}

/** A success and the failure of the same idea make one proposal, the success first. */
function proposalsOf({ issue, matches, best }: IssueMatches): Proposal[] {
  const used = new Set<string>();
  const proposals: Proposal[] = [];
  for (const match of matches) {
    if (used.has(match.copy.id) || match.score < best * LEAST_PART_OF_BEST) continue;
    const other = matches.find(({ copy }) => copy.id === match.pairedWith && !used.has(copy.id));
    const together = other === undefined ? [match] : [match, other];
    for (const { copy } of together) used.add(copy.id);
    proposals.push({ issue, matches: together.sort(successFirst) });
  }
  return proposals;
}

/** First proposals of all issues, then second ones, each case only once. */
function inRounds(byIssue: readonly (readonly Proposal[])[]): Proposal[] {
  const used = new Set<string>();
  const queue: Proposal[] = [];
  const rounds = Math.max(0, ...byIssue.map((proposals) => proposals.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const proposals of byIssue) {
      const proposal = proposals[round];
      const matches = (proposal?.matches ?? []).filter(({ copy }) => !used.has(copy.id));
      if (proposal === undefined || matches.length === 0) continue;
      for (const { copy } of matches) used.add(copy.id);
      queue.push({ issue: proposal.issue, matches });
    }
  }
  return queue;
}

const isAboutProduct = ({ matches }: Proposal): boolean =>
  matches.every(({ copy }) => copy.products.length > 0);

function successFirst(a: FoundMatch, b: FoundMatch): number {
  return Number(a.copy.kind === "failure") - Number(b.copy.kind === "failure");
}

/** What came of the case, in at most a line. */
function gistOf({ kind, texts }: ReleasedCopy): string | null {
  const text =
    kind === "success" ? (texts.result ?? texts.one_line) : (texts.lesson ?? texts.prevention ?? texts.cause);
  return text === undefined || text.trim() === "" ? null : clip(text, 60);
}
