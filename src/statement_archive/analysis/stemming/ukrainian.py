"""Ukrainian: the longest ending that leaves a stem with a vowel, then what alternates at its end.

::

    державами ── ами ──▶ держав        рівність, рівності ──▶ рівност
    державою  ── ою  ──▶ держав        підтримуємо ── уємо ──▶ підтрим

Endings of nouns, adjectives and verbs are one list: a short word does not say which it is. The past in -ав and -ив
is left alone, since genitives end so that matter more here (держав, ініціатив).
"""

from __future__ import annotations

import re

_VOWEL = re.compile("[аеєиіїоуюя]")
_LEAST = 3  # letters of a stem

_NOUNS = """
ами ями ові еві єві ому ему ах ях ам ям ом ем єм ою ею єю ів їв ей ої
а я у ю о е є і ї и ь й
"""
_ADJECTIVES = """
ого його ього ому йому ьому ими іми їми им їм ім их їх іх ій ий їй ої ою ею єю
ішого ішому ішими іший іша іше іші іших ішим ішої ішу
"""
_VERBS = """
увати ювати ування ювання уванням юванням уванню юванню уванні юванні
ував ував ювала увала ювали ували ювало увало ював
ую юю уєш юєш ує ює уємо юємо уєте юєте ують юють уючи юючи
ати яти ити їти ути ать ять ить їть уть ють
аю яю аєш яєш ає яє аємо яємо аєте яєте ають яють аючи яючи
емо ємо имо їмо ете єте ите їте еш єш иш їш
ала яла ила іла їла ула али яли или іли їли ули ало яло ило іло їло уло
ано яно ено єно
ання яння ення єння анням янням енням єнням анню янню енню єнню анні янні енні єнні ань янь ень єнь
аний яний ений єний ана яна ена єна ане яне ене єне ані яні ені єні аного яного еного єного аному яному еному
аної яної еної єної ану яну ену єну аним яним еним єним аних яних ених єних аними яними еними єними аною яною еною
уваний увана уване увані уваного уваному уваної увану уваним уваних уваними
"""
# Nouns whose plural looks like an infinitive.
_PLURAL_IN_TY = """
делегат депутат дебат результат мандат сертифікат адвокат демократ кандидат дипломат солдат сенат формат постулат
апарат автомат клімат кредит візит транзит дефіцит ліміт
"""
_ENDINGS = frozenset(f"{_NOUNS} {_ADJECTIVES} {_VERBS}".split())
_LONGEST = max(map(len, _ENDINGS))
_REFLEXIVE = re.compile("(?<=.{4})(?:ся|сь)$")
_IN_T = tuple(_PLURAL_IN_TY.split())
# Genitives in the plural of nouns in -ія: it is the -й that came on.
_IA = re.compile("(?<=(?:.ц|.с|.з|ор|ог|ег)і)й$")
# ґ was г in print from 1933 to 1990; -ість is -ост- in every other case.
_SPELLING = {ord("ґ"): "г"}


def stem(word: str) -> str:
    word = word.translate(_SPELLING)
    word = _REFLEXIVE.sub("", word)
    if _IA.search(word):
        return word[:-1]
    if word[:-1].endswith(_IN_T):
        return word[:-1]
    for size in range(min(_LONGEST, len(word) - _LEAST), 0, -1):
        if word[-size:] in _ENDINGS and _VOWEL.search(word[:-size]):
            word = word[:-size]
            break
    return _end(word)


def _end(word: str) -> str:
    if len(word) > 5 and word.endswith("іст"):
        word = f"{word[:-3]}ост"
    if len(word) > _LEAST and word[-1] == "ь":
        word = word[:-1]
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] in "нтлдзсжчш":
        word = word[:-1]
    return word
