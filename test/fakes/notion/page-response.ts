import { parentResponse } from "./block-response.ts";
import { isoTime } from "./clock.ts";
import { undashed } from "./ids.ts";
import type { Json } from "./json.ts";
import { isNamed } from "./property.ts";
import type { Property } from "./property.ts";
import { userRef, valueResponse } from "./read-values.ts";
import { isInTrash, sourceOf } from "./tree.ts";
import type { PageNode, World } from "./world.ts";
import { TITLE_ONLY } from "./write-values.ts";

export function pageResponse(world: World, page: PageNode, only?: readonly string[]): Json {
  const shown = propertiesOf(world, page).filter((one) => !only || only.some((key) => isNamed(one, key)));
  return {
    object: "page",
    id: page.id,
    created_time: isoTime(page.createdAt),
    last_edited_time: isoTime(page.editedAt),
    created_by: userRef(page.createdBy),
    last_edited_by: userRef(page.editedBy),
    cover: page.cover,
    icon: page.icon,
    parent: parentResponse(world, page),
    in_trash: isInTrash(world, page),
    is_archived: page.isArchived,
    is_locked: page.isLocked,
    properties: Object.fromEntries(shown.map((one) => [one.name, valueResponse(world, page, one)])),
    url: appUrl(page.id),
    public_url: null,
  };
}

export function propertiesOf(world: World, page: PageNode): readonly Property[] {
  return sourceOf(world, page)?.properties ?? TITLE_ONLY;
}

export function appUrl(id: string): string {
  return `https://app.notion.com/p/${undashed(id)}`;
}
