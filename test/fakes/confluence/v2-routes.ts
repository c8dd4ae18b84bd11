import { createComment, getComment, listComments, listPageComments, removeComment } from "./comments.ts";
import { idOf, ok } from "./call.ts";
import type { Answer, Call, Handler } from "./call.ts";
import { createFolder, deleteFolder, getFolder } from "./folders.ts";
import { listLabels } from "./labels.ts";
import {
  getPage,
  getVersion,
  listLabelPages,
  listPages,
  listSpacePages,
  listVersions,
} from "./page-reads.ts";
import { createPage, deletePage, updatePage, updateTitle } from "./page-writes.ts";
import { listBody, slice } from "./paginate.ts";
import { createProperty, deleteProperty, getProperty, listProperties, updateProperty } from "./properties.ts";
import { getSpace, listSpaces } from "./spaces.ts";
import { listAncestors, listChildPages, listDescendants, listDirectChildren } from "./tree-endpoints.ts";
import { listUsersInBulk } from "./users.ts";
import { readNode } from "./visibility.ts";

/** The second generation, by the patterns of its OpenAPI document. What is not here is answered with 404. */
const V2: Record<string, Handler> = {
  "GET /spaces": listSpaces,
  "GET /spaces/{id}": getSpace,
  "GET /spaces/{id}/pages": listSpacePages,
  "GET /labels/{id}/pages": listLabelPages,
  "GET /pages": listPages,
  "POST /pages": createPage,
  "GET /pages/{id}": getPage,
  "PUT /pages/{id}": updatePage,
  "DELETE /pages/{id}": deletePage,
  "PUT /pages/{id}/title": updateTitle,
  "GET /pages/{id}/labels": listLabels,
  "GET /pages/{id}/children": listChildPages,
  "GET /pages/{id}/direct-children": listDirectChildren("page"),
  "GET /pages/{id}/descendants": listDescendants("page"),
  "GET /pages/{id}/ancestors": listAncestors("page"),
  "GET /pages/{id}/versions": listVersions,
  "GET /pages/{page-id}/versions/{version-number}": getVersion,
  "GET /pages/{page-id}/properties": listProperties,
  "POST /pages/{page-id}/properties": createProperty,
  "GET /pages/{page-id}/properties/{property-id}": getProperty,
  "PUT /pages/{page-id}/properties/{property-id}": updateProperty,
  "DELETE /pages/{page-id}/properties/{property-id}": deleteProperty,
  "GET /pages/{id}/attachments": listNoAttachments,
  "GET /attachments": listNoAttachments,
  "GET /pages/{id}/footer-comments": listPageComments("footer"),
  "GET /pages/{id}/inline-comments": listPageComments("inline"),
  "GET /footer-comments": listComments("footer"),
  "POST /footer-comments": createComment("footer"),
  "GET /inline-comments": listComments("inline"),
  "POST /inline-comments": createComment("inline"),
  "GET /footer-comments/{comment-id}": getComment("footer"),
  "DELETE /footer-comments/{comment-id}": removeComment("footer"),
  "GET /inline-comments/{comment-id}": getComment("inline"),
  "DELETE /inline-comments/{comment-id}": removeComment("inline"),
  "POST /folders": createFolder,
  "GET /folders/{id}": getFolder,
  "DELETE /folders/{id}": deleteFolder,
  "GET /folders/{id}/direct-children": listDirectChildren("folder"),
  "GET /folders/{id}/descendants": listDescendants("folder"),
  "GET /folders/{id}/ancestors": listAncestors("folder"),
  "POST /users-bulk": listUsersInBulk,
};

export function v2Handler(method: string, pattern: string): Handler | undefined {
  return V2[`${method} ${pattern}`];
}

/** There are no attachments here: nothing of ours makes any. */
function listNoAttachments(call: Call): Answer {
  if (call.ids.length > 0) readNode(call.world, "page", idOf(call), call.by);
  return ok(listBody(call, slice(call, { items: [], keyOf: () => [], defaultLimit: 50 }), () => ({})));
}
