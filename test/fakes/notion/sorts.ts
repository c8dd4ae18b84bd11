import { z } from "zod";

import { invalid } from "./api-error.ts";
import { findProperty, optionsOf } from "./property.ts";
import type { Property } from "./property.ts";
import { isEmptyValue, valueText } from "./value.ts";
import type { PageNode } from "./world.ts";

const direction = z.enum(["ascending", "descending"]);
export const propertySort = z.strictObject({ property: z.string(), direction });
const timestampSort = z.strictObject({ timestamp: z.enum(["created_time", "last_edited_time"]), direction });
export const sortsSchema = z.array(z.union([propertySort, timestampSort])).max(100);
export type Sorts = z.infer<typeof sortsSchema>;

type Compare = (a: PageNode, b: PageNode) => number;

/** Ties go by id: no order but the one asked for may be relied on. */
export function compileSorts(sorts: Sorts, properties: readonly Property[]): Compare {
  const compares = sorts.map((sort) => compileSort(sort, properties));
  return (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a.id < b.id ? -1 : 1;
  };
}

function compileSort(sort: Sorts[number], properties: readonly Property[]): Compare {
  const sign = sort.direction === "ascending" ? 1 : -1;
  if ("timestamp" in sort) {
    return sort.timestamp === "created_time"
      ? (a, b) => sign * (a.createdAt - b.createdAt)
      : (a, b) => sign * (a.editedAt - b.editedAt);
  }
  const property = findProperty(properties, sort.property);
  if (!property) throw invalid(`Could not find sort property with name or id: ${sort.property}`);
  if (property.type === "created_time") return (a, b) => sign * (a.createdAt - b.createdAt);
  if (property.type === "last_edited_time") return (a, b) => sign * (a.editedAt - b.editedAt);
  return compareValues(property, sign);
}

/** Empty values come last in either direction; options go in the order of the schema. */
function compareValues(property: Property, sign: number): Compare {
  const rank = new Map(optionsOf(property).map((option, index) => [option.id, index]));
  const keyOf = (row: PageNode): string | number | undefined => {
    const value = row.values.get(property.id);
    if (!value || isEmptyValue(value)) return undefined;
    if ("number" in value) return value.number ?? undefined;
    if ("option" in value) return value.option === null ? undefined : rank.get(value.option);
    if (value.type === "checkbox") return Number(value.checked);
    if (value.type === "date") return Date.parse(value.date?.start ?? "");
    return valueText(property, value);
  };
  return (a, b) => {
    const left = keyOf(a);
    const right = keyOf(b);
    if (left === right) return 0;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right ? -sign : sign;
  };
}
