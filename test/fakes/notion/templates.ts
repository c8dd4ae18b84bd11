import { z } from "zod";

import { invalid, notFound } from "./api-error.ts";
import { later } from "./async-tasks.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { touchBody } from "./edits.ts";
import { readId } from "./ids.ts";
import { makeBlocks } from "./make-blocks.ts";
import { draftsFromMarkdown } from "./markdown/to-drafts.ts";
import { pageQueryFields, slice } from "./paginate.ts";
import { readQuery } from "./query-string.ts";
import { requireSource } from "./tree.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

const timezone = z.string().optional();
export const templateRequest = z.union([
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({ type: z.literal("default"), timezone }),
  z.strictObject({ type: z.literal("template_id"), template_id: z.string(), timezone }),
]);

/** The create is answered first; the template's blocks come later, on their own. */
export function applyTemplateLater(
  world: World,
  parent: PageNode | SourceNode,
  page: PageNode,
  request: z.infer<typeof templateRequest>,
  by: string,
): void {
  if (request.type === "none") return;
  const templates = parent.kind === "data_source" ? parent.templates : [];
  const template = templates.find((one) =>
    request.type === "default"
      ? one.isDefault
      : one.id === readId(request.template_id, "body.template.template_id"),
  );
  if (!template) {
    if (request.type === "default") throw invalid("The data source has no default template.");
    throw notFound("template", request.template_id);
  }
  later(world, () => {
    makeBlocks(world, draftsFromMarkdown(template.markdown), page.id, by);
    touchBody(world, page, by);
  });
}

/** Templates are under their own key, not under `results`. */
export function listTemplates(call: Call): Answer {
  const { world } = call;
  const query = readQuery(call.query, z.strictObject({ ...pageQueryFields, name: z.string().optional() }));
  const source = requireSource(world, readId(call.ids[0] ?? "", "path.data_source_id"));
  const { name = "" } = query;
  const matching = source.templates.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()));
  const cut = slice(
    world,
    matching.map((one) => one.id),
    `templates:${source.id}:${name}`,
    query,
  );
  const templates = matching
    .filter((one) => cut.ids.includes(one.id))
    .map((one) => ({ id: one.id, name: one.name, is_default: one.isDefault }));
  return ok({ templates, has_more: cut.has_more, next_cursor: cut.next_cursor });
}
