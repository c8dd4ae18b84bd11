import { digestOf } from "../digest/records.ts";
import { renderText } from "../digest/render.ts";
import type { Language } from "../language.ts";
import type { Spec } from "../model/spec.ts";
import type { StoredDigest } from "../store/store.ts";
import type { Message } from "./channel.ts";

/** Units named in one chat message; a reader looks at the rest in the workspace. */
const MOST_UNITS = 40;

/** One message for a chat room: which units' digests are out, and how much each holds. Null if none is. */
export function roomMessage(spec: Spec, week: string, digests: readonly StoredDigest[]): Message | null {
  const { language } = spec.partner;
  const published = vendorDigests(spec, digests);
  if (published.length === 0) return null;
  const lines = published.slice(0, MOST_UNITS).map(({ unit, url, stored }) => {
    const items = digestOf(stored).items.length;
    const count = language === "ja" ? `提案 ${items}` : `${items} proposals`;
    return `・${unit}: ${count}${url === undefined || !isWeb(url) ? "" : ` ${url}`}`;
  });
  const rest = published.length - MOST_UNITS;
  const more = language === "ja" ? `・ほか${rest}` : `・and ${rest} more`;
  return {
    id: `digests:${week}`,
    audience: "vendor",
    subject: subjectOf(spec, week, language),
    text: [...lines, ...(rest > 0 ? [more] : [])].join("\n"),
  };
}

/** One mail for each of our people with an address: the digests of the units that he works with, whole. */
export function personalMessages(spec: Spec, week: string, digests: readonly StoredDigest[]): Message[] {
  const { language } = spec.partner;
  const published = vendorDigests(spec, digests);
  return spec.team.flatMap(({ user, mail, role, units }): Message[] => {
    const isAll = role === "lead" && units.length === 0;
    const own = published.filter(({ stored }) => isAll || units.includes(stored.unit));
    if (mail === undefined || own.length === 0) return [];
    return [
      {
        id: `digests:${week}:${user}`,
        audience: "vendor",
        subject: subjectOf(spec, week, language),
        text: own.map(({ stored }) => renderText(digestOf(stored), language)).join("\n\n"),
        to: mail,
      },
    ];
  });
}

/** Told when texts for the partner's people wait for somebody to approve them. */
export function draftsMessage(spec: Spec, week: string, waiting: number): Message | null {
  if (waiting === 0) return null;
  const { language, name } = spec.partner;
  return {
    id: `drafts:${week}`,
    audience: "vendor",
    subject:
      language === "ja"
        ? `${name} ${week}: 先方向けの文面 ${waiting} 件が承認待ちです`
        : `${name} ${week}: ${waiting} texts for the partner wait for approval`,
    text: `kakehashi digest show --partner ${spec.partner.key} --week ${week} --audience partner`,
  };
}

const subjectOf = (spec: Spec, week: string, language: Language): string =>
  language === "ja" ? `${spec.partner.name} ${week} の週報` : `${spec.partner.name}: digests of ${week}`;

function vendorDigests(spec: Spec, digests: readonly StoredDigest[]) {
  const names = new Map(spec.units.map(({ key, name }) => [key, name]));
  return digests.flatMap((stored) => {
    const unit = names.get(stored.unit);
    const isOut = stored.audience === "vendor" && stored.state === "published";
    return unit !== undefined && isOut ? [{ unit, url: stored.url, stored }] : [];
  });
}

/** A vault's address is a file on one machine. */
const isWeb = (url: string): boolean => /^https?:/u.test(url);
