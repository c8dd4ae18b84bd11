import { describe, expect, test } from "vitest";

import { releaseEntries } from "../../../src/release/gate.ts";
import type { ReleaseItem } from "../../../src/store/store.ts";
import { entry, storedEntry } from "../records.ts";
import { CUSTOMERS, NAMED, PEOPLE, SPEC } from "./partner.ts";
import {
  ABOUT_CUSTOMERS,
  ABOUT_PEOPLE,
  ABOUT_PEOPLE_EN,
  ABOUT_PEOPLE_FULL,
  CONTACTS,
  UNLISTED,
  WITHOUT_NAMES,
} from "./sentences.ts";

/** How well names are found, and how little else: each sentence is an entry that passes the gate. */

interface Labelled {
  readonly text: string;
  /** What must not be read in the copy. */
  readonly secret: string;
  readonly customer?: string;
}

const linesOf = (text: string): string[] => text.trim().split("\n");

/** Every sentence with every form: the n-th form of the list goes with the n-th sentence, and so on round. */
function filled(sentences: string, mark: string, forms: readonly string[]): Labelled[] {
  return linesOf(sentences).flatMap((sentence, at) =>
    forms
      .filter((_, form) => (form + at) % 3 === 0)
      .map((form) => ({ text: sentence.replaceAll(mark, form), secret: form })),
  );
}

const people: Labelled[] = [
  ...filled(
    ABOUT_PEOPLE,
    "{P}",
    PEOPLE.flatMap(({ spoken }) => spoken),
  ),
  ...filled(
    ABOUT_PEOPLE_FULL,
    "{F}",
    PEOPLE.flatMap(({ full }) => full),
  ),
  ...filled(
    ABOUT_PEOPLE_EN,
    "{E}",
    PEOPLE.flatMap(({ english }) => english),
  ),
];
const customers: Labelled[] = CUSTOMERS.flatMap(([customer, forms]) =>
  filled(ABOUT_CUSTOMERS, "{C}", forms).map((one) => ({ ...one, customer })),
);
const contacts: Labelled[] = linesOf(CONTACTS).map((line) => {
  const [text = "", secret = ""] = line.split("|");
  return { text, secret };
});

function gate(text: string, customer?: string): ReleaseItem[] {
  const value = entry({
    unit: "br-osk",
    title: "件名",
    done: text,
    ...(customer === undefined ? {} : { customer }),
  });
  return releaseEntries({ spec: SPEC, entries: [storedEntry(value)], people: [], decisions: [] });
}

const shown = (items: readonly ReleaseItem[], audience: "vendor" | "partner") => {
  const item = items.find((one) => one.audience === audience);
  return item?.state === "released" ? (item.copy.texts["done"] ?? "") : null;
};

/** As a reader might still make it out. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\u200b]/gu, "")
    .toLowerCase();

/** Sentences whose copy still shows the secret, to either audience. */
function missed(sentences: readonly Labelled[], run = gate): string[] {
  return sentences
    .filter(({ text, secret, customer }) => {
      const items = run(text, customer);
      // Where a name is also a word (東), only the very place counts: with さん or a role it is gone.
      const rest = (copy: string) => plain(copy).includes(plain(secret));
      return (["vendor", "partner"] as const).some((audience) => rest(shown(items, audience) ?? ""));
    })
    .map(({ text }) => text);
}

const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;

test("the set is large enough to say something", () => {
  expect(people.length + customers.length + contacts.length).toBeGreaterThan(500);
  expect(linesOf(WITHOUT_NAMES).length).toBeGreaterThan(150);
});

describe("what is listed", () => {
  test("of people hardly anything is missed", () => {
    const left = missed(people);
    expect({ recall: 1 - share(left, people) >= 0.99, left: left.slice(0, 20) }).toEqual({
      recall: true,
      left: left.slice(0, 20),
    });
  });

  test("of customers hardly anything is missed", () => {
    const left = missed(customers);
    expect({ recall: 1 - share(left, customers) >= 0.99, left: left.slice(0, 20) }).toEqual({
      recall: true,
      left: left.slice(0, 20),
    });
  });

  test("of e-mail addresses, phone numbers and web addresses nothing is missed", () => {
    expect(missed(contacts)).toEqual([]);
  });

  test("is missed where nobody lists it (control)", () => {
    const bare = (text: string) =>
      releaseEntries({
        spec: { ...SPEC, people: [] },
        entries: [storedEntry(entry({ unit: "br-osk", title: "件名", done: text }))],
        people: [],
        decisions: [],
      });
    expect(share(missed(people, bare), people)).toBeGreaterThan(0.9);
  });
});

describe("what is no name", () => {
  test("stays as it was written", () => {
    const sentences = linesOf(WITHOUT_NAMES);
    const spoilt = sentences.filter((text) => shown(gate(text), "vendor") !== text);
    expect({ kept: share(spoilt, sentences) <= 0.02, spoilt }).toEqual({ kept: true, spoilt });
  });

  test("is not proposed as one either", () => {
    const sentences = linesOf(WITHOUT_NAMES);
    const proposed = sentences.filter((text) => shown(gate(text), "partner") === null);
    expect({ kept: share(proposed, sentences) <= 0.02, proposed }).toEqual({ kept: true, proposed });
  });

  test("stays where it is the name of somebody who agreed", () => {
    const text = `${NAMED.split(" ")[0]}部長が推してくれた`;
    expect(shown(gate(text), "partner")).toBe(text);
  });
});

describe("a name that nobody listed", () => {
  const cases = linesOf(UNLISTED).map((line) => line.split("|") as [string, string]);

  test.each(cases)("%s is proposed for the mask list, and kept from the partner's people", (text, name) => {
    const items = gate(text);
    expect(shown(items, "vendor")).toBe(text);
    expect(shown(items, "partner")).toBeNull();
    const partner = items.find(({ audience }) => audience === "partner");
    expect(partner?.reasons.map(({ code }) => code)).toEqual(["name_proposed"]);
    expect(partner?.proposals).toEqual([name]);
  });
});
