import { z } from "zod";

import { optionColorSchema } from "./colors.ts";
import { isId } from "./ids.ts";
import { limitedText } from "./limited-text.ts";
import { LIMITS } from "./limits.ts";
import { optionName } from "./select-options.ts";
import { dateSchema, richTextSchema } from "./rich-text.ts";
import { urlSchema } from "./urls.ts";

const id = z.string().refine(isId, { error: "should be a valid uuid" });
const shortText = limitedText(LIMITS.shortTextLength).min(1);

const optionRef = z
  .strictObject({
    id: z.string().optional(),
    name: optionName.optional(),
    color: optionColorSchema.optional(),
    description: z.string().nullish(),
  })
  .refine((option) => option.id !== undefined || option.name !== undefined, {
    error: "should have an id or a name",
  });
export type OptionRef = z.infer<typeof optionRef>;

/** The value of each writable type, as a page write holds it under the type's own key. */
export const VALUE_SCHEMAS = {
  title: richTextSchema,
  rich_text: richTextSchema,
  number: z.number().nullable(),
  select: optionRef.nullable(),
  status: optionRef.nullable(),
  multi_select: z.array(optionRef).max(LIMITS.multiSelect),
  date: dateSchema.nullable(),
  checkbox: z.boolean(),
  url: urlSchema.nullable(),
  email: shortText.nullable(),
  phone_number: shortText.nullable(),
  people: z
    .array(z.strictObject({ id, object: z.enum(["user", "group"]).optional(), name: z.string().nullish() }))
    .max(LIMITS.people),
  relation: z.array(z.strictObject({ id })).max(LIMITS.relations),
  files: z
    .array(
      z.strictObject({
        type: z.literal("external").optional(),
        name: z.string().min(1),
        external: z.strictObject({ url: urlSchema }),
      }),
    )
    .max(100),
  place: z
    .strictObject({
      lat: z.number(),
      lon: z.number(),
      name: z.string().nullish(),
      address: z.string().nullish(),
      aws_place_id: z.string().nullish(),
      google_place_id: z.string().nullish(),
    })
    .nullable(),
};

export type WritableType = keyof typeof VALUE_SCHEMAS;

export function isWritable(type: string): type is WritableType {
  return Object.hasOwn(VALUE_SCHEMAS, type);
}
