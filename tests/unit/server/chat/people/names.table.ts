// Names by script: pairs that people could mix up, names that many people have, and pairs of these that are two
// people. What cannot be seen is written as an escape.

const words = (text: string): string[] => text.trim().split(/\s*[,\n]\s*/u);
const pairs = (text: string): [string, string][] =>
  words(text).map((pair) => {
    const [left = '', right = ''] = pair.split('=');
    return [left, right];
  });

/** Each `name=look-alike`: of two people who join with them only one is verified. */
export const LOOK_ALIKES: Record<string, [string, string][]> = {
  case: pairs(
    'Anna=anna, JÖRG=jörg, ΆΝΝΑ=Άννα, ИВАН=иван, ԱՆԻ=Անի, Straße=STRASSE, ΝΙΚΟΣ=Νικος, Łucja=ŁUCJA',
  ),
  'strokes I l 1 |': pairs(`
    Paul=PauI, Paul=Pau1, Paul=Pau|, PAUL=PauI, paul=PauI, Ida=lda, ida=lda, IDA=1da, Iris=lris, Iris=lRlS,
    Ian=lan, IAN=lAN, Ilse=lIse, Ilse=llse, Bill=BiII, Bill=Bi11, Alina=AIina, Elif=EIif, Elif=E1if, ARIEL=ARlEL,
    Emil=EmiI, Isabel=lsabeI, Lola=LoIa, Ali=AIi, Karl=Kar1, Ilja=1lja, Will=WiIl, Olaf=O1af, Nils=NiIs,
    Ivo=|vo, Anna I=Anna l, Anna 1=Anna I, MARI=MARl, Daniel=DanieI`),
  'O and 0': pairs('Bob=B0B, Bob=B0b, Otto=0tt0, Noor=N00r, OLGA=0LGA, Leo=Le0, Mo=M0, Oona=O0na, Theo=The0'),
  'rn and m': pairs('Amie=Arnie, Tom=Torn, Emma=Ernma, Mona=rnona, Bernd=Bemd, Carmen=Carrnen'),
  'Latin beyond ASCII': pairs(`
    Ivan=\u0131van, Iris=\u0130ris, Gina=\u0261ina, Alan=\u0251lan, Paul=Pau\u01c0, Toni=T\u1d0fni, Vera=\u1d20era,
    Sara=\ua731ara, Wim=\u1d21im, Zoe=\u1d22oe, Lea=\u029fea, Karl=Kar\u2223, Anna=\u1d00\u0274\u0274\u1d00`),
  'Cyrillic for Latin': pairs(`
    Anna=\u0410nna, Olga=Оlga, Maria=Маria, Peter=Реter, Tom=Тоm, Sara=Ѕara, Jana=Јana, Ivan=\u0406van, Eva=\u0415va,
    Kate=\u041aate, Hans=Нans, Bert=Вert, Cora=Сora, Max=Маx, Yves=Уves, Xenia=Хenia, Paul=P\u0430ul, Leo=L\u0435o,
    Rosa=R\u043es\u0430, Chris=\u0441hris, Paul=Pau\u04cf, Will=\u0428ill, Wim=\u0448im, Simon=\u0405im\u043en, Dana=\u0501ana`),
  'Latin for Cyrillic': pairs(`
    Анна=Aннa, Анна=AHHA, Вера=BEPA, Олег=Oлer, Сергей=Cepreй, Роман=Poмaн, Тарас=Tapac, Оксана=Oкcaнa,
    Марк=Mapк, Ирина=Иpинa, Катя=Kaтя, Ева=EBA`),
  'Greek for Latin': pairs(`
    ANNE=ΑΝΝΕ, Anne=ΑΝΝΕ, Anna=\u0391nna, MARIO=ΜΑRΙΟ, Nora=\u039dora, Kim=\u039aim, Zoe=\u0396oe, Tina=\u03a4ina,
    Hanna=\u0397anna, Bea=\u0392ea, Petra=\u03a1etra, Otto=\u039ftto, Xaver=\u03a7aver, Yara=\u03a5ara, Ilse=\u0399lse,
    Ivan=\u03b9van, Vera=\u03bdera, Leo=Le\u03bf, Eva=\u0395va, TINA=ΤΙΝΑ`),
  'Latin for Greek': pairs('Νίνα=NÍNA, Ζωή=Zωή, Μαρία=MAPÍA, Κώστας=Kώστας, Τάκης=Tάκης, Όλγα=Óλγα, Ηρώ=Hρώ'),
  Armenian: pairs(
    'Otto=\u0555tto, Uli=\u054dli, Hanna=\u0570anna, Nina=\u0578i\u0578a, Leo=Le\u0585, Gina=\u0581ina, Ulla=\u054dlla',
  ),
  Cherokee: pairs(`
    Anna=\u13aanna, Tina=\u13a2ina, David=\u13a0avid, Ella=\u13aclla, Wim=\u13b3im, Mara=\u13b7ara, Hanna=\u13bbanna,
    Zoe=\u13c3oe, Lea=\u13deea, Paul=\u13e2aul, Kim=\u13e6im, Bea=\u13f4ea, Vera=\u13d9era, Sara=\u13daara, Gina=\u13c0ina`),
  Hebrew: pairs(
    'דוד=ד\u05c0ד, נועה=נ\u05dfעה, חיים=ח\u05f2ם, לוו=ל\u05f0, אביב=\ufb21ביב, תמר=\ufb28מר, Leo=Le\u05e1, Paul=Pau\u05d5',
  ),
  'Arabic and Persian': pairs(`
    علی\u200cرضا=علیرضا, محمد\u200cرضا=محمدرضا, علی=على, کریم=كریم, Leo=Le\u0647, Paul=Pau\u0627, Otto=\u0665tto, امیر=\u0661میر,
    ياسر=یاسر, هدى=ھدى, مها=مھا, سهيلة=سھيلة`),
  Devanagari: pairs('श्री=श्\u200dरी, आनंद=अानंद, ओम=अाेम, औषधि=अौषधि, Leo=Le\u0966, मोहन=माेहन, गौरव=गाैरव'),
  'Gurmukhi for Devanagari': pairs('सट=सਟ, कवि=कਕि, भव=ਮव, मन=ਸन'),
  Bengali: pairs('আনিকা=অানিকা, Leo=Le\u09e6, র\u200d্যাচেল=র্যাচেল'),
  'Tamil and Malayalam': pairs('மணி=\u0d25ணி, வேலு=\u0d16ேலு, Leo=Le\u0be6'),
  'Telugu and Kannada': pairs('రవి=ರవి, గీత=ಗీత, దయ=ದయ, నాని=ನాని, టీనా=ಟీనా, Leo=Le\u0c66, Leo=Le\u0ce6'),
  Thai: pairs('Leo=Le\u0e50, กานํา=กานำ, แดง=เเดง'),
  Sinhala: pairs('ශ්\u200dරී=ශ්රී, චන්ද්\u200dරා=චන්ද්රා'),
  'Georgian and Ethiopic': pairs('Uli=\u1200li, Ulla=\u1200lla'),
  Han: pairs(`
    王力=王カ, 口天=ロ天, 工藤=エ藤, 二郎=ニ郎, 八木=ハ木, 夕子=タ子, 卜部=ト部, 一郎=ー郎, 金子=\uf90a子, 林=\uf9f4,
    子=\u2f26, 龍=\uf9c4, 龍一=\u2fd3一`),
  Kana: pairs('ﾅｵ=ナオ, へいた=ヘいた, ニナ=二ナ, エミ=工ミ, ハナ=八ナ, ロミ=口ミ, ガク=カ\u3099ク'),
  Hangul: pairs('가람=\u1100\u1161람, 김=\u1100\u1175\u11b7, 이슬=\u110b\u4e28슬'),
  'full width': pairs(
    'Peter=Ｐｅｔｅｒ, Anna=Ａｎｎａ, Kim=Ｋｉｍ, Zoe=ｚｏｅ, Ida=ｌｄａ, Bob=Ｂ０ｂ, Max 2=Max ２',
  ),
  'mathematical letters': pairs(
    'Anna=𝐀𝐧𝐧𝐚, Paul=𝑃𝑎𝑢𝑙, Kim=𝒦𝒾𝓂, Zoe=ℤ𝕠𝕖, Eva=𝔈𝔳𝔞, Tom=𝖳𝗈𝗆, Max=𝙼𝚊𝚡, Leo=𝚕𝚎𝚘, Ida=𝗜𝗱𝗮',
  ),
  'ligatures and letters in one': pairs(`
    fine=ﬁne, Steffi=Steﬃ, Olaf fl=Olaf ﬂ, Njegos=ǌegos, Dzemal=ǳemal, Ljubo=ǈubo, Kim tel=Kim ℡, Max IV=Max Ⅳ,
    Vivi=ⅵvi, Steffen=Steﬀen`),
  'raised and enclosed': pairs('Anna=ᴬnna, Kim 2=Kim ², Kim 1=Kim ¹, Bea=ⓑⓔⓐ, Max=Ⓜax, Otto=ºtto'),
  digits: pairs('Max 5=Max ５, Max 3=Max 𝟛, Max 0=Max O, Max 1=Max l, Max 10=Max lO, Max 7=Max 𝟽'),
  marks: pairs(
    'Jörg=Jo\u0308rg, Zoë=Zoe\u0308, Åsa=A\u030asa, Søren=So\u0338ren, Łucja=L\u0338ucja, Çem=C\u0327em',
  ),
  punctuation: pairs(`
    O'Neil=O\u2019Neil, O'Neil=O\u02bcNeil, Anne-Marie=Anne\u2010Marie, Anne-Marie=Anne\u2011Marie, Anne-Marie=Anne\u2212Marie,
    Dr. No=Dr\u2024 No, Max & Mo=Max \uff06 Mo, D'Arcy=D\u00b4Arcy, O'Hara=O\u05f3Hara`),
  spaces: pairs('Anna Lena=Anna\u00a0Lena, Anna Lena=Anna\u3000Lena, Anna Lena=Anna\u2009\u2009Lena'),
  emoji: pairs(
    'Ada ❤=Ada ❤\ufe0f, Kim ☀\ufe0f=Kim ☀, Max 👩\u200d💻=Max 👩💻, Eva 😀\ufe0f=Eva 😀, Bo ✌\ufe0f=Bo ✌',
  ),
};

