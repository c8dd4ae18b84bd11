import type { Concept } from "./concept.ts";

/** What units do about it: the means by which the same problems are answered, well or badly. */
export const MEANS: readonly Concept[] = [
  // With people
  {
    id: "training",
    ja: "研修・勉強会",
    en: "training",
    theme: "training",
    words:
      "研修|勉強会|講習|講座|座学|ロープレ|ロールプレイ|OJT|教材|テキスト|動画で学|eラーニング|資格|検定|認定試験|模擬|合宿|教える|教え合|training|workshop*|role-play*|role play*|e-learning|course*|certif*|study session*|coach*",
    answers: { skill_gap: 0.7, ramp_up: 0.8, new_product_doubt: 0.4, early_leavers: 0.3 },
  },
  {
    id: "accompany",
    ja: "同行する",
    en: "joint visits",
    words:
      "同行|同席|随行|二人で|二人一組|ペア|一緒に行|一緒に回|一緒に訪|横に付|隣に座|付き添|見せて覚え|後ろで聞|shadow*|joint visit*|ride-along*|ride along|accompan*|pair*|side by side|went with|goes along",
    answers: { handover: 0.7, ramp_up: 0.7, skill_gap: 0.5, overloaded_managers: 0.5, early_leavers: 0.4 },
  },
  {
    id: "one_page",
    ja: "一枚の紙・台本にまとめる",
    en: "one page, a script",
    words:
      "一枚|A4|早見表|虎の巻|台本|トークスクリプト|スクリプト|想定問答|カンペ|カード|ひな型|型を|型に|型が|型化|標準化|マニュアル|手順書|一覧表|シートに|書き出|one page|one-page*|single page|single sheet|cheat sheet*|playbook*|script*|template*|card*|checklist*|battle card*|standardi?e*",
    answers: {
      skill_gap: 0.6,
      handover: 0.5,
      veteran_dependence: 0.6,
      cross_sell: 0.4,
      plain_words: 0.4,
      ramp_up: 0.4,
    },
  },
  {
    id: "mentoring",
    ja: "相談相手をつける",
    en: "mentors and peers",
    words:
      "メンター|相談役|相談相手|先輩|兄貴分|伴走役|面倒見|一対一|1on1|面談を|話を聞く時間|同期|居場所|声をかけ|雑談|mentor*|buddy|buddies|one-on-one*|1:1|peer*|support group",
    answers: { early_leavers: 0.8, ramp_up: 0.6, motivation: 0.3 },
  },
  {
    id: "role_split",
    ja: "役割を分ける・専任を置く",
    en: "split roles, dedicated people",
    words:
      "分業|役割分担|役割を分|専任|専門チーム|専門部隊|内勤|インサイドセールス|事務方|後方支援|分担|手分け|担当を決め|係を置|チーム制|複数担当|二人体制|副担当|dedicated|division of labo?r|specialist team|inside sales|back office|split role*|split the role*|team of two|two-person|co-owner*",
    answers: {
      overload: 0.6,
      veteran_dependence: 0.5,
      technical_load: 0.6,
      overloaded_managers: 0.5,
      handover: 0.4,
      admin_burden: 0.4,
    },
  },
  {
    id: "experience_sharing",
    ja: "やり方を持ち寄って共有する",
    en: "sharing how it was done",
    words:
      "事例共有|共有会|事例集|発表会|報告会|読み合わせ|持ち寄|持ち回り|失敗談|成功談|朝会で|朝礼で|社内勉強|録画|録音|動画に撮|データベース|掲示板|chat channel|case library|wiki|share* stories|share* case*|lessons learned|record* calls|debrief*|huddle",
    answers: { knowledge_silo: 0.8, veteran_dependence: 0.6, skill_gap: 0.4, ramp_up: 0.3 },
  },
  {
    id: "exchange",
    ja: "人を行き来させる",
    en: "exchanging people",
    words:
      "人事交流|出向|駐在|常駐|相互訪問|交換|応援に|応援を|助っ人|ローテーション|兼任|橋渡し|連絡役|窓口役|liaison|secondment*|embedded|exchange|rotation|go-between|on site for",
    answers: { between_units: 0.5, knowledge_silo: 0.5, head_office_gap: 0.5 },
  },

  // With incentives
  {
    id: "incentive",
    ja: "報奨金・キャンペーン",
    en: "bonuses and campaigns",
    theme: "appraisal",
    words:
      "報奨|報奨金|奨励金|インセンティブ|歩合|賞金|賞品|景品|手当|ボーナス|賞与|キャンペーン|コンテスト|競争させ|金銭|お金で|旅行|商品券|incentive*|bonus*|commission*|spiff*|contest*|reward*|prize*|cash|campaign*",
    answers: { motivation: 0.8, appraisal: 0.7, small_revenue: 0.4, hollow_targets: 0.4 },
  },
  {
    id: "recognition",
    ja: "認める・ほめる",
    en: "recognition",
    words:
      "表彰|ほめ|褒め|称賛|称え|感謝|お礼|ありがとう|社内報|名前を載せ|名前を出|拍手|認め|見てもらえ|MVP|recogni*|praise*|shout-out*|thank*|award*|celebrat*|acknowledg*",
    answers: { motivation: 0.7, appraisal: 0.6, early_leavers: 0.4, knowledge_silo: 0.3 },
  },
  {
    id: "credit_rule",
    ja: "数え方・点数を変える",
    en: "changing what is counted",
    theme: "appraisal",
    words:
      "ポイント|点数|加点|減点|換算|みなし|累計で|年換算|十二か月分|重みづけ|係数|行動を数|プロセスを評価|行動目標|行動指標|評価に加え|評価項目|評価に入れ|目標に加え|カウントす|数えるよう|数えること|point*|score*|weighted|annuali?ed|count* activit*|activity metric*|behaviou?r metric*|leading indicator*|multiplier",
    answers: { appraisal: 0.9, small_revenue: 0.7, motivation: 0.6, hollow_targets: 0.4 },
  },
  {
    id: "credit_split",
    ja: "実績を両方に付ける・分け方を決める",
    en: "rules for shared credit",
    theme: "between_units",
    words:
      "両方に計上|両方に付け|双方に計上|ダブルカウント|折半|按分|配分|分け方|取り決め|ルールを決め|ルール化|協定|線引き|早い者勝ち|先着|登録制|案件登録|担当表|主担当|副担当|double credit|shared credit|split credit|deal registration|rules of engagement|ground rules|agreed split|both get|both sides count",
    answers: { between_units: 0.9, appraisal: 0.3 },
  },
  {
    id: "visibility",
    ja: "見える化・順位",
    en: "making it visible",
    words:
      "見える化|可視化|貼り出|張り出|掲示|ランキング|順位|グラフ|一覧に|一目で|ダッシュボード|地図に|色分け|進捗表|visuali?*|dashboard*|ranking*|leaderboard*|chart*|heat map|map of",
    answers: { motivation: 0.4, forecast: 0.4, knowledge_silo: 0.3, visit_efficiency: 0.3, adoption: 0.2 },
  },

  // With the customer
  {
    id: "hearing",
    ja: "先に困りごとを聞く",
    en: "asking about problems first",
    words:
      "困りごと|困り事|お困り|ヒアリング|聞き取り|聞き出|聴く|質問を|質問から|質問を一つ|アンケート|問診|課題を聞|要望を聞|話を聞く|相手の話|本音|売り込まず|売らない|提案せず|製品の話をせ|ask* about|questions first|listen*|pain point*|interview*|survey*|discovery|needs analysis|diagnos*|instead of pitching|without pitching",
    answers: { cross_sell: 0.7, decision_maker: 0.3, stalled: 0.3, prospecting: 0.3, price_pressure: 0.3 },
  },
  {
    id: "measuring",
    ja: "現場で実際に測る",
    en: "measuring on the spot",
    words:
      "測る|測って|測った|測定|計測|実測|計った|計って|数える|ストップウォッチ|時間を取|一日張り付|現場に立|現場を見|現地調査|見学|観察|診断|無料診断|現状分析|棚卸し|可視化|measure*|timed|stopwatch|on-site|on site|observ*|walk* through|walkthrough|assessment*|diagnos*|baseline|audit of",
    answers: { roi_proof: 0.9, price_pressure: 0.4, decision_maker: 0.4, waste: 0.4, stalled: 0.4 },
  },
  {
    id: "trial",
    ja: "小さく試す",
    en: "trying it small",
    words:
      "試用|お試し|トライアル|試験導入|先行導入|実証|PoC|デモ|実演|実機|貸出|貸し出|体験|小さく|スモール|まず一|一店舗|一拠点|一現場|一部署から|一か所|一部屋|段階的|限定して|無償|無料で|trial*|pilot*|poc|proof of concept|demo*|hands-on|start* small|one site|one store|phased|phase one|free period|loan*",
    answers: {
      stalled: 0.5,
      roi_proof: 0.5,
      new_product_doubt: 0.5,
      resistance: 0.5,
      adoption: 0.3,
      decision_maker: 0.2,
    },
  },
  {
    id: "reach_earlier",
    ja: "一歩手前から動く",
    en: "moving earlier",
    words:
      "前倒し|半年前|一年前|三か月前|3か月前|数か月前|早めに|早い段階|先回り|手前で|手前から|事前に|その前に|始まる前|決まる前|予告|先に持ち込|先に会|逆算|months before|months ahead|a year before|a year ahead|in advance|ahead of|earlier|before the|proactive*|calendar of",
    answers: {
      early_involvement: 0.9,
      renewal_timing: 0.7,
      budget_cycle: 0.6,
      cross_sell: 0.5,
      retention: 0.3,
      season: 0.3,
    },
  },
  {
    id: "regular_occasion",
    ja: "定期的な用事に乗せる",
    en: "using a regular occasion",
    words:
      "点検のついで|点検の|定期点検|保守のついで|年に一度|年一回|毎年の|月に一度の|半期に一度|配達のついで|納品のついで|訪問の口実|口実|用事|ついでに|立ち寄|節目に|棚卸の|更新の案内|regular visit*|annual check*|yearly|inspection visit*|on the occasion|pretext|reason to visit|maintenance visit*|quarterly review*",
    answers: {
      cross_sell: 0.7,
      renewal_timing: 0.5,
      aftercare: 0.5,
      visit_efficiency: 0.4,
      prospecting: 0.3,
    },
  },
  {
    id: "remote_meeting",
    ja: "オンラインで会う",
    en: "meeting online",
    words:
      "オンライン|リモート|画面越し|Web会議|ウェブ会議|ビデオ会議|テレビ会議|遠隔|電話に置き換|非対面|チャットで|画面共有|zoom|teams|video call*|online meeting*|remote meeting*|remotely|virtual|webinar*|screen share|by phone",
    answers: { distance: 0.8, visit_efficiency: 0.7, overload: 0.3, technical_load: 0.3 },
  },
  {
    id: "group_event",
    ja: "集めて一度に会う",
    en: "bringing people together",
    words:
      "集合|集めて|一堂|一箇所に|一か所に集|合同|説明会|相談会|セミナー|展示会|見学会|内覧会|体験会|ユーザー会|交流会|座談会|出張相談|巡回|公民館|会場|イベント|seminar*|event*|open day|open house|roadshow*|gather*|user group|round ?table|workshop for|exhibit*|group session*|one place",
    answers: {
      distance: 0.7,
      visit_efficiency: 0.7,
      prospecting: 0.5,
      adoption: 0.3,
      decision_maker: 0.2,
      knowledge_silo: 0.2,
    },
  },
  {
    id: "segmenting",
    ja: "相手を選び、分けて当たる",
    en: "choosing whom to spend time on",
    words:
      "絞る|絞って|絞り込|選ぶ|選んで|選別|優先順位|重点|重点先|相手別|客層別|客層ごと|層別|ランク分け|ABC|切り分け|分けて|使い分け|見極め|対象を決め|段階で|segment*|priorit*|tier*|focus on|narrow*|shortlist*|triage|select* customers|by customer type|rank* customers",
    answers: { visit_efficiency: 0.7, distance: 0.5, overload: 0.5, uniform_order: 0.6, prospecting: 0.3 },
  },
  {
    id: "ally_inside",
    ja: "相手の中に味方をつくる",
    en: "an ally inside the customer",
    words:
      "味方|推進役|旗振り|現場リーダー|リーダー格|キーパーソン|窓口の手柄|手柄を渡|花を持たせ|顔を立て|社内説明|上司への説明|説明資料を渡|代わりに書|稟議書の|稟議の下書|稟議を手伝|担当者を助け|ally|allies|champion*|sponsor*|power user*|super user*|key user*|internal advocate*|draft* the proposal|help* them sell|make them look good",
    answers: { decision_maker: 0.9, adoption: 0.7, resistance: 0.6, stalled: 0.5, early_involvement: 0.3 },
  },
  {
    id: "top_contact",
    ja: "役職を合わせて会う",
    en: "meeting at the right level",
    words:
      "トップ同士|役員同士|社長同士|部長同士|上司を連れ|役員を連れ|部長を連れ|上席|表敬|トップ訪問|トップ面談|経営者向け|経営層向け|経営会議|役員会で|直接説明|直接会|直談判|executive meeting*|executive sponsor*|bring* the manager|bring* a director|top-to-top|c-level meeting*|met the owner|directly to the",
    answers: { decision_maker: 0.8, stalled: 0.4, relationship: 0.3 },
  },
  {
    id: "third_party",
    ja: "第三者の口から伝える",
    en: "letting somebody else say it",
    words:
      "第三者|お客様の声|導入事例|同業の|同業者|先行ユーザー|利用者の声|口を借り|先輩ユーザー|実績を見せ|専門家から|先生から|業界団体|reference*|testimonial*|case stud*|peer customer*|customer stor*|same industry|third party|industry body",
    answers: {
      stalled: 0.4,
      roi_proof: 0.4,
      decision_maker: 0.4,
      prospecting: 0.5,
      new_product_doubt: 0.4,
      referral: 0.5,
    },
  },
  {
    id: "onboarding",
    ja: "立ち上げに寄り添う",
    en: "hand-holding at the start",
    words:
      "初期設定|立ち上げ支援|導入支援|伴走|初日|最初の一週間|最初の一か月|最初の三か月|九十日|90日|三か月間|使い始め|操作説明|使い方の説明|講習会|横で|つきっきり|付きっきり|手取り足取り|設定を代行|代行|onboard*|set-up help|setup help|first week|first month|first 90|hand-hold*|go-live|kick-off|kickoff|configured for them|walk* them through",
    answers: { adoption: 0.9, retention: 0.7, it_literacy: 0.7, aftercare: 0.6 },
  },
  {
    id: "usage_watch",
    ja: "利用状況を見て先に声をかける",
    en: "watching usage and calling first",
    words:
      "利用状況|使用状況|利用回数|ログイン数|ログイン状況|兆候|兆し|予兆|サイン|警報|アラート|下がったら|減ったら|使っていない先|定期確認|定期連絡|健康診断|振り返り|usage data|usage report*|login data|health score*|early warning|signal*|alert*|monitor*|dropp* usage|review meeting*|check-in*",
    answers: { retention: 0.9, adoption: 0.7, aftercare: 0.8 },
  },
  {
    id: "simplify",
    ja: "使い方を減らして簡単にする",
    en: "making it simpler",
    words:
      "簡単|シンプル|一つの機能|一機能|機能を絞|これだけ|だけに絞|だけから|大きな文字|ボタン一つ|写真だけ|二画面|入力を減らし|項目を減らし|紙も残|併用|並行|simple|simpler|simplif*|one feature|one button|fewer fields|only one|keep paper|in parallel|large print",
    answers: { adoption: 0.7, it_literacy: 0.8, resistance: 0.5, paper_culture: 0.6, admin_burden: 0.5 },
  },
  {
    id: "customer_words",
    ja: "相手の仕事の言葉で話す",
    en: "speaking the customer's language",
    words:
      "言い換え|相手の言葉|現場の言葉|業界の言葉|お客様の言葉|自分の言葉|例え話|たとえ話|身近な|絵で|図で|漫画|写真で|製品名を出さ|製品名を書か|機能を語ら|rephras*|reword*|their language|customer's words|in their words|plain word*|analogy|analog*|picture*|without product name*|story",
    answers: { plain_words: 0.9, skill_gap: 0.4, decision_maker: 0.3, cross_sell: 0.3 },
  },
  {
    id: "apology",
    ja: "早く謝り、直し、知らせる",
    en: "owning up fast",
    words:
      "すぐ謝|即日訪問|当日訪問|先に謝|正直に|隠さず|経過を報告|経過報告|報告を欠かさ|原因を説明|再発防止策|own* up|same-day visit|honest*|transparent*|status update*|kept informed|corrective action*",
    answers: { complaint: 0.9, promise_gap: 0.4, relationship: 0.4, retention: 0.3 },
  },

  // With rules, prices and tools
  {
    id: "prepared_answers",
    ja: "答えを先に用意しておく",
    en: "answers prepared beforehand",
    words:
      "回答集|回答例|模範回答|雛形|ひな形|定型|テンプレ|事前に用意|先に用意|前もって|あらかじめ|予め|よくある質問|FAQ|Q&A|共通フォルダ|置き場|ライブラリ|使い回|再利用|蓄積|渡しておく|pre-filled|prefilled|prepared answer*|standard answer*|answer bank|library|template*|faq|reus*|ready-made|beforehand|in advance",
    answers: { screening: 0.9, technical_load: 0.6, response_time: 0.7, skill_gap: 0.4, contract_terms: 0.4 },
  },
  {
    id: "single_desk",
    ja: "窓口を一つにする",
    en: "one desk for questions",
    words:
      "窓口を一|窓口一本化|一本化|相談窓口|専用窓口|ホットライン|直通|当番|当番制|一次受け|一次回答|受付を|チャットで質問|質問箱|集約|single point of contact|hotline|triage|duty roster|rota|one desk|central desk|first-line|first line|shared inbox|central team",
    answers: { technical_load: 0.8, response_time: 0.8, between_units: 0.3, screening: 0.4, overload: 0.3 },
  },
  {
    id: "do_it_yourself",
    ja: "自分たちで一次対応できるようにする",
    en: "enabling people to handle it themselves",
    words:
      "自分たちで|自前|自走|自力|内製|一次対応|一次切り分け|営業だけで|その場で答え|現場で解決|判断基準|フローチャート|切り分け表|self-service|self-sufficient|on their own|without engineer*|decision tree|flowchart|themselves|in-house",
    answers: { technical_load: 0.8, response_time: 0.5, skill_gap: 0.5, overload: 0.2 },
  },
  {
    id: "price_design",
    ja: "値段の見せ方を変える",
    en: "redesigning the price",
    words:
      "松竹梅|三案|3案|三択|選択肢|総額|総コスト|トータル|TCO|一回あたり|一人あたり|一日あたり|月あたり|値引かず|値引きせず|値引きの代わり|下限|条件付き|セット価格|パッケージ|内訳|見積を分け|分けて出|単価を|packag*|three option*|tiered|total cost|tco|per unit|per day|per head|instead of a discount|conditional discount|floor price|unbundl*|itemi?*|bundle price",
    answers: { price_pressure: 0.9, small_revenue: 0.4, competitor: 0.5, roi_proof: 0.4 },
  },
  {
    id: "cautious_estimate",
    ja: "控えめに見積もり、根拠を示す",
    en: "careful estimates",
    words:
      "控えめ|保守的|最悪の|下振れ|幅を持たせ|根拠を示|前提を書|前提条件|検証でき|後から確かめ|conservative|worst case|range*|assumption*|state* the assumption*|under-promise|verifiable",
    answers: { roi_proof: 0.7, promise_gap: 0.8, decision_maker: 0.2 },
  },
  {
    id: "written_record",
    ja: "書いて残す・確認し合う",
    en: "putting it in writing",
    words:
      "議事録|文書|書面|メモに残|書いて残|記録に残|記録し|覚書|確認書|復唱|読み合わせ|カルテ|履歴|引き継ぎ書|引継書|チェックリスト|in writing|written|minutes|confirm* by|recap|record*|log|notes|history|document*|checklist*",
    answers: { handover: 0.7, promise_gap: 0.8, knowledge_silo: 0.3, veteran_dependence: 0.4 },
  },
  {
    id: "digital_order",
    ja: "注文や記録を電子にする",
    en: "ordering and recording online",
    words:
      "電子化|デジタル化|ペーパーレス|Web注文|ウェブ注文|Web発注|オンライン発注|EDI|アプリ|スマホで注文|バーコード|QRコード|二次元コード|自動取込|自動化|AI-OCR|OCR|RPA|digiti?*|paperless|web order*|online order*|app|apps|edi|barcode*|qr code*|automat*|ocr",
    answers: { paper_culture: 0.8, order_mistakes: 0.8, admin_burden: 0.6, supply: 0.2 },
  },
  {
    id: "joint_planning",
    ja: "一緒に計画を立て、定例で確かめる",
    en: "planning together",
    words:
      "合同会議|定例会|定例で|月例|連絡会|合同の|共同計画|共同で|一緒に計画|アカウントプラン|作戦会議|週次で|毎週|毎月|三者|三者会|joint plan*|joint meeting*|regular meeting*|monthly meeting*|weekly meeting*|cadence|account plan*|steering|three-way|alignment meeting*",
    answers: {
      between_units: 0.7,
      head_office_gap: 0.5,
      knowledge_silo: 0.5,
      forecast: 0.4,
      relationship: 0.2,
    },
  },
  {
    id: "local_freedom",
    ja: "やり方は現場に任せる",
    en: "leaving the how to the field",
    words:
      "現場に任せ|裁量|任せ|選ばせ|手上げ|手挙げ|挙手|希望者|有志|自分たちで決め|現場発|やり方は自由|volunteer*|opt in|opt-in|discretion|autonomy|let them choose|their own way|bottom-up|willing",
    answers: { uniform_order: 0.8, resistance: 0.6, motivation: 0.5, head_office_gap: 0.6 },
  },
  {
    id: "lend_hand",
    ja: "手間を肩代わりする",
    en: "taking work off their hands",
    words:
      "代行|肩代わり|代わりに|下ごしらえ|下準備|こちらで作|こちらで用意|こちらで入力|巻き取|引き受け|手伝|事務を引き|on their behalf|for them|take* over the|took care of|handle* the paperwork|do the work for|prefill*|outsourc*",
    answers: {
      overload: 0.6,
      admin_burden: 0.7,
      resistance: 0.4,
      adoption: 0.4,
      screening: 0.4,
      motivation: 0.3,
    },
  },
  {
    id: "sharing_plan",
    ja: "相乗り・共同配送で分け合う",
    en: "pooling and sharing transport",
    words:
      "共同配送|混載|相乗り|配送日|配送頻度|配送ルート|曜日指定|まとめ配送|まとめ発注|定期便|前日締め|締め時間|需要予測|発注予測|安全在庫|pool*|shared delivery|consolidat*|milk run|delivery day*|fixed day*|batch order*|demand forecast*|safety stock|min-max",
    answers: { supply: 0.9, waste: 0.5, overload: 0.2, distance: 0.3 },
  },
];
