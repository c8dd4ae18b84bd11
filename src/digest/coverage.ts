import type { Text } from "../language.ts";
import { type Entry, Level } from "../model/entry.ts";
import type { Spec, Unit } from "../model/spec.ts";
import type { StoredRecord } from "../store/store.ts";
import { addDays } from "./week.ts";

/**
 * Which levels of a unit have been heard, and when: a unit whose head has not been heard for three months is
 * a unit whose problems we do not know. Vendor-internal.
 */

interface LevelCoverage {
  readonly level: Level;
  /** Date of the latest entry of this level; null if there is none. */
  readonly lastHeard: string | null;
  readonly count: number;
  /** Not heard within {@link GAP_DAYS}. */
  readonly gap: boolean;
  /** What to ask on the next visit; only where there is a gap. */
  readonly questions: readonly Text[];
}

export interface UnitCoverage {
  readonly unit: string;
  readonly unitName: string;
  readonly levels: readonly LevelCoverage[];
}

/** Days after which a level counts as not heard. */
const GAP_DAYS = 90;

/** Coverage of every unit of the spec, in its order, as of a date. */
export function coverageOf(input: {
  spec: Spec;
  entries: readonly StoredRecord<"entry">[];
  asOf: string;
}): UnitCoverage[] {
  const heard = new Map<string, string[]>();
  for (const record of input.entries) {
    const { level, unit } = record.value;
    if (level === undefined || record.archived || !record.readable) continue;
    const date = heardDate(record.value, record.firstSeen);
    if (date <= input.asOf) push(heard, `${unit}/${level}`, date);
  }
  return input.spec.units.map((unit) => ({
    unit: unit.key,
    unitName: unit.name,
    levels: Level.options.map((level) =>
      levelCoverage(unit, level, heard.get(`${unit.key}/${level}`) ?? [], input.asOf),
    ),
  }));
}

/**
 * The two questions to take to a unit: of its longest unheard level (the higher one when equal), else of the
 * level that was heard least recently. Always two.
 */
export function questionsToAsk(coverage: UnitCoverage, unit: Unit): { level: Level; questions: Text[] } {
  const [first] = [...coverage.levels].sort(
    (a, b) =>
      Number(b.gap) - Number(a.gap) ||
      compare(a.lastHeard ?? "", b.lastHeard ?? "") ||
      Level.options.indexOf(a.level) - Level.options.indexOf(b.level),
  );
  const level = first?.level ?? "head";
  return { level, questions: questionsFor(level, unit) };
}

function levelCoverage(unit: Unit, level: Level, dates: readonly string[], asOf: string): LevelCoverage {
  const lastHeard = dates.toSorted(compare).at(-1) ?? null;
  const gap = lastHeard === null || lastHeard < addDays(asOf, -GAP_DAYS);
  return {
    level,
    lastHeard,
    count: dates.length,
    gap,
    questions: gap ? questionsFor(level, unit) : [],
  };
}

/** Questions in terms of the level's own work: a head answers for figures, a manager for people, the field for visits. */
function questionsFor(level: Level, unit: Unit): Text[] {
  switch (level) {
    case "head":
      return [
        unit.kgi === undefined
          ? {
              ja: "今期の数字を左右しそうなことで、いま一番気にされているのは何ですか。",
              en: "What worries you most about reaching this period's figures?",
            }
          : {
              ja: `今期の「${unit.kgi}」を左右しそうなことで、いま一番気にされているのは何ですか。`,
              en: `What worries you most about reaching this period's "${unit.kgi}"?`,
            },
        {
          ja: "ほかの事業部・拠点がどうしているか、聞いてみたいことはありますか。",
          en: "What would you like to know about how the other divisions and branches do it?",
        },
      ];
    case "manager":
      return [
        {
          ja: "メンバーの動きで、教えても変わらない・続かないと感じていることは何ですか。",
          en: "What in your team's way of working does not change, or does not last, however often you explain it?",
        },
        unit.kpis[0] === undefined
          ? {
              ja: "同行や数字の管理で、時間を取られているのはどこですか。",
              en: "Which part of joint visits and reporting takes up most of your time?",
            }
          : {
              ja: `「${unit.kpis[0]}」を追うなかで、手が回らなくなるのはどこですか。`,
              en: `While you chase "${unit.kpis[0]}", what is it that you never get round to?`,
            },
      ];
    case "field":
      return [
        {
          ja: "最近の商談で、お客様に聞かれて答えに詰まったことは何ですか。",
          en: "In recent meetings, which question from a customer could you not answer?",
        },
        {
          ja: "手応えがあったのに途中で止まった商談は、どこで止まりましたか。",
          en: "Where did the last deal that had looked good come to a halt?",
        },
      ];
    default:
      throw new Error(`unhandled ${level satisfies never}`);
  }
}

/** Rows made by hand may lack the date; the day on which we first knew them is the nearest truth. */
const heardDate = (entry: Entry, firstSeen: string): string => entry.heard_on ?? firstSeen.slice(0, 10);

function push(map: Map<string, string[]>, key: string, date: string): void {
  const dates = map.get(key);
  if (dates) dates.push(date);
  else map.set(key, [date]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
