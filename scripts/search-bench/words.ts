/** What texts of partner sales are made of. Compounds are put together from parts, so that there is no end of them. */

export const KANJI = Array.from(
  "販売提案顧客商談見積価格契約更新保守導入研修担当支店部長課長予算稟議決裁競合納期在庫請求検収監査教育訪問同行紹介評価目標引継資料事例課題成功失敗会議報告計画実績入札工場病院学校物流倉庫店舗設備機器端末回線障害復旧移行運用管理権限認証暗号印刷複合用紙電話地域市場季節年度四半期",
);
export const KANA_PARTS = [
  "サーバー",
  "ネットワーク",
  "バックアップ",
  "ライセンス",
  "クラウド",
  "セキュリティ",
  "リプレース",
  "プリンター",
  "タブレット",
  "モニター",
  "ストレージ",
  "サポート",
  "メンテナンス",
  "トレーニング",
  "コンサル",
  "システム",
  "ソリューション",
  "パッケージ",
  "キャンペーン",
  "リース",
  "レンタル",
  "カタログ",
  "デモ",
  "テスト",
  "ルーター",
  "スイッチ",
  "ゲートウェイ",
  "アカウント",
];
export const SUBJECTS = [
  "得意先の総務部長",
  "購買の担当者",
  "情報システム課長",
  "現場の主任",
  "支店長",
  "新任の課長",
  "工場長",
  "経理の責任者",
  "販売店の営業",
  "病院の事務長",
  "学校の教頭",
  "本社の企画部",
  "前任の担当",
  "若手の営業",
  "卸の社長",
];
export const PLACES = [
  "北の市場",
  "港の倉庫",
  "川沿いの工場",
  "駅前の店舗",
  "山手の学校",
  "郊外の病院",
  "県境の営業所",
  "中央の本社",
];
export const REASONS = [
  "決裁者に会えていなかった",
  "予算の時期を聞いていなかった",
  "前任の口約束が引き継がれていなかった",
  "競合が先に試用機を置いた",
  "見積の根拠を説明できなかった",
  "納期の遅れを黙っていた",
  "操作の研修をしなかった",
  "監査の日程とぶつかった",
  "導入後の効果を示せなかった",
];
export const ACTIONS = [
  "三社の比較表を持って行った",
  "現場で一日使ってもらった",
  "部長に同行を頼んだ",
  "更新の半年前に話を始めた",
  "数字を一枚にまとめた",
  "競合との違いを二つに絞った",
  "保守の履歴を見せた",
  "研修を二回に分けた",
  "隣の部署の担当者を紹介してもらった",
  "稟議書の下書きを一緒に作った",
];
export const OUTCOMES = [
  "翌月に受注した",
  "更新が決まった",
  "話が止まったままになった",
  "競合に取られた",
  "三拠点に広がった",
  "値引きなしで通った",
  "苦情がなくなった",
  "担当替えのあとも続いている",
  "来期の予算に入った",
  "半年遅れで決まった",
];
export const ENGLISH = (
  "customer branch manager renewal discount approval budget quote competitor delivery training audit licence support contract " +
  "migration backup security network printer tablet warehouse hospital school factory visit handover decision value figures " +
  "order pilot proposal meeting reason delay invoice upgrade maintenance account partner division quarter target field team " +
  "server storage cloud campaign lease stock price review report outcome follow question request answer issue case lesson"
).split(" ");
export const ENGLISH_GLUE = (
  "the a of to and in for with because when after before until while that which was were had could would not again together " +
  "without from their our during although so then next last every most"
).split(" ");
