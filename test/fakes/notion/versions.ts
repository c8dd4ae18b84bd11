import { ApiError, invalid } from "./api-error.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";

export type Version = "2026-03-11" | "2025-09-03";

export function readVersion(header: string | undefined): Version {
  if (header === undefined) {
    throw new ApiError(
      400,
      "missing_version",
      "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.",
    );
  }
  if (header !== "2026-03-11" && header !== "2025-09-03") {
    throw invalid(
      `Notion-Version header failed validation: Notion-Version header should be \`"2026-03-11"\` or \`"2025-09-03"\`, instead was \`"${header}"\`.`,
    );
  }
  return header;
}

/** The older version's words for trash and for a place among children; the newer one refuses both. */
export function modernBody(version: Version, body: unknown): unknown {
  if (version === "2026-03-11" || !isJson(body)) return body;
  const { archived, after, ...rest } = body;
  return {
    ...rest,
    ...(archived === undefined ? {} : { in_trash: archived }),
    ...(after === undefined ? {} : { position: { type: "after_block", after_block: { id: after } } }),
  };
}

export function answerFor(version: Version, body: Json): Json {
  return version === "2026-03-11" ? body : (withArchived(body) as Json);
}

function withArchived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withArchived);
  if (!isJson(value)) return value;
  const copy: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    copy[key] = withArchived(inner);
    if (key === "in_trash") copy["archived"] = inner;
  }
  return copy;
}
