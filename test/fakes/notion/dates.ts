const DAY_MS = 86_400_000;

/** The span of time a date in a filter means: a whole day, or one instant. */
export interface Span {
  from: number;
  /** Exclusive for a day, the instant itself for a time. */
  to: number;
  isDay: boolean;
}

export function spanOf(text: string, now: number): Span | undefined {
  const day = relativeDay(text, now);
  if (day !== undefined) return { from: day, to: day + DAY_MS, isDay: true };
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  return text.length === 10 ? { from: at, to: at + DAY_MS, isDay: true } : { from: at, to: at, isDay: false };
}

function relativeDay(text: string, now: number): number | undefined {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const days: Record<string, number> = {
    today: 0,
    tomorrow: 1,
    yesterday: -1,
    one_week_ago: -7,
    one_week_from_now: 7,
  };
  const months: Record<string, number> = { one_month_ago: -1, one_month_from_now: 1 };
  if (Object.hasOwn(days, text)) return today + (days[text] ?? 0) * DAY_MS;
  if (!Object.hasOwn(months, text)) return undefined;
  const date = new Date(today);
  date.setUTCMonth(date.getUTCMonth() + (months[text] ?? 0));
  return date.getTime();
}

const AGO = { past_week: -7, past_month: -30, past_year: -365, next_week: 7, next_month: 30, next_year: 365 };

export function isInPeriod(at: number, period: keyof typeof AGO | "this_week", now: number): boolean {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  if (period === "this_week") {
    const sunday = today - new Date(today).getUTCDay() * DAY_MS;
    return at >= sunday && at < sunday + 7 * DAY_MS;
  }
  const edge = today + AGO[period] * DAY_MS;
  return AGO[period] < 0 ? at >= edge && at <= now : at >= today && at <= edge + DAY_MS;
}

export function compareToSpan(at: number, operator: string, span: Span): boolean {
  switch (operator) {
    case "equals":
      return span.isDay ? at >= span.from && at < span.to : at === span.from;
    case "before":
      return at < span.from;
    case "after":
      return span.isDay ? at >= span.to : at > span.to;
    case "on_or_before":
      return span.isDay ? at < span.to : at <= span.to;
    case "on_or_after":
      return at >= span.from;
    default:
      return false;
  }
}
