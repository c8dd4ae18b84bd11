import { Secret } from "../../src/secret.ts";
import { openConfluence } from "../../src/workspaces/confluence/open-confluence.ts";
import { openConfluenceTransport } from "../../src/workspaces/confluence/transport.ts";
import { type FakeConfluence, startConfluence } from "../fakes/confluence-server.ts";
import { noRowIntents } from "../no-row-intents.ts";
import { describeWorkspace, type Person } from "./workspace.ts";

describeWorkspace("Confluence", async () => {
  const server = await startConfluence();
  const reopen = () =>
    openConfluence({
      transport: openConfluenceTransport({
        host: server.url,
        email: server.email,
        token: new Secret(server.token),
        requestsPerSecond: 1_000_000,
        sleep: async () => {},
      }),
      spaceKey: server.spaceKey,
      rootId: server.rootPageId,
      language: "ja",
      rowIntents: noRowIntents,
      sleep: async () => {},
    });
  return {
    workspace: reopen(),
    reopen,
    person: personInConfluence(server),
    close: () => server.close(),
  };
});

/** What people do in Confluence's own app. */
function personInConfluence({ person, ...server }: FakeConfluence): Person {
  return {
    appendText: async (page, text) => person.appendText(page.remoteId, text),
    editBlock: async (page, from, to) => person.editText(page.remoteId, from, to),
    removeBlock: async (page, id) =>
      person.removeMacro(page.remoteId, (macro) =>
        macro.children.some((child) => {
          if (typeof child === "string" || child.attributes["ac:name"] !== "id") return false;
          return child.children.some(
            (text) => typeof text === "string" && text.startsWith(`kakehashi-${id}-`),
          );
        }),
      ),
    readPage: async ({ remoteId }) =>
      [server.viewTextOf(remoteId), ...(server.storageOf(remoteId).match(/href="[^"]*"/gu) ?? [])].join("\n"),
    rename: async (page, title) => person.renamePage(page.remoteId, title),
    addPage: async (parent, title) => void person.addPage(parent.remoteId, title, "<p>わたしのページ</p>"),
    addRow: async (database, title, body) => void person.addPage(database.remoteId, title, `<p>${body}</p>`),
    editRow: async (row, from, to) => person.editText(row.remoteId, from, to),
    removeRow: async (row) => person.trash(row.remoteId),
  };
}
