import type { ChannelName, Message } from "./channel.ts";

export type WebhookName = Exclude<ChannelName, "mail">;

/** What each service is sent: `[content type, body]`. */
export function webhookBody(name: WebhookName, { subject, text }: Message): readonly [string, string] {
  switch (name) {
    case "slack":
      // docs.slack.dev, formatting message text: these three characters are its own.
      return json({ text: `*${escaped(subject)}*\n${escaped(text)}`, unfurl_links: false });
    case "teams":
      // learn.microsoft.com, "Create incoming webhooks with Workflows": an adaptive card.
      return json({
        type: "message",
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            content: {
              type: "AdaptiveCard",
              version: "1.4",
              body: [
                { type: "TextBlock", text: subject, weight: "bolder", wrap: true },
                ...text
                  .split("\n")
                  .map((line) => ({ type: "TextBlock", text: line, wrap: true, spacing: "small" })),
              ],
            },
          },
        ],
      });
    case "chatwork":
      // developer.chatwork.com, POST /rooms/{room_id}/messages.
      return [
        "application/x-www-form-urlencoded",
        new URLSearchParams({
          body: `[info][title]${subject}[/title]${text}[/info]`,
          self_unread: "1",
        }).toString(),
      ];
    case "lineworks":
      // LINE WORKS, Incoming Webhook.
      return json({ title: subject, body: { text } });
    default:
      throw new Error(`unhandled ${name satisfies never}`);
  }
}

const json = (value: object): readonly [string, string] => ["application/json", JSON.stringify(value)];

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
