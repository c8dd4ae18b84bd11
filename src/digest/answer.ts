import type { Language } from "../language.ts";
import type { Audience, EntryKind, Level } from "../model/entry.ts";
import type { DigestState, StoredDigest } from "../store/store.ts";
import type { DigestCase, DigestItem } from "./digest.ts";
import { digestOf } from "./records.ts";

/** What every `digest` command answers with `--json`. */
export interface DigestAnswer {
  readonly partner: string;
  readonly unit: string;
  readonly week: string;
  readonly audience: Audience;
  readonly state: DigestState;
  readonly items: readonly AnswerItem[];
  readonly url?: string;
  readonly path?: string;
}

interface AnswerCase {
  readonly id: string;
  readonly kind: EntryKind;
  /** null where the audience may not learn it. */
  readonly unit: string | null;
  readonly unitName: string;
  readonly title: string;
  readonly reason: string;
  readonly differences: string;
}

interface AnswerItem extends AnswerCase {
  readonly issue: { readonly id: string; readonly title: string };
  readonly level: Level | null;
  /** The failure beside the success, where both stand as one proposal. */
  readonly pair?: AnswerCase;
}

/** A stored digest as the command line shows it. */
export function toDigestAnswer(partner: string, stored: StoredDigest, language: Language): DigestAnswer {
  return {
    partner,
    unit: stored.unit,
    week: stored.week,
    audience: stored.audience,
    state: stored.state,
    items: digestOf(stored).items.flatMap((item) => toItem(item, language)),
    ...(stored.url === undefined ? {} : { url: stored.url }),
    ...(stored.location === undefined ? {} : { path: stored.location }),
  };
}

function toItem({ issue, cases }: DigestItem, language: Language): AnswerItem[] {
  const [first, second] = cases;
  if (first === undefined) return [];
  return [
    {
      ...toCase(first, language),
      issue: { id: issue.id, title: issue.title },
      level: issue.level,
      ...(second === undefined ? {} : { pair: toCase(second, language) }),
    },
  ];
}

function toCase(found: DigestCase, language: Language): AnswerCase {
  const { id, kind, unit, unitName, title } = found;
  const [reason, differences] = [found.reason[language], found.differences[language]];
  return { id, kind, unit, unitName, title, reason, differences };
}
