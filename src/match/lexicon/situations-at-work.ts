import type { Concept } from "./concept.ts";

/** What goes wrong in any organisation, whatever it sells: the patterns behind problems that look different. */
export const SITUATIONS_AT_WORK: readonly Concept[] = [
  {
    id: "who_pays",
    ja: "得をする人と払う人が違う",
    en: "one side gains, another pays",
    words:
      "費用負担|負担する|負担を|払う人|払う側|誰が払|どちらが払|どっちが払|財布|懐|予算を出|予算は本部|予算は別|持ち出し|折半|按分|得をする|得をした|得になる側|楽になるのは|楽になる人|便利になるのは|恩恵|受益|しわ寄せ|割を食|who pays|pays for|footing the bill|foot the bill|cost sharing|share the cost|benefits from|out of whose budget|split the cost|win-win|gain for",
    near: { roi_proof: 0.3, decision_maker: 0.3 },
  },
  {
    id: "last_minute",
    ja: "直前に集中する",
    en: "everything comes at the last minute",
    words:
      "直前|間際|ぎりぎり|ギリギリ|駆け込み|土壇場|前日|当日になって|前々日|追い込み|一度に来|重なる日|集中する|集中して|殺到|山が|山を崩|山をなら|ピーク|パンク|溢れ|あふれ|年の瀬|年末|暮れ|繁忙|早めに決め|早く決め|早割|前もって|予約|枠を|枠だけ|取り消し|取消|キャンセル|last minute|last-minute|rush|crunch|surge|peak|bottleneck day|cancellation*|reserve|reservation*|early bird|slot*|book ahead|pre-order*",
    near: { season: 0.6, supply: 0.3, order_mistakes: 0.2 },
  },
  {
    id: "crowd_no_deals",
    ja: "人は集まるのに商談にならない",
    en: "an audience but no deals",
    words:
      "来場|来場者|来客|来てくれ|参加者|参加数|動員|集客|集まった|集まっても|人数を目標|人数だけ|満員|アンケート|名刺の束|展示会|見本市|試食会|商談会|説明会|講習会|セミナー|勉強会に来|冷やかし|常連ばかり|記念品|景品|粗品|福引|後追い|その後の注文|注文は|採用された|attend*|turnout|footfall|visitors|trade show*|exhibition*|roadshow*|seminar*|open house|giveaway*|freebie*|leads from|badge scan*|no orders|few orders",
    near: { prospecting: 0.4, group_event: 0.4, stalled: 0.2 },
  },
  {
    id: "bought_above_unused_below",
    ja: "上で決まったのに下で使われない",
    en: "signed at the top, unused below",
    words:
      "本部は採用|本部が決め|本社が決め|本部と契約|本社と契約|上で決ま|社長の一声|通達|通達は|導入が決まっ|契約したのに|全店|店舗のうち|店のうち|拠点のうち|校のうち|施設のうち|現場は知ら|聞いていな|聞いてない|聞いとらん|よその仕事|他人の仕事|現場が動|現場に広|横に広が|二店目|一店だけ|稼働店|稼働率|使っているのは|動いているのは|signed in|signed by head|group contract|bought by the group|rolled out from above|never heard of it|somebody else's project|only a few sites|of the stores|of the sites|second site|site by site|copycat|mandate from",
    near: { adoption: 0.7, head_office_gap: 0.6, resistance: 0.3, uniform_order: 0.4 },
  },
  {
    id: "hard_to_say",
    ja: "言いにくい話が言えない",
    en: "the message nobody likes to bring",
    words:
      "言いにく|言い出せ|言い出しにく|切り出|切り出せ|切り出しにく|催促|督促|お願いしづら|頼みづら|申し訳な|気が重|行きたくな|気まず|嫌がられ|嫌われる|憎まれ|憎まれ役|悪者|怒られる|言えず|言えない|言わずに|黙って|黙ってい|伏せ|ぎりぎりまで言わ|値上げの話|値上げを言|改定の話|断りの|断れな|断り方|悪い話|厳しい話|耳の痛|awkward|hard to say|difficult conversation*|bad news|deliver the news|afraid to tell|afraid to ask|put off telling|avoid* telling|unpleasant|messenger|price rise letter|chase payment*|chasing payment*|say no",
    near: { price_pressure: 0.2, relationship: 0.3, hidden_trouble: 0.5, uncertain_news: 0.4 },
  },
  {
    id: "silent_decline",
    ja: "静かに離れていき、気づくのが遅い",
    en: "customers who leave quietly",
    words:
      "静かに|気づいた時|気付いた時|気づくのが遅|気付くのが遅|気づけば|気付けば|気づかな|気付かな|気づけな|いつの間にか|知らぬ間|黙って離|断りの連絡|連絡も無|連絡もなく|少しずつ減|細って|細り|細る|じわじわ|徐々に|減り始め|兆し|兆候|予兆|前触れ|サイン|異変|様子がおかし|最近静か|品目が減|品数が減|注文が減|休眠|口座が眠|取り戻|奪回|復帰|復活|quietly|silently|without a word|slowly|gradual*|drift* away|by the time|noticed too late|warning sign*|early sign*|signal*|symptom*|shrinking|fewer items|slipp* away|dormant|win back|won back|came back|lapsing",
    near: { retention: 0.7, aftercare: 0.5, competitor: 0.4, alarm_flood: 0.3 },
  },
  {
    id: "alarm_flood",
    ja: "知らせが多すぎて誰も見ない",
    en: "too many alerts, so nobody looks",
    words:
      "アラート|警告|通知が多|通知だらけ|一覧が長|毎朝の一覧|件数が多すぎ|多すぎて|多過ぎて|埋もれ|見なくなっ|誰も見な|誰も読ま|開かなくな|読まれな|読み飛ば|絞らな|絞り込|上位だけ|五人まで|五件まで|alert*|alarm*|red flag*|notification*|too many|flood*|noise|nobody reads|nobody opened|stopped reading|unread|false alarm*|top five|only five|shortlist",
    near: { silent_decline: 0.4, forecast: 0.2, admin_burden: 0.2 },
  },
  {
    id: "uncertain_news",
    ja: "不確かな情報を出すか待つか",
    en: "whether to tell before it is certain",
    words:
      "不確か|確定して|確定するまで|確定まで|確かにな|確かになる|未確定|はっきりする|決まるまで|正式に|見込みの段階|かもしれ|速報|第一報|一報|早く知らせ|早く言|早めに知らせ|早めに言|事前に知らせ|前もって知らせ|五日前|前触れ|遅延の連絡|遅れの連絡|欠品の連絡|知らせが遅|聞くのが最後|最後に知る|口止め|訂正|外れて|外れても|予告|until it is certain|until it is firm|confirmed|unconfirmed|tentative|vague warning|early warning|heads-up|heads up|tell early|told late|hear it last|last to know|wait for confirmation|provisional|update daily|rough estimate",
    near: { hard_to_say: 0.4, knowledge_silo: 0.4, supply: 0.3, hidden_trouble: 0.3 },
  },
  {
    id: "hidden_trouble",
    ja: "悪い知らせほど上がってこない",
    en: "bad news that does not travel up",
    words:
      "悪い知らせ|悪い報告|悪い話ほど|報告が遅|報告が上が|上がってこな|上がって来な|隠す|隠し|隠れ|伏せて|抱え込|自分で収め|自分で何とか|言い出せず|始末書|罰|罰金|叱責|叱られ|責められ|吊るし上げ|犯人|誰のせい|責任追及|正直に言|正直に出|出しやす|小さいうちに|ヒヤリ|ヒヤリハット|危なかった|安心して言|心理的|件数の少な|ゼロ目標|見えなくな|ごまか|blame|blamed|punish*|penalt*|cover up|covered up|hide|hiding|hidden|report* late|late reporting|speak up|psychological safety|near miss*|confess*|admit*|honest|scapegoat|fear of being|shame",
    near: { hard_to_say: 0.5, complaint: 0.4, hollow_targets: 0.4, early_leavers: 0.2 },
  },
  {
    id: "no_return",
    ja: "書いても出しても返ってこない",
    en: "they give information and get nothing back",
    words:
      "返って来な|返ってこな|返ってくる|返って来る|返らな|返して|戻ってくる|書いても|入れても|出しても|報告しても|誰も読まない|誰も見ない|読んでいな|役立って|役に立って|役立たな|何の役|見返り|自分には何も|本人に返|結果を返|結果を伝|結果を知ら|反応がな|反応があ|手応え|まとめて書|まとめて入|思い出して書|後でまとめ|空欄|未入力|入力率|記録率|埋まる|埋まった|nothing back|get nothing|no feedback|feedback loop|give back|returned to|in return|what happens with|black hole|nobody uses it|fills in on friday|left blank|blank field*|copy-paste*|same sentence",
    near: { admin_burden: 0.7, motivation: 0.4, hollow_targets: 0.4, knowledge_silo: 0.2 },
  },
  {
    id: "expert_queue",
    ja: "専門の人に順番待ちの列ができる",
    en: "a queue in front of the few experts",
    words:
      "順番待ち|列が|列に|列の|行列|待ち行列|何週待ち|週間待ち|週待ち|一人しか|二人しか|二人だけ|一人だけ|三人だけ|依頼が殺到|依頼が集中|依頼が多|急ぎも|冷やかし|優先順位がな|選り分け|見分け|仕分け|入口で|受け方|断る基準|条件を満た|できる人が限|専門家が|名人に|あの人に|同じ相談|同じ質問|繰り返しの相談|繰り返し|waiting list|queue*|backlog|booked solid|booked by every|fully booked|only two people|only one person|one expert|single expert|scarce|triage|same request*|repetitive|in demand|overbooked",
    near: { technical_load: 0.7, veteran_dependence: 0.5, overload: 0.4, response_time: 0.4 },
  },
  {
    id: "endless_trial",
    ja: "試すだけで決まらない",
    en: "trials that never end",
    words:
      "お試し|試用|トライアル|無料期間|無償期間|無料で使|ただで使|無料開放|貸し出し|貸出|サンプル|試食|試験導入|仮導入|実証|延長|延ばし|延び延び|もうちょっと|もう少し見|様子を見て|白黒|終わらせ|終わらな|決めてくれな|合否|判断の材料|判断基準|良し悪し|何をもって|本契約|本決まり|有料に|有料化|定価|期限が来|trial*|free period|free of charge|pilot*|proof of concept|extend* the|extension*|a little longer|never ends|convert*|conversion|paid plan|success criteria|go or no-go|yes or no|decide by",
    near: { stalled: 0.7, roi_proof: 0.3, free_is_ignored: 0.5 },
  },
  {
    id: "free_is_ignored",
    ja: "ただで配ったものは大事にされない",
    en: "what is given away is not valued",
    words:
      "ただで|タダで|只で|只の|無料で配|無償で配|配った|配り|ばらま|置かせて|置いてき|貸与|配布|引き出しの中|使われず|埃|放置|有り難み|ありがたみ|価値を感じ|身銭|少額でも|お金を払|千円|有料に|free tablet*|given away|giveaway*|for free|handed out|free device*|in a drawer|unused|small fee|skin in the game|pay something|nominal",
    near: { adoption: 0.4, endless_trial: 0.5, competitor: 0.2, price_pressure: 0.2 },
  },
  {
    id: "many_versions",
    ja: "同じものが何通りもあり、どれが正しいか分からない",
    en: "several versions of the truth",
    words:
      "食い違|違って|三通り|二通り|何通り|別々の表|別々に持|ばらばら|バラバラ|版|最新版|古い版|どれが正|どちらが正|正しいか|正しいと|正はどれ|写し|コピーが|転記|書き換え|上書き|勝手に直|誰が直|直しても戻|更新されて|更新され|古いまま|そろえ|揃え|統一|確定する人|清書|責任者がいな|マスタ|台帳|一覧表|共有の表|表計算|version*|out of date|outdated|inconsisten*|conflicting|duplicate record*|single source|source of truth|master data|who changed|overwrit*|spreadsheet*|copies of|owner of the data|golden record",
    near: { knowledge_silo: 0.3, order_mistakes: 0.3, system_link: 0.4, quality_trace: 0.3 },
  },
  {
    id: "trace_drill",
    ja: "いざという時に動けない",
    en: "not ready when it matters",
    words:
      "いざという時|いざ|有事|本番|緊急|非常時|災害|停電|回収|自主回収|リコール|突き合わせ|追跡|どこに行った|行き先|行先|たどれ|辿れ|言い切れ|何時間で|訓練|予行|演習|抜き打ち|抜き取り|模擬|備え|平時|穴が|穴を|抜け漏れ|漏れが|省略|飛ばし|さぼ|手順を飛|emergency|recall*|trace*|drill*|rehears*|mock|exercise|when it counts|when it matters|contingency|disaster|blackout|gap*|skipp*|spot check*|random check*|readiness",
    near: { quality_trace: 0.7, complaint: 0.3, written_record: 0.2 },
  },
  {
    id: "after_hours",
    ja: "時間外や休日に呼ばれる",
    en: "called outside hours",
    words:
      "時間外|早朝|深夜|夜中|夜間|休日|休みの日|土日|携帯が鳴|携帯に|個人の携帯|電話が鳴|呼び出し|呼出|当番|宿直|輪番|起こされ|眠れ|つながる番号|急ぎでな|急ぎじゃな|急ぎか|待てる用件|待てるもの|after hours|out of hours|on-call|on call|night*|weekend*|early morning|woken|wakes|private phone|personal phone|personal mobile|emergency line|duty phone|rota|urgent or not|can it wait",
    near: { overload: 0.4, response_time: 0.4, technical_load: 0.3, early_leavers: 0.3 },
  },
  {
    id: "one_contact",
    ja: "相手先の一人だけに頼っている",
    en: "hanging on one person at the customer",
    words:
      "一人とだけ|一人だけと|その人だけ|その方だけ|一人の理解者|個人的な|個人のつながり|私的|胸三寸|贔屓|ひいき|替わった途端|代わった途端|辞めたら|移ったら|抜けたら|異動したら|他の人を知ら|名前も知ら|名前で呼べ|二本目|複数の窓口|複線|横のつながり|転任|異動先|移った先|移り先|総入れ替え|消える|消えた|single contact|one contact|only contact|only knew|key person|one buyer|personal chat|personal account|moved to another|left for another|multi-thread*|more than one contact|second contact|follow* him to|new workplace|account simply|vanish*",
    near: { customer_side_turnover: 0.8, handover: 0.4, relationship: 0.5, retention: 0.3 },
  },
  {
    id: "receivables",
    ja: "代金の回収が遅れる",
    en: "customers who pay late",
    words:
      "売掛|未収|未回収|滞納|入金が|入金され|支払いが遅|支払が遅|支払い遅|回収できな|回収が遅|回収率|焦げ付|貸し倒れ|与信|限度額|催促|督促|付箋|掛け売り|現金引換|前金|分割で払|減らす相談|出荷を止|出荷停止|荷を止|receivable*|overdue|unpaid|late payer*|late payment*|collect* the money|collections|bad debt|credit limit|payment reminder*|dunning|stop* deliveries|instalment*|cash on delivery",
    near: { hard_to_say: 0.6, contract_terms: 0.5, relationship: 0.3 },
  },
  {
    id: "closing_customers",
    ja: "お客様が廃業していく",
    en: "customers who close down",
    words:
      "廃業|閉店|店を閉|店を畳|暖簾|のれん|後継者|跡取り|跡継ぎ|継ぐ人|承継|高齢の店主|高齢の経営者|組合員が減|顧客が減|客先が減|商圏が縮|人口減|統廃合|close* down|closing down|out of business|successor*|succession|shrinking market|retiring owner*|shut down|consolidat*",
    near: { labour_shortage: 0.3, retention: 0.2 },
  },
  {
    id: "poached_staff",
    ja: "人が引き抜かれる、条件で負ける",
    en: "staff poached by others",
    words:
      "引き抜|引抜|転職先|条件で追え|基本給|給与差|給料が|待遇|処遇|昇給|等級|競業避止|誓約|声が掛か|声がかか|他社に移|同業に移|採用競争|採用力|poach*|headhunt*|non-compete|salary|salaries|pay gap|better offer|counter-offer|hired away|wage*",
    near: { early_leavers: 0.4, labour_shortage: 0.4 },
  },
  {
    id: "licences",
    ja: "免許・資格・在留の手続き",
    en: "licences, permits and visas",
    words:
      "免許|準中型|大型免許|運転資格|資格取得|資格の費用|有資格者|選任|技能講習|施工管理技士|電気工事士|在留|在留資格|特定技能|技能実習|ビザ|登録支援|寮|入管|認証団体|認証書|ハラル|licence*|license*|permit*|visa*|work permit*|residence status|certificat* bod*|halal|qualification cost*|certified person",
    near: { labour_shortage: 0.5, screening: 0.2 },
  },
  {
    id: "left_unattended",
    ja: "人のいない時間に渡す、置いてくる",
    en: "handing over where nobody is there",
    words:
      "無人|置き配|置き去り|誰もいない|留守|不在|夜間納品|鍵を預|鍵の|立ち会いな|立会いな|検収なし|検品なし|受け取り|受取|受領|サイン無|責任の所在|誰の責任|責任は|記録と写真|温度の記録|unattended|nobody there|no one there|drop and leave|key box|left at the door|proof of delivery|who is liable|responsib* for damage|signature*",
    near: { supply: 0.4, quality_trace: 0.3, promise_gap: 0.2 },
  },
  {
    id: "waiting_idle",
    ja: "待たされる時間が長い",
    en: "time lost in waiting",
    words:
      "待ち時間|待機|荷待ち|待たされ|並んで|順番|手待ち|空き時間|無駄な時間|拘束時間|荷下ろし|荷降ろし|積み下ろし|受付待ち|入構|渋滞|waiting time|idle|detention|queue at|unload*|dock*|stand in line|hours waiting|turnaround time",
    near: { waste: 0.5, supply: 0.3, response_time: 0.3 },
  },
  {
    id: "dont_touch_their_way",
    ja: "相手の手順を変えさせようとして嫌がられる",
    en: "customers made to change their own way",
    words:
      "相手の手順|向こうのやり方|先方のやり方|いつも通り|昨日までと同じ|今まで通り|これまで通り|今ので困|困っていない|困っとらん|困ってねぇ|変えさせ|変えてもら|切り替えさせ|廃止|廃止する|廃止し|打ち切|受付を終了|期限で切|期限を切って|歩幅|逃げ道|残したまま|残して|二番手|移りたい人|自分から切り替|押し付け|無理に|無理強い|よそに行かれ|年寄り|高齢|親方|ベテランの店主|discontinue*|shut off|switch off|forced to switch|their own way|as before|same as before|no change for them|keep the old|old channel|at their pace|own pace|leave a way|way out|move to another supplier",
    near: { resistance: 0.7, paper_culture: 0.6, adoption: 0.4, uniform_order: 0.4, it_literacy: 0.4 },
  },
  {
    id: "rule_backfires",
    ja: "罰や数の目標が逆効果になる",
    en: "a penalty or a count that backfires",
    words:
      "逆効果|裏目|本末転倒|かえって|却って|罰金|罰則|ペナルティ|減点|査定に入れ|条件にした|義務づけ|義務付けた|件数を目標|数を目標|人数を目標|少なさを評価|数字はきれい|達成率|帳尻|見かけ|冷めた|損をした|正直者|backfire*|perverse|unintended|penalty|fine|fined|made it a target|made it a condition|gamed|cosmetic|looked good on paper|the opposite",
    near: { hollow_targets: 0.8, appraisal: 0.4, hidden_trouble: 0.3 },
  },
  {
    id: "many_screens",
    ja: "道具や窓口が増えて相手が面倒になる",
    en: "too many tools for the customer",
    words:
      "端末が増|端末を|アプリが増|画面がいくつ|いくつもの|三つも|二つも|別々の画面|別々に頼|一遍に|一度に済|まとめて頼|まとめて済|まとめ|一つの画面|一枚に|居場所|一等地|置き場所|専用端末|専用機|囲い込|共存|another app|another login|another screen|too many apps|too many tools|gadget*|one list|one page for all|single screen|all in one|coexist*|coexistence|other suppliers|proprietary",
    near: { competitor: 0.4, adoption: 0.3, system_link: 0.3 },
  },
  {
    id: "top_yes_field_no",
    ja: "上と現場で賛否が割れる",
    en: "the top and the field disagree",
    words:
      "現場は賛成|現場は反対|現場が反対|上は賛成|上は反対|経営は乗り気|経営層は前向き|社長は乗り気|担当者は乗り気|現場の反発|現場の抵抗|店長は乗り気|主任は味方|本部は反対|最後に|最後の最後|土壇場で|ひっくり返|白紙|一蹴|蹴られ|通らず|management agrees|staff oppose|shop floor against|field against|field loves|manager loves|head office refused|refused at the last|last hurdle|overturned|at the eleventh hour",
    near: { decision_maker: 0.6, resistance: 0.4, head_office_gap: 0.4 },
  },
  {
    id: "no_priority_shared",
    ja: "小さい客に手間がかかりすぎる",
    en: "small customers that cost too much time",
    words:
      "小口|小さな客|小さい客|小さい店|少額の|手間に見合|手間ばかり|手間が掛か|割に合わ|採算が合わ|採算割れ|最低注文|最低ロット|配送料|送料|件数が多く|数が多く|一軒ずつ|一件ずつ|small account*|small customer*|tail customer*|long tail|cost to serve|minimum order|not worth the|unprofitable|one by one",
    near: { visit_efficiency: 0.4, small_revenue: 0.4, overload: 0.3 },
  },
  {
    id: "one_big_customer",
    ja: "大口一社への依存",
    en: "dependence on one large customer",
    words:
      "一社依存|一社に依存|大口|大口一社|売上の半分|売上の三割|売上の大半|失ったら|切られたら|言いなり|言うなり|無理難題|断れない相手|large customer|biggest customer|half of our|concentration|single customer|dictate*|cannot refuse|at their mercy",
    near: { price_pressure: 0.4, competitor: 0.2, retention: 0.3 },
  },
  {
    id: "channel_conflict",
    ja: "直販やネットと競合する",
    en: "conflict with direct or online sales",
    words:
      "直販|直営|ネット販売|EC|通販|ネットで買|ネットの価格|オンラインショップ|中抜き|飛ばされ|メーカー直|卸を通さ|代理店を通さ|二重価格|direct sales|sells direct|online shop|e-commerce|webshop|bypass*|disintermediat*|cut out the middle|marketplace|amazon",
    near: { competitor: 0.4, price_pressure: 0.4, between_units: 0.2 },
  },
  {
    id: "spread_to_next_site",
    ja: "一か所で成功しても隣に広がらない",
    en: "success in one place that does not spread",
    words:
      "横展開|隣に広が|隣の店|次の店|次の現場|次の拠点|次の施設|他の店に|他店に|他の現場に|他の施設に|広げ方|広げたい|広げる|広げよう|横に広げ|真似|マネ|一か所だけ|一店舗だけ|一現場だけ|そこだけ|単発で終わ|続かない|後が続か|口コミで|店長同士|同じ立場|先輩ユーザー|spread|roll* out further|next site|next store|replicat*|copy it|scale|beyond the first|one-off success|isolated success|peer to peer|from store to store",
    near: { bought_above_unused_below: 0.6, knowledge_silo: 0.4, adoption: 0.4, third_party: 0.3 },
  },
  {
    id: "unclear_ownership",
    ja: "誰がやるか決まっていない",
    en: "nobody owns it",
    words:
      "誰がやる|誰の仕事|担当が決ま|担当がいな|決まっていない|決まりが無|決まりがな|ルールがな|宙に浮|間に落ち|お見合い|誰も拾わ|押し付け合い|たらい回し|責任者不在|責任者がいな|窓口がな|窓口が分から|どこに聞|誰に聞|後回し|放置され|no owner|nobody owns|nobody's job|whose job|unclear who|falls between|between two stools|no rule|undefined|responsibilit* unclear|passed around|no one in charge",
    near: { between_units: 0.4, response_time: 0.3, who_pays: 0.3 },
  },
  {
    id: "promises_by_sales",
    ja: "売る側と支える側の食い違い",
    en: "sales and delivery out of step",
    words:
      "営業が約束|営業の約束|売った後で|受けてきた|受けて来|無理な納期|無理な仕様|現場が困|施工が困|技術が困|工場が困|聞いていない仕様|後から聞|丸投げ|引き渡し|受け渡し|営業と技術|営業と施工|営業と物流|営業と製造|sales promised|oversold|handed over to delivery|delivery team|operations was not|ops was not|not told|impossible deadline|scope creep|sales versus",
    near: { promise_gap: 0.7, between_units: 0.4, technical_load: 0.3 },
  },
  {
    id: "price_gap_between_units",
    ja: "拠点ごとに条件や値段が違う",
    en: "different terms in different units",
    words:
      "拠点ごとに値段|支店ごとに値段|条件が違|条件がばらば|値段が違|価格が違|単価が違|隣の支店より|隣より高|見積が違|二重見積|特例|特別条件|前例になる|前例に|例外|口約束の値引|暗黙の値引|different price*|inconsistent price*|special deal*|exception*|precedent|cheaper from the other|discrepanc* in price",
    near: { between_units: 0.5, price_pressure: 0.5, promise_gap: 0.2 },
  },
  {
    id: "meeting_for_show",
    ja: "会議や定例が形だけになる",
    en: "meetings without effect",
    words:
      "会議|定例会|定例が|会議が長|会議のため|報告会|読み上げ|報告だけ|発言がな|発言しな|沈黙|しゃべらな|議事録だけ|決まらない会議|形だけの|惰性の|出席者|欠席|meeting*|status meeting|nobody speaks|silence in|reading out|agenda|minutes only|for show|ritual",
    near: { hollow_targets: 0.4, joint_planning: 0.3, admin_burden: 0.3 },
  },
  {
    id: "site_safety",
    ja: "現場の安全と段取り",
    en: "safety and order on site",
    words:
      "安全|事故|労災|ヒヤリ|朝礼|段取り|工程|工程表|手戻り|やり直し|手直し|職人|職方|現場監督|監督|搬入|搬入時間|置き場|施工|施工店|是正|検査|写真|写真整理|図面|図面の差し替え|最新の図面|safety|accident*|site manager|foreman|schedule slip*|rework|installation|drawing*|site photos|delivery to site|crew*|subcontractor*",
    near: { quality_trace: 0.5, waste: 0.4, sub_partners: 0.4, many_versions: 0.2 },
  },
];
