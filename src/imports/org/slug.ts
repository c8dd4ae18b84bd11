import { SLUG } from "../../model/fields.ts";

const LONGEST = 40;

/** Latin letters and digits of a text as a slug; empty if there are none. */
export function slugify(text: string): string {
  const latin = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/gu, " and ")
    .replace(/['’]/gu, "")
    .replace(/[^a-z0-9]+/gu, "-");
  return trimSlug(latin);
}

/** Cuts a slug to a length that people can still read, at a hyphen where there is one. */
function trimSlug(slug: string): string {
  const bare = slug.replace(/^-+|-+$/gu, "");
  if (bare.length <= LONGEST) return bare;
  const cut = bare.slice(0, LONGEST);
  const end = cut.lastIndexOf("-");
  return cut.slice(0, end > LONGEST / 2 ? end : LONGEST).replace(/-+$/u, "");
}

/** Gives out slugs, each only once: the wanted one, else with a number behind it. */
export function slugRegister(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let slug = wanted;
    for (let n = 2; taken.has(slug); n++) slug = `${wanted.slice(0, 58)}-${n}`;
    taken.add(slug);
    return slug;
  };
}

export const isSlug = (text: string): boolean => SLUG.test(text);
