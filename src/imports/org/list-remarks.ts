import type { ListReading } from "./list-reading.ts";
import type { ListedUnit } from "./listed-unit.ts";
import { findMoment } from "./moment.ts";

/** What lies ahead of a unit, or is part of it, as questions. Returns the day on which a unit is to begin. */
export function askAboutRemarks(units: readonly ListedUnit[], reading: ListReading): Map<number, string> {
  const begins = new Map<number, string>();
  for (const unit of units) {
    for (const note of unit.notes) {
      if (note.state === "coming") {
        const from = firstDay(note.rest ?? "");
        if (from !== undefined) begins.set(unit.id, from);
        coming(unit.name, note.rest ?? "", from, reading);
      }
      if (note.state === "changing") changing(unit.name, note.rest ?? "", reading);
      for (const part of note.includes) {
        if (!units.some(({ name }) => name === part)) including(unit.name, part, reading);
      }
    }
  }
  return begins;
}

/** The first day of a month, or the day itself; a year alone is no day. */
function firstDay(text: string): string | undefined {
  const moment = findMoment(text);
  if (moment === undefined || moment.length < 7) return undefined;
  return moment.length === 7 ? `${moment}-01` : moment;
}

function coming(name: string, said: string, from: string | undefined, { decide }: ListReading): void {
  decide(
    name,
    {
      ja: `「${name}」は「${said}」とあります。もう載せてよいですか`,
      en: `"${name}" is marked "${said}". Should it be there already?`,
    },
    from === undefined
      ? { ja: "載せました", en: "It was taken in" }
      : { ja: `${from} からの部署として載せました`, en: `Taken in, valid from ${from}` },
  );
}

function changing(name: string, said: string, { decide }: ListReading): void {
  decide(
    name,
    {
      ja: `「${name}」は「${said}」とあります。いつ、どう変わりますか`,
      en: `"${name}" is marked "${said}". When and how will it change?`,
    },
    { ja: "いまの部署のまま載せました", en: "Taken in as it is now" },
  );
}

function including(name: string, part: string, { decide }: ListReading): void {
  decide(
    name,
    {
      ja: `「${name}」に含まれる「${part}」は、別の拠点として扱いますか`,
      en: `"${part}" is part of "${name}". Should it be a unit of its own?`,
    },
    { ja: `「${name}」の一部とし、別の拠点にはしませんでした`, en: `Left as part of "${name}"` },
  );
}
