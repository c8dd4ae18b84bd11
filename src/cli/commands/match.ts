import { z } from "zod";

import { findMatches } from "../../acts/find-matches.ts";
import type { MatchedIssue } from "../../match/match.ts";
import { ENTRY_KINDS } from "../../model/options.ts";
import { resolveReader } from "../../release/reader.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { specOf } from "../../partner-session.ts";
import { fromEach, partnerKeys } from "../../acts/partners.ts";
import { withRuntime } from "../session.ts";

const Options = z.object({
  partner: options.partner,
  issue: z.string().min(1).optional(),
  audience: options.audience,
  limit: options.limit,
  as: options.as,
});

/** Other units' cases for each open issue. */
export async function match(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const issues = await fromEach(await partnerKeys(runtime, wanted.partner), async (key) => {
      const spec = await specOf(runtime, key);
      const { audience, limit, issue } = wanted;
      const reader = resolveReader(wanted.as, spec);
      return findMatches({ runtime }, spec, { audience, limit, issue, reader });
    });
    return {
      exit: EXIT.done,
      json: { issues },
      lines: issues.flatMap((issue) => issueLines(issue, language)),
    };
  });
}

function issueLines({ issue, matches, peers }: MatchedIssue, language: "ja" | "en"): string[] {
  const nothing =
    language === "ja"
      ? "  (他の事業部・拠点に、参考になる事例はまだありません)"
      : "  (no case of another unit helps here yet)";
  const peerLabel = language === "ja" ? "同じ悩みの部署" : "Same problem";
  const kindOf = (kind: string) => ENTRY_KINDS.find((option) => option.id === kind)?.[language] ?? kind;
  return [
    `■ ${issue.title}  [${issue.id} · ${issue.unit}]`,
    ...(matches.length === 0 ? [nothing] : []),
    ...matches.flatMap((match) => [
      `  ${kindOf(match.kind)} ${match.title}  [${match.id} · ${match.unitName}]`,
      `    ${match.reason}`,
      ...(match.differences === "" ? [] : [`    ${match.differences}`]),
    ]),
    ...peers.map((peer) => `  ${peerLabel}: ${peer.unitName} ${peer.title}`),
    "",
  ];
}
