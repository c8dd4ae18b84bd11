import type { Concept } from "./concept.ts";

/** What goes wrong around a deal: leads, quotations, sites, stock, papers, people. */
export const SITUATIONS_AROUND_DEALS: readonly Concept[] = [
  {
    id: "lost_reasons",
    ja: "なぜ断られたか分からない",
    en: "not knowing why deals were lost",
    words:
      "失注理由|負けた理由|断られた理由|理由を聞け|理由が分から|理由がわから|敗因|本当の理由|本音|建前|今回は見送|他社に決め|why we lost|lost reason*|reason for losing|real reason|post-mortem|debrief",
    near: { competitor: 0.5, stalled: 0.4, price_pressure: 0.2 },
  },
  {
    id: "too_many_choices",
    ja: "品数や選択肢が多すぎて選べない",
    en: "too many choices",
    words:
      "種類が多|品番が多|品数が多|選択肢が多|組み合わせが多|組合せが多|選べな|選びきれ|迷わせ|迷ってしま|分厚いカタログ|カタログが厚|型番が|おすすめを絞|too many options|too many models|too many choices|overwhelm*|part numbers|confus* choice",
    near: { plain_words: 0.4, response_time: 0.2, skill_gap: 0.3 },
  },
  {
    id: "quote_work",
    ja: "見積づくりに時間がかかる",
    en: "quotations take too long",
    words:
      "見積作成|見積もり作成|見積を作|見積りを作|積算|拾い出し|数量拾い|見積依頼が|見積の手間|見積だけで|概算|見積が遅|見積まで|見積待ち|相見積の数合わせ|quotation work|quoting|estimate*|estimating|take-off|bill of quantities|quote turnaround",
    near: { response_time: 0.6, technical_load: 0.4, overload: 0.3, price_pressure: 0.2 },
  },
  {
    id: "free_extra_work",
    ja: "ただ働きや追加の要求が増える",
    en: "unpaid extras",
    words:
      "ただ働き|タダ働き|サービスで|サービスしてしま|無償対応|無償で直|無償の|おまけ|ついでに頼ま|追加工事|追加の工事|追加作業|追加要望|仕様変更|変更が入|変更のたび|言われるまま|断れず|請求できな|請求しづら|もらえな|unpaid|free work|extras|scope creep|change order*|variation*|additional work|for nothing|cannot charge|hard to charge",
    near: { hard_to_say: 0.5, promise_gap: 0.5, price_pressure: 0.4, contract_terms: 0.4 },
  },
  {
    id: "messages_unread",
    ja: "案内や資料が読まれない",
    en: "messages nobody reads",
    words:
      "読まれな|読んでもら|読んでいな|開封|メールが埋も|メールが多|メルマガ|一斉メール|一斉配信|案内を送|案内が届|通知を送|チラシ|ダイレクトメール|DM|ポータル|掲示板を見|お知らせ|更新情報|新機能を知|知られていな|見てもらえな|見られていな|unread|not read|newsletter*|mass mail*|bulk mail|open rate|portal|announcement*|release note*|flyer*|ignored mail*",
    near: { knowledge_silo: 0.4, alarm_flood: 0.5, motivation: 0.2 },
  },
  {
    id: "sales_fatigue",
    ja: "売り込みが多くて嫌がられる",
    en: "too much selling",
    words:
      "売り込み|売込み|しつこ|また営業|営業電話|電話営業|用もない|来るたび|売る話ばかり|商品の話ばかり|売りたいだけ|嫌な顔|居留守|迷惑が|pushy|hard sell|sales calls|salesy|pitch|too many calls|too many e-mails|only comes to sell",
    near: { hearing: 0.3, relationship: 0.4, prospecting: 0.4, cross_sell: 0.3 },
  },
  {
    id: "leads_not_followed",
    ja: "渡した見込み客が追われない",
    en: "leads that nobody follows up",
    words:
      "見込み客を渡|リードを渡|リードが|引き合いを渡|名刺を渡|渡したのに|渡しても|追わな|追いかけな|放置され|手を付け|手をつけ|その後が分から|後追い|問い合わせが来ても|反響が|初動が遅|leads passed|passed on leads|leads go|lead follow-up|not followed|untouched leads|leads sit|hand-off of leads|speed to lead",
    near: { prospecting: 0.5, between_units: 0.3, response_time: 0.4, motivation: 0.4, crowd_no_deals: 0.3 },
  },
  {
    id: "deal_registration",
    ja: "先に動いた人が報われない",
    en: "who found the deal gets nothing",
    words:
      "案件登録|登録した者|早い者勝ち|先着|先に見つけ|先に動い|最初に提案|横から|横取り|後から来た|持って行かれ|他の代理店|代理店どうし|販売店どうし|deal registration|registered first|first to|stole the deal|another reseller|another dealer|protect* the deal",
    near: { between_units: 0.6, channel_conflict: 0.5, appraisal: 0.3 },
  },
  {
    id: "too_many_initiatives",
    ja: "施策や取り組みが多すぎる",
    en: "too many initiatives",
    words:
      "施策が多|取り組みが多|重点が多|重点商材が多|キャンペーンが多|新しい施策|次々に|あれもこれも|どれも中途半端|中途半端|手を広げ|やることが多|優先が分から|絞り切れ|too many initiatives|too many campaigns|too many priorities|spread too thin|half done|initiative fatigue|everything is a priority",
    near: { overload: 0.5, motivation: 0.4, uniform_order: 0.3 },
  },
  {
    id: "plan_forgotten",
    ja: "計画を作っただけで動かない",
    en: "plans that stay on paper",
    words:
      "作りっぱなし|作って終わ|立てて終わ|計画倒れ|絵に描いた餅|棚の中|見返さな|見直さな|振り返ら|進捗を見な|年初に作|期初に作|計画書は|資料だけ|作文|アカウントプラン|plan on paper|plan in a drawer|never reviewed|shelf|annual plan|not followed through|execution gap|action plan* not",
    near: { meeting_for_show: 0.5, forecast: 0.3, head_office_gap: 0.3 },
  },
  {
    id: "short_term",
    ja: "今月の数字だけを追う",
    en: "only this month's figures",
    words:
      "今月の数字|目先|短期|月末の|締めの|期末の|半期の数字|種まき|刈り取り|先の仕込み|来期の種|長い目|時間のかかる|すぐ売上にな|すぐには売れ|this month|short-term|short term|end of month|quarter-end|seed*|harvest*|long-term|pipeline building|immediate revenue",
    near: { appraisal: 0.6, small_revenue: 0.4, motivation: 0.4, hollow_targets: 0.3 },
  },
  {
    id: "discount_habit",
    ja: "値引きを待たれる癖がつく",
    en: "customers who wait for the discount",
    words:
      "値引きを待|期末まで待|キャンペーンを待|待てば安|毎回値引き|値引きが当たり前|値引き前提|値引きの癖|特価が定価|最後に値|一度下げ|下げたら戻|元の値に戻|wait for the discount|wait until|always discount*|expect a discount|discount habit|list price means|special price became|once lowered",
    near: { price_pressure: 0.8, hollow_targets: 0.2 },
  },
  {
    id: "training_forgotten",
    ja: "研修しても現場で使われない",
    en: "training that does not stick",
    words:
      "研修しても|研修を受けて|研修の翌日|研修は受け|受けっぱなし|研修後|忘れて|忘れる|身に付か|身につか|定着しない研修|座学だけ|資格は取った|資格を取っても|合格した|実践で使|実際の商談で|学んだこと|training does not|after the training|forget what|forgotten|does not stick|not applied|certified but|passed the exam|classroom only|theory only|real meeting*",
    near: { skill_gap: 0.6, ramp_up: 0.5, training: 0.4, adoption: 0.2 },
  },
  {
    id: "unfair_territory",
    ja: "担当エリアや客先の当たり外れ",
    en: "lucky and unlucky territories",
    words:
      "担当エリア|エリアの差|地域差|当たり外れ|当たりの客|外れの客|不公平|不公平感|割り振り|担当替えの不満|持ち分|テリトリー|顧客の割り|大口を持つ|新人に悪い|territor*|unfair|lucky account*|account allocation|split of accounts|assigned accounts|inequal*|who has the big",
    near: { appraisal: 0.4, motivation: 0.4, between_units: 0.3 },
  },
  {
    id: "afraid_of_phone",
    ja: "電話や初対面を怖がる",
    en: "afraid of the phone and of strangers",
    words:
      "電話が怖|電話を怖|電話が苦手|電話に出|電話をかけ|電話をしな|架電|初対面|人見知り|飛び込みが怖|断られるのが怖|断られ続け|声が小さ|話しかけ|雑談が|cold calling|phone anxiety|call reluctance|afraid to call|shy|first call|rejection|small talk",
    near: { prospecting: 0.5, skill_gap: 0.5, early_leavers: 0.4 },
  },
  {
    id: "age_gap",
    ja: "年の離れた相手と話が合わない",
    en: "age and status gaps",
    words:
      "年齢差|年の離れ|年上|年配の相手|若造|若い営業|若すぎ|なめられ|舐められ|相手にされな|格が違|役員と話せ|経営者と話せ|社長と話せ|話が合わ|共通の話題|age gap|too young|not taken seriously|junior rep*|senior executive*|credib* with|status gap|talk to executives",
    near: { decision_maker: 0.5, skill_gap: 0.4, relationship: 0.4, top_contact: 0.3 },
  },
  {
    id: "no_signal",
    ja: "現場で通信や機器が使えない",
    en: "no signal or device on site",
    words:
      "電波が|圏外|通信が|Wi-Fi|ワイファイ|地下|電源が|充電|バッテリー|手袋|濡れ|油で|粉で|画面が割れ|落として|端末が足り|端末がな|共用端末|スマホ禁止|持ち込み禁止|no signal|no coverage|offline|wi-fi|battery|gloves|basement|wet hands|shared device|phones are banned|dead zone",
    near: { adoption: 0.6, it_literacy: 0.3, system_link: 0.2 },
  },
  {
    id: "languages",
    ja: "言葉の通じない働き手がいる",
    en: "workers who speak other languages",
    words:
      "外国人スタッフ|外国人従業員|外国人の|ベトナム|ネパール|中国語|英語しか|日本語が読め|日本語が話せ|漢字が読め|母国語|翻訳|通訳|やさしい日本語|絵で示|ふりがな|foreign staff|foreign worker*|do not read|cannot read|translation|translated|interpreter*|native language|multilingual|pictogram*",
    near: { it_literacy: 0.4, ramp_up: 0.4, plain_words: 0.4, labour_shortage: 0.3 },
  },
  {
    id: "repeated_teaching",
    ja: "毎年、毎回教え直しになる",
    en: "teaching the same again every year",
    words:
      "毎年教え|毎回教え|教え直し|また一から教え|入れ替わるたび|入れ替わりが激し|人が入れ替わ|パートが入れ替|学生アルバイト|短期の|派遣が|季節雇用|新年度のたび|同じ説明を何度|何度も説明|teach again|explain again|every new|seasonal staff|temp staff|temporary staff|high turnover staff|each intake|over and over",
    near: { ramp_up: 0.6, it_literacy: 0.3, customer_side_turnover: 0.3, adoption: 0.3 },
  },
  {
    id: "renewal_missed",
    ja: "更新や期限を見落とす",
    en: "renewals and deadlines missed",
    words:
      "更新漏れ|更新忘れ|更新を忘|期限を忘|期限切れに気|見落とし|失念|うっかり|期日管理|期限管理|一覧がな|満了日|契約日が分から|気づいたら切れ|自動で切れ|missed renewal|missed deadline|forgot to renew|overlooked|expired without|lapse*|no reminder|expiry date*|calendar of",
    near: { renewal_timing: 0.7, retention: 0.5, many_versions: 0.2 },
  },
  {
    id: "billing_errors",
    ja: "請求の間違いと照合の手間",
    en: "billing errors and reconciliation",
    words:
      "請求ミス|請求間違い|請求額が違|請求書が合わ|請求が合わ|照合|突合|消し込み|消込|差異|単価違い|単価が違|値引き漏れ|二重請求|請求締め|月末の請求|検収と請求|赤伝|訂正伝票|billing error*|wrong invoice|invoice mismatch|reconcil*|credit note*|double bill*|price mismatch|month-end billing",
    near: { order_mistakes: 0.4, many_versions: 0.4, receivables: 0.3, admin_burden: 0.4 },
  },
  {
    id: "stock_between_sites",
    ja: "在庫が片方で余り片方で足りない",
    en: "stock in the wrong place",
    words:
      "在庫の偏り|偏在|融通|拠点間の在庫|支店間の在庫|余っている支店|余っている倉庫|隣の倉庫|死蔵|不動在庫|滞留在庫|長期在庫|抱え込んだ在庫|奪い合いの在庫|在庫移動|stock transfer|rebalance stock|stock imbalance|excess at one|short at another|slow-moving|dead stock|obsolete stock|inter-branch stock",
    near: { supply: 0.7, between_units: 0.5, waste: 0.4 },
  },
  {
    id: "installation_schedule",
    ja: "工事や設置の日程が合わない",
    en: "installation dates that slip",
    words:
      "設置日|設置の日程|工事日|工事の日程|工程が合わ|工程調整|日程調整|日程が合わ|日程が決ま|職人の手配|職人が捕ま|職人が足り|段取り替え|当日キャンセル|ドタキャン|延期|着工遅れ|工期が|工期遅れ|間に合わな|installation date*|install schedule|scheduling conflict*|crew availability|no-show|rescheduled|postponed|site not ready|delay* on site|construction schedule",
    near: { site_safety: 0.5, supply: 0.4, promise_gap: 0.3, labour_shortage: 0.4 },
  },
  {
    id: "site_survey",
    ja: "現地を見ずに決めて食い違う",
    en: "deciding without seeing the site",
    words:
      "現地調査|現調|現地を見|現場を見ず|現場を見な|現場確認|採寸|寸法違い|寸法が違|寸法間違い|搬入経路|搬入でき|入らな|納まり|納まら|干渉|図面と違|図面と現場|勘違い発注|site survey|site visit before|not measured|wrong size|wrong dimension*|does not fit|measure* the site|access route|as-built|drawing differs",
    near: { order_mistakes: 0.5, promise_gap: 0.5, site_safety: 0.4, waste: 0.3 },
  },
  {
    id: "after_service_burden",
    ja: "修理や点検に人手を取られる",
    en: "repairs and inspections eat up time",
    words:
      "アフター|アフター対応|修理依頼|修理の電話|修理対応|保証修理|保証期間|点検依頼|不具合の電話|緊急修理|一次確認|部品待ち|部品がな|使い方の問い合わせ|説明不足の呼び出し|無駄足|出張修理|after-service|repair call*|warranty*|service call*|call-out*|spare part*|wasted visit|user error|maintenance visit*",
    near: { technical_load: 0.6, complaint: 0.4, after_hours: 0.4, overload: 0.4 },
  },
  {
    id: "showroom_handoff",
    ja: "見学や店頭から商談へつながらない",
    en: "showroom visits that lead nowhere",
    words:
      "ショールーム|展示場|店頭|内覧|見学会|来店|接客|アドバイザー|引き継がれな|営業に伝わら|見ただけ|見て帰|その後の連絡|予約来場|カタログ請求|showroom*|walk-in*|store visit*|brochure request*|visitors leave|not passed to sales|advisor*",
    near: { crowd_no_deals: 0.6, leads_not_followed: 0.6, prospecting: 0.3 },
  },
  {
    id: "paper_mountain",
    ja: "提出書類や安全書類に追われる",
    en: "mountains of documents to submit",
    words:
      "安全書類|グリーンファイル|提出書類|提出物|書類の山|施工体制台帳|作業員名簿|検査書類|竣工図書|納品書類|証明書を集|書類を集|書類不備|差し戻し|様式が違|様式がばらばら|元請ごと|客先ごとに違う様式|submittal*|documents to submit|paperwork pile|different form*|forms for each|certificates to collect|rejected documents|as-built documents|safety documents",
    near: { screening: 0.6, admin_burden: 0.6, quality_trace: 0.4, prepared_answers: 0.4 },
  },
  {
    id: "spec_dropped",
    ja: "仕様に入れても最後に外される",
    en: "specified, then dropped",
    words:
      "仕様落ち|仕様から外|外され|差し替えられ|同等品|安い品に変え|VE|減額|コストダウン案|価格調整|最後に変え|設計では入って|設計に入れて|施工段階で|発注段階で|元請に変え|スペックイン|value engineering|dropped from the spec|swapped out|substituted by|or equal|equivalent product|cut from the|specified but",
    near: { early_involvement: 0.6, price_pressure: 0.5, competitor: 0.4, decision_maker: 0.3 },
  },
  {
    id: "carbon_reports",
    ja: "環境やCO2の報告を求められる",
    en: "requests for carbon and environmental data",
    words:
      "脱炭素|カーボン|CO2|二酸化炭素|温室効果|環境負荷|環境報告|省エネ計算|省エネ性能|環境ラベル|SDGs|サステナ|サプライチェーン排出|スコープ3|再エネ|リサイクル材|carbon|co2|emission*|sustainab*|esg|environmental data|energy calculation|scope 3|green procurement|recycled",
    near: { screening: 0.5, regulation: 0.5, prepared_answers: 0.3 },
  },
  {
    id: "central_purchasing",
    ja: "購買が本社や組合に一本化される",
    en: "purchasing becomes centralised",
    words:
      "集中購買|一括購買|購買一本化|本社購買|本部購買|共同購買|購買組合|窓口が本社に|地元で決められ|現場に決定権|指定業者|指定店|入札に切り替|電子調達|centrali?ed purchasing|group purchasing|buying group|preferred supplier*|approved list|e-procurement|purchasing moved|local buyer lost",
    near: { decision_maker: 0.6, price_pressure: 0.4, head_office_gap: 0.3, relationship: 0.3 },
  },
  {
    id: "new_rep_not_known",
    ja: "新しい取引先に名前を知られていない",
    en: "nobody knows us there",
    words:
      "知名度|名前を知られ|聞いたことがな|無名|実績がない地域|新しい地域|進出|開設したばかり|新設|新しい支店|後発|地元勢|よそ者|新参|馴染みがな|not known|unknown brand|brand awareness|new region|newly opened|new branch|outsider*|newcomer in|local players|no references",
    near: { prospecting: 0.7, competitor: 0.4, relationship: 0.4, third_party: 0.3 },
  },
  {
    id: "reorganisation",
    ja: "組織変更のあと混乱する",
    en: "confusion after a reorganisation",
    words:
      "組織変更|組織改編|組織再編|統合|合併|分社|統廃合|改組|部署がなくな|部署名が変|担当が宙|旧部署|新体制|体制が変|体制変更|役割が重|指揮命令|誰に報告|文化の違い|社風の違い|reorgani*|restructur*|merger|merged|spin-off|new structure|new organisation|after the merger|culture clash|reporting line*",
    near: { unclear_ownership: 0.6, handover: 0.5, between_units: 0.5, head_office_gap: 0.3 },
  },
  {
    id: "product_change",
    ja: "製品の変更や終了への対応",
    en: "discontinued or changed products",
    words:
      "廃番|生産終了|販売終了|モデルチェンジ|仕様変更のお知らせ|後継品|後継機|切替案内|旧機種|旧版|サポート終了|代替提案|在庫限り|互換がな|discontinu*|end of sale|end-of-life|successor model|model change|phase-out|phased out|replacement product|old model|no longer made",
    near: { renewal_timing: 0.5, uncertain_news: 0.4, supply: 0.3, resistance: 0.2 },
  },
  {
    id: "trust_after_incident",
    ja: "失敗の後で信用を取り戻せない",
    en: "regaining trust after a failure",
    words:
      "信用を取り戻|信頼を取り戻|信頼回復|名誉挽回|出入り禁止|出禁|以前の失敗|過去の失敗|前にやらかし|昔の失敗|前任者の失敗|根に持|まだ怒|しこり|わだかまり|regain trust|win back trust|banned|blacklist*|past failure|old grudge|bad history|once bitten|rebuild trust|still angry",
    near: { complaint: 0.6, relationship: 0.6, retention: 0.3 },
  },
  {
    id: "vendor_support",
    ja: "メーカーの支援や返答が頼りない",
    en: "support from the maker falls short",
    words:
      "メーカーの返事|メーカーに聞|メーカー担当|メーカーの担当|メーカーが動|メーカー支援|メーカー任せ|メーカー側|仕入先の返事|仕入先に|本社に聞|本社の回答|開発に聞|どちらの責任|責任の押し付け|窓口がメーカー|vendor support|manufacturer*|maker's rep|vendor's answer|supplier support|vendor contact|between vendor and|finger-pointing|whose fault",
    near: { response_time: 0.6, technical_load: 0.5, unclear_ownership: 0.4 },
  },
  {
    id: "security_incident",
    ja: "情報の事故や紛失が怖い",
    en: "fear of losing data or devices",
    words:
      "情報漏えい|情報漏洩|紛失|置き忘れ|盗難|誤送信|誤配信|メール誤送|ウイルス|ランサム|フィッシング|乗っ取り|退職者のID|退職者のアカウント|使い回しのパスワード|共有パスワード|権限が残|data leak*|lost laptop|lost phone|stolen|wrong recipient|phishing|ransomware|virus|shared password*|former employee*|access rights|account of a leaver",
    near: { screening: 0.5, complaint: 0.3 },
  },
  {
    id: "seasonal_staff_customer",
    ja: "お客様側に使う時間がない",
    en: "the customer has no time for it",
    words:
      "お客様が忙し|先方が忙し|相手が忙し|現場が忙し|店が忙し|厨房が忙し|会ってもらう時間|時間をもらえ|時間が取れな|手を止め|手が離せ|仕込みの時間|診療中|授業中|操業中|シフトの合間|休憩時間|五分だけなら|customer is busy|no time for us|too busy to|cannot stop work|during service|between shifts|five minutes only|hard to get time",
    near: { overload: 0.5, visit_efficiency: 0.5, season: 0.3, adoption: 0.3 },
  },
  {
    id: "community_no_show",
    ja: "使い手どうしがつながっていない",
    en: "users who do not know each other",
    words:
      "利用者どうし|ユーザー同士|お客様同士|店同士|同業の集まり|横のつながりがな|相談し合|教え合|ユーザー会|交流がな|孤立した担当|一人で悩|users do not know|user community|user group|peer exchange|isolated user*|nobody to ask|each on their own",
    near: { knowledge_silo: 0.4, adoption: 0.4, third_party: 0.3 },
  },
  {
    id: "measure_not_shared",
    ja: "成果が見えず続ける理由がない",
    en: "results that nobody sees",
    words:
      "成果が見え|効果が見え|効果を実感|実感がな|導入効果|導入後の効果|報告がな|振り返りがな|数字を見せ|数字で返|何が良くな|変わった気がし|更新の理由|続ける理由|続ける意味|results not visible|value not visible|no visible result|did it help|what did we gain|business review|prove it worked|show results|reason to continue",
    near: { retention: 0.6, roi_proof: 0.6, adoption: 0.3, aftercare: 0.4 },
  },
  {
    id: "ordering_culture",
    ja: "職人や現場が電話で急に頼む",
    en: "urgent orders by phone from the field",
    words:
      "今すぐ|今日中に|今日持って来|今から|急に|急ぎで|急な注文|当日配達|緊急配送|小口配送|追加で一つ|一個だけ|一本だけ|電話一本で|朝一番で|頼み忘れ|思い出したよう|urgent order*|rush order*|same-day|right now|one more piece|forgot to order|emergency delivery|small delivery|first thing in the morning",
    near: { last_minute: 0.6, supply: 0.5, order_mistakes: 0.4, overload: 0.2 },
  },
];
