import { z } from "zod";

import { invalid } from "./api-error.ts";
import { compareToSpan, isInPeriod, spanOf } from "./dates.ts";
import type { Property, StatusGroup, StatusOption } from "./property.ts";
import { findOption, optionsOf, STATUS_GROUPS } from "./property.ts";
import { parseAs } from "./schema-error.ts";

/** A condition made ready: asked with the thing it compares. */
export type Test<T> = (value: T) => boolean;

const existence = { is_empty: z.literal(true), is_not_empty: z.literal(true) };
const nothing = z.strictObject({});

/** Exactly one operator of those that the type knows. */
function oneOf(operators: Record<string, z.ZodType>) {
  return z
    .strictObject(operators)
    .partial()
    .refine((condition) => Object.keys(condition).length === 1, {
      error: "should have exactly one operator",
    });
}

function readOne(condition: unknown, operators: Record<string, z.ZodType>, where: string): [string, unknown] {
  const read = parseAs(oneOf(operators), condition, where);
  const [first] = Object.entries(read);
  return first ?? ["", undefined];
}

const textOperators = {
  ...existence,
  equals: z.string(),
  does_not_equal: z.string(),
  contains: z.string(),
  does_not_contain: z.string(),
  starts_with: z.string(),
  ends_with: z.string(),
};

/** Whole texts compare exactly, parts of them without regard to case. */
export function textTest(condition: unknown, where: string): Test<string> {
  const [operator, given] = readOne(condition, textOperators, where);
  const wanted = typeof given === "string" ? given.toLowerCase() : "";
  return (value) => {
    const text = value.toLowerCase();
    switch (operator) {
      case "equals":
        return value === given;
      case "does_not_equal":
        return value !== given;
      case "contains":
        return text.includes(wanted);
      case "does_not_contain":
        return !text.includes(wanted);
      case "starts_with":
        return text.startsWith(wanted);
      case "ends_with":
        return text.endsWith(wanted);
      default:
        return (text === "") === (operator === "is_empty");
    }
  };
}

const numberOperators = {
  ...existence,
  equals: z.number(),
  does_not_equal: z.number(),
  greater_than: z.number(),
  less_than: z.number(),
  greater_than_or_equal_to: z.number(),
  less_than_or_equal_to: z.number(),
};

export function numberTest(condition: unknown, where: string): Test<number | null> {
  const [operator, given] = readOne(condition, numberOperators, where);
  const wanted = Number(given);
  return (value) => {
    if (operator === "is_empty" || operator === "is_not_empty")
      return (value === null) === (operator === "is_empty");
    if (operator === "does_not_equal") return value !== wanted;
    if (value === null) return false;
    switch (operator) {
      case "equals":
        return value === wanted;
      case "greater_than":
        return value > wanted;
      case "less_than":
        return value < wanted;
      case "greater_than_or_equal_to":
        return value >= wanted;
      default:
        return value <= wanted;
    }
  };
}

export function checkboxTest(condition: unknown, where: string): Test<boolean> {
  const [operator, wanted] = readOne(condition, { equals: z.boolean(), does_not_equal: z.boolean() }, where);
  return (value) => (value === wanted) === (operator === "equals");
}

export function filesTest(condition: unknown, where: string): Test<number> {
  const [operator] = readOne(condition, existence, where);
  return (count) => (count === 0) === (operator === "is_empty");
}

const dateOperators = {
  ...existence,
  equals: z.string(),
  before: z.string(),
  after: z.string(),
  on_or_before: z.string(),
  on_or_after: z.string(),
  this_week: nothing,
  past_week: nothing,
  past_month: nothing,
  past_year: nothing,
  next_week: nothing,
  next_month: nothing,
  next_year: nothing,
};

export function dateTest(condition: unknown, where: string, now: number): Test<number | null> {
  const [operator, given] = readOne(condition, dateOperators, where);
  if (operator === "is_empty" || operator === "is_not_empty") {
    return (at) => (at === null) === (operator === "is_empty");
  }
  if (typeof given !== "string") {
    const period = operator as Parameters<typeof isInPeriod>[1];
    return (at) => at !== null && isInPeriod(at, period, now);
  }
  const span = spanOf(given, now);
  if (!span) {
    throw invalid(
      `body failed validation: ${where}.${operator} should be a valid ISO 8601 date string, instead was \`"${given}"\`.`,
    );
  }
  return (at) => at !== null && compareToSpan(at, operator, span);
}

const idOperators = { ...existence, contains: z.string(), does_not_contain: z.string() };

/** People and relations. "me" is accepted and never matches: an internal connection is nobody. */
export function idsTest(condition: unknown, where: string): Test<readonly string[]> {
  const [operator, wanted] = readOne(condition, idOperators, where);
  return (ids) => {
    if (operator === "is_empty" || operator === "is_not_empty")
      return (ids.length === 0) === (operator === "is_empty");
    return ids.includes(String(wanted)) === (operator === "contains");
  };
}

const names = z.union([z.string(), z.array(z.string()).min(1).max(100)]);
const choiceOperators = { ...existence, equals: names, does_not_equal: names };
const multiOperators = { ...existence, contains: names, does_not_contain: names };

/** Select, status and multi-select: names, one or several. An option that does not exist is a 400. */
export function optionsTest(property: Property, condition: unknown, where: string): Test<readonly string[]> {
  const operators = property.type === "multi_select" ? multiOperators : choiceOperators;
  const [operator, given] = readOne(condition, operators, where);
  if (operator === "is_empty" || operator === "is_not_empty") {
    return (ids) => (ids.length === 0) === (operator === "is_empty");
  }
  const list = Array.isArray(given) ? (given as string[]) : [String(given)];
  const wanted = new Set(list.flatMap((name) => optionIds(property, name)));
  const isPositive = operator === "equals" || operator === "contains";
  return (ids) => ids.some((id) => wanted.has(id)) === isPositive;
}

function optionIds(property: Property, name: string): string[] {
  const options = optionsOf(property);
  const option = findOption(options, name);
  if (option) return [option.id];
  if (property.type === "status" && isGroup(name)) {
    return property.options.filter((one: StatusOption) => one.group === name).map((one) => one.id);
  }
  const available = options.map((one) => `"${one.name}"`).join(", ");
  throw invalid(
    `${property.type} option "${name}" not found for property "${property.name}". Available options: ${available}.`,
  );
}

function isGroup(name: string): name is StatusGroup {
  return STATUS_GROUPS.some((group) => group === name);
}
