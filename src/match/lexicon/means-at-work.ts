import type { Concept } from "./concept.ts";

/** What organisations do about such patterns, whatever they sell. */
export const MEANS_AT_WORK: readonly Concept[] = [
  {
    id: "split_the_gain",
    ja: "双方の得を数えて負担を割る",
    en: "counting both gains and sharing the cost",
    words:
      "双方の得|双方の利|両者の得|得を数え|利を数え|別々に数え|割り方|割合を決め|四対六|折半に|同席の場|両者を同席|同じ席|三者で|負担割合|both sides' gain*|gain of each|share according|cost split|both at one table|in the same room|three-way meeting",
    answers: { who_pays: 0.9, between_units: 0.4, decision_maker: 0.3 },
  },
  {
    id: "commit_early_flexibly",
    ja: "早めに枠だけ押さえ、変更は自由にする",
    en: "reserving early, changing freely",
    words:
      "枠だけ|枠を押さえ|枠取り|先に枠|仮押さえ|仮予約|予約制|予約枠|変更自由|増減も|取り消しも自由|取消も自由|締切を二段|二段階の締|早期予約|前倒しで|日にちだけ|平準|分散|ずらし|hold a slot|book a slot|slot only|change freely|free cancellation|staggered|smooth* the peak|two-stage deadline|advance booking",
    answers: { last_minute: 0.9, season: 0.7, supply: 0.4, order_mistakes: 0.2 },
  },
  {
    id: "invite_the_right_few",
    ja: "決める人だけを、決める時に呼ぶ",
    en: "inviting the right few at the right time",
    words:
      "だけを招|だけを呼|だけに声|だけ招|絞って招|少人数|八軒だけ|三十軒から|次に会う日|次回の約束|その場で次|その場で決め|決める人だけ|決裁者だけ|替える時期|検討中の方だけ|事前に聞い|invite only|by invitation|small group|hand-picked|only those who|next appointment|date for the next|book the follow-up|qualified guests",
    answers: { crowd_no_deals: 0.9, prospecting: 0.4, visit_efficiency: 0.3, stalled: 0.2 },
  },
  {
    id: "one_place_first",
    ja: "一か所を徹底して成功させ、仲間に見せる",
    en: "winning one place, then letting peers see it",
    words:
      "一店に|一店だけ|一軒に通|一現場に|一施設に|一人の店長|一人の所長|惚れ込|見せに行|見せに連れ|見に来て|見学に|同じ立場の人|店長同士|所長同士|仲間に|口コミ|次の店へ|隣の店に|伝道|横へ横へ|モデル店|モデル現場|手応えを作|first site|lighthouse|showcase|model site|peer visit*|see it at|word spreads|store to store|manager to manager|win one",
    answers: {
      bought_above_unused_below: 0.9,
      spread_to_next_site: 0.9,
      adoption: 0.5,
      resistance: 0.5,
      head_office_gap: 0.4,
      uniform_order: 0.4,
    },
  },
  {
    id: "finish_the_first_together",
    ja: "最初の一回を一緒に終わらせる",
    en: "doing the first one together",
    words:
      "最初の一回|初回を一緒|初日に立|初日だけ|二日だけ|二朝だけ|横に立|隣に立|隣で|一緒に終わ|一緒にやって|最初だけ|立ち会って|付き添って|自力で回|教わった人が|教え役|次に教え|first day with|stand beside|next to them|do the first one|first round together|sit with them|then on their own|taught the next",
    answers: {
      adoption: 0.8,
      bought_above_unused_below: 0.7,
      it_literacy: 0.6,
      ramp_up: 0.4,
      resistance: 0.3,
    },
  },
  {
    id: "one_item_first",
    ja: "一つの品・一つの機能だけから始める",
    en: "starting with a single item",
    words:
      "一品だけ|一つだけ|これだけ|まず一つ|一種類だけ|一機能|一項目|一画面|月曜だけ|週に一度だけ|だけから始|から始めて|から始め|増やしていく|少しずつ増|慣れたら|範囲を狭|狭くし|one item|one product first|just one|only one feature|start with one|narrow scope|then add|bit by bit|little by little",
    answers: {
      adoption: 0.7,
      it_literacy: 0.7,
      paper_culture: 0.7,
      resistance: 0.6,
      dont_touch_their_way: 0.8,
    },
  },
  {
    id: "change_our_side",
    ja: "相手は変えず、受ける側だけを変える",
    en: "changing our side, not theirs",
    words:
      "受ける側|こちら側だけ|こちらだけ|相手はそのまま|相手には同じ|いつも通り書|いつも通り頼|撮影|写真に撮|読み取|取り込|変えさせず|手順に触れず|手順は変え|旧い手段を残|古い手段を残|両方残|併存|自分から切り替|自発的|on our side|receiving side|scan what they|photograph|keep their|without changing|no change for|they moved by themselves|voluntar*",
    answers: {
      dont_touch_their_way: 0.9,
      paper_culture: 0.8,
      resistance: 0.7,
      adoption: 0.4,
      order_mistakes: 0.4,
    },
  },
  {
    id: "regular_notice",
    ja: "何も無い月も決まった便りを出す",
    en: "a regular notice, also when there is nothing",
    words:
      "毎月一日|毎月決まっ|毎月の便り|毎週の便り|毎朝の便り|定期便り|便り|葉書|はがき|一枚の紙を毎|相場|見通しを毎|休まず出|休まず届|何も無い月|何もない月|下がった時も|横ばい|矢印|三段階|色分けの|色だけ|信号|速報|訂正は翌|monthly note|monthly card|newsletter|every month|every morning|even when nothing|traffic light|colour code|color code|green yellow red|outlook|forecast note|postcard",
    answers: {
      hard_to_say: 0.9,
      uncertain_news: 0.9,
      price_pressure: 0.4,
      aftercare: 0.3,
      relationship: 0.3,
    },
  },
  {
    id: "offer_alternatives",
    ja: "断られる前に代わりの案を添える",
    en: "bringing alternatives along",
    words:
      "逃げ道|代替|代替案|代わりの案|代案|代わりの品|差し替え|三つの案|三案|二択|どれか|選んでもら|選べる|選択肢|相談になる|手ぶらで行か|候補を|量目|規格を変え|alternative*|options to choose|choose between|two choices|plan b|substitute*|instead of a flat no|three ways out|swap",
    answers: { hard_to_say: 0.7, price_pressure: 0.6, supply: 0.4, stalled: 0.3, uncertain_news: 0.3 },
  },
  {
    id: "separate_roles_good_bad",
    ja: "憎まれ役と味方を分ける",
    en: "separating the stern role from the friendly one",
    words:
      "憎まれ役|別の人間|別の人が|別人が|事務から|事務が電話|事務方が|役を分け|分業して|味方の側|味方に徹|口を出さ|窓口を分け|最初に約束|開く日に約束|契約の日に|different person|back office calls|good cop|bad cop|separate role|someone else calls|not the rep|agreed at the start|from day one|rule on day one",
    answers: { hard_to_say: 0.8, receivables: 0.9, complaint: 0.2, contract_terms: 0.3 },
  },
  {
    id: "eyes_on_the_spot",
    ja: "現場に毎日入る人に気づいてもらう",
    en: "those who are there every day as eyes",
    words:
      "運転手が|運転手に|ドライバーが|ドライバーに|配達員|保守員|点検員|事務の人が気|現場に入る人|毎日入る|毎朝入る|勝手口|気付いたら|気づいたら|印を付|印だけ|印を一つ|一言メモ|目印|合図|見慣れない|他社の箱|よその箱|driver* notice|drivers mark|technician* notice|whoever is there|eyes and ears|tick a box|simple mark|three marks|spot it",
    answers: {
      silent_decline: 0.9,
      retention: 0.5,
      competitor: 0.4,
      aftercare: 0.3,
      customer_side_turnover: 0.3,
      one_contact: 0.3,
    },
  },
  {
    id: "few_signals",
    ja: "知らせる件数を絞る",
    en: "few signals, each acted on",
    words:
      "五人まで|五件まで|三件まで|上位だけ|絞って出|絞って知らせ|毎朝五|一日三件|それ以上出さ|出し過ぎない|間隔で|いつもの間隔|普段の間隔|本人ごとに|品目別|only five|five a day|top five|limited to|no more than|per item|per customer interval|usual interval",
    answers: { alarm_flood: 0.9, silent_decline: 0.7, retention: 0.3, overload: 0.3 },
  },
  {
    id: "give_back",
    ja: "入れた本人に翌日役立つ形で返す",
    en: "giving something useful back to whoever entered it",
    words:
      "本人に返|翌朝返|翌日返|結果を返|口で返|返ってくる仕組|すぐ返|入力した人に|書いた人に|打った人に|自分の得|自分に返|役立つ形|上のための集計をやめ|報告用の集計をやめ|集計をやめ|廃止した|next morning|back to the person|returns to them|useful to them|answer to the writer|reply to every|stopped the report",
    answers: { no_return: 0.9, admin_burden: 0.7, motivation: 0.4, hidden_trouble: 0.3, knowledge_silo: 0.2 },
  },
  {
    id: "praise_reporting",
    ja: "悪い知らせを出した人をほめる",
    en: "rewarding who brings bad news",
    words:
      "ありがとう|責めない|責めず|責めな|理由を問わ|名前は要らな|無記名|匿名で|多い所を褒|多い所に|出した数を|出すほど|上が先に|上司が先に|所長が先に|自分の失敗を|失敗を先に|褒めるのを止め|thank* for reporting|no blame|blameless|anonymous report*|leaders go first|leader's own mistake|reward report*|most reports",
    answers: {
      hidden_trouble: 0.9,
      rule_backfires: 0.6,
      complaint: 0.4,
      knowledge_silo: 0.4,
      hollow_targets: 0.3,
    },
  },
  {
    id: "criteria_first",
    ja: "始める前に合否と期日を決める",
    en: "agreeing on the criteria and the date first",
    words:
      "始める前に|始まる前に|先に書いて|先に決めて|先に約束|合否|合格|基準を先|線を|何をもって|いつ量る|いつ見て|いつ決め|期日を決め|期限を決め|日付を入れ|期間を四週|四週で|二週で|良かったら|二択の|やめますか|criteria|agreed beforehand|before we start|before starting|in writing first|deadline for|decide on|by what date|pass or fail|yes or no|exit date|fixed period|four weeks",
    answers: {
      endless_trial: 0.9,
      stalled: 0.7,
      promise_gap: 0.5,
      crowd_no_deals: 0.3,
      free_is_ignored: 0.4,
    },
  },
  {
    id: "small_payment",
    ja: "少額でも払ってもらう",
    en: "letting them pay a little",
    words:
      "少額でも|千円だけ|百円だけ|有料で始|有料にした|身銭|ただをやめ|無料をやめ|保証金|預かり金|small fee|symbolic price|charge a little|paid pilot|deposit|no longer free",
    answers: { endless_trial: 0.8, free_is_ignored: 0.9, adoption: 0.4, price_pressure: 0.2 },
  },
  {
    id: "gate_questions",
    ja: "入口で選り分ける問いを置く",
    en: "a few questions at the door",
    words:
      "三つの問い|三つの質問|三項目|三行|入口で|受付で|条件を決め|条件がそろ|揃わないと|そろわないと|出る条件|出番の条件|優先順位を決め|急ぎかどうか|待てる用件|断ってよい|受けない|受けるもの|選り分け|仕分け|three questions|without these|no card no|entry criteria|gate|triage|only if|who decides, by when|can wait until|decision tree|checklist before",
    answers: {
      expert_queue: 0.9,
      after_hours: 0.9,
      technical_load: 0.7,
      overload: 0.5,
      response_time: 0.4,
      visit_efficiency: 0.3,
    },
  },
  {
    id: "pattern_sheets",
    ja: "よくある相談は型紙にして渡す",
    en: "turning frequent requests into sheets",
    words:
      "型紙|よくある|よう聞かれ|七割が|八割が|同じ相談|同じ質問|繰り返しを|一枚ずつ|一枚にし|資料にす|動画にし|自分で持って行|自分で答え|定番|ひな形|分量|写真と|recipe card*|pattern sheet*|most frequent|frequent question*|same dozen|one sheet each|ready-made answer*|self-serve|take it along|video instead",
    answers: {
      expert_queue: 0.9,
      technical_load: 0.7,
      veteran_dependence: 0.5,
      skill_gap: 0.5,
      response_time: 0.4,
    },
  },
  {
    id: "one_owner",
    ja: "直す提案は全員、確定は一人",
    en: "anybody proposes, one decides",
    words:
      "清書は一人|確定は一人|確定させる人|一人だけが|一人に決め|責任者を決め|担当を一人|版の日付|日付を入れ|古い版を|回収して|赤ペン|赤で|提案は誰|直す提案|正本|原本|一か所に|一箇所に|一元|one owner|single owner|one editor|only one may|dated version|version date|withdraw old|propose changes|red pen|single source|one place|named owner",
    answers: {
      many_versions: 0.9,
      unclear_ownership: 0.7,
      order_mistakes: 0.3,
      system_link: 0.3,
      knowledge_silo: 0.3,
    },
  },
  {
    id: "practice_run",
    ja: "平時に予行してみる",
    en: "rehearsing while nothing is wrong",
    words:
      "予行|訓練|演習|模擬|くじで|抜き取り|抜き打ち|月に一度試|実際にやってみ|実際に引いて|試しに|見つかった穴|穴を塞|穴を責め|時間を計|本番さながら|drill|rehears*|dry run|mock|random pick|spot check|once a month|practice run|close the gaps|found gaps|timed",
    answers: { trace_drill: 0.9, quality_trace: 0.7, complaint: 0.3, screening: 0.3, hidden_trouble: 0.2 },
  },
  {
    id: "several_contacts",
    ja: "相手先に二本目、三本目の糸を掛ける",
    en: "several threads into the customer",
    words:
      "二本目|三本目|三人作|三人と|名前で呼べる人|複数の人|別の用件|主任にも|副店長にも|現場にも顔|他の部署にも|上司にも|行き先を|異動先を|新しい勤め先|着任の週|移った先に|両方に|second thread|three contacts|more than one|several people|multi-thread*|deputy|assistant manager too|follow* to the new|new workplace|where they go next|both ends",
    answers: {
      one_contact: 0.9,
      customer_side_turnover: 0.9,
      handover: 0.5,
      relationship: 0.4,
      retention: 0.3,
    },
  },
  {
    id: "carry_theirs_too",
    ja: "他社の分も含めてまとめて引き受ける",
    en: "being the page that holds them all",
    words:
      "他社の分も|よその分も|他社宛ても|まとめて送|まとめて頼|全部載せ|一つの画面で|一枚で全部|一遍に済|共存|敵にせず|外させず|追い出さず|相手の仕事ごと|hold* them all|other suppliers' orders|including competitors|one list for all|coexist|without asking to remove|aggregate*|umbrella",
    answers: { many_screens: 0.9, competitor: 0.6, adoption: 0.4, free_is_ignored: 0.3 },
  },
  {
    id: "record_and_paper",
    ja: "記録と書面で責任をはっきりさせる",
    en: "records and paper for responsibility",
    words:
      "記録を残|記録を付|温度の記録|写真で記録|写真を残|撮って残|書面で|書面に|取り決めを書|覚書を|責任の線|責任の範囲|線引きを書|証跡|証拠|受領書|履歴を|折れ線|ログ|data logger|photo record|written agreement|proof of|evidence|signed sheet|temperature record|liability in writing|time stamp",
    answers: { left_unattended: 0.9, promise_gap: 0.5, quality_trace: 0.6, complaint: 0.3, receivables: 0.3 },
  },
  {
    id: "show_gain_to_each",
    ja: "使う本人の得を本人の言葉で示す",
    en: "showing each user his own gain",
    words:
      "本人の言葉|自分の言葉で|何が楽になる|何分早|何分短|四十分早|楽になった|手間が減っ|店長が自分で|主任が自分で|使う人の得|使う側の得|現場の得|in their own words|what gets easier|minutes saved|saves me|own benefit|what is in it for",
    answers: {
      adoption: 0.6,
      resistance: 0.6,
      bought_above_unused_below: 0.6,
      motivation: 0.4,
      roi_proof: 0.3,
    },
  },
  {
    id: "daily_short_round",
    ja: "毎日・毎週の短い確認",
    en: "a short round every day or week",
    words:
      "毎朝十分|毎朝15分|毎朝五分|朝の十分|十五分だけ|十分だけ|五分だけ|立ったまま|朝会|夕会|毎日一回|毎週月曜|週一回の短|短い打ち合わせ|ten minutes every|fifteen minutes|five minutes|stand-up|standup|daily huddle|every morning at|weekly check|short call",
    answers: {
      ramp_up: 0.4,
      between_units: 0.5,
      meeting_for_show: 0.7,
      forecast: 0.4,
      knowledge_silo: 0.4,
      early_leavers: 0.3,
    },
  },
  {
    id: "stop_doing",
    ja: "やめる・減らすと決める",
    en: "deciding to stop something",
    words:
      "やめた|やめました|止めた|廃止した|廃止して|減らした|減らして|絞った|断る|断った|断ることに|受けないと決め|引き受けない|撤退|畳んだ|たたん|整理し|間引|stopp* doing|gave up|dropped the|cut the number|said no|decline*|withdrew|pruned|closed accounts|fewer",
    answers: {
      overload: 0.5,
      no_priority_shared: 0.7,
      visit_efficiency: 0.4,
      admin_burden: 0.4,
      meeting_for_show: 0.4,
    },
  },
  {
    id: "local_partner",
    ja: "地元の相手と組む",
    en: "working with a local partner",
    words:
      "地元の|地場の|地域の業者|地元業者|現地の|提携|組んで|一緒に組|委託し|外部に任せ|外注|応援を頼|共同で|相乗り|間借り|local partner|local firm|team* up|subcontract to|joint with|outsourc*|shared with another",
    answers: { distance: 0.6, overload: 0.3, supply: 0.3, closing_customers: 0.2 },
  },
];
