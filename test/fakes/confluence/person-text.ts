import { addComment } from "./comments.ts";
import { nodeAt } from "./person-pages.ts";
import { saveAsPerson } from "./person-save.ts";
import { readerText } from "./reader-text.ts";
import { everyElement, isElement, isMacro, parseStorage } from "./storage-tree.ts";
import type { Content, Element } from "./storage-tree.ts";
import { addTableRow, cellsOf, parentOfRow, rowAt } from "./table-rows.ts";
import { latest } from "./world.ts";
import type { World } from "./world.ts";

/** Working on a page's text: every method but `commentInline` publishes a new version through the editor. */
export function personText(world: World) {
  const edit: Edit = (pageId, change) => saveAsPerson(world, nodeAt(world, pageId), change);
  return {
    ...rowEdits(edit),
    ...cellEdits(world, edit),
    appendText: (pageId: string, text: string): void =>
      edit(pageId, (root) => {
        root.children.push(...paragraphs(text));
      }),
    /** Replaces the first occurrence of a text that stands within one run. */
    editText: (pageId: string, from: string, to: string): void =>
      edit(pageId, (root) => {
        if (!replaceText(root, from, to)) throw new Error(`"${from}" is not on page ${pageId}.`);
      }),
    /** Opens the page in the editor and saves it as it is: all that the editor changes, and a new version. */
    editorRoundTrip: (pageId: string): void => edit(pageId, () => undefined),
    /** Wraps the text in a marker; the version stays. Returns the comment's id. */
    commentInline: (pageId: string, text: string, comment = "Really?"): string =>
      addComment(world, nodeAt(world, pageId), {
        kind: "inline",
        storage: `<p>${comment}</p>`,
        by: world.personId,
        selection: { text, matchIndex: 0 },
      }).id,
    /** Takes out every macro that the test picks. */
    removeMacro: (pageId: string, isChosen: (macro: Element) => boolean): void =>
      edit(pageId, (root) => {
        const isGone = (one: Content) => isElement(one) && isMacro(one) && isChosen(one);
        for (const element of [root, ...everyElement(root)]) {
          element.children = element.children.filter((one) => !isGone(one));
        }
      }),
  };
}

type Edit = (pageId: string, change: (root: Element) => void) => void;

function rowEdits(edit: Edit) {
  return {
    addTableRow: (pageId: string, label: string, text: string, at?: number): void =>
      edit(pageId, (root) => addTableRow(root, label, paragraphs(text), at)),
    removeTableRow: (pageId: string, label: string): void =>
      edit(pageId, (root) => {
        const row = rowAt(root, label);
        const parent = parentOfRow(root, row);
        parent.children = parent.children.filter((one) => one !== row);
      }),
    /** Puts the rows of these labels first, in this order; without labels all rows are turned round. */
    reorderTableRows: (pageId: string, labels: readonly string[] = []): void =>
      edit(pageId, (root) => {
        const table = parentOfRow(root, rowAt(root, labels[0]));
        const first = labels.map((label) => rowAt(root, label));
        const rest = table.children.filter((one) => isElement(one) && !first.includes(one));
        table.children = labels.length === 0 ? rest.reverse() : [...first, ...rest];
      }),
    renameRowLabel: (pageId: string, from: string, to: string): void =>
      edit(pageId, (root) => {
        const cell = cellsOf(rowAt(root, from))[0];
        if (cell) cell.children = paragraphs(to);
      }),
    /** Makes the label's header cell an ordinary one: reports no longer see the row. */
    demoteRowLabel: (pageId: string, label: string): void =>
      edit(pageId, (root) => {
        const cell = cellsOf(rowAt(root, label))[0];
        if (cell) cell.tag = "td";
      }),
  };
}

function cellEdits(world: World, edit: Edit) {
  const setCell = (pageId: string, label: string, contents: Content[]) =>
    edit(pageId, (root) => {
      const cell = cellsOf(rowAt(root, label))[1];
      if (!cell) throw new Error(`The row "${label}" has no second cell.`);
      cell.children = contents;
    });
  const inParagraph = (content: Content): Content[] => [{ tag: "p", attributes: {}, children: [content] }];
  return {
    editCell: (pageId: string, label: string, text: string): void => setCell(pageId, label, paragraphs(text)),
    /** A status macro instead of the text. */
    replaceStatus: (pageId: string, label: string, title: string, colour = "Green"): void =>
      setCell(pageId, label, inParagraph(statusMacro(title, colour))),
    addMention: (pageId: string, label: string, accountId = world.personId): void =>
      setCell(pageId, label, inParagraph(mention(accountId))),
    addDate: (pageId: string, label: string, date: string): void =>
      setCell(pageId, label, inParagraph({ tag: "time", attributes: { datetime: date }, children: [] })),
    /** What stands in a cell, as a reader sees it. */
    readCell: (pageId: string, label: string): string => {
      const root = parseStorage(latest(nodeAt(world, pageId)).storage);
      const cell = cellsOf(rowAt(root, label))[1];
      return cell ? readerText(world, cell) : "";
    },
  };
}

function statusMacro(title: string, colour: string): Element {
  const parameter = (name: string, value: string): Element => ({
    tag: "ac:parameter",
    attributes: { "ac:name": name },
    children: [value],
  });
  return {
    tag: "ac:structured-macro",
    attributes: { "ac:name": "status" },
    children: [parameter("title", title), parameter("colour", colour)],
  };
}

function mention(accountId: string): Element {
  const user: Element = { tag: "ri:user", attributes: { "ri:account-id": accountId }, children: [] };
  return { tag: "ac:link", attributes: {}, children: [user] };
}

/** One paragraph for each line. */
function paragraphs(text: string): Element[] {
  return text.split("\n").map((line) => ({ tag: "p", attributes: {}, children: line === "" ? [] : [line] }));
}

function replaceText(element: Element, from: string, to: string): boolean {
  if (element.tag === "ac:parameter") return false;
  return element.children.some((child, index) => {
    if (isElement(child)) return replaceText(child, from, to);
    if (!child.includes(from)) return false;
    element.children[index] = child.replace(from, () => to);
    return true;
  });
}
