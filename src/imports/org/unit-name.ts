import { findRoles } from "./roles.ts";
import { cellText, isJapanese } from "./cell.ts";
import { hasEnding, kindOfName } from "./kind.ts";
import { isPlaceName } from "./romanise.ts";
import { readNote } from "./unit-note.ts";

/** A cell with a unit's name, taken apart. */
export interface UnitName {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Remarks in brackets, to be read as remarks are. */
  readonly remarks: readonly string[];
  /** 48名 in brackets. */
  readonly headcount?: string;
  /** A person in brackets: 支店長:中願寺. */
  readonly person?: string;
  /** A place in brackets: 東京 of 公共事業部(東京). It may only say where, or tell two units apart. */
  readonly place?: string;
}

/** Reads a name as it stands in lists: 札幌(支), 大阪支店(通称:関西), ・福岡支店 ※移転予定. `raw` is any cell. */
export function readUnitName(raw: string): UnitName {
  const plain = expandShort(cellText(raw).replace(LEADING_MARKS, ""));
  const [main = "", ...afterMark] = plain.split(/\s*(?:※|←)\s*/u);
  const renamed = /^旧?(.+?)\s*(?:→|⇒|->|=>)\s*(.+)$/u.exec(main);
  const now = renamed?.[2] ?? main;
  const [head = "", ...equal] = now.split(/\s*=\s*/u).filter((part) => part !== "");
  const { text, brackets } = takeBrackets(head);
  const spaced = /^(.+?)\s(?=旧[・:]?|通称|略称|別名)(.+)$/u.exec(text);
  const remarks = [
    ...afterMark,
    ...equal.map((alias) => `=${alias}`),
    ...(renamed?.[1] === undefined ? [] : [`旧${renamed[1]}`]),
    ...(spaced?.[2] === undefined ? [] : [spaced[2]]),
  ];
  const { name, person, headcount } = takeCompany(spaced?.[1] ?? text);
  // What takes everything for a remark has misread it.
  if (name === "") return { name: cellText(raw), aliases: [], remarks: [] };
  const read = addBrackets(joinLetters(name), brackets, remarks);
  return { ...read, ...(person !== "" && { person }), ...(headcount !== "" && { headcount }) };
}

/** 新宿支店 支店長 榎本 司 25名 in one cell: the unit, who leads it, how many there are. */
function takeCompany(text: string): { name: string; person: string; headcount: string } {
  const [name = "", ...rest] = text.split(" ");
  const said = rest.join(" ");
  const headcount = /(?:約|計|営業)?\d[\d,]*(?:名|人)/u.exec(said)?.[0] ?? "";
  if (kindOfName(name) === undefined || (headcount === "" && findRoles(said).length === 0)) {
    return { name: text, person: "", headcount: "" };
  }
  return { name, person: said.replace(headcount, "").trim(), headcount };
}

/** 大阪 支店 is 大阪支店: spaces between Japanese letters only set them wider. */
const joinLetters = (name: string): string =>
  name.replace(
    /(?<=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]) (?=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}])/gu,
    "",
  );

const LEADING_MARKS = /^(?:[※=・●○◆◇■□▲△▼▽★☆◎►▶>|└├┗┣│─—*-]+\s*)+|^(?:\(\d{1,3}\)|\d{1,3}[.):])\s*(?=\D)/u;

const SHORT: Readonly<Record<string, string>> = {
  支: "支店",
  営: "営業所",
  出: "出張所",
  事: "事業部",
  本: "本部",
  セ: "センター",
};

/** 札幌(支) is 札幌支店, (株) is 株式会社. */
function expandShort(text: string): string {
  return text
    .replace(/\((株|有|同)\)/gu, (_, form: string) =>
      form === "株" ? "株式会社" : form === "有" ? "有限会社" : "合同会社",
    )
    .replace(
      /(\S)\s*\((支|営|出|事|本|セ)\)/gu,
      (_, before: string, form: string) => before + (SHORT[form] ?? ""),
    );
}

const BRACKETED =
  "(?:\\(([^()]*)\\)|\\[([^[\\]]*)\\]|〔([^〔〕]*)〕|【([^【】]*)】|<([^<>]*)>|《([^《》]*)》|「([^「」]*)」)";
const BEHIND = new RegExp(`\\s*${BRACKETED}$`, "u");
const BEFORE = new RegExp(`^${BRACKETED}\\s*`, "u");

/** Takes off what stands in brackets behind and before a name; 製造(組立)部 keeps its own. */
function takeBrackets(text: string): { text: string; brackets: string[] } {
  const brackets: string[] = [];
  let rest = text;
  for (const pattern of [BEHIND, BEFORE]) {
    for (let found = pattern.exec(rest); found !== null; found = pattern.exec(rest)) {
      const inside = (found.slice(1).find((group) => group !== undefined) ?? "").trim();
      const without = rest.replace(pattern, "").trim();
      // A name that is all brackets is the name.
      if (without === "") return { text: inside, brackets };
      brackets.push(inside);
      rest = without;
    }
  }
  return { text: rest, brackets };
}

/** What stands in brackets, each taken for what it looks like; what it might be else stays in the name. */
function addBrackets(bare: string, brackets: readonly string[], remarks: readonly string[]): UnitName {
  const [aliases, said]: [string[], string[]] = [[], [...remarks]];
  let name = bare;
  const found: { headcount?: string; person?: string; place?: string } = {};
  for (const inside of brackets) {
    if (inside === "") continue;
    if (/^仮称?$/u.test(inside)) said.push("仮称");
    else if (/^(?:約|計|営業)?\d[\d,]*(?:名|人)/u.test(inside)) found.headcount = inside;
    else if (isRemark(inside)) said.push(inside);
    else if (isShortForm(inside, bare)) aliases.push(inside);
    else if (isPlaceName(inside) || /(?:エリア|地区|担当|管轄|管内)$/u.test(inside)) found.place = inside;
    else if (findRoles(inside).length > 0) found.person = inside;
    else if (hasEnding(inside)) aliases.push(inside);
    else {
      aliases.push(name);
      name = `${name}(${inside})`;
    }
  }
  return { name, aliases, remarks: said, ...found };
}

function isRemark(text: string): boolean {
  const note = readNote(text);
  return (
    note.state !== undefined ||
    note.aliases.length > 0 ||
    note.formerNames.length > 0 ||
    note.includes.length > 0
  );
}

/** MB, OS事業部 of オフィスソリューション事業部: letters in a Japanese name. */
const isShortForm = (text: string, name: string): boolean =>
  /^[A-Z][A-Za-z0-9&-]{0,7}$/u.test(text) && (isJapanese(name) || text === text.toUpperCase());
