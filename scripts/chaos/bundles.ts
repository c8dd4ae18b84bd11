/** Entries of the six-unit partner as files that `import entries` takes. */

interface EntryInput {
  readonly id: string;
  readonly unit_id: string;
  readonly type: "issue" | "success" | "failure";
  readonly title: string;
  readonly body: string;
  readonly recorded_on: string;
  readonly sharing: { readonly scope: string };
}

const entry = (unit: number, type: EntryInput["type"], number: number, body: string): EntryInput => ({
  id: `${type}-${unit}-${number}`,
  unit_id: `u${unit}`,
  type,
  title: `見積の前に困りごとを聞く ${unit}-${number}`,
  body,
  recorded_on: "2026-10-01",
  sharing: { scope: "partner_all_units" },
});

const bundle = (entries: readonly EntryInput[]): string =>
  JSON.stringify({ partner: { id: "six" }, entries, rollouts: ROLLOUTS });

const ROLLOUTS = [{ id: "R1", source_entry_id: "success-0-1", target_unit_id: "u1", state: "proposed" }];

const BODY = "見積を出す前の訪問で、入替と関係のない業務の話を三つ聞く。";
const NEW_BODY = `${BODY}\n\n三つ目は、先方の部下に聞く。`;

const first = [entry(0, "issue", 1, BODY), entry(0, "success", 1, BODY), entry(1, "failure", 1, BODY)];

/** A few, as they stand before. */
export const FEW_ENTRIES = bundle(first);

/** The same with other texts, and many new ones: alone in their database, and several in one. */
export const MORE_ENTRIES = bundle([
  ...first.map((one) => ({ ...one, body: NEW_BODY })),
  ...[2, 3, 4, 5].map((number) => entry(0, "issue", number, BODY)),
  ...[2, 3, 4].map((unit) => entry(unit, "success", 1, BODY)),
  entry(5, "failure", 1, BODY.repeat(200)),
]);
