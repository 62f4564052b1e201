"""What banners say, as patterns for whole lines: code, fact, value.

Sources: title pages of statements in the official languages of the United Nations, and in German,
Kazakh, Portuguese and Italian. Patterns are matched against case-folded words without the signs at
their ends; ``{L}`` stands for the name of a language. An empty fact: a banner that offers none.
"""

from __future__ import annotations

from typing import Any

_L = r"(?P<lang>[^\d.;:()]{2,60}?)"
# (code, fact, value, patterns for whole lines, case folded; {L} is the name of a language)
KINDS: tuple[tuple[str, str, Any, tuple[str, ...]], ...] = (
    (
        "check-against-delivery",
        "relation",
        "prepared",
        (
            r"(?:please )?check against (?:the )?delivery(?: version)?",
            r"(?:final )?text as prepared(?: for delivery)?",
            r"as prepared(?: for delivery)?",
            r"(?:seul )?le (?:texte )?prononcé fait (?:seul )?foi",
            r"seul le (?:texte|discours) prononcé fait foi",
            r"(?:(?:à |a )?vérifier|sous réserve de vérification) (?:au prononcé|lors du prononcé|à l['’]audition)",
            r"cot[eé]j[ae](?:r|se)? con (?:el texto pronunciado|la versión pronunciada|el discurso pronunciado)",
            r"verificar (?:contra|con) (?:lo pronunciado|la alocución)",
            r"es gilt das gesprochene wort",
            (
                r"(?:просьба )?(?:с?провер(?:ять|ить)|свер(?:ять|ить)(?:ся)?) (?:по|с) "
                r"(?:произнес[её]нн\w+ текст\w+|выступлени\w+|факту выступления)"
            ),
            r"(?:сверить|проверить) при произнесении",
            r"以(?:现场|實際|实际)?(?:发言|發言|宣读|讲话)(?:内容)?为准|请以(?:实际)?发言为准",
            (
                r"(?:يرجى|الرجاء) (?:المراجعة|التحقق|المطابقة)(?: عند| مع| من)? (?:ال)?(?:إلقاء|القاء|"
                r"نص الملقى|كلمة الملقاة)"
            ),
            r"fa fede (?:solo )?il (?:testo|discorso) pronunciato",
            r"(?:só|apenas) faz fé (?:o texto|a versão|o discurso) (?:lid[oa]|pronunciad[oa])",
        ),
    ),
    (
        "only-delivered-authentic",
        "",
        None,
        (
            r"only the (?:words|text|version) as delivered (?:is|are) authentic",
            r"only the (?:delivered|original) (?:words|text|version) (?:is|are) authentic",
        ),
    ),
    (
        "as-delivered",
        "relation",
        "delivered",
        (
            r"as delivered",
            r"(?:statement|remarks|speech|text) as delivered",
            r"(?:tel que|texte) prononcé",
            r"(?:texto|versión) pronunciad[oa]|tal como (?:fue|se) pronunci(?:ó|ado)",
            r"(?:текст )?(?:в том виде|как) (?:произнес[её]н\w*|был[ао]? произнес[её]н\w*)",
            r"gehaltene fassung",
        ),
    ),
    (
        "unofficial-translation",
        "standing",
        "unofficial",
        (
            (
                r"(?:an )?(?:un-?official|non-?official|courtesy|informal|working) (?:english |french |"
                rf"russian )?translation(?: from (?:the )?{_L})?(?: (?:from|of|by) .{{2,60}})?"
            ),
            r"traduction (?:non[ -]officielle|officieuse|de courtoisie|de travail)(?: .{2,60})?",
            r"traducción (?:no oficial|oficiosa|de cortesía)(?: .{2,60})?",
            r"(?:неофициальный|рабочий) перевод(?: .{2,60})?",
            r"(?:inoffizielle|nicht ?amtliche|unverbindliche|höflichkeits-?) ?(?:arbeits)?übersetzung(?: .{2,60})?",
            r"(?:非正式|非官方)(?:译文|譯文|翻译|翻譯|中文译文)",
            r"ترجمة (?:غير رسمية|مجاملة|تجاملية)",
            r"tradução (?:não oficial|de cortesia)|traduzione (?:non ufficiale|di cortesia)|бейресми аударма",
        ),
    ),
    (
        "official-translation",
        "standing",
        "official",
        (
            r"official translation(?: .{2,60})?",
            r"traduction officielle(?: .{2,60})?",
            r"traducción oficial(?: .{2,60})?",
            r"официальный перевод(?: .{2,60})?",
            r"(?:offizielle|amtliche) übersetzung",
            r"(?:正式|官方)(?:译文|譯文)",
            r"ترجمة رسمية",
        ),
    ),
    (
        "machine-translation",
        "method",
        "machine",
        (
            rf"(?:machine|automatic|automated)[ -]translat(?:ion|ed)(?: from (?:the )?{_L})?(?:[ .;,].{{2,60}})?",
            (
                rf"traduction automatique(?: d(?:u|e l['’]) ?{_L})?|"
                rf"traducción automática(?: del {_L.replace('lang', 'b')})?"
            ),
            rf"машинный перевод(?: с {_L})?|машиналық аударма|maschinelle übersetzung",
            r"(?:机器|機器)(?:翻译|翻譯|译文)|ترجمة آلية",
        ),
    ),
    (
        "interpretation",
        "method",
        "interpretation",
        (
            (
                rf"(?:spoke in {_L}[;,] ?)?(?:english )?interpretation(?: was)?(?: provided)?(?: "
                rf"from {_L.replace('lang', 'from')})?(?: by .{{2,40}})?"
            ),
            r"(?:transcript(?:ion)? of (?:the )?)?(?:simultaneous |consecutive )?interpretation",
            r"(?:transcription de l['’])?interprétation(?: simultanée| consécutive)?(?: (?:du|de l['’]).{2,40})?",
            r"(?:transcripción de la )?interpretación(?: simultánea| consecutiva)?(?: del .{2,40})?",
            (
                r"(?:(?:расшифровка|стенограмма|запись) )?(?:(?:синхронн|последовательн|устн)(?:ый|ого) )+перевода?"
                rf"(?: с {_L})?"
            ),
            r"(?:abschrift der )?(?:simultan|konsekutiv)(?:ver)?dolmetschung",
            (
                r"(?:同声|同步|交替)传译(?:记录|文字|稿)?|口译(?:记录|稿)?|(?:تفريغ |"
                r"نص )?(?:ال)?ترجمة (?:ال)?(?:فورية|شفوية)"
            ),
            r"(?:ілеспе|ауызша) аударма(?:ның)?(?: жазбасы| мәтіні)?",
        ),
    ),
    (
        "verbatim-record",
        "relation",
        "record",
        (
            r"(?:provisional )?verbatim record(?: of (?:the )?.{2,60})?",
            r"procès-verbal(?: de la .{2,60})?",
            r"acta literal(?: de la .{2,60})?",
            r"стенографический отч[её]т(?: о .{2,60})?",
            r"(?:第.{1,8}次.{0,6}会议)?逐字记录",
            r"محضر حرفي(?: لل?.{2,60})?",
        ),
    ),
    (
        "summary-record",
        "relation",
        "summary",
        (
            r"(?:provisional )?summary record(?: of (?:the )?.{2,60})?",
            r"compte rendu analytique(?: de la .{2,60})?",
            r"acta resumida(?: de la .{2,60})?",
            r"краткий отч[её]т(?: о .{2,60})?",
            r"(?:第.{1,8}次.{0,6}会议)?简要记录",
            r"محضر موجز(?: لل?.{2,60})?",
        ),
    ),
    (
        "written-statement",
        "relation",
        "written",
        (
            r"written statement",
            r"submitted in writing",
            r"déclaration écrite",
            r"declaración escrita",
            r"письменное заявление",
            r"书面发言",
            r"بيان خطي",
        ),
    ),
    (
        "embargo",
        "visibility.until",
        None,
        (
            (
                r"(?:strictly )?(?:under )?embargo(?:ed)?(?::| -)? ?(?:until|till|"
                r"for release(?: on)?) (?P<until>.{3,80})|"
                r"(?:not (?:for release|to be (?:released|published|quoted)) before|"
                r"hold for release until) (?P<u2>.{3,80})"
            ),
            r"(?:strictly )?(?:under )?embargo(?:ed)?",
            (
                r"(?:sous )?embargo(?: jusqu['’](?:au|à) (?P<until>.{3,80}))?|ne pas (?:publier|"
                r"diffuser) avant le (?P<u2>.{3,80})"
            ),
            (
                r"(?:embargad[oa]|(?:bajo )?embargo) hasta (?:el )?(?P<until>.{3,80})|"
                r"no (?:publicar|difundir) antes del (?P<u2>.{3,80})"
            ),
            (
                r"эмбарго(?: до (?P<until>.{3,80}))?|не (?:публиковать|разглашать|"
                r"для публикации) (?:ранее|до) (?P<u2>.{3,80})"
            ),
            r"(?:gesperrt|sperrfrist)(?::| bis) ?(?:zum )?(?P<until>.{3,80})",
            (
                r"(?P<until>.{3,60}?)(?:之?前)?(?:禁止|不得|请勿)(?:发表|发布|公开|外传)|(?:محظور النشر|"
                r"حظر النشر) (?:حتى|إلى) (?P<u2>.{3,80})"
            ),
            r"(?P<until>.{3,60}?) дейін (?:жариялауға болмайды|жарияланбасын)",
        ),
    ),
    (
        "draft",
        "visibility.state",
        "draft",
        (
            (
                r"(?:first |second |final |zero |working |rough )?draft(?: (?:no\. ?)?\d{1,3}|"
                r" version \d{1,3})?(?: (?:of|dated) .{4,40})?"
            ),
            (
                r"(?:avant-)?projet(?: (?:n[°o] ?)?\d{1,3})?|borrador(?: \d{1,3})?|"
                r"черновик(?: \d{1,3})?|entwurf(?: \d{1,3})?"
            ),
            r"草稿|初稿|مسودة(?: \d{1,3})?|жоба нұсқасы",
        ),
    ),
    (
        "not-for-distribution",
        "",
        None,
        (
            (
                r"(?:not for|do not) (?:distribution|distribute|circulation|circulate|publication|"
                r"publish|quotation|quote|cite|citation)"
            ),
            (
                r"not revised|unedited(?: version)?|ne pas diffuser|no distribuir|"
                r"не для распространения|не цитировать|请勿(?:引用|散发)|таратуға болмайды"
            ),
        ),
    ),
    (
        "not-official",
        "standing",
        "unofficial",
        (
            r"(?:this is )?not an official (?:document|record|translation|text)(?: of .{2,60})?",
            r"не является официальн\w+ (?:документом|переводом|отч[её]том|текстом)(?: .{2,60})?",
            (
                r"(?:n['’]est pas|ne constitue pas) un document officiel(?: .{2,60})?|"
                r"no es un documento oficial(?: .{2,60})?"
            ),
            r"非正式(?:文件|记录)|ليست? وثيقة رسمية(?: .{2,60})?|ресми құжат емес",
        ),
    ),
    (
        "relay-language",
        "source.via",
        None,
        (
            (
                r"(?:translated |translation |relay translation )?(?:from (?:the )?(?P<original>[^\d,.;:()]{2,30}) )?"
                rf"(?:via|through)(?: the)? {_L}(?: (?:translation|version|text))?"
            ),
            (
                rf"traduit (?:via|à partir de la version) (?:l['’]|la |le )?{_L}|"
                rf"traducid[oa] (?:a través del|vía el?) {_L.replace('lang', 'b')}"
            ),
            (
                rf"(?:перев(?:од|едено) )?через {_L}(?: (?:перевод|язык))?|перев(?:од|"
                rf"едено) с {_L.replace('lang', 'b')} перевода"
            ),
            (
                rf"{_L} (?:тілі(?:ндегі)?)? ?(?:аударма(?:сы)?|мәтін(?:і)?|нұсқа(?:сы)?)? ?арқылы"
                r"(?: қазақшаланды| аударылды| қазақ тіліне аударылды)?"
            ),
        ),
    ),
    (
        "chair",
        "occasion.chair",
        None,
        (
            (
                r"(?:temporary |acting )?(?:president|chair(?:man|person|woman)?|présidente?|"
                r"president[ea]|председатель|төраға|vorsitz(?:ende[r]?)?|"
                r"主席|الرئيسة?) ?[:：] ?(?P<chair>[^:：]{2,80})"
            ),
        ),
    ),
    (
        "original-language",
        "original_languages",
        None,
        (
            (
                r"(?:statement |speech |remarks )?(?:was )?(?:originally )?(?:delivered|made|given|"
                rf"spoken|presented) in {_L}(?: only)?"
            ),
            rf"original(?: language| text| version)?[ \u00a0]?:? ?{_L}",
            rf"(?:unofficial |courtesy )?translat(?:ion|ed) from (?:the )?(?:original )?{_L}(?: original)?",
            rf"\(?(?:spoke|speaks|speaking) in {_L}\)?(?:[;,] .{{2,60}})?",
            rf"(?:discours |déclaration |allocution )?(?:prononcée?|faite?) (?:à l['’]origine )?en {_L}",
            rf"(?:texte |langue )?original[e]?[ \u00a0]?: ?{_L}",
            rf"(?:l['’]orateur |il |elle )?parle en {_L}|traduit d(?:u|e l['’]) ?{_L.replace('lang', 'b')}",
            rf"(?:discurso |declaración )?(?:pronunciad[oa]|formulad[oa]) (?:originalmente )?en {_L}",
            rf"(?:выступление|заявление|речь)(?: было)?(?: произнес[её]н[ао])? на {_L}",
            rf"(?:подлинный текст|оригинал|язык оригинала)[ \u00a0]?:? ?(?:на )?{_L}",
            rf"перев(?:од|едено) с {_L}",
            rf"(?:gehalten|vorgetragen|rede|erklärung) (?:auf|in) {_L}(?: gehalten)?",
            rf"(?:以|用){_L}(?:发言|發言|致辞|讲话)|原(?:文|件|语种)[:：]? ?{_L.replace('lang', 'b')}",
            (
                rf"(?:الأصل|النص الأصلي|لغة الأصل) ?:? ?{_L}|(?:ألقيت|تكلم|كلمة ألقيت) "
                rf"(?:باللغة )?{_L.replace('lang', 'b')}"
            ),
            (
                rf"(?:түпнұсқа(?: тілі)?)[ \u00a0]?:? ?{_L}|{_L.replace('lang', 'b')} тілінде "
                r"(?:айтылған|сөйлеген)(?: сөз)?"
            ),
        ),
    ),
)
