import type { Language, Text } from "../language.ts";
import type { Change, Plan, Step } from "../provision/steps.ts";
import type { DesiredNode } from "../spec/desired.ts";

const MARKS = { create: "+", update: "~", move: "→", archive: "×", adopt: "=" } as const satisfies Record<
  Step["action"],
  string
>;

export const ACTION_NAMES = {
  create: { ja: "作成", en: "create" },
  update: { ja: "更新", en: "update" },
  move: { ja: "移動", en: "move" },
  archive: { ja: "アーカイブ", en: "archive" },
  adopt: { ja: "引き継ぎ", en: "adopt" },
} as const satisfies Record<Step["action"], Text>;

/** A plan as a tree of what changes, with its ancestors for orientation, then drift and conflicts. */
export function planLines(plan: Plan, desired: readonly DesiredNode[], language: Language): string[] {
  const say = (text: Text) => text[language];
  const lines = [...treeLines(plan, desired, language), ...archiveLines(plan, language)];
  if (plan.steps.length === 0) {
    lines.push(
      say({ ja: "変更はありません。定義どおりです。", en: "No changes: everything is as the spec says." }),
    );
  } else lines.push("", summaryLine(plan, language));
  if (plan.drift.length > 0) {
    lines.push(
      "",
      say({ ja: "人が変えたもの(そのままにします):", en: "Changed by people (left as it is):" }),
    );
    lines.push(...plan.drift.map((drift) => `  ! ${drift.location || drift.key}: ${say(drift.message)}`));
  }
  if (plan.conflicts.length > 0) {
    lines.push("", say({ ja: "先に解決が必要です:", en: "To be resolved first:" }));
    for (const conflict of plan.conflicts) {
      lines.push(`  ✗ ${conflict.key}: ${say(conflict.message)}`, `    → ${say(conflict.hint)}`);
    }
  }
  return lines;
}

function treeLines(plan: Plan, desired: readonly DesiredNode[], language: Language): string[] {
  const steps = Map.groupBy(plan.steps, (step) => step.key);
  const parents = new Map(desired.map((node) => [node.key, node.parent]));
  const shown = new Set<string>();
  for (const key of steps.keys()) {
    for (let at: string | null | undefined = key; at && parents.has(at); at = parents.get(at)) shown.add(at);
  }
  const depthOf = (key: string): number => {
    const parent = parents.get(key);
    return parent ? depthOf(parent) + 1 : 0;
  };
  return desired
    .filter((node) => shown.has(node.key))
    .map((node) => {
      const own = steps.get(node.key) ?? [];
      const marks = own.length === 0 ? " " : [...new Set(own.map((step) => MARKS[step.action]))].join("");
      const notes = own.flatMap((step) => ("changes" in step ? step.changes : []));
      const note = notes.map((change) => changeNote(change, language)).join(", ");
      return `${marks.padEnd(2)} ${"  ".repeat(depthOf(node.key))}${node.icon} ${node.title}${note ? `  (${note})` : ""}`;
    });
}

function archiveLines(plan: Plan, language: Language): string[] {
  return plan.steps
    .filter((step) => step.action === "archive")
    .map((step) => `${MARKS.archive}  ${step.title}  (${ACTION_NAMES.archive[language]}: ${step.key})`);
}

function changeNote({ field, from, to }: Change, language: Language): string {
  const names: Record<string, Text> = {
    title: { ja: "名前", en: "title" },
    parent: { ja: "場所", en: "place" },
    rows: { ja: "行", en: "rows" },
    views: { ja: "ビュー", en: "views" },
  };
  const [kind = "", what = ""] = field.split(":");
  switch (kind) {
    case "trash":
      return { ja: "ゴミ箱から戻す", en: "take out of the trash" }[language];
    case "block":
      return { ja: `区画 ${what}`, en: `block ${what}` }[language];
    case "property":
      return { ja: `無くなった項目「${to}」を足す`, en: `add the missing property "${to}"` }[language];
    case "replaced":
      return { ja: `作り直された項目「${from}」を使う`, en: `use "${from}", which was made anew` }[language];
    case "type":
      return { ja: `項目「${from}」の型を戻す`, en: `set the type of "${from}" back` }[language];
    case "options":
      return { ja: `「${from}」に選択肢 ${to} を足す`, en: `add the choices ${to} to "${from}"` }[language];
    default: {
      const name = names[field]?.[language] ?? field;
      return from === "" ? `${name} ${to}` : `${name} ${from} → ${to}`;
    }
  }
}

function summaryLine(plan: Plan, language: Language): string {
  const counts = Object.entries(summaryOf(plan))
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${ACTION_NAMES[action as Step["action"]][language]} ${count}`);
  return `${language === "ja" ? "計" : "Total"}: ${counts.join(language === "ja" ? "、" : ", ")}`;
}

export function summaryOf(plan: Plan): Record<Step["action"], number> {
  const count = (action: Step["action"]) => plan.steps.filter((step) => step.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    move: count("move"),
    archive: count("archive"),
    adopt: count("adopt"),
  };
}
