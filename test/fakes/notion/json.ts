export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of these keys that holds text; empty when none does. */
export function textIn(json: Json, ...keys: string[]): string {
  for (const key of keys) {
    const value = json[key];
    if (typeof value === "string") return value;
  }
  return "";
}
