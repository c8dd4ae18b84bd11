import { noRowIntents } from "../no-row-intents.ts";
import { Secret } from "../../src/secret.ts";
import { openNotion } from "../../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../../src/workspaces/notion/transport.ts";
import { type FakeNotion, startNotion } from "../fakes/notion-server.ts";
import { describeWorkspace, type Person } from "./workspace.ts";

describeWorkspace("Notion", async () => {
  const server = await startNotion();
  const reopen = () =>
    openNotion({
      transport: openNotionTransport({
        token: new Secret(server.token),
        baseUrl: server.url,
        perMinute: 1_000_000,
        sleep: async () => {},
      }),
      rootId: server.rootPageId,
      language: "ja",
      rowIntents: noRowIntents,
      sleep: async () => {},
    });
  return { workspace: reopen(), reopen, person: personInNotion(server), close: () => server.close() };
});

/** What people do in Notion's own app. */
function personInNotion({ person, ...server }: FakeNotion): Person {
  return {
    appendText: async (page, text) => person.appendText(page.remoteId, text),
    editBlock: async (page, from, to) => person.editText(page.remoteId, from, to),
    removeBlock: async (page, id) =>
      person.removeBlock(page.remoteId, (text) => text.includes(`kakehashi:${id}:`)),
    readPage: async (page) => server.markdownOf(page.remoteId),
    rename: async (page, title) => person.renamePage(page.remoteId, title),
    addPage: async (parent, title) => void person.addPage(parent.remoteId, title, "わたしのページ"),
    addRow: async (database, title, body) =>
      void person.addRow(database.remoteId.split("/")[1] ?? "", { values: { 件名: title }, body }),
    editRow: async (row, from, to) => person.editText(row.remoteId, from, to),
    removeRow: async (row) => person.trash(row.remoteId),
  };
}
