import type { Language } from "../../language.ts";
import type { Bundle } from "../../model/bundle.ts";
import { importedLine } from "../imported-text.ts";
import type { Decide } from "./decision.ts";

/** What the parts of a bundle's import share. */
export interface BundleReading {
  readonly file: string;
  readonly text: string;
  readonly bundle: Bundle;
  readonly language: Language;
  readonly decide: Decide;
}

/** The name in the partner's language, else in the other one. */
export function nameIn(
  language: Language,
  named: { name_ja?: string | null | undefined; name_en?: string | null | undefined },
): string | undefined {
  const ja = importedLine(named.name_ja);
  const en = importedLine(named.name_en);
  return language === "ja" ? (ja ?? en) : (en ?? ja);
}
