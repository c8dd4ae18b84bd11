import type { Issue } from "../model/entry.ts";
import type { Recognised, ReleasedCopy, ReleaseItem } from "../store/store.ts";
import {
  describeCopy,
  describeIssue,
  type Features,
  featuresOf,
  recognise,
  recognisedIn,
} from "./features.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { openRanking, type Ranking } from "./rank.ts";
import { rarityOf, tellingOf } from "./rarity.ts";
import type { MatchWeights } from "./weights.ts";

/** The released copies of one audience, made ready to be compared with an issue. */
export interface Compared {
  readonly features: ReadonlyMap<string, Features>;
  readonly cases: Ranking;
  readonly issues: Ranking;
  /** An issue as these texts are compared with it. */
  readonly ofIssue: (issue: Issue) => Features;
}

/** What may be read now of each copy, with how it is to be compared. Statistics are over just these. */
export function openCompared(
  items: readonly Pick<ReleaseItem, "copy" | "recognised">[],
  { lexicon, weights }: { readonly lexicon: Lexicon; readonly weights: MatchWeights },
): Compared {
  const read = items.map((item) => ({ copy: item.copy, recognised: recognisedIn(item, lexicon) }));
  const telling = tellingOf(
    read.map(({ recognised }) => recognised),
    weights,
  );
  const context = { lexicon, weights, telling };
  const texts = read.map(({ copy, recognised }) => ({
    copy,
    features: featuresOf(
      copy.id,
      recognised,
      { tags: copy.theme, describe: () => describeCopy(copy) },
      context,
    ),
  }));
  const rarity = rarityOf(
    texts.map(({ features }) => features),
    weights,
  );
  const rankingOf = (isWanted: (copy: ReleasedCopy) => boolean): Ranking => {
    const wanted = texts.filter(({ copy }) => isWanted(copy));
    const ranked = wanted.map(({ copy: { unit }, features }) => ({ unit, features }));
    return openRanking({ texts: ranked, rarity, lexicon, weights });
  };
  return {
    features: new Map(texts.map(({ copy, features }) => [copy.id, features])),
    cases: rankingOf(({ kind }) => kind !== "issue"),
    issues: rankingOf(({ kind }) => kind === "issue"),
    ofIssue: (issue) => {
      const described = describeIssue(issue);
      const recognised: Recognised = recognise(described, lexicon);
      return featuresOf(issue.id, recognised, { tags: issue.theme, describe: () => described }, context);
    },
  };
}
