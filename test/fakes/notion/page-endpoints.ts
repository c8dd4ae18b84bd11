import { z } from "zod";

import { invalid } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { requireLive, touch, touchBody } from "./edits.ts";
import { coverSchema, iconSchema, storedFile } from "./icon-and-cover.ts";
import { readId } from "./ids.ts";
import { movePageTo } from "./move-page.ts";
import { pageParent, resolveParent } from "./page-parents.ts";
import { pageResponse, propertiesOf } from "./page-response.ts";
import { filterProperties, readQuery } from "./query-string.ts";
import { parseAs } from "./schema-error.ts";
import { applyTemplateLater, templateRequest } from "./templates.ts";
import { setTrashed } from "./trash.ts";
import { ancestorsOf, requirePage, requireVisible, sourceOf } from "./tree.ts";
import type { PageNode } from "./world.ts";
import { planValues, writeValues } from "./write-values.ts";

export function retrievePage(call: Call): Answer {
  const { filter_properties } = readQuery(call.query, filterProperties);
  const page = requireVisible(call.world, pageOfCall(call));
  return ok(pageResponse(call.world, page, filter_properties));
}

const updateBody = z.strictObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  icon: iconSchema.nullish(),
  cover: coverSchema.nullish(),
  is_locked: z.boolean().optional(),
  template: templateRequest.optional(),
  erase_content: z.boolean().optional(),
  in_trash: z.boolean().optional(),
  is_archived: z.boolean().optional(),
});

export function updatePage(call: Call): Answer {
  const { world, by } = call;
  const { filter_properties } = readQuery(call.query, filterProperties);
  const page = pageOfCall(call);
  const body = parseAs(updateBody, call.body);
  if (body.in_trash !== false) requireLive(world, page);
  const planned = planValues(world, propertiesOf(world, page), body.properties);
  writeValues(world, page, planned);
  page.icon = storedFile(body.icon, page.icon);
  page.cover = storedFile(body.cover, page.cover);
  page.isLocked = body.is_locked ?? page.isLocked;
  page.isArchived = body.is_archived ?? page.isArchived;
  if (body.erase_content === true) eraseContent(call, page);
  const parent = sourceOf(world, page) ?? page;
  if (body.template) applyTemplateLater(world, parent, page, body.template, by);
  if (body.in_trash !== undefined) setTrashed(world, page, body.in_trash, by);
  touch(world, page, by);
  return ok(pageResponse(world, page, filter_properties));
}

function eraseContent(call: Call, page: PageNode): void {
  for (const id of page.children) {
    const child = call.world.nodes.get(id);
    if (child) child.inTrash = true;
  }
  touchBody(call.world, page, call.by);
}

const moveBody = z.strictObject({ parent: pageParent });

export function movePage(call: Call): Answer {
  const { world, by } = call;
  const page = pageOfCall(call);
  const body = parseAs(moveBody, call.body);
  if ("workspace" in body.parent || "database_id" in body.parent) {
    throw invalid(
      "body failed validation: body.parent.page_id or body.parent.data_source_id should be defined.",
    );
  }
  requireLive(world, page);
  const target = resolveParent(world, body.parent);
  if (target.id === page.id || ancestorsOf(world, target).some((one) => one.id === page.id)) {
    throw invalid("A page cannot be moved into itself or into a page below it.");
  }
  movePageTo(world, page, target, by);
  return ok(pageResponse(world, page));
}

export function pageOfCall(call: Call): PageNode {
  return requirePage(call.world, readId(call.ids[0] ?? "", "path.page_id"));
}
