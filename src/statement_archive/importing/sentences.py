"""Sentences of one paragraph, as spans of its text.

::

    text ──▶ every mark that may end one (. ! ? … 。 ؟ । …, and the cuts of sentencex in other scripts)
         ──▶ closing quotes, brackets and footnote marks stay with it
         ──▶ is it one? abbreviation, initial, decimal, ordinal, enumeration, small letter after it: no
         ──▶ spans; one without words joins its neighbour

``sentencex`` knows the abbreviations of some forty languages and the marks of rare scripts; it does not
cut inside quotation marks and brackets, where statements have whole paragraphs, so the cuts are ours. A
semicolon, Arabic ؛ too, ends no sentence. Offsets are Unicode code points.
"""

from __future__ import annotations

import re
import unicodedata

import sentencex

from statement_archive.domain.language import primary
from statement_archive.importing import abbreviations
from statement_archive.importing.lines import has_words, trim

Span = tuple[int, int]
# Full stops that need no space after them: CJK, Arabic question mark, Urdu, danda, Armenian, Ethiopic, Khmer, Burmese.
_STRONG = "。！？｡؟۔।॥։።፧៕។။‼⁇⁈⁉"
_END = re.compile(f"[.!?…{_STRONG}]+")
_GREEK_END = re.compile(f"[.!?…;\u037e{_STRONG}]+")  # the Greek question mark looks like a semicolon
_CLOSERS = "\"'”’»›)]}』」）】〉》〗〞＂\u200f\u200e\u202c\u2069*_"
_MARK = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})")
_TURNED_CLOSE = re.compile(r"[«“‹‘](?=\s|$|[.,;:)])")  # German „…“ and »…« close with what opens elsewhere
_FRENCH_CLOSE = re.compile(r"[\u00a0\u202f ][»›](?=\s|$|[.,;:])")
_OPENERS = re.compile(r"[\s\"'“”„«»‹›‘’(\[{—–\-¿¡『「（【*_•\u200e\u200f\u202a-\u202e\u2066-\u2069]*")
_TOKEN = re.compile(r"[^\s\"“”„«»()\[\]/]*$")
_PART = re.compile(r"(?:^|[\s\"“„«(\[])([^\W\d_]{1,3}\.)\s$")
_ENUMERATION = re.compile(r"[\s\"“«(\[]*(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlcIVXLC]{1,6})[.)\]]+")
_ITEM = re.compile(r"\s+\(?(?:[^\W\d_]|[ivx]{1,5}|\d{1,3})\)\s")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{1,24}")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# Words a sentence begins with and a name hardly does: after «the U.N.» they show that a new one begins.
_BEGINNINGS_LIST = (
    "we the this that these those it its in on at our they there he she i and but or however as for to with "
    "while if when thank мы это эти он она они в на но и а однако если когда мой наш наша наше наши nous le la "
    "les il elle ce cette ces dans mais et el los las en es este esta estos nuestro wir der die das"
)
_BEGINNINGS = frozenset(_BEGINNINGS_LIST.split())
_PLAIN = frozenset(_STRONG + "…，、；：؛،·•‧・¡¿†‡‰′″§¶※‥＂＇＊／＼％＃＠＆")
_LONG = 20_000  # characters: sentencex takes quadratic time for some scripts
_WINDOW = 48  # characters looked at on either side of a mark: keeps the work linear


def sentences(text: str, lang: str) -> list[Span]:
    """The sentences of ``text``, trimmed, in order, with only white space between them.

    Line breaks count as spaces: hand in one paragraph. Any tag will do for ``lang``, ``und`` and ``mul``
    too. A text with anything but white space has at least one sentence.
    """
    spans: list[Span] = []
    start, first = 0, _first_word_at(text, 0)
    for at, end in _marks(text, lang):
        if first < at and end > start and _ends(text, start, at, end, lang):
            spans.append((start, end))
            start, first = end, _first_word_at(text, end)
    spans.append((start, len(text)))
    return _with_words(text, spans)


def _marks(text: str, lang: str) -> list[Span]:
    """Where a sentence may end: (end of the point or mark, end of what closes with it)."""
    marks = _GREEK_END if primary(lang) == "el" else _END
    found = {m.end() for m in marks.finditer(text)}
    found.update(_cuts_elsewhere(text, lang))
    return [(at, _closed(text, at)) for at in sorted(found)]


def _cuts_elsewhere(text: str, lang: str) -> list[int]:
    """Cuts of sentencex after marks we do not list (Tibetan, Lao, …)."""
    if len(text) > _LONG or not _rare_marks(text):
        return []
    try:
        cuts = [cut["end_index"] for cut in sentencex.get_sentence_boundaries(primary(lang), text)]
    except Exception:  # noqa: BLE001 (a compiled extension: whatever it raises, our own marks stand)
        return []
    found = []
    for cut in cuts[:-1]:
        end = trim(text, max(0, cut - _WINDOW), cut)[1]
        before = text[end - 1 : end]
        if before and not before.isalnum() and not _END.match(before) and before not in _CLOSERS + ",;:-–—":
            found.append(end)
    return found


def _rare_marks(text: str) -> bool:
    """Whether there is punctuation that neither ends sentences for us nor plainly ends none."""
    if text.isascii():
        return False
    return any(c > "\x7f" and unicodedata.category(c) == "Po" and c not in _PLAIN for c in set(text))


