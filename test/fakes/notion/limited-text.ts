import { z } from "zod";

/** Text of at most so many UTF-16 units: that is how Notion counts, and an emoji is two of them. */
export function limitedText(maximum: number) {
  return z.string().superRefine((text, context) => {
    if (text.length > maximum) {
      context.addIssue({ code: "too_big", maximum, origin: "string", inclusive: true, input: text });
    }
  });
}
