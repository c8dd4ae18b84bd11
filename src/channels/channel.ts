import type { Text } from "../language.ts";
import type { Secret } from "../secret.ts";

/** What our own team is told. Made of digests for audience vendor only; nothing here is for the partner's people. */
export interface Message {
  /** Stable: the same news to the same reader has the same id, whenever it is made. */
  readonly id: string;
  /** Nobody but our own people; a channel refuses every other. */
  readonly audience: "vendor";
  readonly subject: string;
  /** Plain text, short enough for a chat. */
  readonly text: string;
  /** Address of the reader, where the channel needs one. */
  readonly to?: string;
}

export type ChannelName = "mail" | "slack" | "teams" | "chatwork" | "lineworks";

export interface Channel {
  readonly name: ChannelName;
  /** Resolves once it was taken. Throws {@link NotSent} where that is certain not to have happened. */
  send(message: Message): Promise<void>;
}

/** It was certainly not delivered, so it may be tried again. Any other failure leaves a doubt, and nothing is sent twice. */
export class NotSent extends Error {
  readonly text: Text;

  constructor(text: Text, cause?: unknown) {
    super(text.en, cause === undefined ? undefined : { cause });
    this.name = "NotSent";
    this.text = text;
  }
}

/** Where our own team is told of digests; null or empty = not there. */
export interface ChannelsConfig {
  readonly smtpUrl: Secret | null;
  readonly mailFrom: string;
  readonly slack: Secret | null;
  readonly teams: Secret | null;
  readonly lineworks: Secret | null;
  readonly chatwork: { readonly token: Secret | null; readonly room: string; readonly baseUrl: string };
}
