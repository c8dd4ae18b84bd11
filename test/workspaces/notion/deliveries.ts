import { signWebhookPayload } from "@notionhq/client";

import type { WebhookDelivery } from "../../../src/workspaces/notion/webhook.ts";

/** Deliveries as Notion sends them, after the examples of its documentation. */

export const TOKEN = "secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl";
export const OTHER_TOKEN = "secret_9ZzQw2rT6yUiOpAsDfGhJkLxCvBnM1234567890abcd";

export const NOW = new Date("2026-11-23T09:00:00.000Z");

export const PAGE = "153104cd-477e-809d-8dc4-ff2d96ae3090";
export const DATABASE = "36cc9195-760f-4fff-a67e-3a46c559b176";
export const DATA_SOURCE = "98024f3c-b1d3-4aec-a301-f01e0dacf023";
export const OWN_BOT = "8a1c3f52-0d3e-4b0c-9c64-1f2b7d9e5a10";
const PERSON = "c7c11cca-1d73-471d-9b6e-bdef51470190";

export const byPerson = { id: PERSON, type: "person" };
export const byOwnBot = { id: OWN_BOT, type: "bot" };

export function pageEvent(changes: object = {}): object {
  return {
    id: "367cba44-b6f3-4c92-81e7-6a2e9659efd4",
    timestamp: "2026-11-23T08:59:30.000Z",
    workspace_id: "13950b26-c203-4f3b-b97d-93ec06319565",
    workspace_name: "営業企画のワークスペース",
    subscription_id: "29d75c0d-5546-4414-8459-7b7a92f1fc4b",
    integration_id: "0ef2e755-4912-8096-91c1-00376a88a5ca",
    type: "page.content_updated",
    authors: [byPerson],
    attempt_number: 1,
    api_version: "2026-03-11",
    entity: { id: PAGE, type: "page" },
    data: {
      parent: { id: DATABASE, type: "database", data_source_id: DATA_SOURCE },
      updated_blocks: [{ id: "153104cd-477e-80ec-a87d-f7ff0236d35c", type: "block" }],
    },
    ...changes,
  };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function signed(rawBody: Uint8Array, token: string = TOKEN): Promise<WebhookDelivery> {
  return { rawBody, signature: await signWebhookPayload({ body: rawBody, verificationToken: token }) };
}

export const delivered = (body: unknown, token?: string): Promise<WebhookDelivery> =>
  signed(bytesOf(JSON.stringify(body)), token);

export const handshake = (token: string): WebhookDelivery => ({
  rawBody: bytesOf(JSON.stringify({ verification_token: token })),
  signature: undefined,
});
