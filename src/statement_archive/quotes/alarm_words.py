"""Words whose omission turns a sentence round: negations, modals, conditions, exceptions.

A form ending in ``*`` stands for every word that begins so. Scripts written without spaces are searched for the form
itself. Four lists a language, parted by ``|``: negation, modal, condition, exception. Sources: grammars of the
languages, and the function words of treaties; too many is better than too few, since an alarm only asks to look.
"""

# ruff: noqa: E501 (tables: one row a language)

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from statement_archive.domain.language import primary

AlarmWord = Literal["negation", "modal", "condition", "exception"]
ALARM_WORDS: tuple[AlarmWord, ...] = get_args(AlarmWord)

_FORMS = {
    "en": "not no never nor neither none nothing nobody nowhere cannot without n't against refus* reject* oppos* deni* deny* fail* lack* hardly scarcely|"
    "must shall should may might can could will would ought need* require* oblig* allow* permit* prohibit* forbid* mandatory voluntary possibl* probabl* perhaps alleged*|"
    "if unless provided providing whether until till when where conditional* subject assuming suppos* case|"
    "except* excluding exclud* only but however although though despite notwithstanding save merely solely rather instead other",
    "fr": "ne n' pas point jamais rien aucun* nul* ni sans non contre refus* rejet* oppos* nier nie guère plus personne|"
    "doit doiv* devr* devoir* peut peuv* pourr* pouvoir* puiss* faut faudr* falloir oblig* autoris* interdi* permet* permis* possibl* éventuel*|"
    "si s' condition* pourvu lorsque quand jusqu* sauf supposé cas réserve*|"
    "sauf except* excepté hormis seul* seulement que mais toutefois cependant néanmoins malgré bien quoique uniquement",
    "es": "no ni nunca jamás nada nadie ningun* ningún* sin contra tampoco rechaz* opon* oponer* niega* negar*|"
    "debe* deber* debi* puede* podr* podem* poder* pueda* hay haya oblig* permit* prohib* posible* quizá* tal necesari*|"
    "si siempre condicion* cuando hasta caso supuesto|"
    "salvo excepto excepcion* excepción solo sólo solamente pero sino aunque únicamente pese no_obstante obstante menos",
    "pt": "não nem nunca jamais nada ninguém nenhum* sem contra tampouco rejeit* op* recus*|"
    "deve* dever* pode* poder* possa* há oblig* obrig* permit* proib* possív* talvez necess*|"
    "se caso condicion* condição quando até contanto desde|"
    "salvo exceto excet* exceç* só somente apenas mas porém embora unicamente contudo todavia",
    "it": "non né mai nulla niente nessun* senza contro neppure nemmeno rifiut* respin* oppo*|"
    "deve devono dovr* dover* può possono potr* poter* possa* bisogna obblig* permett* permess* viet* proib* possibil* forse|"
    "se purché qualora quando finché condizion* caso|"
    "salvo tranne eccet* eccez* solo soltanto solamente ma però tuttavia benché sebbene unicamente",
    "de": "nicht nichts nie niemals niemand* kein* weder noch ohne gegen ablehn* abgelehn* lehn* verweiger* kaum mitnichten|"
    "muss muß müss* musst* soll* darf* dürf* durft* kann* könn* konnt* will woll* möcht* möglich* verpflicht* verbot* verbiet* erlaub* vielleicht|"
    "wenn falls sofern ob bis sobald bedingung* voraussetz* vorausgesetzt soweit|"
    "außer ausser ausgenommen ausnahm* nur aber jedoch sondern obwohl obgleich trotz lediglich allein bloß",
    "nl": "niet niets nooit niemand geen noch zonder tegen weiger* verwerp* nauwelijks|"
    "moet* zal zullen zou* mag mogen kan kunnen kon* verplicht* verbod* verbied* misschien mogelijk*|"
    "als indien mits tenzij of wanneer tot voorwaard*|"
    "behalve uitgezonderd uitzonder* slechts alleen enkel maar echter hoewel ondanks",
    "sv": "inte ej icke aldrig ingen inget inga utan mot varken vägra* avvis*|måste ska skall bör borde kan kunde får må vill möjlig* förbju* förbud* tillåt* skyldig*|om ifall såvida när tills villkor* förutsätt*|utom förutom undantag* endast bara men dock trots",
    "da": "ikke ej aldrig ingen intet uden mod hverken næppe|må måtte skal skulle bør burde kan kunne vil mulig* forbyd* forbud* tillad*|hvis såfremt når indtil medmindre betingel* forudsat|undtagen undtagel* kun blot men dog trods bortset",
    "no": "ikke ikkje ei aldri ingen intet uten mot verken neppe|må måtte skal skulle bør burde kan kunne vil mulig* forby* forbud* tillat*|hvis dersom når inntil med_mindre betingel* forutsatt|unntatt unntak* kun bare men dog tross",
    "is": "ekki ei aldrei enginn engin ekkert án gegn hvorki neita*|verð* skal skul* ber má mega getur geta kann* gæt* mun* bann* heimil* skyld*|ef nema þegar þar til skilyrð*|nema undan* aðeins bara en þó þrátt einungis",
    "fi": "ei en et eivät emme ette älä älkö* ilman vastaan koskaan mitään kukaan kieltä* hylk*|täyty* pitä* on voi* saa* saattaa* tulee mahdolli* velvolli* sallit* kiellet*|jos ellei mikäli kun kunnes ehto* ehdo* edellyt*|paitsi lukuun poikke* vain ainoastaan mutta kuitenkin vaikka huolimatta",
    "ru": "не ни нет без против никогда никто ничто ничего никак* нигде нельзя невозможн* недопустим* отказ* отверг* отклон* возраж* вопреки отнюдь|"
    "долж* следует надлежит обязан* обязат* может могут мог* можно нужн* необходим* надо вправе запре* разреш* возможн* вероятн* стоит бы|"
    "если если_бы при условии услови* пока когда ли случа* лишь|"
    "кроме исключ* только лишь но однако хотя несмотря помимо единственн* за_исключением а",
    "uk": "не ні ані немає без проти ніколи ніхто ніщо нічого жодн* неможлив* неприпустим* відмов* відхил* заперечу*|"
    "має мають мусить слід повин* зобов* може можуть міг* можна треба потрібн* необхідн* заборон* дозвол* можлив* б би|"
    "якщо якби за_умови умов* поки коли чи разі|"
    "крім окрім винят* лише тільки але однак проте хоча незважаючи попри",
    "be": "не ні няма без супраць ніколі ніхто нішто нічога адмов* адхіл*|павін* трэба варта можа могуць можна абавяз* забарон* дазвол* магчым*|калі пакуль умов* ці выпадк*|акрамя апроч выключ* толькі але аднак хаця нягледзячы",
    "bg": "не ни няма без против никога никой нищо отказ* отхвърл*|трябва следва може могат мог* длъж* задълж* забран* разреш* възмож* ще|ако докато кога* дали услови* случай|освен изключ* само но обаче въпреки макар",
    "sr": "не ни нема без против никада нико ништа одби* одбац* ne ni nema bez protiv nikada niko ništa odbi* odbac*|мора* треба може могу сме дужн* обавез* забра* дозвол* mora* treba može mogu sme dužn* obavez* zabra* dozvol*|ако уколико док када услов* ако ako ukoliko dok kada uslov*|осим изузе* само али међутим иако osim izuze* samo ali međutim iako",
    "hr": "ne ni nema bez protiv nikada nitko ništa odbi* odbac*|mora* treba* može mogu smije dužn* obvez* zabra* dopušt*|ako ukoliko dok kada uvjet*|osim izuze* samo ali međutim iako",
    "pl": "nie ani bez przeciw* nigdy nikt nic żad* odmaw* odmow* odrzuc*|musi* muszą powin* może* mogą można należy trzeba obowiąz* zakaz* zezwol* wolno możliw* by|jeśli jeżeli gdyby o_ile chyba dopóki gdy kiedy warun* czy|oprócz wyjąt* tylko jedynie ale jednak lecz choć mimo poza",
    "cs": "ne* ani bez proti nikdy nikdo nic žádn* odmít*|mus* má mají měl* může mohou moh* lze smí povin* zakaz* zákaz* dovol* možn* by|jestliže pokud li když zda podmín* dokud|kromě výjim* jen pouze jenom ale avšak však ačkoli přesto",
    "tr": "değil* yok* hiç* ne asla karşı olmadan olmaksızın reddet* redded* aykırı *meyen *mayan *memek* *mamak* *maz *mez *madı* *medi* *masın *mesin *mayacak* *meyecek*|"
    "gerek* zorun* lazım malı* meli* *malı* *meli* *ebil* *abil* *ebilir* *abilir* yasak* izin mümkün belki yükümlü*|"
    "eğer şart* koşul* ise takdirde halinde kadar|"
    "hariç dışında ancak yalnız* sadece fakat ama rağmen istisna*",
    "kk": "емес жоқ ешқашан ешкім ештеңе қарсы бас_тарт* *маған *меген *пеген *паған *мау* *меу* *пау* *пеу* *майды *мейді *байды *бейді *пайды *пейді *маса* *месе*|"
    "керек* тиіс* міндет* мүмкін* қажет* алады болады тыйым* рұқсат*|"
    "егер *са *се шарт* дейін жағдайда|"
    "басқа тек ғана қоспағанда бірақ алайда дегенмен қарамастан",
    "az": "deyil yox heç əleyhinə qarşı olmadan rədd|gərək lazım* məcbur* bilər* olar qadağan* icazə mümkün|əgər şərt* isə halda qədər|istisna* yalnız ancaq lakin amma başqa rəğmən",
    "uz": "emas yoʻq yo'q hech qarshi рад емас йўқ ҳеч қарши|kerak shart mumkin lozim zarur majbur* taqiq* керак мумкин лозим|agar shart* holda qadar агар шарт*|bundan tashqari faqat lekin ammo biroq бундан фақат лекин аммо",
    "ky": "эмес жок эч каршы баш_тарт*|керек* тийиш* милдет* мүмкүн* зарыл* тыюу*|эгер шарт* чейин учурда|башка гана бирок тек карабастан",
    "tg": "не нест ҳеҷ бе бар_зидди рад|бояд метавон* мумкин* лозим* ҳатмӣ манъ*|агар шарт* то ҳолат*|ба_ғайр танҳо фақат вале аммо",
    "ar": "لا لم لن ليس ليست ليسوا ما غير دون بدون بلا عدم ضد كلا أبدا رفض* يرفض* ترفض* نرفض* لاي ولا فلا ولم ولن وليس ألا|"
    "يجب ينبغي يمكن قد يجوز يتعين لابد يلزم* ملزم* إلزام* يستطيع* نستطيع* يحق محظور* حظر* يحظر* سوف ممكن ربما يتوجب|"
    "إذا إن لو شريطة بشرط شرط* حتى عندما متى حال حالة ما_لم اذا|"
    "إلا الا باستثناء سوى عدا فقط لكن ولكن غير بيد رغم إنما استثناء* وإنما",
    "fa": "نه نیست نیستند نباید نمی* هیچ بدون بی علیه مخالف* هرگز نخواه* نشود ندارد ندارند رد *نمی|"
    "باید می‌توان* می_توان* توان* ممکن شاید بایست* ملزم* موظف* مجاز* ممنوع* الزام*|"
    "اگر چنانچه مشروط* شرط* تا هرگاه هنگامی در_صورتی صورتی|"
    "مگر جز بجز به_جز استثنا* تنها فقط اما ولی لیکن گرچه هرچند",
    "ur": "نہیں نہ مت بغیر بلا خلاف کبھی کوئی_نہیں مسترد انکار|چاہیے چاہئے لازم* ضرور* سکتا سکتی سکتے ممکن شاید پابند ممنوع اجازت|اگر بشرطیکہ شرط* جب تک|سوائے علاوہ صرف مگر لیکن البتہ باوجود",
    "he": "לא אין אל בלי ללא נגד מעולם אף בלתי איננו אינו אינה אינם סירב* דחה* ולא שלא|"
    "חייב* צריך צריכ* יכול* עשוי* רשאי* מותר אסור ניתן אפשר* מוטל* אולי יש|"
    "אם אלא_אם בתנאי תנאי* עד כאשר כש* במקרה|"
    "מלבד למעט פרט רק אך אבל אולם אלא למרות חרף בלבד",
    "hi": "नहीं न ना मत बिना विरुद्ध खिलाफ कभी कोई_नहीं अस्वीकार* इनकार*|"
    "चाहिए चाहिये सकता सकती सकते होगा होगी होंगे आवश्यक* अनिवार्य* संभव* शायद बाध्य* अनुमति* निषिद्ध* निषेध*|"
    "यदि अगर बशर्ते शर्त* जब तक|"
    "सिवाय अलावा केवल सिर्फ परंतु परन्तु लेकिन किंतु किन्तु मगर बावजूद छोड़कर",
    "bn": "না নয় নেই নাই ছাড়া বিরুদ্ধে কখনও|অবশ্যই উচিত পারে পারেন হবে প্রয়োজন* সম্ভব* নিষিদ্ধ*|যদি শর্ত* যখন পর্যন্ত|ব্যতীত শুধু কেবল কিন্তু তবে ছাড়া",
    "zh": "不 没 沒 未 无 無 非 否 勿 莫 反对 反對 拒绝 拒絕 禁止|必须 必須 应 應 须 須 可 能 会 會 得 要 或许 或許 可能 义务 義務|如果 若 倘 假如 只要 除非 条件 條件 时 時 直到 但书|除 但 却 卻 只 仅 僅 唯 惟 然而 虽 雖 尽管 儘管",
    "ja": "ない なく なけれ ず ぬ ません 無 非 不 反対 拒否 禁止|べき なければ ならない できる 可能 かもしれ 義務 必要 許 得る うる|もし 場合 ならば なら れば 条件 限り まで とき|除 だけ のみ しか しかし ただし が 例外 にもかかわらず",
    "ko": "않* 아니* 없* 못* 안 말* 반대* 거부* 금지* *않* *아니* *없* *못*|하여야* 해야* *여야* *어야* *아야* 수 있* 가능* 의무* 필요* *ㄹ 할|만약 만일 경우* 한 *면 조건* 까지 때|제외* 외* 만 오직 다만 그러나 하지만 불구하고 단",
    "id": "tidak tak bukan jangan tanpa belum melawan menolak ditolak|harus wajib dapat bisa boleh mungkin akan perlu dilarang|jika apabila bila kalau asalkan syarat* sampai ketika|kecuali hanya tetapi namun selain meskipun",
    "ms": "tidak tak bukan jangan tanpa belum melawan menolak|harus mesti wajib dapat boleh mungkin akan perlu dilarang|jika apabila kalau sekiranya syarat* sehingga ketika|kecuali hanya tetapi namun selain walaupun",
    "vi": "không chẳng chưa đừng chống phản từ|phải nên có thể được cần sẽ cấm phép bắt|nếu trừ khi điều cho|trừ ngoại chỉ nhưng tuy mặc",
    "th": "ไม่ มิ ปราศจาก คัดค้าน ปฏิเสธ ห้าม อย่า|ต้อง ควร อาจ สามารถ พึง จะ|ถ้า หาก เว้นแต่ เมื่อ เงื่อนไข จน|ยกเว้น นอกจาก เพียง แต่ เท่านั้น",
    "el": "δεν μη μην όχι ούτε χωρίς ποτέ κανείς καν* τίποτα κατά εναντίον αρνού* απορρ*|πρέπει μπορ* οφείλ* δύναται ενδέχεται θα υποχρε* απαγορ* επιτρ* ίσως|αν εάν εφόσον όταν μέχρι υπό όρο* προϋπόθ*|εκτός εξαίρ* μόνο αλλά όμως ωστόσο παρά",
    "hu": "nem ne sem se soha senki semmi nélkül ellen nincs* elutasít*|kell* szabad lehet* tud* köteles* tilos tilt* enged* *hat* *het* talán|ha amennyiben hacsak amikor amíg feltét*|kivéve kivétel* csak csupán de azonban bár ellenére",
    "ro": "nu nici niciodată nimeni nimic fără contra împotriva neg* refuz* resping*|trebui* poate pot putea oblig* interzi* permi* posibil* ar|dacă cu condiția condiți* până când doar|exceptând excepți* doar numai dar însă totuși deși",
    "ca": "no ni mai res ningú cap sense contra|ha haur* pot poden podr* deu deuen oblig* permet* prohib*|si sempre condici* quan fins|excepte salv* només sols però encara",
    "sw": "si hapana bila kamwe dhidi kata* ha* kuto*|lazima inapaswa* lazim* weza* inaweza* paswa* ruhusa*|ikiwa kama iwapo endapo sharti hadi|isipokuwa tu pekee lakini ila ingawa",
    "pcm": "no nor never nobody notin dey_against|must suppose fit go need*|if unless until|except but only",
    "hy": "չ* ոչ առանց երբեք դեմ*|պետք պարտ* կարող* հնարավոր* պիտի արգել*|եթե պայման* մինչ* երբ|բացառ* միայն բայց սակայն",
    "ka": "არ არა ვერ ნუ გარეშე არასოდეს წინააღმდეგ*|უნდა შეიძლება შეუძლ* ვალდებ* აკრძალ*|თუ პირობ* სანამ როცა|გარდა მხოლოდ მაგრამ თუმცა",
    "mn": "үгүй биш эсрэг хэзээ|ёстой хэрэгтэй болно чадна үүрэг*|хэрэв бол нөхцөл* хүртэл|эс зөвхөн гэвч харин",
    "am": "አይ* አል* ያለ የለም|አለበት ይችላል ግዴታ|ከሆነ እስከ|በስተቀር ብቻ ግን",
    "eo": "ne nek neniam nenio neniu sen kontraŭ|devas devus povas povus rajtas eble|se kondiĉe kiam ĝis|krom nur sed tamen",
    "la": "non nec neque nihil nemo numquam sine contra nullus|debet debent potest possunt licet oportet|si nisi dum cum|praeter tantum sed autem tamen",
    "et": "ei ega mitte kunagi keegi midagi ilma vastu|peab peavad tuleb võib või* saab tohib kohust* keela*|kui juhul kuni tingim*|välja erand* ainult üksnes kuid aga",
    "lv": "ne* nav bez pret nekad|jā* var* drīkst vajag pienāk* aizlieg* iespējam*|ja kamēr kad nosacīj*|izņemot tikai bet tomēr",
    "lt": "ne* nė be prieš niekada|turi privalo gali* reikia draudž* leidž* galim*|jei jeigu kol kai sąlyg*|išskyrus tik bet tačiau",
    "sk": "ne* ani bez proti nikdy nikto nič žiad*|mus* má majú môže môžu možno smie povin* zákaz*|ak keď či kým podmien*|okrem výnim* len iba ale však hoci",
    "sl": "ne ni brez proti nikoli nihče nič noben*|mora* treba lahko sme more dolž* prepoved*|če kadar dokler pogoj*|razen izjem* samo le toda vendar čeprav",
    "sq": "nuk s' mos jo pa kurrë kundër|duhet mund detyr* ndalo*|nëse kur derisa kusht*|përveç vetëm por megjithatë",
    "mk": "не ни нема без против никогаш|мора* треба може можат долж* забран*|ако додека кога услов*|освен само но меѓутоа",
}


