import type { Concept } from "./concept.ts";

/** What goes wrong, or is hard, in selling through a large partner: the problems that units have in common. */
export const SITUATIONS: readonly Concept[] = [
  // People
  {
    id: "handover",
    ja: "担当者の交代と引き継ぎ",
    en: "handover between reps",
    theme: "handover",
    words:
      "引き継|引継|担当替|担当変更|担当が変わ|担当が代わ|担当者が代わ|担当交代|交代|後任|前任|異動|転勤|内示|配置換|着任|離任|申し送り|代替わり|口約束|人が変わ|人が代わ|handover|hand over|handed over|handoff|successor|predecessor|reassign*|took over|take over|new rep|previous rep|rotation",
  },
  {
    id: "customer_side_turnover",
    ja: "お客様側の担当者の異動",
    en: "turnover on the customer's side",
    words:
      "先方の異動|先方の担当+代わ|先方の担当+異動|客先の担当+異動|お客様の担当+異動|担当者が退職|窓口が変わ|窓口の方+異動|理解者+異動|理解者+退職|キーマン+異動|キーマン+退職|champion left|contact left|contact changed|new buyer|buyer changed",
    near: { handover: 0.5, relationship: 0.3, retention: 0.3 },
  },
  {
    id: "early_leavers",
    ja: "若手や新人が辞めていく",
    en: "young reps who leave",
    theme: "training",
    words:
      "離職|早期退職|若手+辞め|新人+辞め|新卒+辞め|三年+辞め|社員+辞め|営業+辞め|若手+退職|新人+退職|若手+定着|新人+定着|人が定着|人が続か|長続きし|心が折れ|折れ|孤立|居場所|配属|attrition|quit|quits|quitting|leave within|left within|leavers|resign*|young reps|junior*",
    near: { ramp_up: 0.5, motivation: 0.4, overload: 0.2 },
  },
  {
    id: "ramp_up",
    ja: "新人が一人前になるまで",
    en: "getting new people up to speed",
    theme: "training",
    words:
      "育成|育た|育て|新人|新卒|中途入社|若手|独り立ち|一人立ち|一人前|戦力化|立ち上がり|即戦力|未経験|経験の浅|経験が浅|教える時間|教えられ|覚え|ramp|ramp-up|onboard*|new hire*|newcomer*|rookie*|trainee*|inexperienced",
    near: { skill_gap: 0.6, overloaded_managers: 0.3, early_leavers: 0.4 },
  },
  {
    id: "veteran_dependence",
    ja: "ベテランや一人に頼りきり",
    en: "depending on a few veterans",
    theme: "training",
    words:
      "属人|ベテラン|ベテラン頼み|ベテラン依存|あの人しか|しか出来|しかでき|しか分か|しか知ら|頭の中|暗黙知|名人|職人|古参|重鎮|エース|定年|再雇用|引退|一人に集中|一人に偏|特定の人|数人だけ|できる人に|できる人だけ|veteran*|one person|single person|key person|tribal knowledge|retire*|retiring|in his head|in her head|star rep*",
    near: { handover: 0.4, skill_gap: 0.4, ramp_up: 0.3 },
  },
  {
    id: "skill_gap",
    ja: "自信を持って説明できない",
    en: "reps who cannot explain the offer",
    theme: "training",
    words:
      "説明でき|説明出来|説明しきれ|うまく説明|話せな|話せる人|語れな|答えられな|即答でき|答えに詰ま|言葉に詰ま|知識不足|商品知識|製品知識|理解不足|勉強不足|自信がな|自信が持て|苦手意識|尻込み|怖が|怖い|腰が引け|敬遠|突っ込まれ|質問され|専門的|専門知識|難しそう|cannot explain|can't explain|unable to explain|confiden*|afraid|product knowledge|stuck for|technical question*|out of their depth|hesita*",
    near: { technical_load: 0.4, ramp_up: 0.4, new_product_doubt: 0.4 },
  },
  {
    id: "overloaded_managers",
    ja: "課長・マネージャーの手が足りない",
    en: "managers without time",
    words:
      "プレイングマネ|課長+手一杯|課長+回ら|課長+時間|課長が同行|課長の同行|課長に集中|所長が自ら|所長自身|課長自身|マネージャー+手一杯|マネージャー+時間|マネジメント|上司の時間|管理職|指導が追いつ|指導の時間|面倒を見|目が届か|見きれな|playing manager*|manager* time|manager* bandwidth|manager* overload*|coaching time",
    near: { overload: 0.5, ramp_up: 0.3, accompany: 0.3 },
  },
  {
    id: "overload",
    ja: "忙しくて手が回らない",
    en: "too busy to do it",
    words:
      "手が回ら|手一杯|手いっぱい|忙し|多忙|時間がな|時間がとれ|時間が取れ|余裕がな|残業|人手不足|人手が足り|人が足り|欠員|兼務|少人数|一人で回|負担|負荷|工数|追われ|後手|キャパ|パンク|too busy|busy|no time|overload*|understaff*|short-staffed|shortage of staff|workload|overtime|bandwidth|stretched",
    near: { admin_burden: 0.4, overloaded_managers: 0.4 },
  },
  {
    id: "admin_burden",
    ja: "入力や報告の手間",
    en: "reporting and data entry",
    words:
      "日報|週報の記入|報告書|報告のための|入力|入力漏れ|二重入力|二度打ち|転記|事務作業|事務処理|社内資料|資料作り|書類作成|記入|記録が残|記録され|crm|sfa|顧客管理|案件登録|data entry|double entry|reporting|paperwork|admin work|log* visits|fill* in",
    near: { overload: 0.4, paper_culture: 0.4, order_mistakes: 0.3 },
  },

  // Motivation
  {
    id: "appraisal",
    ja: "評価や指標に入っていない",
    en: "what is not appraised is not done",
    theme: "appraisal",
    words:
      "評価され|評価に|評価が|評価の|人事評価|査定|考課|評価制度|評価軸|指標|kpi|kgi|数えられ|数えな|数字に入ら|カウントされ|計上され|成績|実績にな|予算に入|目標に入|ノルマ|目標設定|売上目標|粗利目標|得にな|損をする|割に合わ|報われ|apprais*|evaluat*|scorecard*|quota*|target*|counts toward|count towards|not counted|credited|metric*|measured on|performance review*",
    near: { motivation: 0.6, incentive: 0.5, small_revenue: 0.4, hollow_targets: 0.4 },
  },
  {
    id: "motivation",
    ja: "動こうとしない、後回しになる",
    en: "no motivation to push it",
    theme: "appraisal",
    words:
      "やる気|動機|モチベ|意欲|動かな|動いてくれ|動き出さ|後回し|優先順位が低|優先度が低|片手間|ついで|他人事|ひとごと|自分事|関心がな|関心が薄|興味がな|熱が|温度差|盛り上が|冷め|白け|本気|腰が重|売ってくれな|売る気|提案してくれな|触ってもらえ|motivat*|priorit*|reluctan*|lukewarm|not interested|won't push|do not push|back burner|afterthought|enthusias*",
    near: { appraisal: 0.6, incentive: 0.4, new_product_doubt: 0.3 },
  },
  {
    id: "hollow_targets",
    ja: "件数だけ追って中身が伴わない",
    en: "numbers without substance",
    theme: "appraisal",
    words:
      "件数だけ|数だけ|数合わせ|数を追|件数を追|件数稼ぎ|水増し|形だけ|形骸|帳尻|名ばかり|やったこと|アリバイ|質が落|質より量|量より質|見せかけ|駆け込み|無理に売|押し込|box-tick*|ticking boxes|gaming|gamed|padded|padding|vanity|quantity over quality|for the sake of",
    near: { appraisal: 0.5, incentive: 0.4, uniform_order: 0.3 },
  },
  {
    id: "small_revenue",
    ja: "月額・少額では売上が立たない",
    en: "small recurring revenue does not pay",
    theme: "price",
    words:
      "月額|サブスク|年額|従量|利用料|売り切り|一括|少額|単価が低|単価が小|小口|薄利|売上が立た|売上にな|売上が小さ|売上が少な|売上計上|手数料|マージン|ストック|継続課金|累計|生涯|recurring|subscription*|monthly fee*|small ticket|small deal*|commission|margin*|mrr|arr|one-off|upfront",
    near: { appraisal: 0.5, price_pressure: 0.2, motivation: 0.3 },
  },
  {
    id: "new_product_doubt",
    ja: "新しい商材への不安と警戒",
    en: "fear of the new product",
    words:
      "新商材|新製品|新商品|新サービス|扱ったことがな|不慣れ|慣れていな|慣れな|不安|警戒|リスク|責任を取|迷惑をかけ|迷惑がかか|信用を失|信用を落|信頼を失|本業に|主力に|本業の|傷がつ|火の粉|トラブルになったら|何かあったら|unproven|new product*|new service*|risk to|damage the relationship|core business|responsib*|liab*",
    near: { skill_gap: 0.4, motivation: 0.3, cross_sell: 0.3, relationship: 0.2 },
  },

  // Reaching the customer
  {
    id: "decision_maker",
    ja: "決める人に会えない",
    en: "no access to who decides",
    theme: "decider",
    words:
      "決裁|決定権|決める人|決められ|意思決定|稟議|社長|経営者|経営層|経営陣|役員|理事長|院長|オーナー|店主|上層部|トップ|本部長|本部の承認|キーマン|キーパーソン|上に上げ|上が|上の人|上司の承認|上申|社内を通|担当者止まり|担当者どまり|現場止まり|窓口止まり|総務止まり|購買止まり|購買部|会わせてもらえ|decision maker*|decision-maker*|decider*|sign-off|sign off|approval|executive*|c-level|owner|board|gatekeeper*|purchasing|procurement|stuck with",
    near: { roi_proof: 0.4, early_involvement: 0.3, stalled: 0.3 },
  },
  {
    id: "early_involvement",
    ja: "決まった後に呼ばれる",
    en: "called in after it is decided",
    theme: "upstream",
    words:
      "上流|仕様が決ま|仕様が固ま|仕様決定|仕様書|要件|決まってから|決まった後|決まったあと|固まってから|既に決ま|すでに決ま|呼ばれた時|呼ばれたとき|呼ばれる頃|声がかか|後から呼|手遅れ|計画段階|企画段階|構想|基本設計|設計段階|図面|着工|予算化|予算取り|予算要求|概算|中期計画|中期経営|投資計画|設備計画|申請の時期|入札|公告|rfp|相見積になって|当て馬|too late|late stage|spec* fixed|already decided|tender*|upstream|early stage|planning stage|design stage|budget request|called in",
    near: { budget_cycle: 0.6, renewal_timing: 0.4, decision_maker: 0.3, price_pressure: 0.3 },
  },
  {
    id: "budget_cycle",
    ja: "予算と年度の周期",
    en: "budget cycles",
    words:
      "予算|年度|期初|期末|上期|下期|来期|来年度|次年度|年間計画|決算|設備投資|投資枠|計画書|申請時期|概算要求|補正|前年度|budget*|fiscal|capex|investment plan*|annual plan*",
    near: { early_involvement: 0.5, subsidy: 0.3, renewal_timing: 0.3 },
  },
  {
    id: "renewal_timing",
    ja: "更新・入れ替えの時期",
    en: "renewal and replacement time",
    words:
      "更改|更新時期|契約更新|更新の|満了|満期|入替|入れ替え|買い替え|買替|リプレース|リース|期限切れ|保守切れ|サポート終了|耐用年数|点検|定期点検|節目|renewal*|replacement|expir*|lease|end of life|refresh",
    near: { early_involvement: 0.5, cross_sell: 0.4, budget_cycle: 0.3 },
  },
  {
    id: "cross_sell",
    ja: "本業から次の商材へ話が広がらない",
    en: "not getting from the core sale to the next",
    words:
      "クロスセル|抱き合わせ|併売|セット販売|セットで売|ついで買い|追加提案|もう一品|横に広が|広がらな|話が広が|話が終わ|話で終わ|本体だけ|機器だけ|品物だけ|単品|御用聞き|注文取り|注文を取る|見積だけ|見積を出|ルート営業|届かな|cross-sell*|cross sell*|upsell*|bundl*|add-on*|order taker*|order-taking|only the hardware|attach rate",
    near: { renewal_timing: 0.4, hearing: 0.4, new_product_doubt: 0.3, skill_gap: 0.2 },
  },
  {
    id: "prospecting",
    ja: "新規の客先に入れない",
    en: "winning new customers",
    words:
      "新規開拓|新規顧客|新規の|開拓|飛び込み|テレアポ|アポが取れ|アポ取り|門前払い|話を聞いてもら|会ってもらえ|接点がな|接点を|きっかけ|入り込め|間口|リスト|見込み客|リード|休眠|prospect*|cold call*|new account*|new customer*|new business|lead generation|get a foot|appointment*|dormant",
    near: { referral: 0.5, decision_maker: 0.2, competitor: 0.2 },
  },
  {
    id: "referral",
    ja: "紹介してくれる先",
    en: "sources of referrals",
    theme: "referral",
    words:
      "紹介|紹介元|紹介して|税理士|会計事務所|社労士|士業|顧問|金融機関|信用金庫|銀行|商工会|組合|協会|口コミ|評判|伝手|つて|人脈|仲介|顔の広|取引先の紹介|referral*|referr*|introduc*|accountant*|advisor*|adviser*|word of mouth|chamber of commerce|association",
    near: { prospecting: 0.5, relationship: 0.3, sub_partners: 0.3 },
  },
  {
    id: "competitor",
    ja: "競合に取られる",
    en: "losing to a competitor",
    words:
      "競合|他社|他メーカー|ライバル|乗り換え|乗換|切り替えられ|奪われ|取られ|奪わ|囲い込|既存業者|現行業者|先に入|大手に|新興|competit*|rival*|switched to|incumbent|poach*",
    near: { price_pressure: 0.5, retention: 0.4, prospecting: 0.2 },
  },
  {
    id: "price_pressure",
    ja: "値段の話になる",
    en: "it comes down to price",
    theme: "price",
    words:
      "値引|値下げ|値段|価格|相見積|合い見積|安い|安く|安さ|最安|ダンピング|叩かれ|買い叩|単価|利幅|粗利|利益率|利益が|採算|赤字|原価|掛け率|仕切り|特価|割引|ディスカウント|高いと言|高いと|値上げ|転嫁|discount*|price*|pricing|cheap*|undercut*|margin*|quote*|quotation|profit*|price increase|low-ball",
    near: { competitor: 0.4, roi_proof: 0.5, price_design: 0.6 },
  },
  {
    id: "roi_proof",
    ja: "効果を数字で示せない",
    en: "proving the value in figures",
    theme: "decider",
    words:
      "費用対効果|投資対効果|投資回収|回収期間|元が取れ|元を取|効果を数字|効果が見え|効果を示|効果測定|効果額|効果の|得になる|なんぼ|いくら得|金額換算|試算|根拠|数字で語|数字で示|数字で見|裏付け|エビデンス|説得|納得|削減額|削減効果|roi|payback|business case|quantif*|evidence|proof|prove|savings|cost-benefit|justify|worth it",
    near: { price_pressure: 0.4, decision_maker: 0.4, measuring: 0.7, stalled: 0.3 },
  },
  {
    id: "stalled",
    ja: "検討が止まる、決まらない",
    en: "deals that stall",
    words:
      "検討止まり|検討中のまま|検討しま|検討します|止まって|止まった|止まる|進まな|先送り|先延ばし|保留|塩漬け|様子見|返事がな|返事が来|音沙汰|立ち消え|流れた|流れる|失注|断られ|決まらな|決めきれ|踏み切れ|長引|長期化|引き延ば|stall*|stuck|no decision|no reply|ghost*|drag*|postpone*|on hold|lost deal*|lost the deal|delay*|wait and see",
    near: { decision_maker: 0.4, roi_proof: 0.4, price_pressure: 0.2 },
  },
  {
    id: "retention",
    ja: "使い続けてもらえず解約になる",
    en: "customers who cancel",
    theme: "retention",
    words:
      "解約|継続率|更新されな|更新しな|継続され|継続しな|離脱|離れ|離反|取引がなくな|取引停止|取引が減|やめたい|やめられ|辞められ|失客|客離れ|切られ|切り替え|先細り|churn*|cancel*|non-renew*|not renew*|retention|lapsed|walk* away|lost customer*|drop* off|left us",
    near: { adoption: 0.6, aftercare: 0.6, competitor: 0.3, relationship: 0.2 },
  },
  {
    id: "adoption",
    ja: "入れたのに使われない",
    en: "bought but not used",
    theme: "retention",
    words:
      "使われな|使われて|使ってもらえ|使いこな|使わなくな|利用率|稼働率|ログイン|活用され|活用でき|定着しな|定着せず|定着率|定着しな|浸透|根付|元に戻|元のやり方|紙に戻|電話に戻|現場が使|現場に広が|宝の持ち腐れ|眠って|放置され|埃|adopt*|unused|not used|usage|utili?ation|log in|login*|logins|shelfware|went back to|go back to paper|fell back|rolled out but",
    near: { retention: 0.6, it_literacy: 0.5, aftercare: 0.5, resistance: 0.5, onboarding: 0.6 },
  },
  {
    id: "aftercare",
    ja: "導入後に放っておかれる",
    en: "nobody follows up after the sale",
    theme: "retention",
    words:
      "導入後|納入後|納品後|契約後|売った後|売りっぱなし|売りっ放し|ほったらかし|放ったらかし|放置|フォロー|アフター|顔を出さ|顔を見せ|連絡をし|連絡が途絶|足が遠の|疎遠|ご無沙汰|after-sales|aftercare|after the sale|follow-up|follow up|followed up|neglect*|left alone|check-in*|check in",
    near: { retention: 0.6, adoption: 0.5, relationship: 0.4, visit_efficiency: 0.2 },
  },
  {
    id: "it_literacy",
    ja: "操作が苦手な利用者",
    en: "users who are not at ease with IT",
    words:
      "パソコンが苦手|機械が苦手|ITに弱|苦手な方|操作が|操作に|操作を|使い方が分か|使い方が難|難しくて|覚えられ|年配|高齢|シニア|パート|アルバイト|外国人|スマホ|タブレット|画面が|文字が小さ|it literacy|not tech|tech-savvy|older staff|elderly|part-time*|non-native|smartphone*|tablet*|hard to use|usability",
    near: { adoption: 0.5, onboarding: 0.5, resistance: 0.4, paper_culture: 0.4 },
  },
  {
    id: "paper_culture",
    ja: "紙・電話・FAXから離れられない",
    en: "paper, phone and fax",
    words:
      "紙|FAX|ファックス|ファクス|手書き|電話注文|電話発注|電話で|ハンコ|判子|押印|帳票|伝票|Excel|エクセル|アナログ|昔ながら|paper|fax|faxes|handwrit*|phone orders|spreadsheet*|stamp*|excel",
    near: { resistance: 0.5, it_literacy: 0.4, order_mistakes: 0.4, admin_burden: 0.3 },
  },
  {
    id: "resistance",
    ja: "今のやり方を変えたがらない",
    en: "resistance to change",
    words:
      "抵抗|反発|反対|嫌が|嫌う|変えたくな|変えたが|今のままで|今のやり方|面倒|手間が増え|仕事が増え|押し付け|やらされ|納得して|慣れた|慣れ親し|しがらみ|resist*|reluctan*|pushback|push back|object*|change management|used to it|habit*|don't want to change|imposed",
    near: { adoption: 0.4, uniform_order: 0.5, paper_culture: 0.3, motivation: 0.3 },
  },

  // Distance and time
  {
    id: "distance",
    ja: "遠くて回りきれない",
    en: "customers too far away",
    theme: "visits",
    words:
      "遠方|遠い|遠く|離島|島|山間|へき地|僻地|郊外|片道|往復|移動時間|移動に|移動だけ|移動で|高速|フェリー|船便|欠航|雪|冬季|積雪|豪雪|峠|広域|広い|県境|点在|交通費|出張|ガソリン|宿泊|一日仕事|日帰り|remote area*|distant|distance|far away|travel*|drive|hours away|island*|snow|ferry|rural|scattered|territory",
    near: { visit_efficiency: 0.8, remote_meeting: 0.4, group_event: 0.3 },
  },
  {
    id: "visit_efficiency",
    ja: "訪問の数と質",
    en: "making visits count",
    theme: "visits",
    words:
      "訪問効率|訪問件数|訪問回数|訪問頻度|訪問計画|訪問が|訪問の|訪問先|訪問する|回りきれ|回れな|回れる|巡回|ルート|月に一度|空振り|不在|用もな|手ぶら|顔を出すだけ|面談数|面談時間|商談時間|一日に|一日何件|visit*|call frequency|route*|face time|meetings per|rounds|door to door",
    near: { distance: 0.7, overload: 0.3, aftercare: 0.3, segmenting: 0.3 },
  },
  {
    id: "season",
    ja: "繁忙期と閑散期",
    en: "busy and slack seasons",
    words:
      "繁忙期|閑散期|繁忙|農繁期|年末|年始|盆|歳末|年度末|期末集中|月末|季節|夏場|冬場|シーズン|ピーク|山谷|平準化|peak season|off-season|seasonal*|busy season|slack|year-end|month-end",
    near: { overload: 0.3, budget_cycle: 0.2, supply: 0.3 },
  },
  {
    id: "response_time",
    ja: "返事・回答が遅い",
    en: "slow answers",
    words:
      "回答が遅|返事が遅|返答が遅|対応が遅|回答待ち|待たせ|待たされ|待ち時間|即答|即日|当日中|翌日|何日も|日数がかか|時間がかか|一週間かか|スピード|迅速|持ち帰|確認しま|slow response|slow answer*|turnaround|response time|lead time|wait* for|takes days|takes weeks|same day|next day|bottleneck*",
    near: { technical_load: 0.5, screening: 0.4, prepared_answers: 0.5, single_desk: 0.4, stalled: 0.2 },
  },
  {
    id: "technical_load",
    ja: "技術的な質問と支援が集中する",
    en: "technical support as a bottleneck",
    theme: "tech_support",
    words:
      "技術支援|技術部門|技術者|技術的|技術担当|エンジニア|SE|専門部隊|専門家|技術に丸投げ|丸投げ|呼び出|問い合わせ|問合せ|質問が集中|質問が来|検証|構成|見積依頼|サポート窓口|ヘルプデスク|たらい回し|一次対応|切り分け|engineer*|technical|pre-sales|presales|help desk|helpdesk|support desk|ticket*|inquir*|enquir*|escalat*|specialist*",
    near: { response_time: 0.5, skill_gap: 0.4, prepared_answers: 0.5, screening: 0.3, overload: 0.2 },
  },
  {
    id: "screening",
    ja: "セキュリティや規程の審査に時間がかかる",
    en: "security and compliance screening",
    theme: "screening",
    words:
      "審査|セキュリティ|チェックシート|チェック表|チェックリストの提出|調査票|質問票|照会|照会票|回答書|認証|認定|ISMS|Pマーク|個人情報|委託先|監査|規程|規定|ガイドライン|コンプラ|法務|情シス|情報システム部|反社|与信審査|取引先登録|口座開設|承認手続|品質保証部|検査|仕入先評価|security|questionnaire*|compliance|audit*|certif*|due diligence|vendor registration|vendor assessment|privacy|legal review|legal department|it department|checklist*|screening",
    near: { response_time: 0.4, prepared_answers: 0.6, contract_terms: 0.4, technical_load: 0.3 },
  },
  {
    id: "contract_terms",
    ja: "契約条件でつまずく",
    en: "contract terms",
    words:
      "契約書|約款|覚書|契約条件|契約形態|雛形|ひな形|印紙|電子契約|違約金|最低利用|縛り|解約条項|支払条件|支払サイト|与信|未収|回収|債権|貸し倒れ|前払い|contract terms|contract clause*|terms and conditions|penalt*|payment terms|credit limit|receivable*|overdue|prepay*|legal terms",
    near: { screening: 0.4, promise_gap: 0.3 },
  },

  // Between units and companies
  {
    id: "between_units",
    ja: "部署どうしの取り合いと帰属",
    en: "units in each other's way",
    theme: "between_units",
    words:
      "取り合い|奪い合い|縄張り|帰属|手柄|どちらの数字|どっちの数字|数字の付け|売上の付け|折半|按分|バッティング|重複|二重訪問|別々に訪問|別々に見積|同じ客|同じ顧客|同じ得意先|事業部間|部門間|拠点間|部隊間|支店間|縦割り|隣の|他部署|他の事業部|別の事業部|連携不足|足並み|押し付け合い|turf|ownership of|double count*|double-count*|overlap*|conflict between|between divisions|between branches|silo*|who owns|split credit|same account|same customer",
    near: { knowledge_silo: 0.5, credit_split: 0.7, head_office_gap: 0.4, appraisal: 0.3 },
  },
  {
    id: "knowledge_silo",
    ja: "情報や成功例が伝わらない",
    en: "knowledge that does not travel",
    words:
      "共有されな|共有でき|共有され|情報共有|情報が来|知らなかった|知らされ|伝わらな|伝わって|埋もれ|抱え込|聞いていな|知見|ナレッジ|ノウハウ|事例共有|横展開|横連携|同じ失敗|同じ苦労|使い回|どこにあるか|探すのに|探せな|not shared|knowledge|know-how|silo*|never heard|reinvent*|same mistake*|hard to find|scattered information",
    near: { between_units: 0.4, veteran_dependence: 0.3, admin_burden: 0.2 },
  },
  {
    id: "head_office_gap",
    ja: "本社と現場の温度差",
    en: "the gap between head office and the field",
    words:
      "本社+現場|本部+現場|本社の方針|本部の方針|本社から|本部から|上からの|トップダウン|現場を知ら|現場の声|現場感|実情に合わ|実態に合わ|地域の事情|地元|現場任せ|丸投げ|head office|headquarters|hq|top-down|field reality|local conditions|from above",
    near: { uniform_order: 0.6, resistance: 0.3, between_units: 0.3 },
  },
  {
    id: "sub_partners",
    ja: "二次店・協力会社が動かない",
    en: "sub-dealers and subcontractors",
    words:
      "二次店|販売店|特約店|取扱店|代理店|協力会社|協力業者|下請|外注先|工務店|施工店|職方|加盟店|フランチャイズ|仲卸|小売店|dealer*|sub-dealer*|reseller*|subcontract*|contractor*|franchise*|distributor*|installer*",
    near: { motivation: 0.3, referral: 0.3, head_office_gap: 0.2 },
  },
  {
    id: "relationship",
    ja: "信頼と付き合い",
    en: "trust and relationship",
    words:
      "信頼|信用|関係性|関係構築|人間関係|付き合い|長年の|古くからの|馴染み|懐に|距離が縮|親密|顔なじみ|義理|恩|面子|メンツ|顔を立て|trust|relationship*|rapport|long-standing|loyal*|goodwill|face-saving|personal tie*",
    near: { aftercare: 0.4, handover: 0.3, decision_maker: 0.2 },
  },
  {
    id: "promise_gap",
    ja: "約束や期待の食い違い",
    en: "promises and expectations that differ",
    words:
      "約束|言った言わな|話が違|聞いていな|期待値|期待し過ぎ|期待外れ|過大|過剰な期待|できると言|出来ると言|出来ますと|安請け合い|口頭|認識のずれ|認識のズレ|認識違い|食い違|行き違い|誤解|甘い試算|盛った|promise*|overpromis*|over-promis*|oversold|expectation*|misunderst*|not what|verbal*|misalign*",
    near: { complaint: 0.5, roi_proof: 0.3, handover: 0.2, contract_terms: 0.3 },
  },
  {
    id: "complaint",
    ja: "苦情とトラブルの対応",
    en: "complaints and trouble",
    words:
      "苦情|クレーム|不満|怒ら|怒り|お叱り|叱られ|謝罪|お詫び|詫び|不具合|障害|故障|トラブル|事故|ミス|初動|再発防止|原因究明|返品|回収騒ぎ|リコール|異物|complain*|angry|apolog*|outage*|incident*|defect*|bug*|malfunction*|recall*|trouble*|mistake*|root cause",
    near: { promise_gap: 0.4, response_time: 0.3, retention: 0.3, quality_trace: 0.4 },
  },
  {
    id: "plain_words",
    ja: "言葉が相手に通じない",
    en: "words the customer does not understand",
    words:
      "専門用語|カタカナ|横文字|業界用語|用語|言葉が通じ|言葉が難|言葉遣い|伝わらな|分かりにく|わかりにく|ピンと来|ピンとこ|イメージが湧|抽象的|資料が難|資料が厚|分厚い|jargon|buzzword*|plain language|hard to understand|abstract|too technical|doesn't click|slides",
    near: { skill_gap: 0.4, decision_maker: 0.2, customer_words: 0.6 },
  },
  {
    id: "uniform_order",
    ja: "一律に決めて現場に合わない",
    en: "one rule for all that fits nobody",
    words:
      "一律|一斉|画一|全社一斉|全店一斉|全員に|全拠点|全部署|全ての客|すべての客|強制|義務|必須に|命じ|号令|通達|押し付け|同じやり方|そのまま持ち込|そのまま真似|丸写し|across the board|one-size|one size|mandat*|compulsory|uniform*|everyone at once|big bang|forced",
    near: { resistance: 0.5, head_office_gap: 0.5, segmenting: 0.5 },
  },

  // Trade and industry
  {
    id: "supply",
    ja: "納期・在庫・物流",
    en: "delivery, stock and logistics",
    words:
      "納期|欠品|在庫|品切れ|品薄|入荷|出荷|配送|物流|運賃|配達|ドライバー|積載|倉庫|リードタイム|遅配|遅延|納品|発注点|過剰在庫|死蔵|deliver*|stock*|inventory|out of stock|backorder*|logistics|warehouse*|shipping|shipment*|driver*|truck*|lead time*",
    near: { order_mistakes: 0.4, waste: 0.4, season: 0.2 },
  },
  {
    id: "order_mistakes",
    ja: "受発注の間違いと手間",
    en: "order mistakes and order work",
    words:
      "誤発注|発注ミス|発注漏れ|受注ミス|受発注|注文書|注文の|聞き間違い|書き間違い|読み間違い|転記ミス|伝票|品番違い|数量違い|誤配|誤出荷|締切時間|締め時間|当日注文|電話が集中|order error*|wrong order*|mis-order*|order entry|ordering|purchase order*|mis-shipment*|cut-off",
    near: { paper_culture: 0.5, supply: 0.4, admin_burden: 0.4, complaint: 0.2 },
  },
  {
    id: "quality_trace",
    ja: "品質・安全の記録",
    en: "quality and safety records",
    words:
      "品質|安全|衛生|HACCP|トレーサビリティ|産地|期限管理|賞味期限|消費期限|温度管理|ロット|検品|アレルゲン|規格書|成分|是正|不適合|安全書類|施工記録|写真管理|quality|safety|hygiene|haccp|traceab*|lot number*|expiry|temperature|allergen*|inspection*|nonconform*",
    near: { screening: 0.3, complaint: 0.3, regulation: 0.3 },
  },
  {
    id: "waste",
    ja: "廃棄・無駄・ロス",
    en: "waste and loss",
    words:
      "廃棄|ロス|無駄|ムダ|余剰|過剰|使い残|作りすぎ|在庫処分|歩留|待っている時間|手待ち|段取り|手戻り|やり直し|waste*|loss|scrap|surplus|rework|idle time|spoil*|leftover*",
    near: { supply: 0.3, roi_proof: 0.2 },
  },
  {
    id: "labour_shortage",
    ja: "お客様の人手不足",
    en: "the customer's shortage of people",
    words:
      "人手不足|人が採れ|採用でき|採用難|求人|働き方改革|残業規制|時間外|シフト|高齢化|後継者|跡継ぎ|事業承継|技能継承|省人|省力|labo?r shortage|hiring|recruit*|succession|work style|overtime cap",
    near: { overload: 0.4, regulation: 0.3, early_leavers: 0.2 },
  },
  {
    id: "regulation",
    ja: "法改正・制度対応の期限",
    en: "regulation and its deadlines",
    words:
      "法改正|法令|制度|義務化|施行|期限までに|経過措置|猶予|インボイス|電子帳簿|電帳法|上限規制|届出|行政|省令|基準改定|報酬改定|薬価|点数改定|regulat*|law|legal requirement*|mandatory|deadline*|compliance date|reform",
    near: { screening: 0.3, subsidy: 0.4, budget_cycle: 0.2 },
  },
  {
    id: "subsidy",
    ja: "補助金・助成金",
    en: "subsidies",
    words: "補助金|助成金|交付|公募|採択|給付|支援制度|税制優遇|subsid*|grant*|funding|tax break",
    near: { budget_cycle: 0.4, regulation: 0.4, price_pressure: 0.2 },
  },
  {
    id: "public_tender",
    ja: "官公庁・公平性",
    en: "public customers and fairness",
    words:
      "入札|官公庁|自治体|役所|市役所|県庁|教育委員会|公共|公立|議会|随意契約|プロポーザル|公平性|公正|談合|便宜|仕様書|public sector|municipal*|city hall|government|tender*|fairness|procurement rule*|bid|bids|bidding",
    near: { early_involvement: 0.5, budget_cycle: 0.5, screening: 0.2 },
  },
  {
    id: "system_link",
    ja: "既存システムとの連携・移行",
    en: "links to existing systems",
    words:
      "連携|接続|既存システム|基幹|データ移行|マスタ|マスター|API|互換|取り込み|CSV|販売管理|会計ソフト|integrat*|migrat*|legacy|core system|erp|interface*|import*|compatib*|master data",
    near: { technical_load: 0.4, order_mistakes: 0.2, adoption: 0.2 },
  },
  {
    id: "forecast",
    ja: "見込みと案件の管理",
    en: "forecast and pipeline",
    words:
      "見込み|ヨミ|読み違い|予測|着地|パイプライン|案件管理|進捗|確度|棚卸し|案件の棚卸|forecast*|pipeline|projection*|visibility|likelihood|funnel",
    near: { admin_burden: 0.3, stalled: 0.3 },
  },
];
