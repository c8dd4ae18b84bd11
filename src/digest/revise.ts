import { AppError } from "../errors.ts";
import type { Digest, DigestItem } from "./digest.ts";

/** Does a proposal show one of these entries, as its case or its issue? */
export const shows = ({ issue, cases }: DigestItem, ids: readonly string[]): boolean =>
  ids.includes(issue.id) || cases.some(({ id }) => ids.includes(id));

/** The digest without the proposals that show an entry. Throws `usage` if none does. */
export function withoutItem(digest: Digest, id: string): Digest {
  const items = digest.items.filter((item) => !shows(item, [id]));
  if (items.length === digest.items.length) throw noSuchItem(digest, id);
  return { ...digest, items };
}

/** The digest with another reason for a case, in the words of whoever knows better. Throws `usage` if it shows none. */
export function withReason(digest: Digest, id: string, reason: string): Digest {
  if (!digest.items.some(({ cases }) => cases.some((one) => one.id === id))) throw noSuchItem(digest, id);
  return {
    ...digest,
    items: digest.items.map((item) => ({
      ...item,
      cases: item.cases.map((one) =>
        one.id === id ? { ...one, reason: { ja: reason, en: reason }, isEdited: true } : one,
      ),
    })),
  };
}

function noSuchItem({ unitName, items }: Digest, id: string): AppError {
  const known = items.flatMap(({ cases }) => cases.map((one) => one.id)).join(", ") || "-";
  return new AppError(
    "usage",
    {
      ja: `${unitName}の週報に「${id}」の提案はありません`,
      en: `the digest of ${unitName} proposes no "${id}"`,
    },
    { hint: { ja: `提案されているもの: ${known}`, en: `It proposes: ${known}` } },
  );
}
