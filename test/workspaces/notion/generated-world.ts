import { noRowIntents } from "../../no-row-intents.ts";
import { onTestFinished } from "vitest";

import type { Block, Inline } from "../../../src/content/blocks.ts";
import type { Digest, DigestCase } from "../../../src/digest/digest.ts";
import { Secret } from "../../../src/secret.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { openNotion } from "../../../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../../../src/workspaces/notion/transport.ts";
import type {
  DatabaseRef,
  GeneratedPage,
  LinkResolver,
  RowWritten,
  Workspace,
} from "../../../src/workspaces/workspace.ts";
import { type FakeNotion, startNotion } from "../../fakes/notion-server.ts";

export type SeenRow = ReturnType<FakeNotion["rowsOf"]>[number];
type NotionOptions = NonNullable<Parameters<typeof startNotion>[0]>;

/** One database of generated rows on a Notion of its own, and what a reader sees in it. */
export interface GeneratedWorld {
  readonly server: FakeNotion;
  readonly ref: DatabaseRef;
  /** As another process opens it, knowing nothing of what was done before. */
  readonly open: () => Workspace;
  /** Puts a page as a process of its own does. */
  readonly put: (page: GeneratedPage, how?: { links?: LinkResolver; at?: string }) => Promise<RowWritten>;
  /** Rows that are not in the trash. */
  readonly rows: () => SeenRow[];
  /** One request of the API by itself. */
  readonly ask: (method: string, path: string, body: object) => Promise<void>;
}

const noLinks: LinkResolver = () => undefined;

export async function generatedWorld(
  options: NotionOptions = {},
  record: "digest" | "released" = "digest",
): Promise<GeneratedWorld> {
  const server = await startNotion({ latencyMs: 0, ...options });
  onTestFinished(() => server.close());
  const open = opener(server);
  const schema = SCHEMAS[record];
  const node = { key: "p/rows", type: "database", title: "週報", icon: "📰", language: "ja" } as const;
  const content = { ...node, blocks: [], hasChildren: false, schema };
  const { remoteId, properties = {} } = await open().create(content, null, "op-1", noLinks);
  const ref: DatabaseRef = { remoteId, schema, language: "ja", properties };
  const [, dataSourceId = ""] = remoteId.split("/");
  server.forget();
  return {
    server,
    ref,
    open,
    put: (page, { links = noLinks, at } = {}) => open().putPage(ref, page, links, at),
    rows: () => server.rowsOf(dataSourceId).filter(({ inTrash }) => !inTrash),
    ask: async (method, path, body) => {
      const headers = { authorization: `Bearer ${server.token}`, "notion-version": "2026-03-11" };
      const init = { method, headers: { ...headers, "content-type": "application/json" } };
      const { ok } = await fetch(`${server.url}/v1/${path}`, { ...init, body: JSON.stringify(body) });
      if (!ok) throw new Error(`${method} ${path} was refused`);
    },
  };
}

/** Every wait is over at once: the clock of all of them goes forward instead. */
function opener(server: FakeNotion): () => Workspace {
  let time = 0;
  const sleep = async (ms: number): Promise<void> => void (time += ms);
  return () => {
    const transport = openNotionTransport({
      token: new Secret(server.token),
      baseUrl: server.url,
      perMinute: 1_000_000_000,
      timeoutMs: 200,
      now: () => time,
      sleep,
    });
    return openNotion({
      transport,
      rootId: server.rootPageId,
      language: "ja",
      rowIntents: noRowIntents,
      sleep,
    });
  };
}

/** The page of a digest as `digest publish` puts it. */
export function digestPage(blocks: readonly Block[], more: Record<string, string> = {}): GeneratedPage {
  const values = {
    title: "2026-W48 大阪支店",
    week: "2026-W48",
    unit_name: "大阪支店",
    audience: "自社の担当者",
    state: "発行済み",
    published_on: "2026-11-23",
    ...more,
  };
  return { id: "digest:2026-W48:br-osk:vendor", values, blocks };
}

