import { z } from "zod";

import { isId } from "./ids.ts";
import { changedOptions, changedStatusOptions, newOptions, newStatusOptions } from "./select-options.ts";

const nothing = z.strictObject({});
const id = z.string().refine(isId, { error: "should be a valid uuid" });

const ROLLUPS = (
  "count,count_values,empty,not_empty,unique,show_unique,percent_empty,percent_not_empty,sum,average,median," +
  "min,max,range,earliest_date,latest_date,date_range,checked,unchecked,percent_checked,percent_unchecked," +
  "count_per_group,percent_per_group,show_original"
).split(",");

/** The configuration of each property type in a request, except for the three with options. */
const CONFIG = {
  title: nothing,
  rich_text: nothing,
  url: nothing,
  people: nothing,
  files: nothing,
  email: nothing,
  phone_number: nothing,
  date: nothing,
  checkbox: nothing,
  created_by: nothing,
  created_time: nothing,
  last_edited_by: nothing,
  last_edited_time: nothing,
  place: nothing,
  button: nothing,
  number: z.strictObject({ format: z.string().optional() }),
  formula: z.strictObject({ expression: z.string().optional() }),
  unique_id: z.strictObject({
    prefix: z
      .string()
      .regex(/^[A-Za-z0-9]+$/)
      .nullish(),
  }),
  relation: z.union([
    z.strictObject({
      data_source_id: id,
      type: z.literal("single_property").optional(),
      single_property: nothing,
    }),
    z.strictObject({
      data_source_id: id,
      type: z.literal("dual_property").optional(),
      dual_property: z.strictObject({
        synced_property_id: z.string().optional(),
        synced_property_name: z.string().optional(),
      }),
    }),
  ]),
  rollup: z.strictObject({
    function: z.enum(ROLLUPS),
    relation_property_name: z.string().optional(),
    relation_property_id: z.string().optional(),
    rollup_property_name: z.string().optional(),
    rollup_property_id: z.string().optional(),
  }),
};

/** For a property that is made: options have names only. */
export const NEW_CONFIG = {
  ...CONFIG,
  select: newOptions,
  multi_select: newOptions,
  status: newStatusOptions,
};

/** For one that is there already: options may be named by id. */
export const CHANGED_CONFIG = {
  ...CONFIG,
  select: changedOptions,
  multi_select: changedOptions,
  status: changedStatusOptions,
};

export type ConfigType = keyof typeof NEW_CONFIG;

export function isConfigType(type: string): type is ConfigType {
  return Object.hasOwn(NEW_CONFIG, type);
}
