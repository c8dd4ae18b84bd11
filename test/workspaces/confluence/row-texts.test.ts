import * as fc from "fast-check";
import { expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { Issue } from "../../../src/model/entry.ts";
import { fieldsOf } from "../../../src/model/fields.ts";
import { newRowPage, readRowPage, titleOf } from "../../../src/workspaces/confluence/row-page.ts";
import { canonicalBody } from "../../../src/workspaces/confluence/storage/body.ts";
import { unsendable } from "../../../src/workspaces/confluence/storage/clean-text.ts";
import { parseStorage } from "../../../src/workspaces/confluence/storage/parse.ts";
import { serialise } from "../../../src/workspaces/confluence/storage/serialise.ts";
import type { DatabaseRef } from "../../../src/workspaces/workspace.ts";
import { startConfluence } from "../../fakes/confluence-server.ts";
import { requireXhtml } from "../../fakes/confluence/check-xhtml.ts";
import { editorTree } from "../../fakes/confluence/editor-tree.ts";
import { normaliseStorage, normaliseTree } from "../../fakes/confluence/normalise.ts";
import { parseStorage as parseAsServer, printStorage } from "../../fakes/confluence/storage-tree.ts";
import { seeded } from "../../fakes/notion/random.ts";
import { openOn } from "./open-on.ts";
import { nastyText } from "./storage/nasty-texts.ts";

/** Whatever people write: a page is well-formed and reads back as it was written, or is refused by name and not sent. */

const ISSUES: DatabaseRef = {
  remoteId: "1",
  language: "ja",
  schema: { record: "issue", fields: fieldsOf(Issue) },
};

interface Written {
  readonly id: string;
  readonly title: string;
  readonly customer: string;
  readonly body: string;
}

const anyRow: fc.Arbitrary<Written> = fc.record({
  id: fc.stringMatching(/^k-[a-z0-9]{10}$/),
  title: nastyText,
  customer: nastyText,
  body: nastyText,
});

const values = ({ title, customer }: Written) => ({ title, customer });
const plain = (text: string): string => text.replace(/\r\n?/gu, "\n").trim();

/** What a row is to be read as. */
const expected = ({ id, title, customer, body }: Written) => ({
  id,
  body: canonicalBody(body),
  title: plain(title),
  customer: plain(customer),
});

function readAs(pageTitle: string, storage: string) {
  const read = readRowPage(ISSUES, pageTitle, parseStorage(storage));
  const { title = "", customer = "" } = read.values;
  return { id: read.id, body: read.body, title: String(title), customer: String(customer) };
}

/** The page, or the refusal that names the field. */
function pageOf(row: Written): { nodes: ReturnType<typeof newRowPage> } | { refusal: string } {
  try {
    return { nodes: newRowPage(ISSUES, { id: row.id, values: values(row), body: row.body }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    if (!/「(?:件名|顧客名.*)」|本文/u.test(error.text.ja)) throw error;
    return { refusal: error.text.ja };
  }
}

let [kept, refused] = [0, 0];

function check(row: Written): void {
  const texts = [row.title.trim(), row.customer.trim(), row.body];
  const isSendable = texts.every((text) => unsendable(text) === null);
  const page = pageOf(row);
  expect("refusal" in page).toBe(!isSendable);
  if ("refusal" in page) {
    refused += 1;
    return;
  }
  kept += 1;
  const title = titleOf(ISSUES, { id: row.id, values: values(row) });
  expect(title.length <= 255 && title.isWellFormed()).toBe(true);
  const sent = serialise(page.nodes);
  requireXhtml(sent);
  const saved = normaliseStorage(sent, STYLE);
  expect(readAs(title, saved)).toEqual(expected(row));
  const edited = printStorage(normaliseTree(editorTree(parseAsServer(saved)), EDITED).children);
  expect(readAs(title, edited)).toEqual(expected(row));
}

const random = seeded(7);
const STYLE = { random, byEditor: false };
const EDITED = { random, byEditor: true };

test("ten thousand texts, as titles, fields and bodies", { timeout: 120_000 }, () => {
  fc.assert(fc.property(anyRow, check), { numRuns: 3_400, seed: 20_261_125 });
  expect(kept).toBeGreaterThan(1_000);
  expect(refused).toBeGreaterThan(100);
});

test(
  "through Confluence: what is sent is taken, and is read back by a process that knows nothing",
  { timeout: 60_000 },
  async () => {
    await using server = await startConfluence({ latencyMs: 0 });
    const workspace = openOn(server);
    const links = () => undefined;
    const node = {
      key: "p",
      type: "database",
      title: "課題",
      icon: "❓",
      language: "ja",
      blocks: [],
      hasChildren: false,
    } as const;
    const { remoteId } = await workspace.create({ ...node, schema: ISSUES.schema }, null, "op", links);
    const db = { ...ISSUES, remoteId };
    const rows = new Map(fc.sample(anyRow, { numRuns: 120, seed: 7 }).map((row) => [row.id, row]));
    const sent = new Map<string, Written>();
    const done = new Set<string>();
    for (const row of rows.values()) {
      const before = server.requests.length;
      const end = await workspace
        .writeEntry(db, { id: row.id, values: values(row), body: row.body }, "op")
        .then(
          () => "sent",
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        );
      if (end === "sent") sent.set(row.id, row);
      else for (const { method } of server.requests.slice(before)) done.add(method);
      done.add(end);
    }
    // What was refused, was so before anything was written.
    expect(done).toEqual(new Set(["sent", "invalid_input"]));
    const read = await openOn(server).changedEntries(db, null);
    expect(read.broken).toEqual([]);
    const found = read.rows.map(({ id, values: { title = "", customer = "" }, body }) => ({
      id,
      body,
      title,
      customer,
    }));
    const byId = (a: { id: string | null }, b: { id: string | null }) =>
      (a.id ?? "") < (b.id ?? "") ? -1 : 1;
    expect(found.toSorted(byId)).toEqual([...sent.values()].map(expected).toSorted(byId));
    expect(server.requests.filter(({ status }) => status >= 400)).toEqual([]);
  },
);

test("a page larger than Confluence takes is refused by name, and not sent", async () => {
  await using server = await startConfluence({ latencyMs: 0 });
  const workspace = openOn(server);
  const node = {
    key: "p",
    type: "database",
    title: "課題",
    icon: "❓",
    language: "ja",
    blocks: [],
    hasChildren: false,
  } as const;
  const { remoteId } = await workspace.create(
    { ...node, schema: ISSUES.schema },
    null,
    "op",
    () => undefined,
  );
  const write = (body: string) =>
    workspace.writeEntry({ ...ISSUES, remoteId }, { id: "k-1", values: { title: "長い" }, body }, "op");
  const before = server.pages().length;
  await expect(write("あ".repeat(1_800_000))).rejects.toMatchObject({ code: "invalid_input" });
  expect(server.pages()).toHaveLength(before);
  await write("あ".repeat(1_600_000));
  expect(server.pages()).toHaveLength(before + 1);
});
