import { Command } from "commander";

import type { Language, Text } from "../language.ts";
import { declareAnswers } from "./declare-answers.ts";
import { declareBridge } from "./declare-bridge.ts";
import { declareDecisions } from "./declare-decisions.ts";
import { declareJobs } from "./declare-jobs.ts";
import { declareRecords } from "./declare-records.ts";
import { declareSpecs } from "./declare-specs.ts";
import { declareStore } from "./declare-store.ts";
import { type Execute, openDeclare } from "./declare.ts";

/** Declares every command. What a command does is in `commands/`, loaded only when it is called. */
export function buildProgram(language: Language, execute: Execute): Command {
  const t = (text: Text): string => text[language];
  const program = new Command("kakehashi")
    .description(
      t({
        ja: "大手パートナーの事業部・拠点を1社ずつとして扱い、課題と成功・失敗を安全に橋渡しします",
        en: "Treats each unit of a large partner as a company of its own, and carries issues, successes and failures between them, safely",
      }),
    )
    .option(
      "--json",
      t({
        ja: "結果をJSONで出力する(経過は標準エラーへ)",
        en: "print the result as JSON (progress goes to stderr)",
      }),
    )
    .helpOption("-h, --help", t({ ja: "使い方を表示する", en: "show help" }))
    .helpCommand(false)
    .addHelpText("after", `\n${t(GUIDE)}`)
    .configureHelp({
      styleTitle: (title) => TITLES[title]?.[language] ?? title,
      optionDescription: (option) => t(withDefault(option)),
      argumentDescription: (argument) => t(withDefault(argument)),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride();

  const declare = openDeclare(program, language, execute);
  declareSpecs(declare);
  declareRecords(declare);
  declareAnswers(declare);
  declareDecisions(declare);
  declareBridge(declare);
  declareJobs(declare);
  declareStore(declare);
  return program;
}

/** Commander has its own word for a default, in English. */
function withDefault({ description, defaultValue }: { description: string; defaultValue?: unknown }): Text {
  if (typeof defaultValue !== "string") return { ja: description, en: description };
  return { ja: `${description}(既定: ${defaultValue})`, en: `${description} (default: ${defaultValue})` };
}

const TITLES: Readonly<Record<string, Text>> = {
  "Usage:": { ja: "使い方:", en: "Usage:" },
  "Arguments:": { ja: "引数:", en: "Arguments:" },
  "Options:": { ja: "オプション:", en: "Options:" },
  "Commands:": { ja: "コマンド:", en: "Commands:" },
};

const GUIDE: Text = {
  ja: `はじめに:
  kakehashi init ./mypartner --org 組織図.xlsx   組織の一覧から定義を作る
  kakehashi apply partner.yaml                    ページとデータベースを作る
  kakehashi sync && kakehashi search 引き継ぎ      取り込んで探す

終了コード: 0 完了 / 1 失敗 / 2 変更あり(plan --check) / 3 確認が必要・実行中 / 64 入力の誤り / 70 不具合`,
  en: `Getting started:
  kakehashi init ./mypartner --org org.xlsx       write a spec from an organisation list
  kakehashi apply partner.yaml                    make the pages and databases
  kakehashi sync && kakehashi search handover     take in and search

Exit codes: 0 done / 1 failed / 2 changes pending (plan --check) / 3 refused / 64 invalid input / 70 bug`,
};
