import { AppError } from "../errors.ts";
import { openSafety } from "../release/safe-text.ts";
import type { StoredDigest } from "../store/store.ts";
import type { Digest } from "./digest.ts";
import { buildDigests, type DigestRequest } from "./digests.ts";
import { isOut } from "./life.ts";
import { digestOf } from "./records.ts";
import { withoutItem, withReason } from "./revise.ts";

/** One unit's digest for one audience. */
export interface ReviseRequest extends DigestRequest {
  readonly unit: string;
  readonly by: string;
  /** The case, or the issue, whose proposal is meant. */
  readonly item: string;
}

/** Takes a proposal out. It may be proposed again another week. */
export const dropItem = (request: ReviseRequest): Promise<StoredDigest[]> =>
  revise(request, (digest) => withoutItem(digest, request.item));

/**
 * Puts the reason of a case otherwise. Throws `usage` where the new words hold a name or contact that is masked
 * elsewhere: they pass the same net as every text that crosses.
 */
export async function editReason(
  request: ReviseRequest & { readonly reason: string },
): Promise<StoredDigest[]> {
  const { store, spec, reason, item } = request;
  const { key } = spec.partner;
  const people = (await store.records.all(key, "person")).map(({ value }) => value);
  const entries = (await store.records.all(key, "entry")).map(({ value }) => value);
  if (!openSafety({ spec, people, entries })(reason, item)) {
    throw new AppError(
      "usage",
      {
        ja: "その文には、伏せるべき名前か連絡先が入っています",
        en: "that text holds a name or a contact that has to be masked",
      },
      { hint: { ja: "役職や業種で書いてください", en: "Write a role or a trade instead." } },
    );
  }
  return revise(request, (digest) => withReason(digest, item, reason));
}

async function revise(request: ReviseRequest, change: (digest: Digest) => Digest): Promise<StoredDigest[]> {
  const [current, ...others] = await buildDigests({ ...request, audience: request.audience ?? "partner" });
  if (current === undefined || others.length > 0) throw new Error("one digest is revised at a time");
  if (isOut(current)) throw alreadyOut();
  const revised: StoredDigest = {
    ...current,
    snapshot: change(digestOf(current)),
    isEdited: true,
    decidedBy: request.by,
    decidedAt: request.now,
  };
  await request.store.digests.save(request.spec.partner.key, [revised]);
  return [revised];
}

const alreadyOut = (): AppError =>
  new AppError(
    "conflict",
    { ja: "この週報はもう発行されています", en: "this digest is out already" },
    {
      hint: {
        ja: "内容を取り下げるには kakehashi release revoke で元の記録の共有を取り消してください",
        en: "To take something back, revoke its entry: `kakehashi release revoke`.",
      },
    },
  );
