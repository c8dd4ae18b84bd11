import type { SearchDoc } from "../../src/search/search-doc.ts";
import { worldOf } from "./index-world.ts";

let made = 0;

/** A document with what the test says; ids count up. */
export function doc(fields: Partial<SearchDoc> = {}): SearchDoc {
  made += 1;
  return {
    partner: "p",
    id: `D${made}`,
    unit: "br-osk",
    unitName: "大阪支店",
    kind: "issue",
    title: "件名",
    text: "",
    theme: [],
    products: [],
    about: "",
    updatedAt: "2026-11-20T00:00:00.000Z",
    full: true,
    ...fields,
  };
}

export const docsOf = (texts: Readonly<Record<string, string>>): SearchDoc[] =>
  Object.entries(texts).map(([id, text]) => doc({ id, text }));

/** Ids of the hits, best first. */
export async function found(docs: readonly SearchDoc[], query: string): Promise<string[]> {
  const { search } = await worldOf(docs);
  return (await search(query)).hits.map((hit) => hit.doc.id);
}
