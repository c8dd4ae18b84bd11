import { readFile } from "node:fs/promises";

import { importOrg, type ImportedOrg } from "../../../src/imports/org.ts";
import type { Spec } from "../../../src/model/spec.ts";
import { parseSpec } from "../../../src/spec/load.ts";
import { writeSpec } from "../../../src/spec/write.ts";

const FIXTURES = new URL("../../fixtures/org/", import.meta.url);

/** Imports a fixture, and holds the spec to every rule that a spec file has to keep. */
export async function readFixture(file: string, options: { partnerKey?: string } = {}): Promise<ImportedOrg> {
  return accepted(await importOrg({ file, bytes: await readFile(new URL(file, FIXTURES)) }, options));
}

/** The same for a list given as text. */
export async function readText(text: string, file = "list.csv"): Promise<ImportedOrg> {
  return accepted(await importOrg({ file, bytes: new TextEncoder().encode(text) }, { partnerKey: "acme" }));
}

function accepted(imported: ImportedOrg): ImportedOrg {
  parseSpec(writeSpec(imported.spec, "x"), "f.yaml");
  return imported;
}

/** One line per unit: key, name, kind, and whatever else was found, in a fixed order. */
export function unitLines({ units }: Spec): string[] {
  return units.map((unit) =>
    [
      unit.key,
      unit.name,
      unit.kind,
      ...(unit.label === undefined ? [] : [`label ${unit.label}`]),
      ...(unit.parent === undefined ? [] : [`in ${unit.parent}`]),
      ...(unit.sales_headcount === undefined ? [] : [`${unit.sales_headcount}`]),
      ...unit.aliases.map((alias) => `=${alias}`),
      ...unit.former_names.map((name) => `旧${name}`),
      ...(unit.area === undefined ? [] : [`@${unit.area}`]),
      ...(unit.trait === undefined ? [] : [`(${unit.trait})`]),
      ...(unit.valid_from === undefined ? [] : [`from ${unit.valid_from}`]),
    ].join(" | "),
  );
}

/** One line per person: unit, name, role, level. */
export function peopleLines({ people }: Spec): string[] {
  return people.map(({ unit, name, role, level }) => [unit, name, role ?? "-", level].join(" | "));
}

/** What each decision is about, and what was done. */
export const decisionLines = ({ decisions }: ImportedOrg): string[] =>
  decisions.map((decision) => `${decision.about}: ${decision.default}`);
