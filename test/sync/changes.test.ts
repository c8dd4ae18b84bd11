import { describe, expect, test } from "vitest";

import { brokenRow, history, reading, row } from "./history.ts";

const OSK = "acme/br-osk/issues";
const OSK_CASES = "acme/br-osk/successes";
const FUK = "acme/br-fuk/issues";
const FUK_CASES = "acme/br-fuk/successes";
const ORDERS = "acme/_orders";
const PEOPLE = "acme/_people";

const quiet = { upserts: [], removals: [], completions: [], notices: [], unread: new Map() };

/** One issue of 大阪支店, known to the store. */
function withOne() {
  const world = history();
  world.read(reading(OSK, { rows: [row("a", "E1", { values: { title: "引き継ぎ" } })] }), reading(FUK));
  return world;
}

describe("a row", () => {
  test("that is new comes in under its own 管理ID, as its unit's and of its kind", () => {
    const world = withOne();
    expect(world.stored()).toMatchObject([
      { type: "entry", id: "E1", database: OSK, remoteId: "a", value: { unit: "br-osk", kind: "issue" } },
    ]);
  });

  test("that was read again as it was changes nothing, whatever its time says", () => {
    const world = withOne();
    const again = row("a", "E1", { values: { title: "引き継ぎ" }, updatedAt: "2026-12-01T00:00:00.000Z" });
    expect(world.read(reading(OSK, { rows: [again] }), reading(FUK))).toMatchObject({
      ...quiet,
      unchanged: 1,
    });
  });

  test("that is listed where it was and not read again changes nothing", () => {
    const world = withOne();
    expect(world.read(reading(OSK, { also: [["a", "E1"]] }), reading(FUK))).toMatchObject(quiet);
  });

  test("keeps the day on which it was first seen through every change", () => {
    const world = withOne();
    world.read(reading(OSK, { rows: [row("a", "E1", { revision: "r2" })] }), reading(FUK));
    expect(world.record("E1")).toMatchObject({ revision: "r2", firstSeen: "2026-11-01T00:00:00.000Z" });
  });

  test("made by hand gets a 管理ID of its own", () => {
    const world = withOne();
    const { completions, upserts } = world.read(
      reading(OSK, { rows: [row("b", null)], also: [["a", "E1"]] }),
      reading(FUK),
    );
    expect(completions).toMatchObject([{ database: OSK, record: { id: "new-1", value: { id: "new-1" } } }]);
    expect(upserts).toEqual([]);
  });

  test("whose 管理ID a person removed is still the one that stood there", () => {
    const world = withOne();
    const { completions, removals } = world.read(reading(OSK, { rows: [row("a", null)] }), reading(FUK));
    expect(completions).toMatchObject([{ record: { id: "E1", firstSeen: "2026-11-01T00:00:00.000Z" } }]);
    expect(removals).toEqual([]);
  });

  test("without 管理ID in the place of one that moved away is a new one", () => {
    const world = withOne();
    const { completions } = world.read(
      reading(OSK, { rows: [row("a", null), row("sub/a", "E1")] }),
      reading(FUK),
    );
    expect(completions).toMatchObject([{ record: { id: "new-1" } }]);
    expect(world.record("E1")).toMatchObject({ remoteId: "sub/a" });
  });

  test.each([
    ["another unit", OSK, FUK, { unit: "br-fuk", kind: "issue", situation: "本文" }],
    ["another kind", OSK, OSK_CASES, { unit: "br-osk", kind: "success", done: "本文" }],
    ["another unit and kind", OSK, FUK_CASES, { unit: "br-fuk", kind: "success", done: "本文" }],
  ])("moved to %s is that one's, with its text and its history", (_where, from, to, value) => {
    const world = history();
    const body = "## 何が起きているか\n\n本文\n";
    const rest = [OSK, OSK_CASES, FUK, FUK_CASES].filter((key) => key !== from && key !== to);
    const others = rest.map((key) => reading(key));
    world.read(reading(from, { rows: [row("a", "E1", { body })] }), reading(to), ...others);
    const { removals } = world.read(
      reading(from),
      reading(to, { rows: [row("b", "E1", { body })] }),
      ...others,
    );
    expect(removals).toEqual([]);
    expect(world.stored()).toHaveLength(1);
    expect(world.record("E1")).toMatchObject({ database: to, value, firstSeen: "2026-11-01T00:00:00.000Z" });
  });

  test("that is gone is removed", () => {
    const world = withOne();
    expect(world.read(reading(OSK), reading(FUK)).removals).toEqual([{ type: "entry", id: "E1" }]);
    expect(world.stored()).toEqual([]);
  });

  test("of another type may bear the same 管理ID", () => {
    const world = withOne();
    world.read(
      reading(OSK, { also: [["a", "E1"]] }),
      reading(FUK),
      reading(ORDERS, { record: "order", rows: [row("o", "E1")] }),
    );
    expect(world.stored().map(({ type, id }) => `${type} ${id}`)).toEqual(["entry E1", "order E1"]);
  });
});

