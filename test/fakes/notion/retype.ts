import { LIMITS } from "./limits.ts";
import { findOption } from "./property.ts";
import type { Option, Property } from "./property.ts";
import { plainSegments } from "./rich-text.ts";
import { makeOption } from "./select-options.ts";
import { emptyValue, valueText } from "./value.ts";
import type { DateValue, Value } from "./value.ts";

/**
 * What a value becomes when its property gets another type. The text form goes over where the new type can
 * read it; the text itself is kept beside it, so changing back loses nothing.
 */
export function retypedValue(from: Property, value: Value | undefined, to: Property): Value | undefined {
  const raw = value?.raw ?? valueText(from, value);
  const next = readText(raw, to);
  if (!next) return undefined;
  if (raw !== "" && valueText(to, next) !== raw) next.raw = raw;
  return next;
}

function readText(raw: string, to: Property): Value | undefined {
  switch (to.type) {
    case "title":
    case "rich_text":
      return { type: to.type, text: plainSegments(raw) };
    case "number": {
      const number = Number(raw.replaceAll(",", ""));
      return { type: "number", number: raw.trim() === "" || !Number.isFinite(number) ? null : number };
    }
    case "select":
      return { type: "select", option: optionFor(to.options, raw.split(",")[0] ?? "") };
    case "multi_select": {
      const options = raw.split(",").map((name) => optionFor(to.options, name));
      return { type: "multi_select", options: options.filter((id) => id !== null) };
    }
    case "status":
      return { type: "status", option: (findOption(to.options, raw) ?? to.options[0])?.id ?? null };
    case "date":
      return { type: "date", date: readDate(raw) };
    case "checkbox":
      return { type: "checkbox", checked: /^(yes|true|1)$/i.test(raw) };
    case "url":
    case "email":
    case "phone_number":
      return { type: to.type, content: raw === "" ? null : raw };
    default:
      return emptyValue(to.type);
  }
}

/** Text that becomes an option makes the option when there is none of that name. */
function optionFor(options: Option[], text: string): string | null {
  const name = text.trim().slice(0, LIMITS.optionNameLength);
  if (name === "") return null;
  const known = findOption(options, name);
  if (known) return known.id;
  const made = makeOption(name, options.length);
  options.push(made);
  return made.id;
}

function readDate(raw: string): DateValue | null {
  const [start, end] = raw.split(" → ");
  if (start === undefined || !/^\d{4}-\d{2}-\d{2}/.test(start) || Number.isNaN(Date.parse(start)))
    return null;
  return { start, end: end ?? null, time_zone: null };
}
