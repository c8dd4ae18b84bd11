import { cellText, isDitto, isNone } from "./cell.ts";
import { kindOfName } from "./kind.ts";

/** What a remark on a unit says, as far as it can be told. */
export interface UnitNote {
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  /** `gone`: no longer there. `coming`: not there yet. `changing`: a change lies ahead. */
  readonly state?: "gone" | "coming" | "changing";
  /** The unit that took over. */
  readonly successor?: string;
  /** Places that belong to this unit and could be units of their own. */
  readonly includes: readonly string[];
  /** What is left to read for people. */
  readonly rest?: string;
}

/** Reads a remark: 旧NW+旧モバ推, =首都圏第一支店, 略称 MB, 廃止(R6.4), 2027年4月新設予定. `raw` is any cell. */
export function readNote(raw: string): UnitNote {
  const text = cellText(raw);
  if (text === "" || isDitto(text) || isNone(text)) return { aliases: [], formerNames: [], includes: [] };
  const state = stateOf(text);
  const read = text.split(CLAUSES).map((clause) => readClause(clause.trim(), state === "gone"));
  const rest = read.some(({ isRead }) => isRead)
    ? read.flatMap(({ isRead, clause }) => (isRead || clause === "" ? [] : [clause])).join("、")
    : text;
  const successor = read.find((clause) => clause.successor !== undefined)?.successor;
  return {
    aliases: read.flatMap(({ alias }) => alias ?? []),
    formerNames: read.flatMap(({ former }) => former ?? []),
    ...(state && { state }),
    ...(successor !== undefined && { successor }),
    includes: read.flatMap(({ includes }) => includes ?? []),
    ...(rest !== "" && { rest }),
  };
}

const CLAUSES = /[。;\n、,+]|[・/と](?=旧)/u;

const AHEAD = /予定|見込|検討|計画|準備中|planned|scheduled|to be|to open|opening|will|tbc/iu;
const GONE =
  /^(?:→|⇒|->|=>)|廃止|閉鎖|閉店|閉所|撤退|解散|統廃合|廃部|(?:に|へ)(?:統合|集約|移管|吸収|改称|改組|再編|名称変更)|統合済|closed|abolished|discontinued|dissolved|merged into|renamed to/iu;
const COMING = /新設|開設|設立|発足|開所|開店|オープン|to open|opening|to be opened|launch/iu;

function stateOf(text: string): UnitNote["state"] {
  if (AHEAD.test(text)) return COMING.test(text) ? "coming" : "changing";
  return GONE.test(text) ? "gone" : undefined;
}

interface Clause {
  readonly clause: string;
  readonly isRead: boolean;
  readonly alias?: string;
  readonly former?: string;
  readonly successor?: string;
  readonly includes?: string[];
}

function readClause(clause: string, isGone: boolean): Clause {
  if (/^\W*(?:重複|ダブり|二重|同じ\?|同一\?|duplicate)/iu.test(clause)) return { clause, isRead: true };
  const successor = isGone ? named(SUCCESSOR.exec(clause)) : undefined;
  if (successor !== undefined) return { clause, isRead: false, successor };
  const alias = named(ALIAS.exec(clause));
  if (alias !== undefined) return { clause, isRead: true, alias };
  const former = named(FORMER.exec(clause)) ?? named(RENAMED.exec(clause));
  if (former !== undefined && !/^(?:体制|制度|システム|住所|番号|組織)/u.test(former)) {
    return { clause, isRead: true, former };
  }
  const part = named(INCLUDES.exec(clause));
  if (part !== undefined && kindOfName(part) === "branch") return { clause, isRead: false, includes: [part] };
  return { clause, isRead: false };
}

const DATE = "(?:[\\d./年月日度令和平成RH()]+(?:付け?|より|から|に)?\\s*)?";
const ALIAS = new RegExp(
  "^(?:=|(?:通称|略称|別名|別称|愛称|呼称|俗称|略)\\s*[:=は]?\\s*|(?:aka|a\\.k\\.a\\.|alias|also(?: known as)?|known as|short)\\s*:?\\s*)\\s*(.+)$",
  "iu",
);
const FORMER = new RegExp(
  `^${DATE}\\(?(?:旧(?:部署名|組織名|名称|称|名)?\\)?[・:は\\s]*|前身[はが:]?\\s*|(?:formerly|former|previously|ex-)\\s*:?\\s*)(.+)$`,
  "iu",
);
const RENAMED = new RegExp(`^${DATE}(.+?)(?:から|より|を)(?:改称|名称変更|改組|社名変更)`, "u");
const SUCCESSOR = new RegExp(
  `^(?:${DATE}(?:→|⇒|->|=>)\\s*(.+?)(?:(?:に|へ).*)?|${DATE}(.+?)(?:に|へ)(?:統合|集約|移管|吸収|改称|改組|再編|名称変更).*|.*(?:merged into|renamed to)\\s+(.+?))$`,
  "iu",
);
const INCLUDES = /^(.+?)(?:を|も)?(?:含む|含め|込み?$|併設|傘下)/u;

function named(found: RegExpExecArray | null): string | undefined {
  const text = found?.slice(1).find((group) => group !== undefined);
  const name = text
    ?.replace(
      /(?:(?:を|が|と)?(?:統合|継承|合併|母体|分離|再編)|から(?:改称|変更|分離)?|より(?:改称|変更|分離)?|の一部|時代).*$/u,
      "",
    )
    .replace(/^[「『"'“]+|[」』"'”)\]]+$/gu, "")
    .trim();
  return name === undefined || name === "" || name.length > 30 ? undefined : name;
}
