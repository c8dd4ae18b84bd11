import { Entry } from "../../src/model/entry.ts";
import { Spec } from "../../src/model/spec.ts";
import type { ReleasedCopy, ReleaseItem, StoredRecord } from "../../src/store/store.ts";

/** Small worlds for matching and digests, written as data. */

export function specOf(units: readonly string[] = ["a", "b", "c"], more: object = {}): Spec {
  return Spec.parse({
    partner: { key: "kumo", name: "雲山商会" },
    units: units.map((key) => ({ key, name: `${key.toUpperCase()}支店`, kind: "branch" })),
    ...more,
  });
}

/** The fields that matter to a test; the rest is filled in. */
interface EntryFields {
  readonly id: string;
  readonly unit: string;
  readonly kind: Entry["kind"];
  readonly [field: string]: unknown;
}

export function record(value: EntryFields) {
  return {
    type: "entry",
    id: value.id,
    value: Entry.parse({ title: value.id, scope: "partner_all_units", heard_on: "2026-11-10", ...value }),
    database: `kumo/${value.unit}/${value.kind}`,
    remoteId: value.id,
    revision: "1",
    url: "",
    location: "",
    updatedAt: "2026-11-10T00:00:00Z",
    firstSeen: "2026-11-10T00:00:00Z",
    archived: false,
    readable: true,
  } satisfies StoredRecord<"entry">;
}

const TEXTS = [
  "situation",
  "impact",
  "wanted",
  "done",
  "result",
  "conditions",
  "what",
  "cause",
  "prevention",
  "lesson",
] as const;

/** Copies as the gate would release them where there is nothing to mask: scope decides. */
export function released(
  records: readonly StoredRecord<"entry">[],
  spec: Spec,
  { anonymous = [] as readonly string[] } = {},
): ReleaseItem[] {
  const live = records.filter(({ archived }) => !archived);
  return live.flatMap(({ id, value, updatedAt }) =>
    (["vendor", "partner"] as const).map((audience): ReleaseItem => {
      const scope = value.scope ?? spec.sharing.default_scope;
      const reaches = scope === "partner_all_units" || (scope === "vendor_only" && audience === "vendor");
      const fields: Readonly<Record<string, unknown>> = value;
      const texts = Object.fromEntries(
        TEXTS.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : [])),
      );
      const unitName = spec.units.find(({ key }) => key === value.unit)?.name ?? value.unit;
      const isHidden = audience === "partner" && anonymous.includes(id);
      const copy: ReleasedCopy = {
        id,
        audience,
        unit: value.unit,
        unitName: isHidden ? "別の事業部・拠点" : unitName,
        kind: value.kind,
        title: value.title,
        texts,
        theme: value.theme,
        products: value.products,
        segment: value.segment,
        ...(value.level === undefined ? {} : { level: value.level }),
        ...(value.heard_on === undefined ? {} : { heardOn: value.heard_on }),
        updatedAt,
      };
      const textHash = JSON.stringify([copy.title, copy.texts]);
      return { id, audience, state: reaches ? "released" : "held", reasons: [], copy, textHash };
    }),
  );
}

export const HANDOVER_ISSUE = {
  id: "I1",
  unit: "a",
  kind: "issue",
  level: "manager",
  title: "担当の引き継ぎのたびに苦情が来る",
  situation: "後任が前任の口約束を知らず、挨拶の席で苦情になる。引き継ぎの書式はあるが誰も読まない。",
  theme: ["handover"],
} as const;

export const HANDOVER_SUCCESS = {
  id: "S1",
  unit: "b",
  kind: "success",
  title: "前任と後任が三回同行してから引き継ぐ",
  done: "異動が決まったら前任と後任が三回同行する。口約束は一枚に書いて読み合わせる。",
  result: "引き継ぎの苦情が9件から0件になった",
  conditions: "内示から交代まで6週間ある",
  theme: ["handover"],
} as const;

export const HANDOVER_FAILURE = {
  id: "F1",
  unit: "c",
  kind: "failure",
  title: "引き継ぎを備考欄に任せて失注した",
  what: "前任は備考欄に口約束まで書き残したが、後任は読まずに挨拶へ行き、苦情になった。",
  prevention: "同行して読み合わせる",
  theme: ["handover"],
} as const;

export const UNRELATED_SUCCESS = {
  id: "S9",
  unit: "b",
  kind: "success",
  title: "冬場の巡回を月一回の相談会に変えた",
  done: "積雪で訪問できない地域の経営者を商工会館へ集めた。",
  result: "走行距離が四割減った",
  theme: ["visits"],
} as const;
