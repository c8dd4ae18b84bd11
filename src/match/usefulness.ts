import type { Issue } from "../model/entry.ts";
import { foldLabel } from "../model/fields.ts";
import type { ReleasedCopy } from "../store/store.ts";
import type { MatchWeights } from "./weights.ts";

/**
 * What makes one of two equally fitting cases the more useful one: the same product, the same trade or size of
 * customer, figures to go by, and not being old. Small beside what problem and case have in common.
 */
export function usefulness(issue: Issue, copy: ReleasedCopy, weights: MatchWeights): number {
  return (
    (haveCommon(issue.products, copy.products) ? weights.product : 0) +
    (haveCommon(issue.segment, copy.segment) ? weights.segment : 0) +
    (FIGURE.test(copy.texts["result"] ?? "") ? weights.evidence : 0) +
    weights.freshness * freshness(issue.heard_on, copy.heardOn)
  );
}

function haveCommon(own: readonly string[], others: readonly string[]): boolean {
  const known = new Set(own.map(foldLabel));
  return others.some((value) => known.has(foldLabel(value)));
}

const FIGURE = /\d|[一二三四五六七八九十百千]+[%割倍件社人名時分日]/u;

/** 1 for what was heard with the issue or after it, falling to 0 within two years before. */
function freshness(issueHeard: string | undefined, caseHeard: string | undefined): number {
  if (issueHeard === undefined || caseHeard === undefined) return 0;
  const days = (Date.parse(issueHeard) - Date.parse(caseHeard)) / 86_400_000;
  return Number.isNaN(days) ? 0 : Math.min(1, Math.max(0, 1 - days / 730));
}
