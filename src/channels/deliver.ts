import type { Text } from "../language.ts";
import type { DeliveryTable, StoredDelivery } from "../store/store.ts";
import { type Channel, type Message, NotSent } from "./channel.ts";

export interface Delivery {
  readonly channel: Channel;
  readonly message: Message;
}

/**
 * Sends what was not sent yet, each message once: it is noted as under way before it is sent, and whatever is not
 * known to have failed is never sent again. Returns what certainly failed, to be tried again another time; one
 * channel's failure stops no other.
 */
export async function deliver(
  deliveries: readonly Delivery[],
  { table, partner, now }: { table: DeliveryTable; partner: string; now: () => string },
): Promise<{ readonly delivery: Delivery; readonly error: Text }[]> {
  const failed: { delivery: Delivery; error: Text }[] = [];
  for (const delivery of deliveries) {
    const { channel, message } = delivery;
    if (message.audience !== "vendor") throw new Error("a message of ours is for our own people only");
    const key = { channel: channel.name, id: message.id };
    if (!(await table.claim(partner, key, now()))) continue;
    const note = (state: StoredDelivery["state"], error?: Text) =>
      table.note(partner, { ...key, state, at: now(), ...(error === undefined ? {} : { error }) });
    try {
      await channel.send(message);
      await note("sent");
    } catch (error) {
      if (error instanceof NotSent) {
        await note("failed", error.text);
        failed.push({ delivery, error: error.text });
      } else await note("doubt", IN_DOUBT);
    }
  }
  return failed;
}

const IN_DOUBT: Text = {
  ja: "届いたかどうか分かりません。二度送らないよう、送り直しません",
  en: "it may or may not have arrived; so that nobody gets it twice, it is not sent again",
};
