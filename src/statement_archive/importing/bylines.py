"""How a line says who delivered a statement: the words before the name, in the languages of the field.

::

    To be delivered by Ms. Ann Lee     Par M. Jean Marsac     Выступает Глеб Верхолин     تلقيه الدكتورة …
    └─────── lead ────┘                └┘                     └───────┘                   └───┘
    Speaker: Shen Ruochuan             发言人：沈若川           Сөз сөйлеген: Дәурен Белгібай

A lead that other sentences begin with too (``by``, ``Par``, ``Выступает``) counts only before a name.
Sources: statements in the official languages of the United Nations, in German, Portuguese and Kazakh.
"""

from __future__ import annotations

import re

KIND = (
    r"(?:(?:joint |oral |written |opening |closing |general |national |introductory |"
    r"keynote )*(?:statement|remarks|address|speech|"
    r"intervention|presentation|message)|déclaration|discours|allocution|intervention|message|declaración|discurso|intervención|"
    r"заявление|выступление|речь|обращение|erklärung|rede|ansprache|statement|declaração|мәлімдеме|сөз)"
)
MADE = (
    r"(?:as )?(?:delivered|made|given|presented|read(?: out)?|prononcée?|faite?|présentée?|"
    r"lue?|pronunciad[oa]|formulad[oa]|"
    r"прочитанн?\w*|произнес[её]нн\w*|сделанн\w*|gehalten|abgegeben|vorgetragen|proferid[oa])"
)
# No name has to follow these.
_PLAIN = re.compile(
    rf"(?:to be |will be |à être |para ser )?{MADE}\s*,?\s+(?:by|par|por|von)\s+"
    r"|(?:speaker|presenter|orat(?:or|eur|rice)|intervenante?|oradora?|redner(?:in)?|выступающ(?:ий|ая)|докладчи(?:к|ца)|оратор|"
    r"сөз (?:сөйлеген|сөйлейтін|сөйлеуші|алған)|сөйлеген|сөйлеуші|баяндамашы|баяндаған|мәлімдеме жасаған|оқыған|"
    r"المتكلمة?|المتحدثة?|صاحبة? الكلمة|"
    r"(?:发言|發言|演讲|演講|讲话|講話|致辞|致辭|主讲|报告|宣读)[人者]|発言者)\s*[:：]\s*"
    r"|(?:(?:[يت]دلي|أدلى|أدلت) بها?|(?:[يت]لقي|ألقا|ألقت|[يت]قدم|قدم|قدمت)ها?)\s+",
    re.IGNORECASE,
)
# These only before a name or somebody's title.
_BEFORE_NAMES = re.compile(
    r"(?:с (?:заявлением|речью) )?(?:выступает|выступила?|зачитала?|зачитывает)\s*[:—–-]?\s+"
    r"|(?:докладчик|оратор|es spricht)\s+(?:[—–-]\s+)?|(?:by|par|por|von)\s+",
    re.IGNORECASE,
)
_HONORIFICS = re.compile(
    r"(?:(?:el|la|le|der|die)\s+)?(?:(?:H\.\s?E\.|S\.\s?E\.(?:\s?M\.)?|His Excellency|Her Excellency|Son Excellence|Su "
    r"Excelencia|Его Превосходительств\w*|The Hon(?:ou?rable|\.)|"
    r"Mr|Mrs|Ms|Miss|Mme|M|Mlle|Monsieur|Madame|Sr|Sra|Srta|Dr|Prof|Professor|г-на|г-жи|г-н|г-жа|[Дд]-р|[Дд]октор|[Пп]роф(?:ессор)?|"
    r"Herrn?|Frau|Amb|Ambassador(?=\s[A-Z])|"
    r"السيدة?|الدكتورة?|الأستاذة?|الآنسة|معالي|سعادة|فخامة|صاحبة? (?:المعالي|السعادة|الفخامة)|د)[.,]?\s+)+"
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,4}(?=\s*(?:[,،，(（]|$))")
_SMALL = ("al-", "el-", "de", "da", "di", "van", "von", "bin", "ibn", "du", "la", "der", "ben")


def lead(words: str) -> int:
    """Where the name begins in a byline; 0 where the words are none."""
    match = _PLAIN.match(words)
    if match and match.end() < len(words):
        return match.end()
    match = _BEFORE_NAMES.match(words)
    return match.end() if match and _is_name(words, match.end()) else 0


def honorific(words: str, start: int) -> int:
    """Where a name begins behind its honorifics; ``start`` where there are none."""
    match = _HONORIFICS.match(words, start)
    return match.end() if match else start


def _is_name(words: str, start: int) -> bool:
    at = honorific(words, start)
    if at > start:
        return at < len(words) and not words[at].islower()
    match = _NAME.match(words, start)
    return match is not None and all(
        not part[0].islower() or part.casefold().startswith(_SMALL) for part in match.group().split()
    )
