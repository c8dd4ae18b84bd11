import type { Audience, Entry, Scope } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { CONSENTS, ISSUE_STATES, THEMES } from "../model/options.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import type { ReleaseDecision, ReleasedCopy, ReleaseItem, StoredRecord } from "../store/store.ts";
import { compact } from "./compact.ts";
import { publicTexts, visibleText } from "./entry-texts.ts";
import type { TermIndex } from "./find-terms.ts";
import { hideUnit, namesUnit, unitIndex } from "./hide-unit.ts";
import { decisionKey, latestDecisions } from "./latest-decisions.ts";
import { hasOpenReplacement, keptRules } from "./mask-rules.ts";
import { type Net, openNet } from "./net.ts";
import { isBlocker, reason, type ReasonCode } from "./reasons.ts";
import { rareCustomers } from "./rare-customers.ts";
import { knownPeople } from "./known-people.ts";
import { textHash } from "./text-hash.ts";
import { unlistedNames } from "./unlisted-names.ts";

/**
 * The gate that every entry passes before anyone outside its unit reads a word of it. It fails closed: whatever
 * cannot be decided is held with a reason. It also must not hold too much, or nothing would ever cross; so only
 * listed names, people, customers and contacts are replaced, and everything else stays as it was written.
 *
 * `unit_only` entries, and archived ones, have no item at all: not even their number is anybody's business.
 * (An entry that is unit_only merely because a replacement is missing is listed without its text, so that its
 * owner learns why it does not travel.)
 */
export interface ReleaseInput {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly people: readonly Person[];
  readonly decisions: readonly ReleaseDecision[];
}

/** The standing of every entry for every audience that its scope reaches, ordered as the entries are. */
export function releaseEntries({ spec, entries, people, decisions }: ReleaseInput): ReleaseItem[] {
  const everyone = knownPeople(spec, people);
  const context: Context = {
    spec,
    net: openNet({ spec, entries: entries.map(({ value }) => value), people }),
    units: new Map(spec.units.map(({ key }) => [key, unitIndex(key, spec)])),
    decisions: latestDecisions(decisions),
    isNamed: keptNames(everyone, spec),
    rare: rareCustomers(entries, spec),
  };
  return entries
    .filter((record) => !record.archived)
    .flatMap((record) =>
      audiencesOf(record.value, spec).map((audience) => release(record, audience, context)),
    );
}

/** How far the entry may travel: its own scope, else the partner's default. */
export const effectiveScope = (entry: Entry, spec: Spec): Scope => entry.scope ?? spec.sharing.default_scope;

/** Which audiences the entry's scope reaches. */
export function audiencesOf(entry: Entry, spec: Spec): Audience[] {
  const scope = effectiveScope(entry, spec);
  switch (scope) {
    case "unit_only":
      return [];
    case "vendor_only":
      return ["vendor"];
    case "partner_all_units":
      return ["vendor", "partner"];
    default:
      throw new Error(`unhandled ${scope satisfies never}`);
  }
}

/** Names that stay, however much of them is said: 蒼嶺 of 蒼嶺テクノ, 中願寺 of 中願寺 剛士 who agreed. */
function keptNames(everyone: readonly Person[], spec: Spec): (name: string) => boolean {
  const kept = keptRules(everyone, spec).map(({ form }) => compact(form).text);
  return (name) => {
    const { text } = compact(name);
    return kept.some((form) => form.includes(text));
  };
}

/** Consents under which the partner's people may be told which unit a text comes from. */
const NAMING_CONSENTS: ReadonlySet<string> = new Set(["oral", "known_inside", "head", "customer"]);

interface Context {
  readonly spec: Spec;
  readonly net: Net;
  readonly units: ReadonlyMap<string, TermIndex>;
  readonly decisions: ReadonlyMap<string, ReleaseDecision>;
  /** Is this a name that may stay: of a unit, a company, a product, or of somebody who agreed? */
  readonly isNamed: (name: string) => boolean;
  /** Entries that tell of a customer whom few others could be. */
  readonly rare: ReadonlySet<string>;
}

function release(record: StoredRecord<"entry">, audience: Audience, context: Context): ReleaseItem {
  const decision = context.decisions.get(decisionKey(record.id, audience));
  if (hasOpenReplacement(record.value)) return withheld(record, audience, context.spec);
  const { copy, reasons } = judge(record, audience, context);
  const hash = textHash(copy);
  const proposals = unlistedNames(readTexts(copy).join("\n"), context.isNamed);
  // Our own people may read a name that nobody listed; the partner's people may not, until somebody looked.
  if (proposals.length > 0 && audience === "partner") reasons.push("name_proposed");
  if (decision?.decision === "hold") reasons.push("held");
  if (decision?.decision === "revoke") reasons.push("revoked");
  const isApproved = decision?.decision === "approve" && decision.textHash === hash;
  const isHeld = isApproved ? reasons.some(isBlocker) : reasons.length > 0;
  const known = {
    id: record.id,
    audience,
    ...(proposals.length > 0 ? { proposals } : {}),
    ...(context.rare.has(record.id) ? { warnings: [reason("rare_customer")] } : {}),
  };
  if (!isHeld) return { ...known, state: "released", reasons: [], copy, textHash: hash };
  const waiting = { reasons: reasons.map(reason), copy, textHash: hash };
  const approved = stillApproved(record, decision, context);
  return approved === null
    ? { ...known, state: "held", ...waiting }
    : { ...known, state: "released", reasons: [], ...approved, next: waiting };
}

