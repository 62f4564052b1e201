"""Words for small numbers, for keeping silent where one side says *three* and the other *3*.

A form ending in ``*`` stands for every word that begins so (cases, ordinals, compounds); such a form must
have four letters or more, or be sure. Lists are by value: 1 to 12, then tens and hundreds. Sources: CLDR's
rules for spelling out, and grammars of the languages.
"""

# ruff: noqa: E501 (tables: one row a language)

from __future__ import annotations

_SMALL = {
    "en": "one a an first once single sole each|two second twice both couple pair half double*|"
    "three third* thrice triple* tri*|four* quarter*|"
    "five fifth*|six sixth*|seven seventh*|eight eighth*|nine ninth* ninety*|ten tenth* decade*|eleven*|twelve* twelfth* dozen*",
    "fr": "un une premier* première* unique*|deux deuxième* second* double* demi*|trois troisième* tiers tripl*|quatre "
    "quatrième* quart*|cinq cinquième*|six sixième*|sept septième*|huit huitième*|neuf neuvième*|dix dixième* "
    "décennie* dizaine*|onze onzième*|douze douzième* douzaine*",
    "es": "un una uno unos unas primer* únic*|dos segund* doble* ambos ambas medi* mitad|tres tercer* tercio* tripl*|cuatro "
    "cuart*|cinco quint*|seis sext*|siete séptim*|ocho octav*|nueve noven*|diez décim* decenio* década* decena*|once "
    "undécim*|doce duodécim* docena*",
    "pt": "um uma primeir* únic*|dois duas segund* dobr* ambos ambas mei* metade|três terceir* terço* tripl*|quatro quart*|"
    "cinco quint*|seis sext*|sete sétim*|oito oitav*|nove non*|dez décim* década* decénio* dezena*|onze|doze dúzia*",
    "it": "un uno una un' prim* unic*|due second* doppi* entramb* mezz* metà|tre terz* tripl*|quattro quart*|cinque quint*|sei "
    "sest*|sette settim*|otto ottav*|nove non*|dieci decim* decenni* decina|undici|dodici dozzin*",
    "de": "ein eine einer eines einem einen eins erst* einmal einzig*|zwei zwo zwei* beid* halb* hälfte doppel*|drei "
    "drei* dritt*|vier vier*|fünf fünf*|sechs sechs* sechz*|sieb*|acht acht*|neun neun*|zehn zehn* "
    "jahrzehnt*|elf elf*|zwölf zwölf* dutzend*",
    "nl": "een één eerste enig*|twee tweede* beide* half helft|drie derde*|vier vierde*|vijf vijfde*|zes zesde*|zeven "
    "zevende*|acht achtste*|negen negende*|tien tiende* decennium|elf elfde*|twaalf twaalfde* dozijn*",
    "ru": "один одна одно одни одного одной одному одним одном одну одних перв* единств* раз|два две двух двум двумя "
    "втор* оба обе обоих обеих дважды пол* двое двой* двух*|три трех трёх трем трём тремя трет* трое трой* трижды трех* трёх*|"
    "четыр* четверт* четвер*|пять пяти пятью пят*|шесть шест*|семь семи семью седьм* семи*|восем* восьм*|"
    "девят*|десят*|одиннадцат*|двенадцат* дюжин*",
    "uk": "один одна одне одні одного одної одному одним одну одних перш* єдин*|два дві двох двом двома друг* обидв* "
    "двічі пів* подвій* дво*|три трьох трьом трьома трет* троє тричі три*|чотир* четверт* чверт*|пять п'ят* п’ят*|"
    "шість шест* шост*|сім семи сьом* сімох|вісім восьм*|дев'ят* дев’ят*|десят*|одинадцят*|дванадцят*",
    "be": "адзін адна адно адны аднаго адной перш*|два дзве двух двум друг*|тры трох трэц*|чатыр* чацв*|пяць пят*|"
    "шэсць шост*|сем сям* сём*|восем восьм*|дзевя*|дзеся*|адзінаццац*|дванаццац*",
    "pl": "jeden jedna jedno jedn* pierwsz* raz|dwa dwie dwóch dwu dwoma dwom drug* oba obie obu dwukrot* pół*|trzy trzech "
    "trzem trzema trzec* troje|cztery czter* czwart*|pięć pięci* piąt*|sześć sześci* szóst*|siedem siedm* siódm*|"
    "osiem ośm* ósm*|dziewię* dziewią*|dziesię* dziesią*|jedenast*|dwanaście dwunast*",
    "tr": "bir biri ilk birinci* tek|iki ikinci* ikisi çift* yarı* yarım*|üç üçüncü* üçü*|dört dördüncü* dörd*|beş beşinci* "
    "beşi*|altı altıncı*|yedi yedinci*|sekiz sekiz*|dokuz dokuz*|on onuncu* onu|onbir*|oniki*",
    "kk": "бір бірін* бірі жалғыз алғаш*|екі екін* екеу* қос* жарты*|үш үшін* үшеу*|төрт төрт*|бес бесін* бесеу*|алты алты*|"
    "жеті жеті*|сегіз*|тоғыз*|он онын* ондаған|он-бір|он-екі",
    "ar": "واحد* واحدة أحد إحدى الأول* أول الأولى أولى مرة|اثنان اثنين اثنتان اثنتين ثاني* الثاني* كلا كلتا مرتين "
    "ضعف نصف|ثلاث* الثالث* ثالث* ثلث*|أربع* الرابع* رابع* ربع|خمس* الخامس* خامس*|ست ستة الست الستة السادس* سادس*|سبع* السابع* "
    "سابع*|ثمان* الثامن* ثامن*|تسع* التاسع* تاسع*|عشر* العاشر* عاشر* عقد*|الحادي|الثاني",
    "he": "אחד אחת הראשון ראשון ראשונה|שניים שתיים שני שתי השני השנייה שנייה|שלוש* השליש* שליש*|ארבע* הרביע* רביע*|"
    "חמש* חמיש* החמיש*|שש שישה השיש* שיש*|שבע* שביע* השביע*|שמונה שמונת השמיני* שמיני*|תשע* תשיע* התשיע*|"
    "עשר* העשיר* עשיר*|אחד-עשר|שנים-עשר",
    "is": "einn ein eitt eina einu eins fyrst* einn*|tveir tvær tvö tvo tveim* tveggja annar önnur annað báð* hálf*|þrír þrjár "
    "þrjú þrjá þrem* þriggja þriðj*|fjórir fjórar fjögur fjóra fjór* fjögurra|fimm*|sex sjött*|sjö sjö*|átta átt*|níu "
    "níu*|tíu tíund* áratug*|ellef*|tólf* tylft*",
    "fi": "yksi yhden yht* yks* ensimm*|kaksi kahd* kaht* toinen tois* puol*|kolme* kolma*|neljä* nelj*|viisi viid* viit*|"
    "kuusi kuud* kuut*|seitsem* seitsem*|kahdeksa*|yhdeksä*|kymmen*|yksitoista|kaksitoista",
    "sr": "један једна једно једн* прв*|два две двоје друг* двој* оба обе пола|три трећ* троје|четири четв*|пет пет*|"
    "шест шест*|седам седм*|осам осм*|девет девет*|десет десет*|једанаест*|дванаест*",
    "id": "satu pertama se*|dua kedua*|tiga ketiga*|empat keempat*|lima kelima*|enam keenam*|tujuh ketujuh*|delapan*|"
    "sembilan*|sepuluh*|sebelas*|dua-belas",
    "hi": "एक प्रथम पहल*|दो द्वितीय दूसर* दोनों|तीन तृतीय तीसर*|चार चौथ* चतुर्थ|पाँच पांच*|छह छः छठ*|सात सातव*|"
    "आठ आठव*|नौ नव*|दस दसव*|ग्यारह|बारह",
}  # fmt: skip
# Tens from 20 (with what is added behind or before them), hundreds and thousands where one word says them.
_TENS = {
    "en": "twenty twentieth|thirty thirtieth|forty fortieth|fifty fiftieth|sixty sixtieth|seventy seventieth|eighty eightieth|ninety ninetieth|hundred* hundredth cent*|thousand*",
    "fr": "vingt* |trente* |quarante*|cinquante*|soixante*|||nonante*|cent cents centième* siècle*|mille millième* millier*",
    "es": "veint* |treint*|cuarent*|cincuent*|sesent*|setent*|ochent*|novent*|cien* centen* siglo*|mil mil* millar*",
    "pt": "vint* vigésim*|trint*|quarent*|cinquent*|sessent*|setent*|oitent*|novent*|cem cent*|mil milh*",
    "it": "vent*|trent*|quarant*|cinquant*|sessant*|settant*|ottant*|novant*|cent*|mille mila",
    "de": "zwanzig*|dreißig* dreissig*|vierzig*|fünfzig*|sechzig*|siebzig*|achtzig*|neunzig*|hundert* jahrhundert*|tausend*",
    "nl": "twintig*|dertig*|veertig*|vijftig*|zestig*|zeventig*|tachtig*|negentig*|honderd* eeuw*|duizend*",
    "ru": "двадцат*|тридцат*|сорок*|пятьдесят* пятидесят*|шестьдесят* шестидесят*|семьдесят* семидесят*|восемьдесят* "
    "восьмидесят*|девяност*|сто ста сот* стол*|тысяч*",
    "uk": "двадцят*|тридцят*|сорок*|п'ятдесят*|шістдесят*|сімдесят*|вісімдесят*|дев'яност*|сто ста сот*|тисяч*",
    "pl": "dwadzieści* dwudziest*|trzydzieści* trzydziest*|czterdzieści* czterdziest*|pięćdziesiąt* pięćdziesięc*|"
    "sześćdziesiąt* sześćdziesięc*|siedemdziesiąt*|osiemdziesiąt*|dziewięćdziesiąt*|sto stu setn*|tysiąc* tysięc*",
    "tr": "yirmi*|otuz*|kırk*|elli*|altmış*|yetmiş*|seksen*|doksan*|yüz yüz*|bin bin*",
    "kk": "жиырма*|отыз*|қырық*|елу*|алпыс*|жетпіс*|сексен*|тоқсан*|жүз жүз*|мың мың*",
    "ar": "عشرون عشرين العشر*|ثلاثون ثلاثين الثلاث*|أربعون أربعين الأربع*|خمسون خمسين الخمس*|ستون ستين الست*|سبعون سبعين "
    "السبع*|ثمانون ثمانين الثمان*|تسعون تسعين التسع*|مئة مائة قرن القرن|ألف آلاف الألف",
    "is": "tuttug*|þrjátí* þrít*|fjörut*|fimmtí*|sextí*|sjötí*|áttatí*|níutí*|hundr* öld*|þúsund*",
}  # fmt: skip
_TEEN = {
    "en": "thirteen*|fourteen*|fifteen*|sixteen*|seventeen*|eighteen*|nineteen*",
    "fr": "treiz*|quatorz*|quinz*|seiz*|dix-sept*|dix-huit*|dix-neuf*",
    "es": "trece*|catorce*|quince*|diecis* dieciséis*|diecisiete*|dieciocho*|diecinueve*",
    "pt": "treze|catorze quatorze|quinze*|dezasseis dezesseis|dezassete dezessete|dezoito|dezanove dezenove",
    "it": "tredic*|quattordic*|quindic*|sedic*|diciassett*|diciott*|diciannov*",
    "de": "dreizehn*|vierzehn*|fünfzehn*|sechzehn*|siebzehn*|achtzehn*|neunzehn*",
    "ru": "тринадцат*|четырнадцат*|пятнадцат*|шестнадцат*|семнадцат*|восемнадцат*|девятнадцат*",
    "uk": "тринадцят*|чотирнадцят*|п'ятнадцят*|шістнадцят*|сімнадцят*|вісімнадцят*|дев'ятнадцят*",
    "pl": "trzynast*|czternast*|piętnast*|szesnast*|siedemnast*|osiemnast*|dziewiętnast*",
    "is": "þrettán*|fjórtán*|fimmtán*|sextán*|sautján*|átján*|nítján*",
}
# Behind a number: it counts so many. Words are compared by their beginning, abbreviations whole.
SCALES: dict[str, int] = {
    **dict.fromkeys(("thousand", "mille", "millier", "mil", "тысяч", "тыс", "тис", "tausend", "tsd", "ألف", "آلاف", "мың", "bin", "tisíc", "tysię", "tysią", "tys", "þúsund", "千", "천"), 10**3),
    **dict.fromkeys(("万", "萬", "만"), 10**4),
    **dict.fromkeys(("million", "mln", "mio", "millones", "millón", "milhões", "milhão", "milione", "milioni", "миллион", "млн", "мільйон", "مليون", "ملايين", "milyon", "milj", "miljoon", "milion", "百万"), 10**6),
    **dict.fromkeys(("亿", "億", "억"), 10**8),
    **dict.fromkeys(("billion", "bn", "milliard", "mrd", "млрд", "миллиард", "мільярд", "مليار", "بليون", "milyar", "miliard", "miljard", "bilhões", "bilhão", "milliarð"), 10**9),
    **dict.fromkeys(("trillion", "трлн", "триллион", "трильйон", "تريليون", "trilyon", "trilhões", "兆", "billones"), 10**12),
}  # fmt: skip


