import type { Text } from "../language.ts";
import type { Declare } from "./declare.ts";

/** release, digest: what a person decides about. */
export function declareDecisions({ t, execute, add, group, texts }: Declare): void {
  const { partner, unit, audience, week } = texts;
  const release = group(
    "release",
    { ja: "共有用の文面の確認待ちを扱う", en: "the review queue of released copies" },
    "kakehashi release list",
  );
  for (const [verb, about] of RELEASE_VERBS) {
    const takesId = verb !== "list";
    const command = add(release, verb, about, `kakehashi release ${verb}${takesId ? " E01" : ""}`)
      .option("--partner <key>", partner)
      .option("--audience <audience>", audience);
    if (takesId) command.argument("<id>", t({ ja: "記録の管理ID", en: "id of the entry" }));
    command.action((...args: unknown[]) => {
      const [id, options] = takesId ? args : [undefined, args[0]];
      return execute(async (context) =>
        (await import("./commands/release.ts")).release(context, { verb, id, ...(options as object) }),
      );
    });
  }

  add(
    release,
    "todo",
    {
      ja: "共有範囲や顧客名が空の記録を一覧する",
      en: "list entries that lack scope or customer",
    },
    "kakehashi release todo --as k.hata",
  )
    .option("--partner <key>", partner)
    .option("--as <user>", texts.reader)
    .action((options: object) =>
      execute(async (context) => (await import("./commands/release-todo.ts")).releaseTodo(context, options)),
    );

  const digest = group(
    "digest",
    { ja: "週報を作る・承認する・発行する", en: "build, approve and publish the weekly digests" },
    "kakehashi digest run --partner sorei",
  );
  for (const [verb, about] of DIGEST_VERBS) {
    const command = add(digest, verb, about, `kakehashi digest ${verb} --partner sorei --week 2026-W48`)
      .option("--partner <key>", partner)
      .option("--week <week>", week)
      .option("--audience <audience>", audience)
      .option("--unit <unit>", unit);
    if (verb === "approve" || verb === "drop" || verb === "edit") command.option("--item <ids...>", t(ITEM));
    if (verb === "edit") command.option("--reason <text>", t(REASON));
    command.action((options: object) =>
      execute(async (context) =>
        (await import("./commands/digest.ts")).digest(context, { verb, ...options }),
      ),
    );
  }
}

const ITEM: Text = {
  ja: "事例か課題の管理ID。approve では、挙げたものだけを承認し、ほかは次の週へ回す",
  en: "id of the case or issue; `approve` then approves these alone and leaves the others for another week",
};
const REASON: Text = { ja: "新しい理由(ja・en どちらの文面にも使う)", en: "the new reason" };

const RELEASE_VERBS = [
  ["list", { ja: "確認待ちと公開中を一覧する", en: "list what waits and what is out" }],
  ["show", { ja: "1件の変更点と理由を見る", en: "show one entry: what is masked, and why it waits" }],
  ["approve", { ja: "この文面での共有を承認する", en: "approve this very text" }],
  ["hold", { ja: "共有を止めておく", en: "keep it back" }],
  ["revoke", { ja: "共有を取り消す", en: "withdraw it" }],
] as const satisfies readonly (readonly [string, Text])[];

const DIGEST_VERBS = [
  ["build", { ja: "週報の下書きを作る", en: "make the drafts" }],
  ["show", { ja: "週報を表示する", en: "show digests" }],
  ["approve", { ja: "週報を承認する", en: "approve digests" }],
  ["hold", { ja: "週報を保留する", en: "hold digests" }],
  [
    "drop",
    { ja: "提案を1件外す(次の週以降にまた出る)", en: "take one proposal out; it may come back another week" },
  ],
  ["edit", { ja: "提案の理由を書き直す", en: "put the reason of a proposal otherwise" }],
  ["publish", { ja: "週報を発行する", en: "publish digests" }],
  ["run", { ja: "週次の処理をまとめて行う(作成と発行)", en: "what the weekly job does: build and publish" }],
] as const satisfies readonly (readonly [string, Text])[];
