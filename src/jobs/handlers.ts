import { buildDigests, type DigestRequest } from "../digest/digests.ts";
import type { PartnerSession } from "../partner-session.ts";
import type { JobName } from "../store/store.ts";
import { publishToWorkspace } from "./publish-digests.ts";

/** What a job does. Each may be repeated from any point: what is done already is left as it is. */
export type Handler = (session: PartnerSession, request: DigestRequest) => Promise<unknown>;

export const HANDLERS: Readonly<Record<JobName, Handler>> = {
  /** Text for the partner's people has to be approved; so that there is time for it, it is drafted before the slot. */
  "digest-draft": (_, request) => buildDigests(request),
  "digest-publish": async (session, request) => {
    await buildDigests({ ...request, audience: "vendor" });
    await publishToWorkspace(session, request);
  },
};
