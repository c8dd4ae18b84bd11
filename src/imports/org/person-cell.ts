import type { z } from "zod";

import type { Level } from "../../model/entry.ts";
import { cellText, isDitto, isJapanese, isNone } from "./cell.ts";
import { hasEnding } from "./kind.ts";
import { TITLE } from "./roles.ts";
import { isPlaceName, romanise } from "./romanise.ts";

/** A person as a cell names one. A title may stand there without a name. */
export interface ListedPerson {
  readonly name?: string;
  readonly role?: string;
  readonly alsoWritten: readonly string[];
  /** Holds this post beside another one. */
  readonly isConcurrent?: true;
}

/** Reads 鵜木 理沙(課長), 課長 鵜木理沙, 丹羽野様, Mara Quill (Branch Manager); several where there are several. */
export function readPeople(raw: string): ListedPerson[] {
  const people: ListedPerson[] = [];
  for (const part of raw.split(/[、,，;；\n／]|\s*[/]\s*/u)) {
    const person = readPerson(cellText(part));
    if (person === undefined) continue;
    const before = people.at(-1);
    // "Mara Quill, Branch Manager": the title is not a second person.
    if (person.name === undefined && before !== undefined && before.role === undefined) {
      people[people.length - 1] = { ...before, ...(person.role !== undefined && { role: person.role }) };
    } else people.push(person);
  }
  return people;
}

const BRACKETED = /\s*[([〔【<「]([^()[\]〔〕【】<>「」]*)[)\]〕】>」]\s*/gu;
const WITH = "(?:代理|代行|補佐|心得|待遇|補)?";
const TITLED = new RegExp(`^(?:.{0,12}?)(?:${TITLE})${WITH}$`, "iu");
const WHOLE_TITLE = new RegExp(`^(?:副)?(?:${TITLE})${WITH}$`, "iu");
const TITLE_AT_END = new RegExp(`^(.+?)((?:副|次席)?(?:${TITLE})${WITH})$`, "iu");
const TITLE_AT_START = new RegExp(`^((?:副|次席)?(?:${TITLE})${WITH})\\s*(.+)$`, "iu");

function readPerson(text: string): ListedPerson | undefined {
  const inside = [...text.matchAll(BRACKETED)].map(([, content]) => (content ?? "").trim());
  const bare = text
    .replace(BRACKETED, " ")
    .replace(/^兼\s*|\s*兼務?$/u, "")
    .replace(/^[・●○*-]+\s*/u, "")
    .trim();
  const stated = inside.find((content) => TITLED.test(content));
  const { name, role } = splitTitle(bare);
  const title = stated ?? role;
  if (name === undefined && title === undefined) return undefined;
  return {
    ...(name !== undefined && { name }),
    ...(title !== undefined && { role: title }),
    alsoWritten: inside.filter((content) => /^[ァ-ヶーぁ-ゖ\s]{2,}$/u.test(content)),
    ...((inside.some((content) => content.startsWith("兼")) || /^兼|兼務?$/u.test(text)) && {
      isConcurrent: true as const,
    }),
  };
}

function splitTitle(text: string): { name?: string; role?: string } {
  if (text === "" || isNone(text) || isDitto(text)) return {};
  if (WHOLE_TITLE.test(text)) return { role: text };
  const words = text.split(/\s*:\s*|\s+/u);
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (isJapanese(text) && words.length > 1) {
    if (TITLED.test(first)) return withName(words.slice(1).join(" "), first);
    if (TITLED.test(last)) return withName(words.slice(0, -1).join(" "), last);
  }
  const start = TITLE_AT_START.exec(text);
  if (start?.[2] !== undefined) return withName(start[2].replace(/^[:\s]+/u, ""), start[1]);
  const end = TITLE_AT_END.exec(text);
  if (end?.[1] !== undefined) return withName(end[1], end[2]);
  return withName(text);
}

function withName(text: string, role?: string): { name?: string; role?: string } {
  const name = text
    .replace(/\S+@\S+|\+?\d[\d()-]{5,}/gu, "")
    .trim()
    .replace(/(?:さん|様|さま|氏|殿)$/u, "")
    .replace(/^(?:mr|ms|mrs|dr)\.?\s+/iu, "")
    .trim();
  const isName = name !== "" && !/[\d@:]/u.test(name) && name.length <= 30;
  return { ...(isName && { name }), ...(role !== undefined && { role }) };
}

/**
 * Whether a cell in a column of units names a person: a title beside what could be a name, or a family and a
 * given name. The second is a guess (`isSure` false).
 */
export function looksLikePerson(raw: string): { isSure: boolean } | undefined {
  const text = cellText(raw);
  const [person, ...more] = readPeople(raw);
  if (person?.name === undefined || more.some(({ name }) => name === undefined)) return undefined;
  const { name, role } = person;
  if (!couldBeName(name)) return undefined;
  if (role !== undefined) {
    // 首都圏統括 may be a unit; 鵜木 統括 and 鵜木課長 are people.
    const isApart = /[\s:(([]/u.test(text);
    return isApart || /(?:長|主任|マネージャー)$/u.test(role) ? { isSure: true } : undefined;
  }
  return /^[\p{Script=Han}]{1,4} [\p{Script=Han}ぁ-ゖァ-ヶー]{1,4}$/u.test(name)
    ? { isSure: false }
    : undefined;
}

function couldBeName(name: string): boolean {
  if (name.length > 24 || (hasEnding(name) && isJapanese(name))) return false;
  return isJapanese(name)
    ? name.length <= 10 &&
        !name.split(" ").some((part) => isPlaceName(part) || (part.length > 1 && romanise(part)))
    : /^[\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]*){0,3}$/u.test(name);
}

/** Where in the partner's ranks a role stands. */
export function levelOf(role: string | undefined, isHead: boolean): z.infer<typeof Level> {
  if (isHead) return "head";
  if (role === undefined) return "field";
  if (
    /副|次長|代理|補佐|課長|係長|グループ長|班長|リーダー|マネージャ|マネジャ|室長|manager|leader|supervisor|deputy/iu.test(
      role,
    )
  ) {
    return /general manager|branch manager|office manager/iu.test(role) ? "head" : "manager";
  }
  return /長$|役員|取締役|president|director|head|chief|officer|vp$/iu.test(role) ? "head" : "field";
}
