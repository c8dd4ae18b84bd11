import { z } from "zod";

import { isId } from "./ids.ts";
import type { Json } from "./json.ts";
import { urlSchema } from "./urls.ts";

const external = z.strictObject({
  type: z.literal("external").optional(),
  external: z.strictObject({ url: urlSchema }),
});

/** One emoji: the browser's own reading of it, so that "ab" or "" is refused. */
const emoji = z
  .string()
  .refine((text) => /^\p{RGI_Emoji}$/v.test(text) || /^\p{Extended_Pictographic}\ufe0f?$/u.test(text), {
    error: "should be a valid emoji",
  });

export const iconSchema = z.union([
  z.strictObject({ type: z.literal("emoji").optional(), emoji }),
  external,
  z.strictObject({
    type: z.literal("custom_emoji").optional(),
    custom_emoji: z.strictObject({
      id: z.string().refine(isId, { error: "should be a valid uuid" }),
      name: z.string().optional(),
      url: z.string().optional(),
    }),
  }),
  z.strictObject({
    type: z.literal("icon").optional(),
    icon: z.strictObject({
      name: z.string().min(1),
      color: z
        .enum(["gray", "lightgray", "brown", "yellow", "orange", "green", "blue", "purple", "pink", "red"])
        .optional(),
    }),
  }),
]);

export const coverSchema = external;

/** As it is answered: always with its type. Null clears, absent leaves what was. */
export function storedFile(request: Json | null | undefined, before: Json | null = null): Json | null {
  if (request === undefined) return before;
  if (request === null) return null;
  const type = Object.keys(request).find((key) => key !== "type") ?? "external";
  return { type, [type]: request[type] };
}
