import type { Declare } from "./declare.ts";

/** rollout, carry, told, feedback: the rep's own work between the units. */
export function declareBridge({ program, t, execute, add, group, texts }: Declare): void {
  const { partner, unit, week, reader } = texts;
  const rollout = group(
    "rollout",
    { ja: "事例をほかの事業部・拠点で試す(横展開)", en: "try a case in other units" },
    {
      ja: "kakehashi rollout propose --case E16 --to 大阪 --to 福岡",
      en: "kakehashi rollout propose --case E16 --to br-osk br-fuk",
    },
  );
  const act = (verb: string, id: string | undefined, given: object) =>
    execute(async (context) =>
      (await import("./commands/rollout.ts")).rollout(context, {
        verb,
        ...(id === undefined ? {} : { id }),
        ...given,
      }),
    );
  add(
    rollout,
    "propose",
    { ja: "事例の展開を提案する", en: "propose a case to units" },
    "kakehashi rollout propose --case E16 --to br-osk br-fuk",
  )
    .requiredOption("--case <id>", t({ ja: "事例の管理ID", en: "id of the case" }))
    .requiredOption("--to <units...>", unit)
    .option("--owner <name>", t({ ja: "担当", en: "who follows it up" }))
    .option("--partner <key>", partner)
    .action((given: object) => act("propose", undefined, given));
  add(
    rollout,
    "update",
    { ja: "進み具合と結果を記録する", en: "note how it goes, and how it ended" },
    {
      ja: "kakehashi rollout update 'E16>br-osk' --outcome failed --reason 時期が合わなかった",
      en: "kakehashi rollout update 'E16>br-osk' --outcome failed --reason 'too late in the year'",
    },
  )
    .argument("<id>", t({ ja: "横展開の管理ID", en: "id of the rollout" }))
    .option("--state <state>", "proposed · considering · in_progress · done · declined")
    .option("--outcome <outcome>", "success · partial · failed")
    .option(
      "--reason <text>",
      t({ ja: "理由(失敗・見送りでは必須)", en: "why; needed where it failed or was declined" }),
    )
    .option("--adaptation <text>", t({ ja: "変えた点", en: "what was done otherwise" }))
    .option("--result <text>", t({ ja: "数字・結果", en: "figures and result" }))
    .option("--owner <name>", t({ ja: "担当", en: "who follows it up" }))
    .option("--partner <key>", partner)
    .action((id: string, given: object) => act("update", id, given));
  add(
    rollout,
    "to-failure",
    {
      ja: "失敗に終わった展開を、その拠点の失敗事例にする",
      en: "make a failed attempt a failure case of its unit",
    },
    "kakehashi rollout to-failure 'E16>br-osk'",
  )
    .argument("<id>", t({ ja: "横展開の管理ID", en: "id of the rollout" }))
    .option("--partner <key>", partner)
    .action((id: string, given: object) => act("to-failure", id, given));
  add(
    rollout,
    "list",
    { ja: "事例 × 事業部・拠点の表で見る", en: "show them as cases by units" },
    { ja: "kakehashi rollout list --unit 大阪", en: "kakehashi rollout list --unit br-osk" },
  )
    .option("--case <id>", t({ ja: "事例の管理ID", en: "id of the case" }))
    .option("--unit <unit>", unit)
    .option("--state <state>", "proposed · considering · in_progress · done · declined")
    .option("--partner <key>", partner)
    .option("--as <user>", reader)
    .action((given: object) => act("list", undefined, given));

  add(
    program,
    "carry",
    { ja: "今週その事業部・拠点に持っていくもの", en: "what to take along to a unit this week" },
    { ja: "kakehashi carry --unit 大阪", en: "kakehashi carry --unit br-osk" },
  )
    .requiredOption("--unit <unit>", unit)
    .option("--week <week>", week)
    .option("--partner <key>", partner)
    .action((given: object) =>
      execute(async (context) => (await import("./commands/carry.ts")).carry(context, given)),
    );
  add(
    program,
    "told",
    { ja: "伝えたことと手応えを記録する", en: "note what was told, and with what effect" },
    {
      ja: "kakehashi told --unit 大阪 --item E16 --effect used",
      en: "kakehashi told --unit br-osk --item E16 --effect used",
    },
  )
    .requiredOption("--unit <unit>", unit)
    .requiredOption("--item <id>", t({ ja: "伝えた記録の管理ID", en: "id of the entry" }))
    .option("--effect <effect>", "told · used · not_useful", "told")
    .option("--why <text>", t({ ja: "理由(not_useful では必須)", en: "why; needed for not_useful" }))
    .option("--partner <key>", partner)
    .action((given: object) =>
      execute(async (context) => (await import("./commands/carry.ts")).told(context, given)),
    );
  add(
    program,
    "feedback",
    { ja: "読み手の反応を記録する", en: "note what the readers said" },
    {
      ja: "kakehashi feedback --unit 大阪 --item E16 --verdict will_try",
      en: "kakehashi feedback --unit br-osk --item E16 --verdict will_try",
    },
  )
    .requiredOption("--unit <unit>", unit)
    .requiredOption("--item <id>", t({ ja: "記録の管理ID", en: "id of the entry" }))
    .requiredOption("--verdict <verdict>", "read · helpful · will_try · does_not_fit")
    .option("--why <text>", t({ ja: "理由(does_not_fit では必須)", en: "why; needed for does_not_fit" }))
    .option("--partner <key>", partner)
    .action((given: object) =>
      execute(async (context) => (await import("./commands/carry.ts")).feedback(context, given)),
    );
}