def _closed(text: str, at: int) -> int:
    """The end of a mark with its closing quotes, brackets and footnote marks."""
    while at < len(text):
        if text[at] in _CLOSERS or (text[at] in ".,…" and text[at - 1] in _CLOSERS):
            at += 1
        elif match := _MARK.match(text, at) or _TURNED_CLOSE.match(text, at) or _FRENCH_CLOSE.match(text, at):
            at = match.end()
        else:
            break
    return at


def _ends(text: str, start: int, at: int, end: int, lang: str) -> bool:  # noqa: PLR0911 (one rule a return)
    """Whether the mark that ends at ``at`` (``end`` with what closes) ends the sentence from ``start``."""
    opened = _OPENERS.match(text, end, min(len(text), end + _WINDOW))
    following = opened.end() if opened else end
    upcoming = text[following : following + 1]
    if not upcoming:
        return following == len(text)
    if upcoming.islower() and not _ITEM.match(text, end):
        return False
    if end - start < _WINDOW and _ENUMERATION.fullmatch(text, start, end):
        return False
    mark = text[at - 1]
    spaced = text[end].isspace()
    if mark in _STRONG:
        return not (primary(lang) == "ja" and end > at and not spaced and text[end] not in "「『")
    if mark not in ".!?…":
        return spaced
    if not spaced:
        return mark in "!?" and upcoming.isalpha() and not upcoming.isupper() and at == end
    if mark == "." and text[at - 2 : at - 1] != ".":
        return _point_ends(text, start, at, following, lang)
    return True


def _point_ends(  # noqa: PLR0911 (one rule a return)
    text: str, start: int, at: int, following: int, lang: str
) -> bool:
    """Whether a single point followed by white space and a capital or a caseless letter ends a sentence."""
    before = text[max(start, at - 1 - _WINDOW) : at - 1]
    token = _word(before)
    if not token:
        return True
    upcoming = text[following]
    if token.isdigit():
        return not (len(token) < 3 and upcoming.isalpha() and abbreviations.has_ordinals(lang))
    low = token.lower()
    whole = _joined(before, token)
    if upcoming.isdigit() and (low in abbreviations.NUMBERS or whole in abbreviations.NUMBERS):
        return False
    closing = abbreviations.closing(lang)
    if whole in closing or (low in closing and (len(token) > 1 or token.islower())):
        return _new_begins(text, start, at, following, whole, upcoming)
    if whole in abbreviations.before_names(lang) or low in abbreviations.before_names(lang):
        return False
    if _ACRONYM.fullmatch(token):  # M.I. Ivanov, the U.N. Charter; but «at the U.N. We …»
        return _first_word(text, following) in _BEGINNINGS
    if len(token) == 1 and _LETTER.match(token) and token.lower() != token.upper():  # an initial, or half of «т. е.»
        return False
    if low in abbreviations.NUMBERS:
        return True
    return len(token) > 6 or not abbreviations.known_to_sentencex(lang, token)


def _new_begins(text: str, start: int, at: int, following: int, whole: str, upcoming: str) -> bool:
    """After «etc.», «U.N.», «2018 г.»: whether a new sentence plainly begins."""
    if upcoming.isdigit():
        return False
    if "." in whole and _LETTER.match(whole) and whole.replace(".", "").isascii():
        return _first_word(text, following) in _BEGINNINGS
    short = at - start < 80 and len(text[start:at].split()) <= 3  # «В 2018 г. Казахстан …»
    dated = re.search(r"\d\s*\S{1,2}\.$", text[max(start, at - 8) : at]) is not None
    if len(whole) <= 2 and "." not in whole and whole not in ("др", "пр", "co", "jr", "sr"):
        return dated and not short  # «в г. Алматы» names a town
    return True


def _word(before: str) -> str:
    """The word that the point stands behind, with inner points: ``U.N`` of «the U.N.»."""
    match = _TOKEN.search(before)
    word = match.group().strip("'’‘*_-–—,;:") if match else ""
    return re.split("['’]", word)[-1]  # «l’art. 5»


def _joined(before: str, token: str) -> str:
    """``т.д`` of «и т. д.»: the word with the short abbreviations written apart before it."""
    rest = before[: len(before) - len(token)]
    part = _PART.search(rest)
    return (f"{part.group(1)}{token}" if part else token).lower()


def _first_word_at(text: str, start: int) -> int:
    match = _LETTER_OR_DIGIT.search(text, start)
    return match.start() if match else len(text)


def _first_word(text: str, at: int) -> str:
    match = _WORD.match(text, at)
    return match.group().lower() if match else ""


def _with_words(text: str, spans: list[Span]) -> list[Span]:
    """Trimmed; a span without letters or digits joins the one before it, or the one after."""
    found: list[Span] = []
    pending: int | None = None
    for raw_start, raw_end in spans:
        start, end = trim(text, raw_start, raw_end)
        if start == end:
            continue
        if pending is not None:
            start = pending
            pending = None
        if has_words(text[start:end]):
            found.append((start, end))
        elif found:
            found[-1] = (found[-1][0], end)
        else:
            pending = start
    if pending is not None:
        found.append((pending, trim(text, pending, len(text))[1]))
    return found


def ends_like_a_sentence(words: str) -> bool:
    """Whether words end with a mark that ends sentences, closing quotes, brackets and notes aside."""
    tail = _MARK.sub("", words[-24:]).rstrip()
    while tail and (tail[-1] in _CLOSERS or tail[-1].isspace()):
        tail = tail[:-1]
    return bool(tail) and (tail[-1] in ".!?…;:" or tail[-1] in _STRONG or tail[-1] in "；：؛")
