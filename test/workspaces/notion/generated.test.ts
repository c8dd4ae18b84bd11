import { describe, expect, test } from "vitest";

import { callout, heading, linkTo, list, paragraph, textTable } from "../../../src/content/blocks.ts";
import { renderDigest } from "../../../src/digest/render.ts";
import { AppError } from "../../../src/errors.ts";
import type { GeneratedPage } from "../../../src/workspaces/workspace.ts";
import type { FaultKind } from "../../fakes/notion-server.ts";
import {
  bodyOf,
  digestOf,
  digestPage,
  generatedWorld,
  type GeneratedWorld,
  halfPages,
  HEADER,
  wordsOf,
} from "./generated-world.ts";

/** Digests and released copies: complete or not there, in one row and one box, beside what people wrote. */

const FAMILY = "👩‍👩‍👧";
const filled = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Texts at the edges of what one piece of rich text holds, cut into letters of several units. */
const EDGES = [
  filled("あ", 1_999),
  filled("a", 2_000),
  `x${filled(FAMILY, 2_000)}`,
  filled(`か\u3099`, 2_001),
  `${filled("b", 1_999)}\ud83d`,
  `\udc00${FAMILY}\0行\r\n次の行`,
];

const digest = (items: number, texts: readonly string[] = EDGES) =>
  digestPage(renderDigest(digestOf(items, texts), "ja"));

/** As the copies of records are written: a table of facts, a heading for each long text, a link to the source. */
const copyOf = (text: string): GeneratedPage => ({
  id: "E01",
  values: { title: "見積の前に聞く", kind: "成功事例", unit_name: "名古屋支店", theme: ["商談前"] },
  blocks: [
    textTable(HEADER, [
      ["事業部・拠点", "名古屋支店"],
      ["結果", text],
    ]),
    heading("打ち手"),
    paragraph(text),
    paragraph(linkTo("元の記録", { entry: "E01" })),
  ],
});

