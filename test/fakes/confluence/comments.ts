import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { first, idOf, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call, Handler } from "./call.ts";
import { rewriteBody } from "./changes.ts";
import { hasMarker, markText } from "./comment-marker.ts";
import { bodyAs } from "./page-response.ts";
import { actor, storedBody } from "./page-writes.ts";
import { listBody, slice } from "./paginate.ts";
import { newUuid } from "./uuid.ts";
import { mayRead, readNode } from "./visibility.ts";
import { latest, newId } from "./world.ts";
import type { Comment, Node, World } from "./world.ts";

type Kind = Comment["kind"];

function commentJson(world: World, comment: Comment, format?: string): Json {
  const at = new Date(comment.createdAt).toISOString();
  const json: Json = {
    id: comment.id,
    status: "current",
    pageId: comment.pageId,
    version: {
      number: comment.version,
      message: "",
      minorEdit: false,
      authorId: comment.authorId,
      createdAt: at,
    },
    body:
      format === undefined
        ? {}
        : { [format]: { representation: format, value: bodyAs(format, comment.storage) } },
    _links: { webui: `/spaces/pages/${comment.pageId}?focusedCommentId=${comment.id}` },
  };
  if (comment.parentCommentId !== undefined) json["parentCommentId"] = comment.parentCommentId;
  if (comment.kind === "footer") return json;
  return {
    ...json,
    resolutionStatus: resolutionOf(world, comment),
    properties: {
      inlineMarkerRef: comment.markerRef ?? "",
      inlineOriginalSelection: comment.selection ?? "",
      "inline-marker-ref": comment.markerRef ?? "",
      "inline-original-selection": comment.selection ?? "",
    },
  };
}

/** A comment whose marker is gone from the body hangs in the air. */
export function resolutionOf(world: World, comment: Comment): "open" | "resolved" | "dangling" {
  if (comment.resolved) return "resolved";
  const page = world.nodes.get(comment.pageId);
  const isThere =
    page && comment.markerRef !== undefined && hasMarker(latest(page).storage, comment.markerRef);
  return isThere || comment.parentCommentId !== undefined ? "open" : "dangling";
}

export function createComment(kind: Kind): Handler {
  return (call) => {
    const { world } = call;
    const body = call.body as Json;
    const parent =
      typeof body["parentCommentId"] === "string"
        ? commentOf(call, kind, body["parentCommentId"])
        : undefined;
    const pageId = parent?.pageId ?? body["pageId"];
    if (typeof pageId !== "string") throw invalid("One of pageId and parentCommentId is required.");
    const page = readNode(world, "page", pageId, call.by);
    const storage = storedBody(world, body["body"]);
    if (storage === "") throw invalid("The body of a comment must not be empty.");
    const selection =
      kind === "inline" && !parent ? readSelection(body["inlineCommentProperties"]) : undefined;
    const comment = addComment(world, page, {
      kind,
      storage,
      by: actor(call),
      parentId: parent?.id,
      ...selection,
    });
    return { status: 201, body: commentJson(world, comment, "storage") };
  };
}

interface Selection {
  text: string;
  matchIndex: number;
}

function readSelection(value: unknown): { selection: Selection } {
  const { textSelection, textSelectionMatchIndex = 0 } = isJson(value) ? value : {};
  if (typeof textSelection !== "string" || textSelection === "") throw invalid("textSelection is required.");
  return { selection: { text: textSelection, matchIndex: Number(textSelectionMatchIndex) } };
}

interface NewComment {
  kind: Kind;
  storage: string;
  by: string;
  parentId?: string | undefined;
  selection?: Selection;
}

/** An inline comment wraps its text in a marker, in the body as it stands: no new version. */
export function addComment(world: World, page: Node, draft: NewComment): Comment {
  const { kind, storage, by, parentId, selection } = draft;
  const markerRef = selection && newUuid(world.random);
  if (selection && markerRef !== undefined) {
    const marked = markText(latest(page).storage, selection.text, markerRef, selection.matchIndex);
    if (marked === undefined) throw invalid(`The text '${selection.text}' is not in the page.`);
    rewriteBody(world, page, marked);
  }
  const comment: Comment = {
    id: newId(world),
    kind,
    pageId: page.id,
    parentCommentId: parentId,
    storage,
    version: 1,
    authorId: by,
    createdAt: world.settings.now(),
    isDeleted: false,
    resolved: false,
    markerRef,
    selection: selection?.text,
  };
  world.comments.set(comment.id, comment);
  return comment;
}

export function listPageComments(kind: Kind): Handler {
  return (call) => {
    const page = readNode(call.world, "page", idOf(call), call.by);
    return answerList(call, kind, (one) => one.pageId === page.id && one.parentCommentId === undefined);
  };
}

export function listComments(kind: Kind): Handler {
  return (call) => answerList(call, kind, () => true);
}

function answerList(call: Call, kind: Kind, isWanted: (comment: Comment) => boolean): Answer {
  const { world } = call;
  const wanted = first(call, "resolution-status");
  const items = [...world.comments.values()].filter((one) => {
    const page = world.nodes.get(one.pageId);
    const isShown = one.kind === kind && !one.isDeleted && page && mayRead(world, page, call.by);
    return isShown && isWanted(one) && (wanted === undefined || resolutionOf(world, one) === wanted);
  });
  const isDescending = first(call, "sort")?.startsWith("-") ?? false;
  const cut = slice(call, { items, keyOf: (one) => [one.createdAt, Number(one.id)], isDescending });
  return ok(listBody(call, cut, (one) => commentJson(world, one, first(call, "body-format"))));
}

export function getComment(kind: Kind): Handler {
  return (call) => ok(commentJson(call.world, commentOf(call, kind, idOf(call)), first(call, "body-format")));
}

export function removeComment(kind: Kind): Handler {
  return (call) => {
    commentOf(call, kind, idOf(call)).isDeleted = true;
    return NO_CONTENT;
  };
}

function commentOf(call: Call, kind: Kind, id: string): Comment {
  const comment = call.world.comments.get(id);
  if (!comment || comment.kind !== kind || comment.isDeleted) throw notFound("comment", id);
  readNode(call.world, "page", comment.pageId, call.by);
  return comment;
}
