import { getPagesInSpace } from "confluence.js/v2";

import { Page } from "./answers.ts";
import { type Confluence, listAll } from "./confluence.ts";
import { PART } from "./pages.ts";

/**
 * The pages of the space, without bodies: as a whole, or the latest changes. Both are asked for once for all databases
 * of a run, since a list of the space costs one request per 250 pages whoever asks.
 */
export interface SpacePages {
  /** Every page that is not in the trash, as far as we see it. */
  all(): Promise<Listing>;
  /** Those changed at this ISO instant or later, and maybe more. */
  since(at: string): Promise<Listing>;
  /** What was listed is out of date: something was made or moved. */
  forget(): void;
  /** What pages turned out to be when they were read, by id. A page of another version may be something else. */
  readonly seen: Map<string, Seen>;
}

export interface Seen {
  readonly version: number;
  /** False: it is no row, wherever it lies. */
  readonly isRow: boolean;
  /** 管理ID. */
  readonly id: string | null;
}

export interface Listing {
  readonly pages: readonly Page[];
  /** ISO instant of the newest change in it; "" if there is none. */
  readonly newest: string;
}

/** A run asks for its databases one after the other, and is over in a while. */
const KEPT_MS = 60_000;

export function openSpacePages(confluence: Confluence): SpacePages {
  const { now } = confluence;
  let whole: { readonly at: number; readonly listing: Promise<Listing> } | null = null;
  let latest: { readonly at: number; readonly from: string; readonly listing: Promise<Listing> } | null =
    null;
  const isFresh = (known: { readonly at: number } | null): boolean =>
    known !== null && now() - known.at < KEPT_MS;
  return {
    all: () => {
      if (whole === null || !isFresh(whole)) whole = { at: now(), listing: list(confluence, null) };
      return keepIfGood(whole.listing, () => (whole = null));
    },
    since: (from) => {
      if (latest === null || !isFresh(latest) || latest.from > from)
        latest = { at: now(), from, listing: list(confluence, from) };
      return keepIfGood(latest.listing, () => (latest = null));
    },
    forget: () => {
      whole = null;
      latest = null;
    },
    seen: new Map(),
  };
}

/** A failure is asked again. */
async function keepIfGood<T>(listing: Promise<T>, drop: () => void): Promise<T> {
  try {
    return await listing;
  } catch (error) {
    drop();
    throw error;
  }
}

async function list(confluence: Confluence, from: string | null): Promise<Listing> {
  const { id } = await confluence.space();
  const parts = listAll(confluence, { what: "spaces.pages" }, Page, (client, cursor) =>
    getPagesInSpace(client, {
      id: Number(id),
      depth: "all",
      sort: from === null ? "id" : "-modified-date",
      status: from === null ? ["current", "archived"] : ["current"],
      limit: PART,
      ...(cursor !== undefined && { cursor }),
    }),
  );
  // A page may be listed twice, where others were changed meanwhile.
  const pages = new Map<string, Page>();
  for await (const part of parts) {
    for (const page of part) pages.set(page.id, page);
    const oldest = part.at(-1)?.version?.createdAt ?? "";
    if (from !== null && oldest !== "" && instant(oldest) < from) break;
  }
  const found = [...pages.values()];
  const newest = found.reduce((latest, page) => max(latest, changedAt(page)), "");
  return { pages: from === null ? found : found.filter((page) => changedAt(page) >= from), newest };
}

/** ISO instant of a page's last change. */
export const changedAt = ({ version }: Page): string => instant(version?.createdAt ?? "");

const max = (a: string, b: string): string => (a > b ? a : b);

/** In one spelling, so that instants compare as text. */
function instant(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}
