import { buildDigests, type DigestRequest } from "../digest/digests.ts";
import type { PartnerSession } from "../partner-session.ts";
import type { JobName } from "../store/store.ts";
import type { Channel } from "../channels/channel.ts";
import { publishToWorkspace } from "../acts/publish-digests.ts";
import { tellOfDigests, tellOfDrafts } from "./tell-team.ts";

export interface JobInput {
  readonly session: PartnerSession;
  readonly request: DigestRequest;
  readonly channels: readonly Channel[];
}

/** What a job does. Each may be repeated from any point: what is done already is left as it is. */
export const HANDLERS: Readonly<Record<JobName, (input: JobInput) => Promise<void>>> = {
  /** Text for the partner's people has to be approved; so that there is time for it, it is drafted before the slot. */
  "digest-draft": async ({ request, channels }) => {
    const drafts = await buildDigests(request);
    await tellOfDrafts({ ...request, channels }, request.week, drafts);
  },
  "digest-publish": async ({ session, request, channels }) => {
    await buildDigests({ ...request, audience: "vendor" });
    const published = await publishToWorkspace(session, request);
    await tellOfDigests({ ...request, channels }, request.week, published);
  },
};