/** Names that many people have, and how people adorn them: each is accepted as it is, and no two are the same. */
export const HONEST: Record<string, string[]> = {
  English: words(
    "Oliver, Amelia, Iara, Lara, Ian, Lan, Ali, Al, Ai, Lily, Liam, Bill, Will, Mary-Ann, Sean O'Neil, J. R.",
  ),
  'German, Nordic': words(
    'Jörg, Jorg, Müller, Muller, Groß, Søren, Åsa, Asa, Björn, Þóra, Æsa, Aida, Alda, Elsa, Eisa, Öykü',
  ),
  'French, Spanish, Portuguese': words(
    'Zoë, Zoe, François, Anaïs, Léa, Lea, José, Iñigo, Inigo, Nuño, João, Luís, Luis, Ana, Anna',
  ),
  'Slavic, Baltic, Hungarian': words(
    'Łukasz, Lukasz, Zdeněk, Čeněk, Žofie, Ždan, Đorđe, Ģirts, Ūla, Gyöngyi, Sándor, Őze, Óze',
  ),
  'Turkish, Azerbaijani': words('Işıl, Çağrı, Şule, Gökçe, Nuray, Ümit, Əli, İpek, Yıldız, Yalın'),
  Vietnamese: words('Nguyễn, Phương, Đặng, Hoàng, Thảo, Thao, Trần, Tran, Ngọc, Lệ'),
  Greek: words('Άννα, Γιώργος, Ελένη, Νίκος, Σοφία, Δημήτρης, Χρήστος, Θεόδωρος, Ψαρρός, Ξένια'),
  Cyrillic: words(
    'Иван, Иванна, Анна, Юлия, Олексій, Ђорђе, Љубица, Ўладзімір, Ёлка, Елка, Жанна, Щедрин, Мөнх, Әсел, Ғани',
  ),
  'Armenian, Georgian': words(
    'Անի, Արամ, Գևորգ, Հայկ, Նարե, Տիգրան, ნინო, გიორგი, ქეთევან, ლაშა, თამარ, ვაჟა',
  ),
  Cherokee: words('ᏣᎳᎩ, ᏏᏉᏯ, ᎠᏂ, ᏧᎵ, ᏙᎹ'),
  Hebrew: words('נועה, דוד, שרה, יעל, משה, רחל, אברהם, ציפורה, שָׁלוֹם, גיא'),
  Arabic: words('محمد, أحمد, فاطمة, عمر, زينب, خالد, ليلى, هند, مُحَمَّد علي, نور الهدى, سارة'),
  'Persian, Urdu, Kurdish, Uyghur': words(
    'علی\u200cرضا, می\u200cنا, نیلوفر, پرویز, ژاله, گلناز, شہزاد, ہیرا, ڕێبوار, ئارزۇ, حسین\u200cعلی',
  ),
  'Syriac, N’Ko, Adlam': words('ܡܪܝܡ, ܝܘܣܦ, ߡߊߡߊߘߎ, 𞤀𞤥𞤢𞤣𞤵'),
  'Hindi, Marathi, Nepali': words(
    'राम, रमा, सीता, श्री, क्\u200dषमा, प्रिया, कृष्ण, ज्योति, आनंद, मोहन, शक्\u200cति, दीपक, काव्या',
  ),
  'Bengali, Assamese': words('রহিম, করিম, আনিকা, শ্রী, র\u200d্যাচেল, জ্যোতি, সুমন, ৰূপা'),
  'Punjabi, Gujarati, Odia': words('ਗੁਰਪ੍ਰੀਤ, ਹਰਜੀਤ, ਮਨਦੀਪ, કિરણ, ભાવેશ, ହରି, ପ୍ରିୟା'),
  'Tamil, Telugu, Kannada, Malayalam': words(`
    மணி, தமிழ், கவிதா, ஸ்ரீ, లక్ష్మి, రవి, శ్రీను, ಕವಿತಾ, ಮಂಜು, ಶ್ರೀ, മീര, ഗോപി, അനില, നന്ദന്\u200d`),
  Sinhala: words('ශ්\u200dරී, චන්ද්\u200dරා, ප්\u200dරියා, නිමල්, කුමාරි, රණ්ජිත්'),
  'Thai, Lao, Khmer, Burmese, Tibetan': words(
    'สมชาย, แดง, กานต์, น้ำฝน, ສົມພອນ, ແກ້ວ, សុភា, វិច្ឆិកា, အောင်, ခင်, བཀྲ་ཤིས, སྒྲོལ་མ',
  ),
  'Ethiopic, Tifinagh, Mongolian': words('አበበ, ሳራ, ተስፋዬ, ብርሃን, ⵎⴰⵙⵙⵉⵏ, ⵜⵉⵀⵢⴰ, ᠪᠠᠲᠤ'),
  Han: words('王, 玉, 王小明, 李娜, 张伟, 張偉, 陳大文, 诸葛亮, 田中, 中田, 山口, 髙橋, 高橋, 𠮷田, 吉田'),
  Kana: words(
    'さくら, サクラコ, ゆうき, ユウト, ナイト, ナイツ, ひろし, びろし, パトラ, バトラ, きょうこ, きようこ, コーヒー',
  ),
  Hangul: words('김민수, 김민주, 이슬, 박서준, 최지우, 한별, 정다은, ㅋㅋ'),
  'digits and signs': words(
    'Max 2, Max 3, Max 12, R2-D2, C-3PO, 007, 42, Anna & Bo, @home, Zoe (she), K+M, ~Mia~, Ann_a, ★Kim★',
  ),
  emoji: words(`
    Ada 👩\u200d💻, 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}, 👨\u200d👩\u200d👧\u200d👦, Kim ❤\ufe0f, 1\ufe0f\u20e3, 👍🏽, 👍🏿, 🇩🇪,
    🇫🇷, 🧑🏽\u200d🚀, 🏳\ufe0f\u200d🌈, 🐻\u200d❄\ufe0f, ☀\ufe0f, ✌🏻, 🦊`),
};

