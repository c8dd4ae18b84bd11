import { z } from "zod";

import { invalid } from "./api-error.ts";
import { colorFor, optionColorSchema } from "./colors.ts";
import { newId, newOptionId } from "./ids.ts";
import { limitedText } from "./limited-text.ts";
import { LIMITS } from "./limits.ts";
import { findOption, STATUS_GROUPS } from "./property.ts";
import type { Option, StatusGroup, StatusOption } from "./property.ts";

/** Option names carry no commas: Notion uses the comma to tell options apart when text becomes multi-select. */
export const optionName = limitedText(LIMITS.optionNameLength)
  .min(1)
  .refine((name) => !name.includes(","), { error: "should not contain commas" });

const common = { color: optionColorSchema.optional(), description: z.string().nullish() };

const newOption = z.strictObject({ ...common, name: optionName });
const changedOption = z
  .strictObject({ ...common, id: z.string().optional(), name: optionName.optional() })
  .refine((option) => option.id !== undefined || option.name !== undefined, {
    error: "should have an id or a name",
  });

const group = { group: z.enum(STATUS_GROUPS).optional() };
const newStatus = z.strictObject({ ...newOption.shape, ...group });
const changedStatus = changedOption.safeExtend(group);

const list = <T extends z.ZodType>(option: T) => z.array(option).max(LIMITS.optionsPerPatch).optional();

export const newOptions = z.strictObject({ options: list(newOption) });
export const changedOptions = z.strictObject({ options: list(changedOption) });
export const newStatusOptions = z.strictObject({ options: list(newStatus) });
export const changedStatusOptions = z.strictObject({ options: list(changedStatus) });

export interface OptionRequest {
  id?: string | undefined;
  name?: string | undefined;
  color?: Option["color"] | undefined;
  description?: string | null | undefined;
  group?: StatusGroup | undefined;
}

/**
 * The options after a request. A list in an update replaces the whole: what it leaves out is gone. A known
 * option keeps its name and its colour whatever the request says: renaming through the API is accepted and
 * changes nothing.
 */
export function mergeOptions(before: readonly Option[], requests: readonly OptionRequest[]): Option[] {
  const merged = requests.map((request, index) => {
    const known = knownOption(before, request);
    if (!known) return makeOption(request.name ?? "", index, request);
    if (request.color !== undefined && request.color !== known.color) {
      throw invalid(`Cannot update color of select with name: ${known.name}.`);
    }
    return {
      ...known,
      description: request.description === undefined ? known.description : request.description,
    };
  });
  requireDistinct(merged);
  return merged;
}

export function mergeStatusOptions(
  before: readonly StatusOption[],
  requests: readonly OptionRequest[],
): StatusOption[] {
  return mergeOptions(before, requests).map((option, index) => {
    const known = before.find((one) => one.id === option.id);
    const group = requests[index]?.group ?? known?.group ?? "To-do";
    return { ...option, id: known ? option.id : newId(), group };
  });
}

function knownOption(before: readonly Option[], request: OptionRequest): Option | undefined {
  if (request.id === undefined) return findOption(before, request.name ?? "");
  const known = before.find((one) => one.id === request.id);
  if (!known && request.name === undefined)
    throw invalid(`Select option with id ${request.id} does not exist.`);
  return known;
}

export function makeOption(name: string, index: number, request: OptionRequest = {}): Option {
  return {
    id: newOptionId(),
    name,
    color: request.color ?? colorFor(index),
    description: request.description ?? null,
  };
}

function requireDistinct(options: readonly Option[]): void {
  const seen = new Set<string>();
  for (const { name } of options) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw invalid(`Cannot have two select options with the same name: ${name}.`);
    seen.add(key);
  }
}

export function defaultStatusOptions(): StatusOption[] {
  const named: [string, Option["color"], StatusGroup][] = [
    ["Not started", "default", "To-do"],
    ["In progress", "blue", "In progress"],
    ["Done", "green", "Complete"],
  ];
  return named.map(([name, color, group]) => ({ id: newId(), name, color, description: null, group }));
}
