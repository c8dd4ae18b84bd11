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
import { unpackMeaning } from "./meaning.ts";
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
  items: readonly Pick<ReleaseItem, "copy" | "recognised" | "meaning">[],
  { lexicon, weights }: { readonly lexicon: Lexicon; readonly weights: MatchWeights },
): Compared {
  const read = items.map((item) => ({
    copy: item.copy,
    recognised: recognisedIn(item, lexicon),
    meaning: item.meaning === undefined ? undefined : unpackMeaning(item.meaning.vector),
  }));
  const telling = tellingOf(
    read.map(({ recognised }) => recognised),
    weights,
  );
  const context = { lexicon, weights, telling };
  const texts = read.map(({ copy, recognised, meaning }) => ({
    copy,
    features: featuresOf(
      copy.id,
      recognised,
      { tags: copy.theme, describe: () => describeCopy(copy), meaning },
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
  const features = new Map(texts.map((text) => [text.copy.id, text.features]));
  return {
    features,
    cases: rankingOf(({ kind }) => kind !== "issue"),
    issues: rankingOf(({ kind }) => kind === "issue"),
    ofIssue: (issue) => {
      const described = describeIssue(issue);
      // An issue that was not released to these readers was shown to no model.
      const meaning = features.get(issue.id)?.meaning;
      const recognised: Recognised = recognise(described, lexicon);
      return featuresOf(
        issue.id,
        recognised,
        { tags: issue.theme, describe: () => described, meaning },
        context,
      );
    },
  };
}