/** A digest of so many proposals under a third as many issues, its texts taken in turn. */
export function digestOf(items: number, texts: readonly string[]): Digest {
  const text = (at: number): string => texts[at % texts.length] ?? "";
  const none = { sources: [], more: 0 };
  return {
    version: 1,
    partner: "p",
    unit: "br-osk",
    unitName: "大阪支店",
    week: "2026-W48",
    audience: "vendor",
    hasIssues: true,
    items: Array.from({ length: items }, (_, at) => ({
      issue: {
        id: `I${Math.floor(at / 3)}`,
        title: `課題${Math.floor(at / 3)}`,
        level: "head",
        measure: null,
        linked: true,
      },
      cases: [caseOf(at, text(at))],
    })),
    newCases: none,
    newIssues: none,
    peers: [],
    rollouts: [],
    thanks: null,
    questions: null,
  };
}

const caseOf = (at: number, text: string): DigestCase => ({
  id: `C${at}`,
  textHash: "x",
  unit: "br-nag",
  unitName: "名古屋支店",
  kind: "success",
  title: `事例${at}`,
  linked: true,
  gist: text,
  reason: { ja: `理由${at}`, en: `Reason ${at}` },
  differences: { ja: `違い${at}`, en: `Difference ${at}` },
});

/** The header of every table in these tests. */
export const HEADER = ["項目", "内容"];

/** Every word of blocks, headers of tables left out, in reading order, as text can be sent at all: written down apart from the product. */
export function wordsOf(blocks: readonly Block[]): string {
  // Before they are joined: halves of a pair in two texts are no pair.
  const texts = blocks.flatMap(wordsOfBlock).map((text) => text.toWellFormed());
  return bare(texts.join("\n"));
}

function wordsOfBlock(block: Block): string[] {
  switch (block.type) {
    case "heading":
    case "code":
      return [block.text];
    case "paragraph":
    case "callout":
      return [inline(block.content)];
    case "list":
      return block.items.map(inline);
    case "table":
      // A long table repeats its header.
      return block.rows.flatMap((row) => row.map(inline));
    case "divider":
      return [];
    case "managed":
      throw new Error("a generated page has no managed blocks");
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      if (typeof part === "string") return part;
      if ("strong" in part) return part.strong;
      return "code" in part ? part.code : part.text;
    })
    .join("");

/** Without what only says where one block or cell ends, and without U+0000. */
const bare = (text: string): string =>
  text
    .replaceAll("\0", "")
    .replace(/\r\n?|\n/gu, "")
    .replaceAll(" | ", "");

/** What stands on a row, from top to bottom: lines of people, and `□` for a box. */
export interface SeenBody {
  readonly order: readonly string[];
  readonly boxes: readonly { readonly state: "whole" | "writing"; readonly words: string }[];
}

const HEAD = /^[^\n]*書き込みは枠の外に[^\n]*\nkakehashi:body:[0-9a-f]{8}(:writing)?$/mu;

/** `notes`: the lines that people wrote beside boxes. */
export function bodyOf(row: SeenRow, notes: readonly string[] = []): SeenBody {
  const [above = "", ...parts] = row.body.split(HEAD);
  const notesIn = (text: string) => text.split("\n").filter((line) => notes.includes(line));
  const order = notesIn(above);
  const boxes: { state: "whole" | "writing"; words: string }[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const text = parts[at + 1] ?? "";
    const inside = text.split("\n").filter((line) => !notes.includes(line) && line !== HEADER.join(" | "));
    const words = bare(inside.join("\n"));
    boxes.push({ state: parts[at] === undefined ? "whole" : "writing", words });
    order.push("□", ...notesIn(text));
  }
  return { order, boxes };
}

/** Rows that look finished though their text is not one of these, whole; a sentence for each. */
export function halfPages(
  rows: readonly SeenRow[],
  wholes: readonly string[],
  notes: readonly string[] = [],
) {
  return rows.flatMap((row) => {
    const whole = bodyOf(row, notes).boxes.filter(({ state }) => state === "whole");
    const torn = whole.filter(({ words }) => !wholes.includes(words));
    const says = Object.entries(row.values).filter(([name, value]) => looksFinished(name, value));
    return [
      ...torn.map(({ words }) => `a box says that it is whole and holds ${words.length} characters`),
      ...(says.length > 0 && whole.length === torn.length
        ? [`${says.map(([name]) => name).join(", ")} but no whole text`]
        : []),
    ];
  });
}

/** A row is born with the first state, 下書き; anything else but its name was written. */
const looksFinished = (name: string, value: SeenRow["values"][string]): boolean =>
  !["件名", "管理ID"].includes(name) && !NOTHING_YET.has(JSON.stringify(value));

const NOTHING_YET = new Set([null, "", [], "下書き"].map((value) => JSON.stringify(value)));
