import { AppError } from "../errors.ts";
import { type LoadedSpec, loadSpec } from "../spec/load.ts";
import { foldTitle } from "../spec/titles.ts";

/**
 * The specs that a command names, or every mistake of all of them at once. A partner may be declared by one
 * spec only: a second one would undo what the first did. Nor may two partners want one place: planned side by
 * side, neither plan sees the other.
 */
export async function loadSpecs(files: readonly string[]): Promise<LoadedSpec[]> {
  const loaded: LoadedSpec[] = [];
  const invalid: AppError[] = [];
  for (const file of files) {
    try {
      loaded.push(await loadSpec(file));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "invalid_spec") throw error;
      invalid.push(error);
    }
  }
  if (invalid.length > 0) throw allOf(invalid);
  refuseTwins(loaded);
  refuseNamesakes(loaded);
  return loaded;
}

function allOf(errors: readonly AppError[]): AppError {
  const [first] = errors;
  if (first !== undefined && errors.length === 1) return first;
  return new AppError(
    "invalid_spec",
    {
      ja: errors.map(({ text }) => text.ja).join("、"),
      en: errors.map(({ text }) => text.en).join(", "),
    },
    { problems: errors.flatMap(({ problems }) => problems) },
  );
}

function refuseTwins(loaded: readonly LoadedSpec[]): void {
  const files = new Map<string, string>();
  for (const { file, spec } of loaded) {
    const { key } = spec.partner;
    const earlier = files.get(key);
    files.set(key, file);
    if (earlier === undefined) continue;
    throw new AppError(
      "usage",
      {
        ja: `${earlier} と ${file} はどちらもパートナー「${key}」の定義です`,
        en: `${earlier} and ${file} both declare the partner "${key}"`,
      },
      {
        hint: {
          ja: "1つのパートナーには定義を1つだけ指定してください",
          en: "Name one spec for each partner.",
        },
      },
    );
  }
}

function refuseNamesakes(loaded: readonly LoadedSpec[]): void {
  const files = new Map<string, string>();
  for (const { file, spec } of loaded) {
    const place = `${spec.workspace.root ?? ""}\n${foldTitle(spec.partner.name)}`;
    const earlier = files.get(place);
    files.set(place, file);
    if (earlier === undefined) continue;
    throw new AppError(
      "conflict",
      {
        ja: `${earlier} と ${file} のトップページが、同じ場所で同じ名前「${spec.partner.name}」になります`,
        en: `${earlier} and ${file} both want their top page in one place as "${spec.partner.name}"`,
      },
      {
        hint: {
          ja: "どちらかの名前を変えるか、workspace.root を分けてください",
          en: "Change one of the names, or give them different places with workspace.root.",
        },
      },
    );
  }
}