def _rows() -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for table, values in (
        (_SMALL, range(1, 13)),
        (_TEEN, range(13, 20)),
        (_TENS, (*range(20, 100, 10), 100, 1000)),
    ):
        for lang, listed in table.items():
            for forms, value in zip(listed.split("|"), values, strict=True):
                found.setdefault(lang, []).extend((form, value) for form in forms.split())
    return found


_ROWS = _rows()
WHOLE: dict[str, dict[str, set[int]]] = {}
STEMS: dict[str, dict[str, set[int]]] = {}
for _lang, _forms in _ROWS.items():
    WHOLE[_lang], STEMS[_lang] = {}, {}
    for _form, _value in _forms:
        table = STEMS[_lang] if _form.endswith("*") else WHOLE[_lang]
        table.setdefault(_form.rstrip("*"), set()).add(_value)


def known(lang: str) -> bool:
    """Whether the small numbers of a primary language are listed (or read as numerals: Chinese, Japanese)."""
    return lang in WHOLE or lang in ("zh", "ja")


def values_of(word: str, lang: str) -> set[int]:
    """What a case-folded word may count: ``zweite`` 2. Empty for other words."""
    whole, stems = WHOLE.get(lang, {}), STEMS.get(lang, {})
    found = set(whole.get(word, ()))
    for n in range(2, min(len(word), 16) + 1):
        found |= stems.get(word[:n], set())
    return found
