const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = `(${MONTHS.join("|")})[a-z]*\\.?`;
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, r: 2018, h: 1988 };

/**
 * The first point in time that a text names, as `2026`, `2026-07` or `2026-07-14`: 2026年7月14日, 2026/7,
 * R8.7, 令和8年7月, 14 July 2026. Undefined if it names none that exists.
 */
export function findMoment(text: string): string | undefined {
  const plain = text.normalize("NFKC");
  const found = READERS.flatMap(({ pattern, read }) =>
    [...plain.matchAll(pattern)].map((match) => ({ at: match.index, moment: toMoment(read(match)) })),
  ).filter((item): item is { at: number; moment: string } => item.moment !== undefined);
  // The earliest in the text; of those at one place the most precise.
  return found.sort((a, b) => a.at - b.at || b.moment.length - a.moment.length)[0]?.moment;
}

interface Parts {
  year: number;
  month?: number | undefined;
  day?: number | undefined;
}

const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
const monthOf = (name: string | undefined) => MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;

const READERS: readonly { pattern: RegExp; read: (match: RegExpMatchArray) => Parts }[] = [
  {
    pattern:
      /(?<!\d)(\d{4})\s*(?:年|[-/.](?=\d))(?:\s*(\d{1,2})(?!\d)\s*(?:月|[-/.](?=\d)|(?!\d))(?:\s*(\d{1,2})(?!\d))?)?/gu,
    read: (match) => ({ year: Number(match[1]), month: number(match[2]), day: number(match[3]) }),
  },
  {
    pattern:
      /(令和|平成|(?<![a-z])[rh])\s*(\d{1,2}|元)\s*(?:年|[-/.])(?:\s*(\d{1,2})(?!\d)\s*(?:月|[-/.])?(?:\s*(\d{1,2})(?!\d))?)?/giu,
    read: (match) => ({
      year: (ERAS[(match[1] ?? "").toLowerCase()] ?? 0) + (match[2] === "元" ? 1 : Number(match[2])),
      month: number(match[3]),
      day: number(match[4]),
    }),
  },
  {
    pattern: new RegExp(`(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?\\b${MONTH},?\\s+(\\d{4})\\b`, "giu"),
    read: (match) => ({ year: Number(match[3]), month: monthOf(match[2]), day: number(match[1]) }),
  },
  {
    pattern: new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, "giu"),
    read: (match) => ({ year: Number(match[3]), month: monthOf(match[1]), day: number(match[2]) }),
  },
];

/** Drops what does not exist from the right: a 32nd day leaves the month, a 13th month the year. */
function toMoment({ year, month, day }: Parts): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  if (month === undefined || month < 1 || month > 12) return String(year);
  const yearMonth = `${year}-${String(month).padStart(2, "0")}`;
  if (day === undefined || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return yearMonth;
  return `${yearMonth}-${String(day).padStart(2, "0")}`;
}