describe("absence is not believed", () => {
  test.each([
    ["its own database could not be listed to the end", { complete: false }, {}],
    ["another one could not, for the row may have moved there", {}, { complete: false }],
    ["its own could not be read at all", { complete: false, failure: { ja: "?", en: "?" } }, {}],
    ["another one could not be read at all", {}, { complete: false, failure: { ja: "?", en: "?" } }],
  ])("where %s", (_why, own, other) => {
    const world = withOne();
    expect(world.read(reading(OSK, own), reading(FUK, other)).removals).toEqual([]);
    expect(world.record("E1")).toBeDefined();
  });

  test("where the database was not read at all", () => {
    const world = withOne();
    expect(world.read(reading(FUK)).removals).toEqual([]);
  });

  test("and what else was read is taken in all the same", () => {
    const world = withOne();
    world.read(reading(OSK, { complete: false }), reading(FUK, { rows: [row("f", "E2")] }));
    expect(world.stored().map(({ id }) => id)).toEqual(["E1", "E2"]);
  });
});

describe("a copied row", () => {
  const copied = (world = withOne()) => {
    const changes = world.read(
      reading(OSK, { also: [["a", "E1"]], rows: [row("a 1", "E1")] }),
      reading(FUK, { rows: [row("f", "E1")] }),
    );
    return { world, changes };
  };

  test("leaves the one that the store knows as it is, and is set aside wherever it lies", () => {
    const { world, changes } = copied();
    expect(changes).toMatchObject({ upserts: [], removals: [], completions: [] });
    expect(world.record("E1")).toMatchObject({ database: OSK, remoteId: "a", value: { unit: "br-osk" } });
    expect(world.broken().map(({ database, remoteId }) => [database, remoteId])).toEqual([
      [OSK, "a 1"],
      [FUK, "f"],
    ]);
  });

  test("stays set aside while nobody touches it, and is not read again for that", () => {
    const { world } = copied();
    const changes = world.read(
      reading(OSK, {
        also: [
          ["a", "E1"],
          ["a 1", "E1"],
        ],
      }),
      reading(FUK, { also: [["f", "E1"]] }),
    );
    expect(changes).toMatchObject(quiet);
    expect(world.broken()).toHaveLength(2);
  });

  test("takes the place of the original once that is gone, after being read again", () => {
    const { world } = copied();
    const before = [reading(OSK), reading(FUK, { also: [["f", "E1"]] })];
    expect(world.read(...before)).toMatchObject({ removals: [], unread: new Map([[FUK, ["f"]]]) });
    const changes = world.read(reading(OSK), reading(FUK, { rows: [row("f", "E1")] }));
    expect(changes).toMatchObject({ removals: [], unread: new Map() });
    expect(world.record("E1")).toMatchObject({ database: FUK, value: { unit: "br-fuk" } });
    expect(world.broken()).toEqual([]);
  });

  test("that the store knows neither of: the first is the entry, the second is set aside", () => {
    const world = history();
    world.read(reading(OSK, { rows: [row("a", "E9"), row("b", "E9")] }));
    expect(world.record("E9")).toMatchObject({ remoteId: "a" });
    expect(world.broken()).toMatchObject([{ remoteId: "b", id: "E9" }]);
  });

  test("an order made by hand under a number that is taken is set aside", () => {
    const world = history();
    const order = (at: string, id: string | null) => row(at, id, { values: { id: "SO-1" } });
    world.read(reading(ORDERS, { record: "order", rows: [order("a", "SO-1")] }));
    const { completions } = world.read(
      reading(ORDERS, { record: "order", rows: [order("b", null)], also: [["a", "SO-1"]] }),
    );
    expect(completions).toEqual([]);
    expect(world.broken()).toMatchObject([{ remoteId: "b", id: "SO-1" }]);
  });
});

