import { describe, expect, test } from "vitest";

import type { SearchDoc } from "../../src/search/search-doc.ts";
import { foldIndex } from "../../src/search/fold-index.ts";
import { indexPartner, rebuildPartner } from "../../src/search/index-writer.ts";
import type { SearchTable } from "../../src/store/search-table.ts";
import { searchTable } from "../../src/store/tables/search.ts";
import { doc } from "./docs.ts";
import { type IndexWorld, openWorld, ownDocs } from "./index-world.ts";
import { memoryDatabase } from "./memory-database.ts";

const options = { exclusively: (work: () => Promise<void>) => work() };
const WRITES = new Set<PropertyKey>([
  "family",
  "change",
  "reserve",
  "begin",
  "writeTexts",
  "writePostings",
  "publish",
  "sweep",
  "caughtUp",
]);

/** A table whose process dies before, or just after, its n-th write. */
function mortal(table: SearchTable, { at, after }: { readonly at: number; readonly after: boolean }) {
  let writes = 0;
  const handler: ProxyHandler<SearchTable> = {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || !WRITES.has(name)) return method;
      return async (...args: unknown[]) => {
        writes += 1;
        if (writes === at && !after) throw new Error("killed");
        const answer: unknown = await (method as (...given: unknown[]) => Promise<unknown>)(...args);
        if (writes === at && after) throw new Error("killed");
        return answer;
      };
    },
  };
  return { table: new Proxy(table, handler), writes: () => writes };
}

const docs = (count: number, text: string, unit = "br-osk"): SearchDoc[] =>
  Array.from({ length: count }, (_, at) =>
    doc({
      partner: "p",
      id: `D${at}`,
      unit: at % 3 === 0 ? "hq" : unit,
      title: `件名 ${at}`,
      text: `${text} ${at} renewal`,
    }),
  );

const QUERIES = ["", "見積", "引継ぎ", "renewal", "件名 7", "-見積"];

async function told(world: IndexWorld): Promise<string> {
  const access = [{ partner: "p", view: "own" as const, sees: () => true }];
  const answers: unknown[] = [];
  for (const query of QUERIES)
    answers.push(
      (await world.search(query, { access, limit: 400 })).hits.map(({ doc, score }) => [doc, score]),
    );
  return JSON.stringify(answers);
}

async function toldOf(all: readonly SearchDoc[]): Promise<string> {
  const world = openWorld();
  await rebuildPartner(world.table, "p", ownDocs(all), options);
  return told(world);
}

interface Course {
  readonly before: readonly SearchDoc[];
  readonly after: readonly SearchDoc[];
  /** What is under way when the process dies. */
  work(table: SearchTable): Promise<unknown>;
}

const few = docs(6, "見積の話");
const many = docs(300, "見積の話");
const changedFew = [...docs(4, "引き継ぎの話"), ...few.slice(5)];
const COURSES: Readonly<Record<string, Course>> = {
  "a change of a few entries": {
    before: few,
    after: changedFew,
    work: (table) => indexPartner(table, "p", ownDocs(changedFew), options),
  },
  "the first reading of many": {
    before: [],
    after: many,
    work: (table) => indexPartner(table, "p", ownDocs(many), options),
  },
  "a change of many": {
    before: many,
    after: docs(290, "引き継ぎの話"),
    work: (table) => indexPartner(table, "p", ownDocs(docs(290, "引き継ぎの話")), options),
  },
  folding: { before: few, after: few, work: (table) => foldIndex(table, { ...options, foldAt: 1 }) },
  "making it anew": {
    before: many,
    after: few,
    work: (table) => rebuildPartner(table, "p", ownDocs(few), options),
  },
};

/** The index of a store as it is before the work: a segment, and what changed since. */
async function prepared(before: readonly SearchDoc[]): Promise<SearchTable> {
  const table = searchTable(memoryDatabase());
  const half = before.slice(0, Math.ceil(before.length / 2));
  await indexPartner(table, "p", ownDocs(half), options);
  await foldIndex(table, { ...options, foldAt: 2 });
  await indexPartner(table, "p", ownDocs(half.map((one) => ({ ...one, text: "別の話" }))), options);
  await indexPartner(table, "p", ownDocs(before), options);
  return table;
}

/** Who an entry is and what it says. */
const sayOf = ({ id, unit, text }: SearchDoc): string => `${id} ${unit} ${text}`;

describe.each(Object.entries(COURSES))("a process that is killed during %s", (_, course) => {
  test("at any write leaves what was or what is to be of every entry, and the next run does the rest", async () => {
    const calm = mortal(await prepared(course.before), { at: 0, after: false });
    await course.work(calm.table);
    const writes = calm.writes();
    expect(writes).toBeGreaterThan(0);
    const wanted = await toldOf(course.after);
    let deaths = 0;
    for (let at = 1; at <= writes; at += 1) {
      for (const after of [false, true]) {
        const table = await prepared(course.before);
        await expect(course.work(mortal(table, { at, after }).table)).rejects.toThrow("killed");
        const left = openWorld(table);
        const access = [{ partner: "p", view: "own" as const, sees: () => true }];
        const { hits } = await left.search("", { access, limit: 400 });
        const known = new Set([...course.before, ...course.after].map(sayOf));
        expect(hits.filter((hit) => !known.has(sayOf(hit.doc)))).toEqual([]);
        expect(new Set(hits.map((hit) => hit.doc.id)).size).toBe(hits.length);
        deaths += 1;
        await indexPartner(table, "p", ownDocs(course.after), options);
        expect(await told(left)).toBe(wanted);
        for (const hours of [0, 1, 2])
          await foldIndex(table, { ...options, foldAt: 1, now: () => Date.now() + hours * 3_600_000 });
        expect(await told(openWorld(table))).toBe(wanted);
      }
    }
    expect(deaths).toBe(2 * writes);
  });
});
