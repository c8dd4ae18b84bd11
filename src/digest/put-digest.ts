import { callout } from "../content/blocks.ts";
import type { Language } from "../language.ts";
import { AUDIENCES, DIGEST_STATES } from "../model/options.ts";
import type { Spec } from "../model/spec.ts";
import type { DigestState, StoredDigest } from "../store/store.ts";
import type { DatabaseRef, LinkResolver, RowWritten, Values, Workspace } from "../workspaces/workspace.ts";
import type { Digest } from "./digest.ts";
import { digestTitle, renderDigest } from "./render.ts";
import { dateOf } from "./week.ts";

export interface PutContext {
  readonly spec: Spec;
  readonly workspace: Workspace;
  /** The partner's 週報 database. */
  readonly database: DatabaseRef;
  readonly links: LinkResolver;
  /** The present instant, ISO. */
  readonly now: string;
}

/** Writes a digest's row of the 週報 database, whole; the same digest is written onto the same row again. */
export function putDigest(
  { unit, week, audience, publishedAt }: StoredDigest,
  snapshot: Digest,
  state: DigestState,
  { spec, workspace, database, links, now }: PutContext,
): Promise<RowWritten> {
  const { language } = database;
  const { zone } = spec.digest;
  const note = correctionNote(state, dateOf(now, zone), language);
  return workspace.putPage(
    database,
    {
      id: `digest:${week}:${unit}:${audience}`,
      values: rowValues(snapshot, { language, state, publishedOn: dateOf(publishedAt ?? now, zone) }),
      blocks: [
        ...(note === null ? [] : [callout(note)]),
        ...(state === "withdrawn" ? [] : renderDigest(snapshot, language)),
      ],
    },
    links,
  );
}

/** What a reader of a page that changed is told: that it did, not what is gone. */
function correctionNote(state: DigestState, date: string, language: Language): string | null {
  if (state === "corrected") {
    return language === "ja"
      ? `訂正(${date}): 共有できなくなった内容を取り除き、変わった文面を直しました。`
      : `Corrected on ${date}: what may not be shared any more was taken out, and changed texts were renewed.`;
  }
  if (state !== "withdrawn") return null;
  return language === "ja"
    ? `取り下げ(${date}): この週報の内容は共有できなくなりました。`
    : `Withdrawn on ${date}: what this digest said may not be shared any more.`;
}

/** The row's properties, as people see them. */
function rowValues(
  digest: Digest,
  { language, state, publishedOn }: { language: Language; state: DigestState; publishedOn: string },
): Values {
  const label = (options: typeof AUDIENCES | typeof DIGEST_STATES, id: string) =>
    options.find((option) => option.id === id)?.[language] ?? id;
  return {
    title: digestTitle(digest, language),
    week: digest.week,
    unit_name: digest.unitName,
    audience: label(AUDIENCES, digest.audience),
    state: label(DIGEST_STATES, state),
    published_on: publishedOn,
  };
}
