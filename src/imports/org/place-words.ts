/**
 * Words that names of units are made of, with what they are in a key. There is no dictionary of Japanese
 * readings here on purpose: what is not in these lists gets a number, which is stable and can be changed.
 */

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/u)
      .map((pair) => pair.split("="))
      .map(([word, latin]) => [word ?? "", latin ?? ""] as const),
  );

/** Prefectures, their capitals, large cities, regions and the ways of dividing them. */
export const PLACES = pairs(`
  北海道=hokkaido 青森=aomori 岩手=iwate 宮城=miyagi 秋田=akita 山形=yamagata 福島=fukushima 茨城=ibaraki
  栃木=tochigi 群馬=gunma 埼玉=saitama 千葉=chiba 東京=tokyo 神奈川=kanagawa 新潟=niigata 富山=toyama
  石川=ishikawa 福井=fukui 山梨=yamanashi 長野=nagano 岐阜=gifu 静岡=shizuoka 愛知=aichi 三重=mie 滋賀=shiga
  京都=kyoto 大阪=osaka 兵庫=hyogo 奈良=nara 和歌山=wakayama 鳥取=tottori 島根=shimane 岡山=okayama
  広島=hiroshima 山口=yamaguchi 徳島=tokushima 香川=kagawa 愛媛=ehime 高知=kochi 福岡=fukuoka 佐賀=saga
  長崎=nagasaki 熊本=kumamoto 大分=oita 宮崎=miyazaki 鹿児島=kagoshima 沖縄=okinawa
  札幌=sapporo 盛岡=morioka 仙台=sendai 水戸=mito 宇都宮=utsunomiya 前橋=maebashi 高崎=takasaki
  横浜=yokohama 金沢=kanazawa 甲府=kofu 名古屋=nagoya 津=tsu 大津=otsu 神戸=kobe 松江=matsue 高松=takamatsu
  松山=matsuyama 那覇=naha
  さいたま=saitama つくば=tsukuba いわき=iwaki 旭川=asahikawa 函館=hakodate 釧路=kushiro 帯広=obihiro 苫小牧=tomakomai 八戸=hachinohe 郡山=koriyama
  川崎=kawasaki 相模原=sagamihara 横須賀=yokosuka 藤沢=fujisawa 厚木=atsugi 湘南=shonan 大宮=omiya 浦和=urawa
  川越=kawagoe 熊谷=kumagaya 船橋=funabashi 柏=kashiwa 成田=narita 八王子=hachioji 立川=tachikawa 多摩=tama
  町田=machida 新宿=shinjuku 渋谷=shibuya 池袋=ikebukuro 品川=shinagawa 上野=ueno 銀座=ginza 丸の内=marunouchi
  日本橋=nihonbashi 秋葉原=akihabara 浜松=hamamatsu 沼津=numazu 豊橋=toyohashi 豊田=toyota 岡崎=okazaki
  四日市=yokkaichi 松本=matsumoto 長岡=nagaoka 堺=sakai 東大阪=higashiosaka 梅田=umeda 難波=namba 姫路=himeji
  尼崎=amagasaki 倉敷=kurashiki 福山=fukuyama 呉=kure 下関=shimonoseki 北九州=kitakyushu 小倉=kokura 久留米=kurume
  博多=hakata 佐世保=sasebo 天神=tenjin
  首都圏=shutoken 関東=kanto 北関東=kitakanto 南関東=minamikanto 東関東=higashikanto 西関東=nishikanto
  東北=tohoku 北東北=kitatohoku 南東北=minamitohoku 道央=doo 道南=donan 道北=dohoku 道東=doto
  甲信越=koshinetsu 信越=shinetsu 北陸=hokuriku 中部=chubu 東海=tokai 中京=chukyo 関西=kansai 近畿=kinki
  京阪神=keihanshin 北大阪=kitaosaka 南大阪=minamiosaka 中国=chugoku 山陰=sanin 山陽=sanyo 四国=shikoku
  中四国=chushikoku 九州=kyushu 北部九州=hokubukyushu 南九州=minamikyushu 東日本=higashinihon
  西日本=nishinihon 中日本=nakanihon 全国=zenkoku 城東=joto 城西=josai 城南=jonan 城北=johoku 都心=toshin
  三多摩=santama 県央=keno 県北=kenhoku 県南=kennan 海外=overseas 国内=domestic 中央=chuo
  東部=tobu 西部=seibu 南部=nanbu 北部=hokubu 中部=chubu 東=east 西=west 南=south 北=north
`);

/** Words of business, and head-office jobs. */
export const BUSINESS = pairs(`
  公共=public 官公庁=government 自治体=municipal 文教=education 教育=education 学校=school 大学=university
  製造=manufacturing 産業=industry 工業=industrial 流通=distribution 小売=retail 物流=logistics 運輸=transport
  金融=finance 銀行=banking 保険=insurance 証券=securities 士業=professional 医療=medical 介護=care 福祉=welfare
  薬局=pharmacy 製薬=pharma 通信=telecom 放送=broadcast 建設=construction 建築=construction 不動産=realestate
  住宅=housing 設備=facility 電力=power 環境=environment 食品=food 農業=agri 化学=chemical 自動車=auto
  機械=machinery 電子=electronics 電機=electric 精密=precision 観光=tourism 宿泊=hotel 外食=restaurant 飲食=restaurant
  情報=information 情報通信=ict 事務機=officemachine 複合機=mfp 保守=maintenance 技術=tech 開発=development
  営業=sales 法人=corporate 法人営業=corporate-sales 直販=direct 直需=direct 代理店=agency 販売=sales 販売推進=promotion
  推進=promotion 営業推進=sales-promotion 営業企画=sales-planning 企画=planning 広域=wide 大手=major 中堅=midsize
  中小=smb 新規=new 既存=existing 戦略=strategy 特販=special 特需=special 民需=private 量販=volume
  専門店=specialty 業務用=pro 資材=materials 包装=packaging 印刷=printing 文具=stationery 家具=furniture
  空調=hvac 照明=lighting 防災=disaster 警備=security 清掃=cleaning 人材=staffing 研修=training
  統括=general 総合=general 共通=common 支援=support 事業=business 品質=quality 購買=purchasing
  管理=admin 業務管理=operations 業務=operations 経営企画=planning 経営管理=management 経営戦略=strategy 人事=hr
  総務=general-affairs 情報システム=it 情シス=it 法務=legal 経理=accounting 財務=treasury 社長=president
  秘書=secretary 監査=audit 内部監査=audit 広報=pr 本社=head-office 本店=main
  モバイル=mobile オフィス=office ソリューション=solution ソリューションズ=solutions ヘルスケア=healthcare
  メディカル=medical ネットワーク=network システム=system システムズ=systems サービス=service サポート=support
  デジタル=digital クラウド=cloud セキュリティ=security データ=data チャネル=channel チャンネル=channel
  パートナー=partner マーケティング=marketing エネルギー=energy ライフ=life ビジネス=business グローバル=global
  コンシューマー=consumer エンタープライズ=enterprise パブリック=public インフラ=infra エンジニアリング=engineering
  テクノ=techno テクノロジー=technology コンタクト=contact コール=call リテール=retail フード=food ホテル=hotel
  カーボン=carbon ファシリティ=facility コミュニケーション=communication アカウント=account ダイレクト=direct
`);

/** Parts of a place's name that a key does without. */
export const SILENT = /^(?:県|府|都|市|区|町|地区|地域|エリア|地方|ブロック|圏|担当|の)/u;