/**
 * The text that a person approved before the record changed: it stays up until the new one is decided on, as long as
 * it may still be read by these readers and holds nothing that has to be masked by now.
 */
function stillApproved(
  record: StoredRecord<"entry">,
  decision: ReleaseDecision | undefined,
  context: Context,
): Pick<ReleaseItem, "copy" | "textHash"> | null {
  if (decision?.decision !== "approve" || decision.copy === undefined) return null;
  const { value: entry } = record;
  const { copy } = decision;
  if (!record.readable || copy.unit !== entry.unit || copy.kind !== entry.kind) return null;
  // A consent that was taken back names the unit no more.
  if (copy.unitName !== unitNameFor(entry, copy.audience, context.spec)) return null;
  if (consentOf(entry) === "refused" || leftIn(copy, entry, context).some(isBlocker)) return null;
  return { copy, textHash: decision.textHash };
}

function judge(record: StoredRecord<"entry">, audience: Audience, context: Context) {
  const { value: entry } = record;
  const unit = isUnitNamed(entry, audience) ? undefined : context.units.get(entry.unit);
  const net = context.net.of(entry);
  const copy = copyOf(record, audience, context.spec, (text) => {
    const masked = net.mask(text);
    return unit === undefined ? masked : hideUnit(masked, unit);
  });
  const reasons: ReasonCode[] = [];
  if (!record.readable) reasons.push("unreadable");
  if (consentOf(entry) === "refused") reasons.push("consent_refused");
  if (consentOf(entry) === "unclear") reasons.push("consent_unclear");
  return { copy, reasons: [...reasons, ...leftIn(copy, entry, context)] };
}

/** What a masked text still holds that it should not. */
function leftIn(copy: ReleasedCopy, entry: Entry, { net, units }: Context): ReasonCode[] {
  const unit = isUnitNamed(entry, copy.audience) ? undefined : units.get(entry.unit);
  const texts = readTexts(copy);
  const reasons = net.of(entry).left([copy.id, ...texts]);
  const isUnitLeft = unit !== undefined && texts.some((text) => namesUnit(text, unit));
  return isUnitLeft ? [...reasons, "unit_named"] : reasons;
}

function copyOf(
  record: StoredRecord<"entry">,
  audience: Audience,
  spec: Spec,
  mask: (plain: string) => string,
): ReleasedCopy {
  const entry = record.value;
  const clean = (text: string) => mask(visibleText(text));
  const { language } = spec.partner;
  return {
    id: record.id,
    audience,
    unit: entry.unit,
    unitName: unitNameFor(entry, audience, spec),
    kind: entry.kind,
    ...(entry.level === undefined ? {} : { level: entry.level }),
    title: clean(entry.title),
    texts: Object.fromEntries(publicTexts(entry, language).map(({ field, text }) => [field, mask(text)])),
    theme: entry.theme.map((item) => (THEMES.some(({ id }) => id === item) ? item : clean(item))),
    products: entry.products.map(clean),
    segment: entry.segment.map(clean),
    ...stateOf(entry, clean),
    ...(entry.heard_on === undefined ? {} : { heardOn: entry.heard_on }),
    updatedAt: record.updatedAt,
  };
}

/** How the audience may call the unit that an entry comes from. */
function unitNameFor(entry: Entry, audience: Audience, { units, partner }: Spec): string {
  if (!isUnitNamed(entry, audience)) return ANOTHER_UNIT[partner.language];
  return units.find(({ key }) => key === entry.unit)?.name ?? entry.unit;
}

function stateOf(entry: Entry, clean: (text: string) => string): { state?: string } {
  if (entry.kind !== "issue" || entry.state === undefined) return {};
  const { state } = entry;
  return { state: ISSUE_STATES.some(({ id }) => id === state) ? state : clean(state) };
}

const ANOTHER_UNIT = { ja: "別の事業部・拠点", en: "Another division or branch" } as const;

function isUnitNamed(entry: Entry, audience: Audience): boolean {
  const option = entry.consent === undefined ? undefined : findOption(CONSENTS, entry.consent);
  return audience === "vendor" || (option !== undefined && NAMING_CONSENTS.has(option.id));
}

/** People may write consent in their own words; what is not one of the choices is for a person to judge. */
function consentOf(entry: Entry): "fine" | "refused" | "unclear" {
  if (entry.consent === undefined || entry.consent.trim() === "") return "fine";
  const option = findOption(CONSENTS, entry.consent);
  if (option === undefined) return "unclear";
  return option.id === "refused" ? "refused" : "fine";
}

const readTexts = (copy: ReleasedCopy): string[] => [
  copy.title,
  ...Object.values(copy.texts),
  ...copy.theme,
  ...copy.products,
  ...copy.segment,
  copy.state ?? "",
];

/** Listed for its owner, with nothing in it that anyone could read. */
function withheld(record: StoredRecord<"entry">, audience: Audience, spec: Spec): ReleaseItem {
  const copy: ReleasedCopy = {
    id: record.id,
    audience,
    unit: record.value.unit,
    unitName: ANOTHER_UNIT[spec.partner.language],
    kind: record.value.kind,
    title: "",
    texts: {},
    theme: [],
    products: [],
    segment: [],
    updatedAt: record.updatedAt,
  };
  const reasons = [reason("replacement_missing")];
  return { id: record.id, audience, state: "held", reasons, copy, textHash: textHash(copy) };
}
