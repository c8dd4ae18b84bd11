import { deliver, type Delivery } from "../channels/deliver.ts";
import { draftsMessage, personalMessages, roomMessage } from "../channels/message.ts";
import type { Channel, Message } from "../channels/channel.ts";
import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import type { Store, StoredDigest } from "../store/store.ts";

export interface TellContext {
  readonly store: Store;
  readonly spec: Spec;
  readonly channels: readonly Channel[];
  readonly now: string;
}

/** Tells our own team which digests of a week are out. Throws `workspace_failed` where some of it has to be tried again. */
export async function tellOfDigests(
  context: TellContext,
  week: string,
  digests: readonly StoredDigest[],
): Promise<void> {
  await send(
    context,
    roomMessage(context.spec, week, digests),
    personalMessages(context.spec, week, digests),
  );
}

/** Tells our own team that texts for the partner's people wait for approval. */
export async function tellOfDrafts(
  context: TellContext,
  week: string,
  digests: readonly StoredDigest[],
): Promise<void> {
  const waiting = digests.filter(
    ({ audience, state }) => audience === "partner" && state === "waiting",
  ).length;
  const message = draftsMessage(context.spec, week, waiting);
  const mails =
    message === null
      ? []
      : context.spec.team.flatMap(({ user, mail }) =>
          mail === undefined ? [] : [{ ...message, id: `${message.id}:${user}`, to: mail }],
        );
  await send(context, message, mails);
}

/** A room gets one message; a mail goes to each reader. */
async function send(
  { store, spec, channels, now }: TellContext,
  room: Message | null,
  personal: readonly Message[],
): Promise<void> {
  const deliveries = channels.flatMap((channel): Delivery[] =>
    channel.name === "mail"
      ? personal.map((message) => ({ channel, message }))
      : room === null
        ? []
        : [{ channel, message: room }],
  );
  const failed = await deliver(deliveries, {
    table: store.deliveries,
    partner: spec.partner.key,
    now: () => now,
  });
  const [first] = failed;
  if (first === undefined) return;
  throw new AppError("workspace_failed", {
    ja: `知らせを送れませんでした(${failed.length} 件): ${first.error.ja}`,
    en: `could not tell the team (${failed.length}): ${first.error.en}`,
  });
}
