import type { Text } from "../language.ts";
import type { Entry } from "../model/entry.ts";
import type { Order, UnitTarget } from "../model/order.ts";
import { nearestUnit } from "../model/resolve-unit.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";

/** A row of an import that was left out; the others went on. */
export interface Rejected {
  /** 管理ID, or where the row stands if it has none. */
  readonly id: string;
  readonly reason: Text;
}

/** The rows of a file, ready to be written. */
export interface ParsedEntries {
  readonly entries: readonly Entry[];
  readonly rollouts: readonly Rollout[];
  readonly rejected: readonly Rejected[];
  readonly warnings: readonly Text[];
}

/** Orders and unit targets of a file, ready to be written. */
export interface ParsedOrders {
  readonly orders: readonly Order[];
  readonly targets: readonly UnitTarget[];
  readonly rejected: readonly Rejected[];
  readonly warnings: readonly Text[];
}

export function unknownUnitText(where: string, text: string, spec: Spec): Text {
  const near = nearestUnit(spec, text);
  return {
    ja: `${where}: 事業部・拠点「${text}」が見つかりません${near ? `。「${near.name}」(${near.key})ではありませんか` : ""}`,
    en: `${where}: there is no unit "${text}"${near ? `; did you mean "${near.name}" (${near.key})?` : ""}`,
  };
}

export const duplicateText = (where: string, before: string): Text => ({
  ja: `${where}: ${before} と同じIDです。先に出てきた方だけを取り込みます`,
  en: `${where}: has the same id as ${before}; only the first one is taken`,
});