_HANGING = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff"  # marks that \\w leaves out


@lru_cache(maxsize=256)
def _pattern(lang: str) -> re.Pattern[str] | None:
    row = _FORMS.get(primary(lang))
    if row is None:
        return None
    groups = zip(ALARM_WORDS, row.split("|"), strict=True)
    unspaced = primary(lang) in ("zh", "ja", "th")
    edge, after = ("", "") if unspaced else (rf"(?<![^\W_])(?<![{_HANGING}])", rf"(?![^\W_]|[{_HANGING}])")
    return re.compile("|".join(f"(?P<{name}>{edge}(?:{_any(forms)}){after})" for name, forms in groups))


def _any(forms: str) -> str:
    made = []
    for form in sorted(forms.split(), key=len, reverse=True):
        words = re.escape(form.strip("*").replace("_", " "))
        made.append((r"\w*" if form.startswith("*") else "") + words + (r"[\w']*" if form.endswith("*") else ""))
    return "|".join(made)


def alarm_words(words: str, lang: str) -> tuple[tuple[AlarmWord, str], ...] | None:
    """What of this kind stands among ``words`` (compared form), in order; None where no list of the language is
    held, so that nothing can be said."""
    pattern = _pattern(lang)
    if pattern is None:
        return None
    low = re.sub(r"n't\b", " n't", words.lower()) if primary(lang) == "en" else words.lower()
    return tuple((m.lastgroup, m[0]) for m in pattern.finditer(low) if m.lastgroup)  # type: ignore[misc]  # a name of ours
