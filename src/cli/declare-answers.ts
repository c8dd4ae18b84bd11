import type { Declare } from "./declare.ts";

/** search, match, lexicon, coverage, doctor: what is asked. */
export function declareAnswers({ program, t, execute, add, texts }: Declare): void {
  const { partner, unit, audience, reader } = texts;
  add(
    program,
    "search",
    { ja: "課題と事例を探す", en: "search issues and cases" },
    {
      ja: "kakehashi search 引き継ぎ --unit 広島 --kind failure --since 2026-04",
      en: "kakehashi search handover --unit br-hij --kind failure --since 2026-04",
    },
  )
    .argument("<query...>", t({ ja: "探す言葉(1文字から)", en: "words to look for" }))
    .option("--partner <key>", partner)
    .option("--unit <unit>", unit)
    .option("--kind <kind>", t({ ja: "issue・success・failure", en: "issue, success or failure" }))
    .option("--level <level>", t({ ja: "head・manager・field", en: "head, manager or field" }))
    .option("--since <date>", t({ ja: "この月・日から(2026-04、2026-04-01)", en: "from this month or day" }))
    .option("--until <date>", t({ ja: "この月・日まで", en: "up to this month or day" }))
    .option("--theme <theme>", t({ ja: "分類(引き継ぎ、handover など)", en: "theme, such as handover" }))
    .option("--product <name>", t({ ja: "商材", en: "product" }))
    .option(
      "--state <state>",
      t({ ja: "課題の状態(未対応、open など)", en: "state of issues, such as open" }),
    )
    .option(
      "--sort <order>",
      t({ ja: "並び順: relevance・date", en: "order: relevance or date" }),
      "relevance",
    )
    .option("--limit <n>", t({ ja: "件数", en: "number of hits" }), "10")
    .option("--offset <n>", t({ ja: "先頭から飛ばす件数", en: "number of hits to leave out first" }), "0")
    .option("--as <user>", reader)
    .action((words: string[], options: object) =>
      execute(async (context) =>
        (await import("./commands/search.ts")).search(context, { query: words.join(" "), ...options }),
      ),
    );

  add(
    program,
    "suggest",
    {
      ja: "入力の続きを、件名・事業部・拠点・商材・分類から挙げる",
      en: "say how what was typed may go on: titles, units, products, themes",
    },
    { ja: "kakehashi suggest 引き", en: "kakehashi suggest hand" },
  )
    .argument("<typed...>", t({ ja: "入力の途中の文字", en: "what was typed so far" }))
    .option("--partner <key>", partner)
    .option("--limit <n>", t({ ja: "それぞれの件数", en: "so many of each" }), "5")
    .option("--as <user>", reader)
    .action((words: string[], options: object) =>
      execute(async (context) =>
        (await import("./commands/suggest.ts")).suggest(context, { typed: words.join(" "), ...options }),
      ),
    );

  add(
    program,
    "match",
    {
      ja: "未解決の課題ごとに、他の事業部・拠点の事例を示す",
      en: "show other units' cases for each open issue",
    },
    "kakehashi match --issue E01",
  )
    .option("--partner <key>", partner)
    .option("--issue <id>", t({ ja: "課題の管理ID", en: "id of one issue" }))
    .option("--audience <audience>", audience, "vendor")
    .option("--limit <n>", t({ ja: "1件の課題に示す事例の数", en: "cases per issue" }), "5")
    .option("--as <user>", reader)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/match.ts")).match(context, options)),
    );

  add(
    program,
    "lexicon",
    {
      ja: "課題と打ち手の言葉を、直して使えるファイルとして出す",
      en: "print the words for problems and means, as a file to edit",
    },
    "kakehashi lexicon --out lexicon.yaml",
  )
    .option("--out <file>", t({ ja: "書き出すファイル", en: "file to write" }))
    .option(
      "--text <text>",
      t({ ja: "この文から読み取る課題と打ち手を示す", en: "show what is recognised in this text" }),
    )
    .action((options: object) =>
      execute(async (context) => (await import("./commands/lexicon.ts")).lexicon(context, options)),
    );

  add(
    program,
    "coverage",
    { ja: "どの階層の声を聞けていないかを示す", en: "show which levels have not been heard" },
    {
      ja: "kakehashi coverage --unit 大阪",
      en: "kakehashi coverage --unit br-osk",
    },
  )
    .option("--partner <key>", partner)
    .option("--unit <unit>", unit)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/coverage.ts")).coverage(context, options)),
    );

  add(
    program,
    "doctor",
    { ja: "使える状態かどうかを点検する", en: "check that everything is in place" },
    "kakehashi doctor",
  ).action(() => execute(async (context) => (await import("./commands/doctor.ts")).doctor(context)));
}
