import { z } from "zod";

import { invalid } from "./api-error.ts";
import { answerAsync } from "./async-tasks.ts";
import { countDrafts, readDrafts } from "./block-drafts.ts";
import type { BlockDraft } from "./block-drafts.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { spendBlocks, touch } from "./edits.ts";
import { coverSchema, iconSchema, storedFile } from "./icon-and-cover.ts";
import { indexFor } from "./block-endpoints.ts";
import { makeBlocks } from "./make-blocks.ts";
import { makePage } from "./make-page.ts";
import { draftsFromMarkdown } from "./markdown/to-drafts.ts";
import { plainSegments, plainText } from "./rich-text.ts";
import { pageParent, resolveParent } from "./page-parents.ts";
import { pageResponse } from "./page-response.ts";
import { filterProperties, readQuery } from "./query-string.ts";
import { parseAs } from "./schema-error.ts";
import { applyTemplateLater, templateRequest } from "./templates.ts";
import { textOfContent } from "./block-content.ts";
import type { PageNode, SourceNode, World } from "./world.ts";
import { planValues, TITLE_ONLY, writeValues } from "./write-values.ts";
import type { PlannedValue } from "./write-values.ts";

const createBody = z.strictObject({
  parent: pageParent.optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  icon: iconSchema.nullish(),
  cover: coverSchema.nullish(),
  children: z.unknown().optional(),
  content: z.unknown().optional(),
  markdown: z.string().optional(),
  allow_async: z.boolean().optional(),
  template: templateRequest.optional(),
  position: z
    .union([
      z.strictObject({ type: z.literal("after_block"), after_block: z.strictObject({ id: z.string() }) }),
      z.strictObject({ type: z.enum(["page_start", "page_end"]) }),
    ])
    .optional(),
});
type CreateBody = z.infer<typeof createBody>;

export function createPage(call: Call): Answer {
  const { world, by } = call;
  const { filter_properties } = readQuery(call.query, filterProperties);
  const body = parseAs(createBody, call.body);
  requireOneBody(body);
  const parent = resolveParent(world, body.parent);
  const planned = planValues(world, parent.kind === "page" ? TITLE_ONLY : parent.properties, body.properties);
  const drafts = draftsOf(body, planned);
  const index = placeOf(world, parent, body.position);
  const create = () => {
    const page = makeFilledPage(world, parent, by, { body, planned, drafts, index });
    return pageResponse(world, page, filter_properties);
  };
  if (body.allow_async === true && body.markdown !== undefined)
    return answerAsync(world, "create_page", create);
  return ok(create());
}

interface Filling {
  body: CreateBody;
  planned: PlannedValue[];
  drafts: BlockDraft[];
  index: number | undefined;
}

function makeFilledPage(world: World, parent: PageNode | SourceNode, by: string, filling: Filling): PageNode {
  const { body, planned, drafts, index } = filling;
  spendBlocks(world, 1 + countDrafts(drafts));
  const page = makePage(world, parent.id, by, index);
  writeValues(world, page, planned);
  page.icon = storedFile(body.icon);
  page.cover = storedFile(body.cover);
  makeBlocks(world, drafts, page.id, by);
  if (body.template) applyTemplateLater(world, parent, page, body.template, by);
  if (parent.kind === "page") touch(world, parent, by);
  return page;
}

function requireOneBody(body: CreateBody): void {
  const bodies = [body.children, body.content, body.markdown].filter((one) => one !== undefined);
  if (bodies.length > 1) {
    throw invalid("body failed validation: only one of children, content and markdown should be present.");
  }
  if (bodies.length > 0 && body.template && body.template.type !== "none") {
    throw invalid("body failed validation: body.children should be not present when a template is used.");
  }
}

/** Markdown without a title property: its first level-1 heading is the title, and leaves the body. */
function draftsOf(body: CreateBody, planned: PlannedValue[]): BlockDraft[] {
  if (body.markdown === undefined) return readDrafts(body.children ?? body.content ?? [], "body.children");
  const drafts = draftsFromMarkdown(body.markdown);
  if (planned.some(({ property }) => property.type === "title")) return drafts;
  const at = drafts.findIndex((draft) => draft.type === "heading_1");
  const heading = drafts[at];
  const [title] = TITLE_ONLY;
  if (!heading || !title) return drafts;
  const text = plainSegments(plainText(textOfContent(heading.content)));
  planned.push({ property: title, make: () => ({ type: "title", text }) });
  return drafts.toSpliced(at, 1);
}

function placeOf(
  world: World,
  parent: PageNode | SourceNode,
  at: CreateBody["position"],
): number | undefined {
  if (!at) return undefined;
  if (parent.kind !== "page") {
    throw invalid("body failed validation: body.position should be not present for a data source parent.");
  }
  if (at.type === "after_block") return indexFor(world, parent, at);
  return at.type === "page_start" ? 0 : undefined;
}
