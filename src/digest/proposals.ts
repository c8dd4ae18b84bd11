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

/** Proposals looked at for one without product, once the page would hold too few. */
const LOOK_FURTHER = 20;

/**
 * The few proposals of one digest: the best of every issue first, most pressing issue first, then the second
 * best. No case stands twice. As long as fewer than `withoutProduct` are about no product, the last of the others
 * give way to such that are: a page that only sells is soon not read. Of `found` no more is read than is needed.
 */
export function chooseItems(
  found: Iterable<IssueMatches>,
  { limit, withoutProduct }: { readonly limit: number; readonly withoutProduct: number },
  toSource: (match: FoundMatch) => DigestSource,
): DigestItem[] {
  const chosen: Proposal[] = [];
  // The first proposal is for the most pressing issue, whatever it is about.
  const wanted = Math.min(withoutProduct, limit - 1);
  let further = 0;
  const isSold = () => chosen.filter((proposal) => !isAboutProduct(proposal)).length < wanted;
  for (const proposal of inRounds(found)) {
    if (chosen.length < limit) chosen.push(proposal);
    else if (isAboutProduct(proposal)) further += 1;
    else {
      chosen.splice(chosen.findLastIndex(isAboutProduct), 1);
      chosen.push(proposal);
    }
    if (chosen.length === limit && (!isSold() || further >= LOOK_FURTHER)) break;
  }
  return chosen.map(({ issue, matches }) => ({
    issue,
    cases: matches.map((match) => caseOf(match, toSource(match))),
  }));
}

/** A case as a digest shows it. */
export const caseOf = (match: FoundMatch, source: DigestSource): DigestCase => ({
  ...source,
  gist: gistOf(match.copy),
  reason: { ...match.reason },
  differences: { ...match.differences },
});

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
function* inRounds(found: Iterable<IssueMatches>): Generator<Proposal, undefined> {
  const used = new Set<string>();
  let round: Iterable<readonly Proposal[]> = mapped(found, proposalsOf);
  for (;;) {
    const rest: (readonly Proposal[])[] = [];
    for (const [proposal, ...later] of round) {
      if (later.length > 0) rest.push(later);
      const matches = (proposal?.matches ?? []).filter(({ copy }) => !used.has(copy.id));
      if (proposal === undefined || matches.length === 0) continue;
      for (const { copy } of matches) used.add(copy.id);
      yield { issue: proposal.issue, matches };
    }
    if (rest.length === 0) return undefined;
    round = rest;
  }
}

function* mapped<A, B>(all: Iterable<A>, change: (one: A) => B): Generator<B, undefined> {
  for (const one of all) yield change(one);
  return undefined;
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
