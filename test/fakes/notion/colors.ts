import { z } from "zod";

const HUES = ["gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"] as const;

export const colorSchema = z.enum([
  "default",
  ...HUES,
  "default_background",
  ...HUES.map((hue) => `${hue}_background` as const),
]);

export const optionColorSchema = z.enum(["default", ...HUES]);
export type OptionColor = z.infer<typeof optionColorSchema>;

/** The colour an option gets when none is asked for. */
export function colorFor(index: number): OptionColor {
  return HUES[index % HUES.length] ?? "default";
}