/** Honest names as near to each other as honest names are: two people. */
export const TWO_PEOPLE: [string, string][] = pairs(`
  Jörg=Jorg, Müller=Muller, 王=玉, Ana=Anna, Иван=Иванна, Iara=Lara, IARA=LARA, Ian=Lan, Aida=Alda, Elsa=Eisa, Ali=All,
  Eli=Ell, Łukasz=Lukasz, Søren=Soren, Zoë=Zoe, José=Jose, Ann=Anne, Straße=Strabe, Đan=Dan, Çem=Cem, Şule=Sule,
  Ёлка=Елка, Нина=Инна, Άννα=Anna, Анна=Anna, Юлия=Юлия 2, דן=רן, שרה=שרון, علي=عمر, حسن=حسین, راشد=رشد, राम=रमा,
  सीता=गीता, রহিম=করিম, மணி=மனி, రవి=రాణి, ශ්\u200dරී=ශාරී, สมชาย=สมชัย, 田中=中田, 末=未, 己=已, 日=曰, ナイト=ナイツ,
  ハナ=バナ, ひろし=びろし, きょう=きよう, 김민수=김민주, 박=백, ნინო=ნანო, Անի=Անա, አበበ=አበባ, 👍🏽=👍🏿, 🇩🇪=🇫🇷, Max 2=Max 3, Max 12=Max 21,
  Anna I=Anna L, Nina=Vina, Kim=Kin, Tim=Jim, Anna Lena=Annalena, Lena A=Lena B`);
