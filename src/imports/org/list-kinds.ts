import type { Text } from "../../language.ts";
import type { UnitKind } from "../../model/spec.ts";
import { cellText } from "./cell.ts";
import { hasEnding, kindOfName, kindOfWord } from "./kind.ts";
import { decideFor, type ListReading } from "./list-reading.ts";
import type { ListedUnit } from "./listed-unit.ts";
import { isPlaceName } from "./romanise.ts";
import type { JoinedUnits } from "./same-unit.ts";

/** A unit's kind, and the partner's own word for it. */
export interface SettledKind {
  readonly kind: UnitKind;
  readonly label?: string;
}

type Guess = "place" | "neighbours" | "nothing";

/**
 * The kinds of all units. What a column, the name's ending, a section or the unit above says is taken as said;
 * the rest is guessed, with a decision.
 */
export function settleKinds({ units, unitOf }: JoinedUnits, reading: ListReading): Map<number, SettledKind> {
  const kinds = new Map<number, SettledKind>();
  const guesses = new Map<string, { names: string[]; kind: UnitKind; why: Guess }>();
  const said = units.map((unit) => statedKind(unit, reading) ?? writtenKind(unit));
  for (const [index, unit] of units.entries()) {
    const above = unitOf(unit.above);
    const inherited = hasEnding(unit.name) && above !== undefined ? kinds.get(above.id)?.kind : undefined;
    const found = said[index] ?? (inherited === undefined ? undefined : { kind: inherited });
    const guess = found === undefined ? guessKind(unit, index, said) : undefined;
    kinds.set(unit.id, found ?? { kind: guess?.kind ?? "division" });
    if (guess === undefined) continue;
    const group = guesses.get(`${guess.kind} ${guess.why}`) ?? { ...guess, names: [] };
    group.names.push(unit.name);
    guesses.set(`${guess.kind} ${guess.why}`, group);
  }
  for (const { names, kind, why } of guesses.values()) decideFor(reading, names, guessed(kind, why));
  return kinds;
}

/** What the list's own column says. A word that is no kind remains as the label. */
function statedKind(unit: ListedUnit, { decide }: ListReading): SettledKind | undefined {
  const word = cellText(unit.cells.kind);
  if (word === "") return undefined;
  const kind = kindOfWord(word);
  const byName = kindOfName(unit.name);
  if (kind === undefined) {
    const written = writtenKind(unit);
    return written && { ...written, label: word };
  }
  if (byName !== undefined && byName !== kind.kind && contradicts(unit.name)) {
    decide(
      unit.name,
      {
        ja: `「${unit.name}」の種別は「${word}」とありますが、名前は${KINDS[byName].ja}のようです。どちらですか`,
        en: `"${unit.name}" is given as "${word}" but sounds like a ${KINDS[byName].en}. Which is it?`,
      },
      {
        ja: `一覧のとおり${KINDS[kind.kind].ja}としました`,
        en: `Taken as the list says: ${KINDS[kind.kind].en}`,
      },
    );
  }
  return kind;
}

/** 札幌支店 as a division is odd; 営業部 as a branch, or 本部 as head office, is not. */
const contradicts = (name: string): boolean =>
  /(?:事業部|事業本部|カンパニー|支店|支社|営業所|出張所)$|\b(?:division|branch)$/iu.test(name);

/** What the name, its surroundings or the cells above say. */
function writtenKind(unit: ListedUnit): SettledKind | undefined {
  const kind =
    kindOfName(unit.name) ??
    (unit.carriedKind === undefined ? undefined : kindOfWord(cellText(unit.carriedKind))?.kind) ??
    unit.context;
  return kind === undefined ? undefined : { kind };
}

function guessKind(
  unit: ListedUnit,
  index: number,
  said: readonly (SettledKind | undefined)[],
): { kind: UnitKind; why: Guess } {
  if (isPlaceName(unit.name)) return { kind: "branch", why: "place" };
  const before = said.slice(0, index).findLast((kind) => kind !== undefined)?.kind;
  const after = said.slice(index + 1).find((kind) => kind !== undefined)?.kind;
  const kind = before === undefined || after === undefined || before === after ? (before ?? after) : before;
  return kind === undefined ? { kind: "division", why: "nothing" } : { kind, why: "neighbours" };
}

const KINDS = {
  division: { ja: "事業部", en: "division" },
  branch: { ja: "拠点", en: "branch" },
  hq: { ja: "本社部門", en: "head-office department" },
} as const satisfies Record<UnitKind, Text>;

const REASONS = {
  place: { ja: "地名なので", en: "its name is a place" },
  neighbours: { ja: "前後の並びから", en: "so are its neighbours" },
  nothing: { ja: "手がかりがないため", en: "nothing says otherwise" },
} as const satisfies Record<Guess, Text>;

const guessed = (kind: UnitKind, why: Guess) => (names: Text) => ({
  question: {
    ja: `${names.ja}は事業部・拠点・本社部門のどれですか(一覧に書かれていません)`,
    en: `Is ${names.en} a division, a branch or head office? The list does not say.`,
  },
  taken: {
    ja: `${REASONS[why].ja}${KINDS[kind].ja}としました`,
    en: `Taken as a ${KINDS[kind].en}: ${REASONS[why].en}`,
  },
});