describe("a generated page is accepted, complete and word for word what was given:", () => {
  test.each<[string, GeneratedPage]>([
    ["a digest of 120 proposals", digest(120)],
    [
      "a digest of 120 proposals, the longest of 200,001 characters",
      digest(120, [filled(`漢${FAMILY}`, 200_001), ...EDGES]),
    ],
    [
      "copy-ready text for the partner",
      digestPage(renderDigest({ ...digestOf(120, EDGES), audience: "partner" }, "ja")),
    ],
    ...EDGES.map((text, at): [string, GeneratedPage] => [
      `a text at edge ${at}`,
      digestPage([paragraph(text), list([[text]]), callout(text), heading(text)]),
    ]),
    [
      "a table with long cells",
      digestPage([
        textTable(
          HEADER,
          EDGES.flatMap((text) => [
            [text, ""],
            ["語", text],
          ]),
        ),
      ]),
    ],
    ["nothing at all", digestPage([])],
  ])("%s", async (_, page) => {
    const world = await generatedWorld();
    expect((await world.put(page)).outcome).toBe("created");
    expectOnly(world, page);
    expect(world.server.requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect((await world.put(page)).outcome).toBe("unchanged");
    expectOnly(world, page);
  });

  test.each([2_001, 200_001])("a released copy with texts of %d characters", async (length) => {
    const world = await generatedWorld({}, "released");
    const page = copyOf(filled(`語${FAMILY}`, length));
    expect((await world.put(page)).outcome).toBe("created");
    expectOnly(world, page);
    expect((await world.put(page)).outcome).toBe("unchanged");
  });
});

/** One row, one box, the page's words and values, and nothing of people's lost. */
function expectOnly(world: GeneratedWorld, page: GeneratedPage, order: readonly string[] = ["□"]): void {
  const [row, ...twins] = world.rows();
  if (row === undefined) throw new Error("no row");
  const { boxes, ...body } = bodyOf(row, NOTES);
  expect({ twins, body, states: boxes.map(({ state }) => state) }).toEqual({
    twins: [],
    body: { order },
    states: ["whole"],
  });
  // Not toBe: the difference of two texts of half a million characters takes minutes to print.
  expect(boxes[0]?.words === wordsOf(page.blocks), "its words are those that were given").toBe(true);
  expect(row.values).toMatchObject({ 件名: page.values["title"], 管理ID: page.id });
  expect(row.values["状態"]).toBe(page.values["state"]);
}

const NOTES = ["前のメモ", "後のメモ"] as const;

/** Puts the page, then what people write above and below its box. */
async function withNotes(world: GeneratedWorld, page: GeneratedPage): Promise<void> {
  const { remoteId } = await world.put(page);
  const note = { type: "paragraph", paragraph: { rich_text: [{ text: { content: NOTES[0] } }] } };
  await world.ask("PATCH", `blocks/${remoteId}/children`, { children: [note], position: { type: "start" } });
  world.server.person.appendText(remoteId, NOTES[1]);
}

/** Three requests for the body, so that every kind of request has its turn. */
const LONG = digestPage([heading("長い"), list(Array.from({ length: 210 }, (_, at) => [`提案${at}`]))]);
const SHORT = digestPage([paragraph("短い")], { title: "2026-W48 大阪支店(改)" });
const OTHER = digestPage([heading("別"), list(Array.from({ length: 110 }, (_, at) => [`別の提案${at}`]))]);

interface Change {
  readonly name: string;
  readonly from: GeneratedPage | null;
  readonly to: GeneratedPage;
}
const CHANGES: readonly Change[] = [
  { name: "creating a short page", from: null, to: SHORT },
  { name: "creating a long page", from: null, to: LONG },
  { name: "a short page becoming long", from: SHORT, to: LONG },
  { name: "a long page becoming another", from: LONG, to: OTHER },
  { name: "a long page becoming short", from: LONG, to: SHORT },
];

/** Watches the state after every request. */
async function changing({ from, to }: Change, fail: (world: GeneratedWorld) => void) {
  const wholes = [...(from === null ? [] : [wordsOf(from.blocks)]), wordsOf(to.blocks)];
  const seen: string[] = [];
  let watched: GeneratedWorld | undefined;
  const world = await generatedWorld({
    onRequest: () =>
      void seen.push(...(watched === undefined ? [] : halfPages(watched.rows(), wholes, NOTES))),
  });
  if (from !== null) await withNotes(world, from);
  watched = world;
  world.server.forget();
  fail(world);
  const error: unknown = await world.put(to).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  seen.push(...halfPages(world.rows(), wholes, NOTES));
  const requests = world.server.requests.length;
  const finish = async () => {
    world.server.clearFaults();
    await world.put(to);
    expect(seen).toEqual([]);
    expectOnly(world, to, from === null ? ["□"] : [NOTES[0], "□", NOTES[1]]);
    expect((await world.put(to)).outcome).toBe("unchanged");
  };
  return { error, requests, finish };
}

describe.each(CHANGES)("$name", (change) => {
  test("shows no half page when the client ends between any two requests, and a repeat finishes it", async () => {
    const undisturbed = await changing(change, () => {});
    await undisturbed.finish();
    for (let at = 1; at <= undisturbed.requests; at += 1) {
      for (const last of ["lost-request", "lost-answer"] as const) {
        const { error, finish } = await changing(change, ({ server }) => {
          let seen = 0;
          if (last === "lost-answer") server.fail({ what: last, nth: at });
          const from = last === "lost-answer" ? at + 1 : at;
          server.fail({ what: "lost-request", match: () => ++seen >= from, times: Infinity });
        });
        expect(error, `${last} ${at}`).toBeInstanceOf(AppError);
        await finish();
      }
    }
  });
});

describe.each(CHANGES.filter(({ name }) => /creating a long|another/u.test(name)))("$name", (change) => {
  test.each<FaultKind>([
    "lost-request",
    "lost-answer",
    "stalled-body",
    "truncated-json",
    "html-502",
    "500",
    "503",
    "504-html",
    "503-committed",
    "409",
    "429",
    "529",
    "empty-listing",
    "short-listing",
  ])("goes on after one %s at any request, with nothing twice", async (what) => {
    const { requests } = await changing(change, () => {});
    for (let at = 1; at <= requests; at += 1) {
      for (const handled of what.includes("50") ? [false, true] : [false]) {
        const { error, finish } = await changing(change, ({ server }) => {
          server.fail({ what, nth: at, handled, retryAfter: 1 });
        });
        expect(error, `${what} at ${at}`).toBeNull();
        await finish();
      }
    }
  });
});

describe("what people do", () => {
  const edited = async (edit: (world: GeneratedWorld, row: string) => void) => {
    const world = await generatedWorld();
    await withNotes(world, LONG);
    const [row] = world.rows();
    edit(world, row?.id ?? "");
    return world;
  };
  const order = [NOTES[0], "□", NOTES[1]];

  test.each<[string, (world: GeneratedWorld, row: string) => void]>([
    ["a word changed in the box", ({ server }, row) => server.person.editText(row, "提案7", "提案七")],
    [
      "a line taken out of the box",
      ({ server }, row) => server.person.removeBlock(row, (text) => text === "提案8"),
    ],
    [
      "a line added inside the box",
      ({ server }, row) => {
        server.person.editText(row, "提案9", "提案9\n枠の中の書き込み");
      },
    ],
  ])("%s is undone by the next put, beside the box nothing is", async (_, edit) => {
    const world = await edited(edit);
    expect((await world.put(LONG)).outcome).toBe("updated");
    expectOnly(world, LONG, order);
    expect((await world.put(LONG)).outcome).toBe("unchanged");
  });

  test("a note beside the box is no reason to write the box again", async () => {
    const world = await edited(() => {});
    world.server.forget();
    expect((await world.put(LONG)).outcome).toBe("unchanged");
    expect(world.server.requests.filter(({ method }) => !["GET", "POST"].includes(method))).toEqual([]);
    expectOnly(world, LONG, order);
  });

  test("the box taken away is made again at the end", async () => {
    const world = await edited(({ server }, row) =>
      server.person.removeBlock(row, (text) => text.includes("kakehashi:body:")),
    );
    expect((await world.put(LONG)).outcome).toBe("updated");
    expectOnly(world, LONG, [...NOTES, "□"]);
  });

  test("values changed by hand are set back", async () => {
    const world = await edited(({ server }, row) => {
      server.person.setValue(row, "状態", "下書き");
      server.person.setValue(row, "宛先", "");
    });
    expect((await world.put(LONG)).outcome).toBe("updated");
    expectOnly(world, LONG, order);
    expect(world.rows()[0]?.values["宛先"]).toBe("大阪支店");
  });

  test("a row in the trash stays there, and the page is made anew", async () => {
    const world = await edited(({ server }, row) => server.person.trash(row));
    const [old] = world.server.rowsOf(world.ref.remoteId.split("/")[1] ?? "");
    const put = await world.put(LONG, { at: old?.id ?? "" });
    expect(put).toMatchObject({ outcome: "created" });
    expectOnly(world, LONG);
  });

  test.each(["archived", "moved to another database"])("a row that was %s counts as gone", async (what) => {
    const world = await generatedWorld();
    const { remoteId } = await world.put(LONG);
    const { person, rootPageId } = world.server;
    if (what === "archived") person.archive(remoteId);
    else person.moveRow(remoteId, person.addDatabase(rootPageId, "置き場").dataSourceId);
    expect(await world.put(LONG, { at: remoteId })).toMatchObject({
      outcome: "created",
    });
    expect(world.rows().filter(({ isArchived }) => !isArchived)).toHaveLength(1);
  });

  test("a 管理ID that somebody emptied is set again on the row that is known", async () => {
    const world = await edited(({ server }, row) => server.person.setValue(row, "管理ID", ""));
    const at = world.rows()[0]?.id;
    expect(await world.put(LONG, { at: at ?? "" })).toMatchObject({ outcome: "updated" });
    expectOnly(world, LONG, order);
  });
});

describe("a second row with the same 管理ID", () => {
  /** A duplicate as Notion makes one: values, box and all. */
  const duplicate = async (world: GeneratedWorld, page: GeneratedPage, note = ""): Promise<void> => {
    const twin = world.server.person.addRow(world.ref.remoteId.split("/")[1] ?? "", {
      values: { 件名: String(page.values["title"]), 状態: "発行済み", 宛先: "大阪支店" },
    });
    await world.put(page, { at: twin });
    if (note !== "") world.server.person.appendText(twin, note);
  };

  test("is taken away when it holds nothing but ours", async () => {
    const world = await generatedWorld();
    await withNotes(world, LONG);
    await duplicate(world, LONG);
    expect(world.rows()).toHaveLength(2);
    await world.put(OTHER);
    expectOnly(world, OTHER, [NOTES[0], "□", NOTES[1]]);
    expect((await world.put(OTHER)).outcome).toBe("unchanged");
  });

  test("stays as theirs when people wrote in it: title and text, nothing of ours", async () => {
    const world = await generatedWorld();
    await withNotes(world, LONG);
    await duplicate(world, LONG, "複製に書いたメモ");
    await world.put(OTHER);
    const [ours, ...theirs] = world
      .rows()
      .toSorted((a, b) => (a.values["管理ID"] === "" ? 1 : 0) - (b.values["管理ID"] === "" ? 1 : 0));
    expect(ours?.values["管理ID"]).toBe(OTHER.id);
    expect(theirs).toMatchObject([
      { body: expect.stringMatching(/メモ$/u), values: { 件名: LONG.values["title"], 宛先: "", 状態: null } },
    ]);
    expect(theirs[0]?.body).not.toContain("kakehashi:");
    const all = world
      .rows()
      .map(({ body }) => body)
      .join("\n");
    for (const note of [...NOTES, "複製に書いたメモ"]) expect(all).toContain(note);
    expect((await world.put(OTHER)).outcome).toBe("unchanged");
  });
});

describe("where links lead", () => {
  const linked = digestPage([paragraph(linkTo("元の記録", { entry: "E01" }))]);
  const to = (id: string) => () => id;
  const A = "0f3a1c52-7b1e-4c3a-9d2e-111122223333";
  const B = "0f3a1c52-7b1e-4c3a-9d2e-444455556666";

  test("elsewhere, the page is written again though its words are the same", async () => {
    const world = await generatedWorld();
    await world.put(linked, { links: to(A) });
    expect((await world.put(linked, { links: to(A) })).outcome).toBe("unchanged");
    expect((await world.put(linked, { links: to(B) })).outcome).toBe("updated");
    const [row] = world.rows();
    const shown = world.server.markdownOf(row?.id ?? "");
    expect(shown).toContain(B.replaceAll("-", ""));
    expect(shown).not.toContain(A.replaceAll("-", ""));
    expectOnly(world, linked);
  });
});

describe("withdrawing", () => {
  test.each<FaultKind>(["lost-request", "lost-answer", "truncated-json", "503-committed"])(
    "takes every row of the id away, also after one %s at any request",
    async (what) => {
      for (let at = 1; at <= 4; at += 1) {
        const world = await generatedWorld({}, "released");
        const page = copyOf("語");
        const { remoteId } = await world.put(page);
        await world.put({ ...page, id: "E02" });
        const source = world.ref.remoteId.split("/")[1] ?? "";
        const twin = world.server.person.addRow(source, { values: { 件名: "複製", 管理ID: "E01" } });
        const fault = world.server.fail({ what, nth: at });
        await world.open().withdrawPage(world.ref, "E01", remoteId);
        expect(fault.fired).toBe(1);
        expect(world.rows().map(({ values }) => values["管理ID"])).toEqual(["E02"]);
        expect(world.rows().map(({ id }) => id)).not.toContain(twin);
        await world.open().withdrawPage(world.ref, "E01", remoteId);
        expect(world.rows()).toHaveLength(1);
      }
    },
  );

  test("finds the row that was made though somebody emptied its 管理ID", async () => {
    const world = await generatedWorld({}, "released");
    const { remoteId } = await world.put(copyOf("語"));
    world.server.person.setValue(remoteId, "管理ID", "");
    await world.open().withdrawPage(world.ref, "E01", remoteId);
    expect(world.rows()).toEqual([]);
  });
});

describe("a Notion that shows new things late", () => {
  test.each([1, 3, 6])("by %d requests: the page is whole all the same", async (visibilityLagRequests) => {
    const world = await generatedWorld({ visibilityLagRequests });
    expect((await world.put(LONG)).outcome).toBe("created");
    expectOnly(world, LONG);
  });
});
