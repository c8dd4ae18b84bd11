/**
 * Old and variant kanji, each followed by the form of today: 澤 → 沢, 髙 → 高. People write the same customer
 * both ways, so comparison forms use the second of each pair. Pairs that merge two different words (弁 and 辨
 * are one, 糸 and 絲 are one) are in; pairs whose forms are still told apart in names (斎 and 斉) are not merged.
 */
const PAIRS = [
  "亞亜惡悪壓圧圍囲醫医爲為壹壱稻稲飮飲隱隠營営榮栄衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏",
  "假仮價価畫画會会壞壊懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥巖巌顏顔歸帰氣気龜亀",
  "僞偽戲戯犧犠舊旧據拠擧挙虛虚峽峡挾挟敎教鄕郷堯尭曉暁區区驅駆勳勲薰薫徑径惠恵揭掲溪渓經経繼継莖茎螢蛍輕軽",
  "鷄鶏藝芸缺欠儉倹劍剣圈圏檢検權権獻献縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎劑剤雜雑",
  "參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨",
  "將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真盡尽圖図粹粋醉酔隨随髓髄",
  "數数樞枢瀨瀬淸清靑青聲声靜静齊斉稅税說説攝摂竊窃絕絶專専戰戦淺浅潛潜纖繊踐践錢銭禪禅曾曽雙双壯壮搜捜插挿",
  "爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断",
  "癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐腦脳",
  "霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜濵浜甁瓶拂払佛仏竝並變変邊辺邉辺辯弁瓣弁辨弁舖舗穗穂寶宝豐豊",
  "沒没飜翻槇槙萬万滿満默黙彌弥藥薬譯訳與与餘余譽誉搖揺樣様謠謡遙遥來来賴頼亂乱覽覧畧略龍竜兩両獵猟綠緑鄰隣",
  "凜凛壘塁淚涙勵励禮礼隸隷靈霊齡齢曆暦歷歴戀恋鍊錬爐炉勞労樓楼郞郎祿禄錄録亙亘灣湾髙高﨑崎嵜崎渕淵嶋島嶌島",
  "桒桑栁柳冨富峯峰穐秋舘館檜桧曻昇昻昂亰京舩船靏鶴塡填剝剥頰頬瘦痩繫繋蟬蝉摑掴噓嘘蔣蒋醬醤麴麹鹼鹸萊莱篭籠",
  "濤涛禱祷鷗鴎灌潅俠侠俱倶藪薮籔薮桝枡",
].join("");

/** Old form → form of today, by code unit. */
export const NEW_KANJI: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, i): [string, string] => [
    PAIRS.charAt(2 * i),
    PAIRS.charAt(2 * i + 1),
  ]),
);
