import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { heading, list, managed, paragraph, textTable } from "../../../../src/content/blocks.ts";
import {
  bodyFromStorage,
  bodyToStorage,
  canonicalBody,
} from "../../../../src/workspaces/confluence/storage/body.ts";
import { meansTheSame } from "../../../../src/workspaces/confluence/storage/canonical.ts";
import { listCell, textCell } from "../../../../src/workspaces/confluence/storage/cells.ts";
import { findManaged, replaceManaged } from "../../../../src/workspaces/confluence/storage/managed.ts";
import { toStorage } from "../../../../src/workspaces/confluence/storage/page-blocks.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import {
  entryTable,
  patchTable,
  readTable,
} from "../../../../src/workspaces/confluence/storage/properties-table.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import type { StorageNode } from "../../../../src/workspaces/confluence/storage/tree.ts";
import { normaliseStorage } from "../../../fakes/confluence/normalise.ts";
import { anyMarkdown } from "../../notion/texts.ts";
import { nastyText, sendableText } from "./nasty-texts.ts";

/** What comes back from a server that writes pages in its own way, told by code that shares none with ours. */

const SEED = 20261126;

/** The nodes as a save gives them back, through the API or by the editor. */
function saved(nodes: readonly StorageNode[], { seed, byEditor }: { seed: number; byEditor: boolean }) {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return parseStorage(normaliseStorage(serialise(nodes), { random, byEditor }));
}

const way = fc.record({ seed: fc.integer(), byEditor: fc.boolean() });

describe("after a save", () => {
  test("any managed block is unedited, means the same and needs no writing", () => {
    const options = { link: () => null, language: "en" } as const;
    fc.assert(
      fc.property(nastyText, nastyText, way, (a, b, how) => {
        const block = managed("x", [
          heading(a),
          paragraph(a, { strong: b }, { code: a }),
          textTable([a, b], [[b, a]]),
          list([[a], [b]]),
          { type: "code", language: "", text: a },
        ]);
        const nodes = toStorage([block], options);
        const back = saved(nodes, how);
        expect(meansTheSame(back, nodes)).toBe(true);
        expect(findManaged(back)).toEqual([{ id: "x", edited: false }]);
        expect(replaceManaged(back, [block], options)).toBe(back);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("any value reads as it was written, and needs no writing", () => {
    const labels = ["題", "部門"];
    fc.assert(
      fc.property(sendableText, sendableText, way, (a, b, how) => {
        const cells = [
          ["題", textCell(a)],
          ["部門", listCell([b.replaceAll("\n", " "), "x"])],
        ] as const;
        const back = saved([entryTable(cells)], how);
        const [first, second] = readTable(back, labels) ?? [];
        expect(first?.text).toBe(a.trim());
        expect(second?.items).toEqual([b.replaceAll("\n", " ").trim(), "x"].filter((item) => item !== ""));
        expect(patchTable(back, new Map(cells), labels)).toBe(back);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("any body reads as was foretold", () => {
    fc.assert(
      fc.property(anyMarkdown, way, (markdown, how) => {
        expect(bodyFromStorage(saved(bodyToStorage(markdown), how))).toBe(canonicalBody(markdown));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
