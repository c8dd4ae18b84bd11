import { Secret } from "../secret.ts";
import type { Channel, ChannelsConfig } from "./channel.ts";
import { openMail } from "./mail.ts";
import { openWebhook } from "./webhook.ts";

/** The channels that are set up; none unless somebody asked for them. */
export function openChannels({
  smtpUrl,
  mailFrom,
  slack,
  teams,
  lineworks,
  chatwork,
}: ChannelsConfig): Channel[] {
  return [
    ...(smtpUrl === null || mailFrom === "" ? [] : [openMail({ url: smtpUrl, from: mailFrom })]),
    ...(slack === null ? [] : [openWebhook({ name: "slack", url: slack })]),
    ...(teams === null ? [] : [openWebhook({ name: "teams", url: teams })]),
    ...(lineworks === null ? [] : [openWebhook({ name: "lineworks", url: lineworks })]),
    ...openChatwork(chatwork),
  ];
}

function openChatwork({ token, room, baseUrl }: ChannelsConfig["chatwork"]): Channel[] {
  if (token === null || room === "") return [];
  const url = new Secret(`${baseUrl}/v2/rooms/${room}/messages`);
  return [openWebhook({ name: "chatwork", url, headers: { "x-chatworktoken": token } })];
}