describe("a row that cannot be read", () => {
  const broken = (id: string | null = "E1") => {
    const world = withOne();
    const changes = world.read(reading(OSK, { broken: [brokenRow("a", id)] }), reading(FUK));
    return { world, changes };
  };

  test.each([
    ["with", "E1"],
    ["without", null],
  ])("keeps its last value %s its 管理ID in sight, and is listed with its line", (_how, id) => {
    const { world, changes } = broken(id);
    expect(changes.removals).toEqual([]);
    expect(world.record("E1")).toMatchObject({ readable: false, value: { title: "引き継ぎ" } });
    expect(world.broken()).toMatchObject([{ remoteId: "a", line: 3, reason: { en: "unreadable" } }]);
  });

  test("stays listed over readings that do not touch it", () => {
    const { world } = broken();
    for (let at = 0; at < 3; at += 1) {
      expect(world.read(reading(OSK, { also: [["a", "E1"]] }), reading(FUK))).toMatchObject(quiet);
      expect(world.broken()).toHaveLength(1);
      expect(world.record("E1")?.readable).toBe(false);
    }
  });

  test("is readable and listed no more once it is mended", () => {
    const { world } = broken();
    const mended = row("a", "E1", { revision: "r2", values: { title: "直した" } });
    world.read(reading(OSK, { rows: [mended] }), reading(FUK));
    expect(world.record("E1")).toMatchObject({ readable: true, value: { title: "直した" } });
    expect(world.broken()).toEqual([]);
  });

  test("is readable again also where it was put back to the very text it had", () => {
    const { world } = broken();
    const { upserts } = world.read(
      reading(OSK, { rows: [row("a", "E1", { values: { title: "引き継ぎ" } })] }),
      reading(FUK),
    );
    expect(upserts).toMatchObject([{ id: "E1", readable: true }]);
  });

  test("is removed, and listed no more, when its file goes", () => {
    const { world } = broken();
    expect(world.read(reading(OSK), reading(FUK)).removals).toEqual([{ type: "entry", id: "E1" }]);
    expect(world.broken()).toEqual([]);
  });

  test("hinders no other row of its database", () => {
    const world = withOne();
    world.read(reading(OSK, { broken: [brokenRow("a", "E1")], rows: [row("b", "E2")] }), reading(FUK));
    expect(world.record("E2")?.readable).toBe(true);
  });

  test("for lack of what its kind of record must have is set aside like one that is not text", () => {
    const world = history();
    world.read(
      reading(PEOPLE, {
        record: "person",
        rows: [row("p", "p1", { values: { name: "山田", unit: "大阪支店" } })],
      }),
    );
    expect(world.record("p1")).toMatchObject({ value: { key: "p1", name: "山田", unit: "br-osk" } });
    const nameless = row("p", "p1", { revision: "r2", values: { unit: "大阪支店" } });
    world.read(reading(PEOPLE, { record: "person", rows: [nameless] }));
    expect(world.record("p1")).toMatchObject({ readable: false, value: { name: "山田" } });
    expect(world.broken()).toMatchObject([{ id: "p1", reason: { en: '"氏名" is empty or cannot be read' } }]);
  });

  test("a database that could not be read keeps its list", () => {
    const { world } = broken();
    world.read(reading(OSK, { complete: false, failure: { ja: "?", en: "?" } }), reading(FUK));
    expect(world.broken()).toHaveLength(1);
  });
});

