import { z } from "zod";

/**
 * What an event makes us read again. An event carries no content, may come late, twice, in any order or never
 * (developers.notion.com/reference/webhooks-events-delivery), so it only says where to look; polling finds the
 * same a little later.
 */
export interface Wake {
  readonly reason: WakeReason;
  /** Notion ids, lower case with dashes. */
  readonly pages: readonly string[];
  readonly dataSources: readonly string[];
  readonly databases: readonly string[];
  /** Compare all ids, not only what changed since the last reading: what was taken away is in no query's answer. */
  readonly full: boolean;
}

export type WakeReason = keyof typeof EFFECTS;

/**
 * The events that wake something. Those of comments, views, uploads and locks do not: nothing of that is read.
 * `database.content_updated` and `database.schema_updated` are sent by subscriptions older than 2025-09-03.
 */
const EFFECTS = {
  "page.created": "changed",
  "page.content_updated": "changed",
  "page.properties_updated": "changed",
  "page.transcription_block.transcript_deleted": "changed",
  "page.moved": "full",
  "page.deleted": "full",
  "page.undeleted": "full",
  "database.created": "full",
  "database.content_updated": "full",
  "database.schema_updated": "full",
  "database.moved": "full",
  "database.deleted": "full",
  "database.undeleted": "full",
  "data_source.created": "full",
  "data_source.content_updated": "full",
  "data_source.schema_updated": "full",
  "data_source.moved": "full",
  "data_source.deleted": "full",
  "data_source.undeleted": "full",
} as const satisfies Record<string, "changed" | "full">;

const reference = z.object({ id: z.string(), type: z.string() });
const parent = reference.extend({ data_source_id: z.string().optional().catch(undefined) });

/**
 * Only what is used, and only the id is needed: a form that we do not know must not make us refuse a delivery.
 * Authors that cannot be read count as none, so that the event wakes.
 */
const webhookEvent = z.object({
  id: z.string().min(1).max(200),
  type: z.string().catch(""),
  timestamp: z.string().optional().catch(undefined),
  authors: z.array(reference).catch([]),
  entity: reference.optional().catch(undefined),
  data: z
    .object({ parent: parent.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** The event of a parsed body; null for anything that has no id of its own. */
export function readEvent(body: unknown): WebhookEvent | null {
  const parsed = webhookEvent.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** What the event wakes: null if its type is of no concern to us, or unknown, or it names nothing that we can read. */
export function wakeOf(event: WebhookEvent): Wake | null {
  if (!isWakeReason(event.type)) return null;
  const { entity, data } = event;
  const pages = idsOf(entity, ["page"]);
  // A database is a block too, and some of its events call it so.
  const databases = [...idsOf(entity, ["database", "block"]), ...idsOf(data?.parent, ["database"])];
  const dataSources = [...idsOf(entity, ["data_source"]), ...toIds(data?.parent?.data_source_id)];
  if (pages.length + databases.length + dataSources.length === 0) return null;
  return { reason: event.type, pages, dataSources, databases, full: EFFECTS[event.type] === "full" };
}

/**
 * Was it our own connection alone that made the change? Its writes come back as events, and answering those would
 * never end. One other author is enough to make it news: events within a short while are sent as one.
 */
export function isOwnChange({ authors }: WebhookEvent, ownBotId: string | null): boolean {
  const own = ownBotId === null ? null : toNotionId(ownBotId);
  if (own === null || authors.length === 0) return false;
  return authors.every(({ id, type }) => type === "bot" && toNotionId(id) === own);
}

function isWakeReason(type: string): type is WakeReason {
  return Object.hasOwn(EFFECTS, type);
}

function idsOf(found: { id: string; type: string } | undefined, types: readonly string[]): string[] {
  return found !== undefined && types.includes(found.type) ? toIds(found.id) : [];
}

function toIds(text: string | undefined): string[] {
  const id = text === undefined ? null : toNotionId(text);
  return id === null ? [] : [id];
}

const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/u;

/** Notion writes its UUIDs with dashes or without. */
function toNotionId(text: string): string | null {
  const parts = UUID.exec(text.toLowerCase());
  return parts === null ? null : parts.slice(1).join("-");
}
