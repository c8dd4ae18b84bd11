import type { Text } from "../../language.ts";
import { Bundle, BundlePerson, BundlePlan, BundleReorg, BundleUnit } from "../../model/bundle.ts";

/** One warning per key of the bundle that the import does not know, wherever and however often it occurs. */
export function unknownKeys(bundle: Bundle): Text[] {
  const found = new Map<string, number>();
  const look = (values: readonly unknown[], known: object, where: string) => {
    for (const value of values) {
      if (typeof value !== "object" || value === null) continue;
      for (const key of Object.keys(value)) {
        if (Object.hasOwn(known, key)) continue;
        const path = `${where}${key}`;
        found.set(path, (found.get(path) ?? 0) + 1);
      }
    }
  };
  look([bundle], Bundle.shape, "");
  look([bundle.partner], Bundle.shape.partner.shape, "partner.");
  look([bundle.vendor], Bundle.shape.vendor.unwrap().unwrap().shape, "vendor.");
  look(bundle.units ?? [], BundleUnit.shape, "units[].");
  look(bundle.people ?? [], BundlePerson.shape, "people[].");
  look(bundle.account_plans ?? [], BundlePlan.shape, "account_plans[].");
  look(bundle.reorg_events ?? [], BundleReorg.shape, "reorg_events[].");
  return [...found].map(([path, count]) => ({
    ja: `${path}: 知らない項目なので取り込みません(${count}件)`,
    en: `${path}: unknown field, not imported (${count})`,
  }));
}
