/** What texts of partner sales are made of. Compounds are put together from parts, so that there is no end of them. */

export const KANJI = Array.from(
  "販売提案顧客商談見積価格契約更新保守導入研修担当支店部長課算稟議決裁競合納期在庫請求検収監査教育訪問同行紹介評目標引継資料事例題成功失敗会報告計画実績札工場病院学校物流倉舗設備機器端末回線障害復旧移運用管理権限認証暗号印刷複紙電話地域市季節年度四半安全衛生環境品質改善効率削減自動分析調統予測開発試験施製造加組立溶接塗装包配送輸出免税法務総人給与福利厚採労災防犯火警清掃水道空照明省力熱源燃油脂化薬農漁林業牧畜食飲栄養医療看護助児童館図書体芸術音楽映像放聞雑誌広宣伝宿泊観光旅鉄航海船港湾橋梁路河川堤砂鉱石材木鋼銅板弁軸歯車輪変圧蓄池基盤素子精密量針秤濃硬粘性染織布糸皮革靴帽傘鞄文房具玩貴金属宝飾時眼鏡譜家建床壁屋根窓扉庭園墓寺社祭礼婚葬儀典",
);
/** What is done with a thing, or happens to it. */
export const VERBS = (
  "を見直した を断られた が遅れた を比べた に驚かれた を頼まれた が足りない を急いだ に困っていた を待った が決まった を諦めた を試した に気づいた を任された " +
  "が重なった を渡した を借りた が変わった に慣れた を外した を広げた が止まった を引き受けた に詳しい を隠していた が増えた を減らした に怒られた を褒められた " +
  "を聞き出した に間に合った を後回しにした が漏れた を切り出した に不満がある を勘違いした が嫌われた を続けた に戻した を書き直した が揃った を数えた に頼った"
).split(" ");
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