describe("a unit that leaves the spec", () => {
  test("takes its entries to rest, unread, and brings them back", () => {
    const world = withOne();
    const listed = { also: [["a", "E1"]] } as const;
    expect(world.read(reading(OSK, { ...listed, archived: true }), reading(FUK)).upserts).toMatchObject([
      { id: "E1", archived: true, value: { unit: "br-osk" } },
    ]);
    expect(world.read(reading(OSK, { ...listed, archived: true }), reading(FUK))).toMatchObject(quiet);
    expect(world.read(reading(OSK, listed), reading(FUK)).upserts).toMatchObject([
      { id: "E1", archived: false },
    ]);
  });

  test("an entry that moves out of it is at work again", () => {
    const world = withOne();
    world.read(reading(OSK, { archived: true, also: [["a", "E1"]] }), reading(FUK));
    world.read(reading(OSK, { archived: true }), reading(FUK, { rows: [row("f", "E1")] }));
    expect(world.record("E1")).toMatchObject({ archived: false, database: FUK });
  });
});

describe("a row listed but not read", () => {
  test("has its database read again, for it came between the two readings", () => {
    const world = withOne();
    expect(
      world.read(
        reading(OSK, {
          also: [
            ["a", "E1"],
            ["b", "E2"],
          ],
        }),
        reading(FUK),
      ).unread,
    ).toEqual(new Map([[OSK, ["b"]]]));
  });

  test("so has one without 管理ID, and one that came from another database", () => {
    const world = withOne();
    const changes = world.read(reading(OSK, { also: [["b", null]] }), reading(FUK, { also: [["f", "E1"]] }));
    expect(changes.unread).toEqual(
      new Map([
        [OSK, ["b"]],
        [FUK, ["f"]],
      ]),
    );
    expect(changes.removals).toEqual([]);
  });

  test("one that was read or is known to be broken has not", () => {
    const world = withOne();
    world.read(reading(OSK, { broken: [brokenRow("b", null)], also: [["a", "E1"]] }), reading(FUK));
    expect(
      world.read(
        reading(OSK, {
          also: [
            ["a", "E1"],
            ["b", null],
          ],
        }),
        reading(FUK),
      ).unread,
    ).toEqual(new Map());
  });
});

describe("what people type", () => {
  test.each([
    [
      "a scope that is no choice keeps the entry in its unit",
      { scope: "みんな" },
      { scope: "unit_only" },
      "共有範囲",
    ],
    ["a level that is no choice is left out", { level: "社長" }, {}, "階層"],
    ["a date that does not exist is left out", { heard_on: "2026-02-30" }, {}, "聞いた日"],
  ])("%s, and the sync says so", (_what, values, value, field) => {
    const world = history();
    const { notices } = world.read(reading(OSK, { rows: [row("a", "E1", { values })] }));
    expect(notices).toMatchObject([
      { location: "a", message: { ja: expect.stringContaining(`「${field}」`) } },
    ]);
    expect(world.record("E1")?.value).toMatchObject(value);
  });

  test("labels of both languages, in any width, and states of their own are taken without a word", () => {
    const world = history();
    const values = { level: "Field", scope: "ﾒｰｶｰ社内のみ", state: "様子見", heard_on: "2026年4月1日" };
    const { notices } = world.read(reading(OSK, { rows: [row("a", "E1", { values })] }));
    expect(notices).toEqual([]);
    expect(world.record("E1")?.value).toMatchObject({
      level: "field",
      scope: "vendor_only",
      state: "様子見",
      heard_on: "2026-04-01",
    });
  });

  const order = (more: object) => row("o", "SO-1", { values: { id: "SO-1", ...more } });

  test("the name of a unit is its key, also under an alias", () => {
    const world = history();
    world.read(
      reading(ORDERS, { record: "order", rows: [order({ branch: "関西", division: "ｵﾌｨｽ事業部" })] }),
    );
    expect(world.record("SO-1")?.value).toMatchObject({ branch: "br-osk", division: "div-os" });
  });

  test("a unit that the spec has not is kept as it is written, and the sync says so", () => {
    const world = history();
    const { notices } = world.read(
      reading(ORDERS, { record: "order", rows: [order({ branch: "神戸支店" })] }),
    );
    expect(world.record("SO-1")?.value).toMatchObject({ branch: "神戸支店" });
    expect(notices).toMatchObject([
      { message: { en: expect.stringContaining('"神戸支店" in "Via branch" is no unit') } },
    ]);
  });
});
