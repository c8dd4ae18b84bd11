/** The two languages that every text for people exists in, written side by side. */
export type Language = "ja" | "en";

/** One text in both languages. */
export type Text = Readonly<Record<Language, string>>;
