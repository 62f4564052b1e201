"""Banners: the short lines on a statement that say what its words are. Each gives facts to *offer*.

::

    Check against delivery            relation            prepared
    Unofficial translation            standing            unofficial
    Originally delivered in Russian   original_languages  [ru]

Sources: title pages of statements in the official languages of the United Nations, and in German,
Kazakh, Portuguese and Italian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from statement_archive.importing import cldr

_MAX = 160  # characters of a banner
_EDGES = " \t\u00a0*_#>()[]{}<>«»“”\"'!.:;—–-•~=/|\ufeff\u200e\u200f\u061c！。（）【】《》"


@dataclass(frozen=True, slots=True)
class Banner:
    """One fact a line offers; ``code`` names the kind of banner for programs."""

    code: str
    fact: str
    value: Any


_L = r"(?P<lang>[^\d,.;:()]{2,40}?)"
# (code, fact, value, patterns for whole lines, case folded; {L} is the name of a language)
_KINDS: tuple[tuple[str, str, Any, tuple[str, ...]], ...] = (
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
            r"(?:à|a) vérifier (?:au|lors du) prononcé",
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
                r"russian )?translation(?: (?:from|of|by) .{2,60})?"
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
            r"(?:machine|automatic|automated)[ -]translat(?:ion|ed)(?: .{2,60})?",
            (
                r"traduction automatique|traducción automática|машинный перевод|maschinelle "
                r"übersetzung|机器翻译|ترجمة آلية"
            ),
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
            r"interprétation (?:du|de l['’]).{2,40}|interpretación del .{2,40}|устный перевод(?: с .{2,40})?",
        ),
    ),
    (
        "verbatim-record",
        "relation",
        "record",
        (
            r"(?:provisional )?verbatim record",
            r"procès-verbal",
            r"acta literal",
            r"стенографический отч[её]т",
            r"逐字记录",
            r"محضر حرفي",
        ),
    ),
    (
        "summary-record",
        "relation",
        "summary",
        (
            r"(?:provisional )?summary record",
            r"compte rendu analytique",
            r"acta resumida",
            r"краткий отч[её]т",
            r"简要记录",
            r"محضر موجز",
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
_COMPILED = tuple((code, fact, value, tuple(re.compile(p) for p in patterns)) for code, fact, value, patterns in _KINDS)
_PARTS = re.compile(r"\s*(?:[;|\u2022\t]|\s/\s|\s[—–-]\s|\.\s|\)\s*\()\s*")


def match(words: str, lang: str) -> tuple[Banner, ...]:
    """The facts that a line offers if it is a banner and nothing else; otherwise nothing.

    Two banners on one line (``Check against delivery / Unofficial translation``) give both.
    """
    if len(words) > _MAX or not words.strip():
        return ()
    whole = tuple(_match(words, lang))
    if whole:
        return _once(whole)
    parts = [p for p in _PARTS.split(words) if p.strip(_EDGES)]
    found = [tuple(_match(part, lang)) for part in parts] if 1 < len(parts) <= 4 else []
    return _once(tuple(b for each in found for b in each)) if found and all(found) else ()


def _once(found: tuple[Banner, ...]) -> tuple[Banner, ...]:
    """Each fact and value once."""
    return tuple({(b.fact, repr(b.value)): b for b in reversed(found)}.values())[::-1]


def _match(words: str, lang: str) -> Iterator[Banner]:
    key = " ".join(words.casefold().split()).strip(_EDGES)
    if not key:
        return
    for code, fact, value, patterns in _COMPILED:
        hit = next((m for m in (p.fullmatch(key) for p in patterns) if m), None)
        if not hit:
            continue
        named = next((v for v in hit.groupdict().values() if v), "")
        language = cldr.language_of(named, lang) if named else ""
        if fact != "original_languages":
            yield Banner(code, fact, value)
            if language:
                yield Banner("original-language", "original_languages", [language])
        elif language:
            yield Banner(code, fact, [language])
