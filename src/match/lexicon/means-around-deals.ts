import type { Concept } from "./concept.ts";

/** What units do about what goes wrong around a deal. */
export const MEANS_AROUND_DEALS: readonly Concept[] = [
  {
    id: "ask_losers",
    ja: "断った相手に理由を聞く",
    en: "asking those who said no",
    words:
      "断った先に聞|断られた先に|失注先に|負けた先に|半年後に聞|第三者が聞|別の人が聞|理由だけ聞|教えてください|ask why|ask the lost|interview* lost|win-loss|someone else asks|call back losers",
    answers: { lost_reasons: 0.9, competitor: 0.4, stalled: 0.3 },
  },
  {
    id: "three_choices",
    ja: "三つに絞って選んでもらう",
    en: "narrowing it to three",
    words:
      "三つに絞|三種類に|三択に|三点に絞|定番を三|定番だけ|おすすめだけ|標準品に絞|標準仕様|基本の型|パターンを決め|組み合わせを決め|three options|three packages|standard set|recommended set|preset*|good better best|narrowed to|default choice",
    answers: { too_many_choices: 0.9, quote_work: 0.7, price_pressure: 0.3, stalled: 0.3 },
  },
  {
    id: "quick_estimate",
    ja: "概算をその場で出す",
    en: "a rough price on the spot",
    words:
      "早見表|概算表|その場で概算|概算をその場|単価表|一覧から選|面積だけで|台数だけで|三つ聞けば|自動計算|見積ひな形|標準単価|ballpark|rough estimate|price table|price matrix|on the spot|calculator|estimate template",
    answers: { quote_work: 0.9, response_time: 0.7, skill_gap: 0.2 },
  },
  {
    id: "price_menu",
    ja: "やることと値段を先に見せる",
    en: "a menu with prices for extras",
    words:
      "料金表|価格表を貼|有料メニュー|追加料金表|変更票|変更依頼書|追加見積を必ず|やる前に金額|口頭で受けな|線引き|どこまで無料|無料の範囲|変更は紙|price list for|menu of extras|change order form|charge before|sign before|scope sheet|what is included",
    answers: { free_extra_work: 0.9, contract_terms: 0.4, promise_gap: 0.5 },
  },
  {
    id: "one_message",
    ja: "知らせを一つに絞る",
    en: "one message at a time",
    words:
      "一通に|一つだけ知らせ|一行だけ|週に一つ|月に一つ|一枚だけ|短く|三行で|件名で|見出しだけ|読む時間一分|一分で読|one message|one line|one tip a week|short message|one topic|one minute read|single news",
    answers: { messages_unread: 0.9, alarm_flood: 0.5, too_many_initiatives: 0.4 },
  },
  {
    id: "lead_rules",
    ja: "渡す数と期限を決め、返事をもらう",
    en: "few leads, with a deadline and an answer",
    words:
      "渡す数を|件数を絞って渡|三日以内に|48時間以内|二日以内|期限を付け|期限をつけ|返事がなければ|戻してもら|引き上げ|追った結果|結果を返してもら|担当を決めて渡|within two days|within 48 hours|return the lead|reassign*|accept or return|few leads|deadline for leads|lead agreement",
    answers: { leads_not_followed: 0.9, showroom_handoff: 0.6, deal_registration: 0.3 },
  },
  {
    id: "register_first",
    ja: "先に登録した人を守る",
    en: "protecting who registered first",
    words:
      "先に登録|登録順|登録した人|登録した者を守|九十日間|登録期限|早い登録|見つけた人に|発見者|紹介者に|registration protects|registered first|protection period|finder's fee|first come",
    answers: { deal_registration: 0.9, between_units: 0.5 },
  },
  {
    id: "three_only",
    ja: "重点を三つまでにする",
    en: "no more than three priorities",
    words:
      "三つまで|三つだけ|一つに絞|重点を絞|重点は一|今月は一つ|一つずつ|順番に|やめる物を決め|やらないこと|only three|just one priority|one at a time|not-to-do|stop list|focus on one",
    answers: { too_many_initiatives: 0.9, overload: 0.5, plan_forgotten: 0.3 },
  },
  {
    id: "monthly_look_back",
    ja: "計画を毎月見直す",
    en: "looking at the plan every month",
    words:
      "毎月見直|月に一度見直|月次で見|三か月ごとに見|四半期ごと|振り返り|一枚の計画|計画を一枚|壁に貼|次の一手|三行の計画|monthly review|quarterly review|look back|one-page plan|review the plan|next step each|living plan",
    answers: { plan_forgotten: 0.9, forecast: 0.4 },
  },
  {
    id: "seed_counting",
    ja: "種まきを数える",
    en: "counting what is sown",
    words:
      "種まきを数|仕込みを数|先行指標|面談の数を数|質問した数|次回約束の数|提案の数を|聞いた数|見積前の|leading indicator*|count the seeds|count first meetings|count questions|activity that leads",
    answers: { short_term: 0.9, appraisal: 0.6, motivation: 0.4 },
  },
  {
    id: "hold_the_price",
    ja: "値を下げず条件で応える",
    en: "holding the price",
    words:
      "値は下げず|値段は変えず|値を下げな|値引きはしな|値引きを廃止|値引き禁止|条件を付け|条件つき|数量で|長期契約で|納期で|支払いで|下げる代わり|いつ買っても同じ|everyday price|no discounts|hold the price|trade-off*|give and get|in exchange for|conditional|same price all year",
    answers: { discount_habit: 0.9, price_pressure: 0.7 },
  },
  {
    id: "practise_next_day",
    ja: "習った翌日に使わせる",
    en: "using it the day after",
    words:
      "翌日に使|翌日実践|翌週実践|すぐ使|その週に|宿題|実地|本番で一つ|商談で一つ|上司が見る|上司と振り返|三十日後|小分けに|毎週十分|next day|use it the same week|homework|on the job|spaced|small portions|practice in real|manager checks",
    answers: { training_forgotten: 0.9, skill_gap: 0.5, ramp_up: 0.5 },
  },
  {
    id: "fair_split",
    ja: "割り振りを見える形で決め直す",
    en: "splitting accounts openly",
    words:
      "割り直|割り振りを見直|点数で割|同じ数ずつ|基準を公開|公開して|くじ|持ち回り|二年ごとに|見える形で|客先の点数|re-split|points per account|open criteria|rotate accounts|balance* territories|published rule",
    answers: { unfair_territory: 0.9, appraisal: 0.4, between_units: 0.3 },
  },
  {
    id: "warm_start",
    ja: "断られにくい電話から始める",
    en: "starting with easy calls",
    words:
      "お礼の電話|納品確認の電話|お礼から|既存客から|断られにくい|台本|三件だけ|一日三件|先輩の隣で|録音を聞|褒めて|小さな成功|thank-you call*|easy calls|warm calls|script|three calls a day|listen to recordings|call together|small wins",
    answers: { afraid_of_phone: 0.9, prospecting: 0.5, ramp_up: 0.4 },
  },
  {
    id: "senior_pair",
    ja: "年長者や上司と組ませる",
    en: "pairing with a senior",
    words:
      "年長者と組|ベテランと組|上司と組|OBと|再雇用の人と|役職者同席|格を合わせ|同世代を当て|親子ほど|二人で訪|paired with|senior joins|retired expert|executive along|match the level|mixed pair",
    answers: { age_gap: 0.9, decision_maker: 0.5, ramp_up: 0.4, veteran_dependence: 0.4 },
  },
  {
    id: "works_offline",
    ja: "電波や端末がなくても使える形にする",
    en: "making it work without signal",
    words:
      "オフライン|後で送|あとで送|戻ってから送|紙に書いて写|写真だけ撮|共用一台|固定端末|入口に一台|声で入力|音声入力|防水|ケース|offline mode|sync later|voice input|fixed tablet|one device at the|take a photo|rugged",
    answers: { no_signal: 0.9, adoption: 0.5 },
  },
  {
    id: "pictures_not_words",
    ja: "絵や写真、動画で伝える",
    en: "pictures instead of words",
    words:
      "絵で|イラスト|写真で|動画で|色で|番号で|記号で|指差し|見本を|現物を|ふりがな|やさしい日本語|三か国語|母語|三十秒の動画|pictures|photos instead|video*|colour-coded|symbols|samples|30-second|simple words|in their language|pictogram*",
    answers: { languages: 0.9, repeated_teaching: 0.7, it_literacy: 0.6, plain_words: 0.6 },
  },
  {
    id: "users_teach_users",
    ja: "使っている人が次の人に教える",
    en: "users who teach users",
    words:
      "使っている人が教|先に使った人が|社内の先生|店の先生|リーダーを一人|一人決めて|教え役|教育係を先方に|先方に先生|認定|名札|バッジ|教える側|users teach|in-house trainer|site champion|one teacher per|train the trainer|badge|certified user",
    answers: {
      repeated_teaching: 0.9,
      adoption: 0.6,
      spread_to_next_site: 0.5,
      it_literacy: 0.4,
      community_no_show: 0.6,
    },
  },
  {
    id: "expiry_calendar",
    ja: "期限の一覧と前触れを作る",
    en: "a calendar of expiries",
    words:
      "期限一覧|満了一覧|更新一覧|三か月前に|90日前|六十日前|半年前に知らせ|前もって案内|カレンダーに|台帳にま|色を付け|毎月の更新会|expiry list|renewal calendar|90 days before|60 days before|reminder*|renewal list|ahead of expiry",
    answers: { renewal_missed: 0.9, renewal_timing: 0.7, retention: 0.5 },
  },
  {
    id: "match_before_billing",
    ja: "締める前に突き合わせる",
    en: "matching before the bill goes out",
    words:
      "締め前に|締める前に|請求前に|単価を先に|週ごとに照合|毎週突き合わせ|自動照合|単価を固定|単価表を共有|一回で|pre-billing|before billing|weekly match|automatic match*|agreed price file|shared price list",
    answers: { billing_errors: 0.9, order_mistakes: 0.4 },
  },
  {
    id: "shared_stock_view",
    ja: "在庫を互いに見えるようにする",
    en: "seeing each other's stock",
    words:
      "在庫を共有|在庫が見え|互いの在庫|他拠点の在庫|融通のルール|貸し借り|週一回の融通|余剰一覧|余り物市|在庫の持ち寄り|see each other's stock|shared stock|surplus list|transfer rule|lend and borrow|stock pool",
    answers: { stock_between_sites: 0.9, supply: 0.6, waste: 0.5, between_units: 0.3 },
  },
  {
    id: "fixed_dates",
    ja: "日を固定して割り当てる",
    en: "fixed days for fixed things",
    words:
      "曜日を固定|曜日固定|日を固定|毎週火曜|定期の日|枠を割り当て|工程の枠|確定日|仮日程|三週間前に確定|前日確認|前日に電話|確認の電話|fixed day*|fixed slot*|confirm* the day before|locked three weeks|allocated slot*|frozen schedule",
    answers: {
      installation_schedule: 0.9,
      last_minute: 0.6,
      ordering_culture: 0.6,
      supply: 0.5,
      site_safety: 0.3,
    },
  },
  {
    id: "photo_survey",
    ja: "写真と寸法を決まった形でもらう",
    en: "photos and sizes before ordering",
    words:
      "写真を送って|写真と寸法|寸法を三か所|採寸シート|現調シート|確認シート|撮る場所|決まった角度|チェック表を添え|発注前に写真|図に書き込|survey sheet|photo before order|three measurements|site checklist|send a photo|measuring sheet|confirm dimensions",
    answers: { site_survey: 0.9, order_mistakes: 0.6, after_service_burden: 0.5, promise_gap: 0.3 },
  },
  {
    id: "remote_first_look",
    ja: "行く前に写真や画面で確かめる",
    en: "looking remotely before going",
    words:
      "行く前に|出向く前に|画面で見|動画で見|写真で一次|電話で切り分け|一次切り分け|部品を持って|一回で直|遠隔で|before driving|remote look|video call first|photo first|first-time fix|bring the part|triage by phone",
    answers: { after_service_burden: 0.9, technical_load: 0.7, distance: 0.5, response_time: 0.4 },
  },
  {
    id: "handoff_card",
    ja: "見た人の情報を一枚で渡す",
    en: "a card from whoever met them",
    words:
      "一枚で渡|カードで渡|その日のうちに渡|当日中に渡|当日中に電話|来場カード|来店カード|次の約束を取って渡|引き継ぎカード|同席して渡|same-day handoff|visitor card|handover card|next appointment booked|introduce in person|warm handover",
    answers: { showroom_handoff: 0.9, leads_not_followed: 0.7, crowd_no_deals: 0.4 },
  },
  {
    id: "prefilled_papers",
    ja: "書類を先に埋めておく",
    en: "papers filled in beforehand",
    words:
      "先に埋め|埋めて渡|記入済み|名簿を使い回|書類一式を|ひな形を客先ごと|書類の棚|一式を共有|代わりに作|書類係|書類センター|prefilled|pre-filled|document set|document desk|reuse the list|template per customer|filled in for",
    answers: { paper_mountain: 0.9, screening: 0.8, admin_burden: 0.5 },
  },
  {
    id: "defend_the_spec",
    ja: "外される前に理由を残す",
    en: "defending the specification",
    words:
      "外されない理由|外せない理由|理由を書き添え|性能を書|比較表を先に|代替案も用意|減額案を先に|二段構え|施工者にも説明|元請にも|発注の前に会|keep the spec|reason in the spec|defend*|second option ready|talk to the contractor too|performance written",
    answers: { spec_dropped: 0.9, early_involvement: 0.5, price_pressure: 0.3 },
  },
  {
    id: "regular_result_review",
    ja: "成果を数字で定期的に返す",
    en: "showing results regularly",
    words:
      "成果報告|効果報告|月次の成果|半年ごとに成果|使用状況を一枚|削減時間を|前後の数字|お客様に数字を返|振り返り会|経営者に報告|result report|value report|business review|before and after|half-yearly review|numbers back to",
    answers: { measure_not_shared: 0.9, retention: 0.7, roi_proof: 0.6, adoption: 0.3 },
  },
  {
    id: "five_minutes",
    ja: "相手の隙間の五分に合わせる",
    en: "fitting into their five minutes",
    words:
      "五分だけ|五分で|十分だけ|隙間に|合間に|開店前|閉店後|朝礼の後|朝礼で|休憩室|立ち話|手を止めずに|仕事をしながら|five minutes|ten minutes|before opening|after closing|during the break|at the morning meeting|standing up|while they work",
    answers: { seasonal_staff_customer: 0.9, visit_efficiency: 0.5 },
  },
  {
    id: "visit_with_repair",
    ja: "失敗の後に足を運び続ける",
    en: "coming back after a failure",
    words:
      "毎週顔を出|通い続け|詫びて終わらせず|直したことを見せ|改善を報告|約束を守り続け|小さな約束|一年かけて|少しずつ信|keep coming back|weekly visits after|show the fix|kept small promises|over a year|report improvements",
    answers: { trust_after_incident: 0.9, complaint: 0.5, relationship: 0.5 },
  },
  {
    id: "single_intake",
    ja: "どちらの問題でもまず一か所で受ける",
    en: "one intake, whoever is at fault",
    words:
      "まず受け|どちらの問題でも|責任を問わずに受|一か所で受け|一次受け|受付票|切り分けは中で|客には一つの窓口|期限を決めて返|single intake|one ticket|one number to call|we own it|sort it out behind",
    answers: { vendor_support: 0.8, unclear_ownership: 0.8, response_time: 0.6, technical_load: 0.5 },
  },
];
