import { openConfluenceWorld } from "./confluence-world.ts";
import { CONFLUENCE_DOUBTS, CONFLUENCE_KINDS, type Kind, NOTION_DOUBTS, NOTION_KINDS } from "./faults.ts";
import { openNotionWorld } from "./notion-world.ts";
import type { Between, World, WorldOptions } from "./world.ts";

export type PlatformKey = "notion" | "confluence";

export interface Platform {
  readonly name: string;
  readonly open: (options?: WorldOptions, between?: () => Between) => Promise<World>;
  /** Everything that can become of one request. */
  readonly kinds: readonly Kind[];
  /** Those after which nobody knows whether the work was done. */
  readonly doubts: readonly Kind[];
}

export const PLATFORMS: Readonly<Record<PlatformKey, Platform>> = {
  notion: { name: "Notion", open: openNotionWorld, kinds: NOTION_KINDS, doubts: NOTION_DOUBTS },
  confluence: {
    name: "Confluence",
    open: openConfluenceWorld,
    kinds: CONFLUENCE_KINDS,
    doubts: CONFLUENCE_DOUBTS,
  },
};
