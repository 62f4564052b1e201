"""Abbreviations whose point does not end a sentence, beside those that ``sentencex`` knows.

::

    before a name    Mr. Chair, Sr. Presidente        never ends a sentence
    before a number  No. 5, art. 5, п. 9              ends one unless a number follows
    closing          etc., и т. д., U.N., 2018 г.     ends one where a new sentence plainly begins

Sources: the editorial manuals of the United Nations (en, fr, es, ru), Duden (de), GOST R 7.0.12 (ru),
ST RK (kk). Written without the last point, lower case, spaces out.
"""

from __future__ import annotations

from functools import lru_cache

import sentencex

from statement_archive.domain.language import primary

_NAMES = {
    "en": "mr mrs ms messrs mx dr prof rev hon gen col capt lt sgt maj adm cmdr sen rep gov amb st mt "
    "h.e h.h h.r.h e.g i.e "
    "cf viz vs approx ca jan feb aug sept oct nov dec",
    "fr": "m mm mme mmes mlle me dr pr s.e s.exc c.-à-d cf env janv févr avr juil sept oct nov déc mgr",
    "es": "sr sra srta sres sras dr dra prof d dña excmo excma ilmo ud uds vd vds p.ej ej s.e cf",
    "pt": "sr sra srs sras dr dra prof v.exa v.ex s.exa exmo exma p.ex cf",
    "it": "sig sig.ra dott dott.ssa prof on s.e cfr es",
    "de": "hr fr dr prof z.b d.h u.a i.d.r bzw sog ggf vgl evtl ca bspw s.e z.t v.a o.g u.u jan feb aug sept okt "
    "nov dez",
    "ru": "т.е им проф акад доц ген гр г-н г-жа напр см ср ул просп янв февр фев апр авг сент сен окт нояб ноя дек "
    "св обл тыс млн млрд руб зам о.о и.о е.п",
    "uk": "т.зв тобто ім проф акад напр див вул тис млн млрд",
    "kk": "т.с.с мыс проф акад қ к ш м",
}
_NUMBERS = (
    "no nos nr art arts artt para paras par p pp pág págs pag fig figs ch chap sec sect vol vols add rev corr doc res "
    "núm núms "
    "num n° nº ап ст п пп абз ч гл рис табл стр с ред д абс abs nr ziff s kap bd bl § т тт кн №"
)
_CLOSING = {
    "": "etc et.al ibid a.m p.m a.d b.c",
    "en": "u.n u.s u.k u.s.a e.u inc ltd jr sr co corp",
    "fr": "o.n.u u.e",
    "es": "ee.uu nn.uu ss.mm u.e",
    "pt": "ee.uu onu",
    "de": "usw u.s.w u.dgl o.ä",
    "ru": "т.д т.п др пр г гг в вв н.э до.н.э",
    "uk": "т.д т.п ін р рр",
    "kk": "т.б ж жж ғ",
    "hi": "ई",
}
# Languages that write ordinal numbers with a point: «29. August», «20. Jahrhundert».
_ORDINALS_LIST = "cs da de et fi fo hr hu is lb lv nb nn no sk sl sr tr bs hsb dsb"
_ORDINALS = frozenset(_ORDINALS_LIST.split())
# Words that sentencex takes for abbreviations: «We may.», «He said no.»
_WORDS_LIST = "may no art mar sun sat fig"
_WORDS = frozenset(_WORDS_LIST.split())
NUMBERS = frozenset(_NUMBERS.split())
_ALL_NAMES = frozenset(word for words in _NAMES.values() for word in words.split())


@lru_cache(maxsize=64)
def closing(lang: str) -> frozenset[str]:
    return frozenset(f"{_CLOSING['']} {_CLOSING.get(primary(lang), '')}".split())


@lru_cache(maxsize=64)
def before_names(lang: str) -> frozenset[str]:
    """For a language not listed (or none): all lists together but single letters."""
    if primary(lang) in _NAMES:
        return frozenset(_NAMES[primary(lang)].split())
    return frozenset(word for word in _ALL_NAMES if len(word) > 1)


def has_ordinals(lang: str) -> bool:
    """Whether a number with a point is an ordinal in this language."""
    return primary(lang) in _ORDINALS


@lru_cache(maxsize=65536)
def known_to_sentencex(lang: str, word: str) -> bool:
    """Whether ``sentencex`` takes ``word`` with a point for an abbreviation, by asking it a sentence.

    Only its lists are asked: its cuts leave out everything within quotation marks and brackets.
    """
    if word.lower() in _WORDS:
        return False
    probe = f"Aaa {word}. Bbb bbb."
    try:
        return len(sentencex.get_sentence_boundaries(primary(lang), probe)) == 1
    except Exception:  # noqa: BLE001 (a compiled extension: whatever it raises, our own lists stand)
        return False
