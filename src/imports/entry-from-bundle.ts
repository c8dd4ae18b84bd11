import type { BundleEntry } from "../model/bundle.ts";
import { Entry, type Level, MAIN_HEADING, type MaskTerm } from "../model/entry.ts";
import { findOption, foldLabel, type Option } from "../model/fields.ts";
import { CONSENTS, ISSUE_STATES, THEMES } from "../model/options.ts";
import { importedLine, importedList, importedText } from "./imported-text.ts";

/** What an entry of a bundle refers to outside itself. */
export interface BundleContext {
  unitKeyOf(unitId: string): string | undefined;
  roleOf(personId: string): string | undefined;
  levelOf?(personId: string): Level | undefined;
}

/**
 * An entry of a bundle as a record of ours. The person it came from is named by role only, whatever the
 * bundle says of consent: the name is of no use to other units.
 */
export function entryFromBundle(raw: BundleEntry, context: BundleContext): Entry {
  const source = raw.source_person_id ?? undefined;
  const common = {
    id: raw.id,
    kind: raw.type,
    unit: context.unitKeyOf(raw.unit_id) ?? raw.unit_id,
    title: importedLine(raw.title) ?? raw.title,
    level: raw.level ?? undefined,
    theme: importedList(raw.tags).map((tag) => optionId(THEMES, tag)),
    scope: raw.sharing?.scope ?? undefined,
    heard_on: raw.recorded_on ?? undefined,
    customer: importedLine(raw.customer?.name),
    products: importedList(raw.products),
    segment: importedList([raw.customer?.industry, raw.customer?.size]),
    anonymise: raw.sharing?.anonymize ?? undefined,
    mask: maskTerms(raw.mask),
    consent: openOption(CONSENTS, raw.sharing?.consent),
    speaker_role: source === undefined ? undefined : importedLine(context.roleOf(source)),
    author: importedLine(raw.author),
    [MAIN_HEADING[raw.type]]: importedText(raw.body),
    private_notes: importedText(raw.private_notes),
  };
  return Entry.parse(withoutEmpty({ ...common, ...ofKind(raw, source, context) }));
}

function ofKind(raw: BundleEntry, source: string | undefined, context: BundleContext): object {
  switch (raw.type) {
    case "issue": {
      const heardFrom = source === undefined ? undefined : context.levelOf?.(source);
      return { state: issueState(raw.status), level: raw.level ?? heardFrom };
    }
    case "success":
      return { result: importedLine(raw.result), conditions: importedText(raw.conditions) };
    case "failure":
      return {
        cause: importedText(raw.cause),
        prevention: importedText(raw.prevention),
        // Whoever tells of a failure is not to be recognised, unless it is said otherwise.
        anonymise: raw.sharing?.anonymize ?? true,
      };
    default:
      throw new Error(`unhandled ${raw.type satisfies never}`);
  }
}

const STATES_ELSEWHERE: Readonly<Record<string, string>> = {
  new: "open",
  inprogress: "in_progress",
  resolved: "solved",
  closed: "solved",
  done: "solved",
  onhold: "on_hold",
};

function issueState(status: string | null | undefined): string | undefined {
  const text = importedLine(status);
  if (text === undefined) return undefined;
  return STATES_ELSEWHERE[foldLabel(text).replace(/[-_]/gu, "")] ?? optionId(ISSUE_STATES, text);
}

function maskTerms(mask: BundleEntry["mask"]): MaskTerm[] {
  return (mask ?? []).flatMap((raw) => {
    const term = importedLine(raw.term);
    if (term === undefined) return [];
    return [
      {
        term,
        kind: raw.kind ?? "customer",
        variants: importedList(raw.variants).filter((variant) => variant !== term),
        replace_with: importedLine(raw.replace_with) ?? "",
      },
    ];
  });
}

function openOption(options: readonly Option[], text: string | null | undefined): string | undefined {
  const line = importedLine(text);
  return line === undefined ? undefined : optionId(options, line);
}

const optionId = (options: readonly Option[], text: string): string => findOption(options, text)?.id ?? text;

/** Absent and undefined are the same to readers, but not to a comparison. */
function withoutEmpty(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
