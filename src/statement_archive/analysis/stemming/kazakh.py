"""Kazakh: endings are taken off one by one from the end, each only where it may follow the sound before it.

::

    мемлекеттерінің ── нің ──▶ мемлекеттері ── і ──▶ мемлекеттер ── тер ──▶ мемлекет
    құқығына        ── на  ──▶ құқығы       ── ы ──▶ құқығ ──▶ құқық   (ғ between vowels is қ)

Case, possession of the third person and of “us”, number. Endings harmonise, and their first sound follows the last
one of the stem (-лар after vowels, -дар after voiced, -тар after voiceless consonants): that is what tells мақсат-ы,
its aim, from a мақса-ты that cannot be. Negation (-ма-) and what makes other words (-лық, -сыз) stay.
"""

from __future__ import annotations

import re

_VOWELS = "аәеёиіоөуүұыэюя"
_VOICELESS = "пфкқтсшщчцхһ"
_AFTER_VOWEL = f"(?<=[{_VOWELS}])"
_AFTER_CONSONANT = f"(?<=[^{_VOWELS}]|у|и)"  # у and и end in a consonant as they are spoken
_AFTER_VOICELESS = f"(?<=[{_VOICELESS}бвгд])"
_AFTER_NASAL = "(?<=[мнң])"
_AFTER_VOICED = "(?<=[зжрлймнңу])"
_AFTER_OPEN = f"(?<=[{_VOWELS}зжрлймнң])"
_AFTER_OWN = "(?<=[ыі])"  # after a possessive of the third person
# Stems in -с: кеңес-і, not кеңе-сі; бас-ы; and those in -дас, “fellow”.
_NOT_IN_S = "(?<!кеңе)(?<!күре)(?<!үле)(?<!да)(?<!та)(?<!^ба)"

_ENDINGS = (
    # Adjectives of place: what is in it.
    f"{_AFTER_OWN}ндағы",
    f"{_AFTER_OWN}ндегі",
    f"{_AFTER_OPEN}(?:дағы|дегі)",
    f"{_AFTER_VOICELESS}(?:тағы|тегі)",
    # Cases.
    f"(?<=[{_VOWELS}мнң])(?:ның|нің)",
    f"{_AFTER_VOICED}(?:дың|дің)",
    f"{_AFTER_VOICELESS}(?:тың|тің)",
    f"(?:{_AFTER_NASAL}|{_AFTER_OWN})(?:нан|нен)",
    f"{_AFTER_OPEN}(?:дан|ден)",
    f"{_AFTER_VOICELESS}(?:тан|тен)",
    f"{_AFTER_OWN}(?:нда|нде)",
    f"{_AFTER_OPEN}(?:да|де)",
    f"{_AFTER_VOICELESS}(?:та|те)",
    f"{_AFTER_OWN}(?:на|не)",
    f"{_AFTER_OPEN}(?:ға|ге)",
    f"{_AFTER_VOICELESS}(?:қа|ке)",
    f"{_AFTER_VOWEL}(?:ны|ні)",
    f"{_AFTER_VOICED}(?:ды|ді)",
    f"{_AFTER_VOICELESS}(?:ты|ті)",
    f"(?<=[{_VOWELS}рлймнң])мен",
    "(?<=[зж])бен",
    f"{_AFTER_VOICELESS}пен",
    # Possessives, the third person with the -н of its accusative.
    f"{_AFTER_CONSONANT}(?:ымыз|іміз)",
    f"{_AFTER_VOWEL}{_NOT_IN_S}(?:сын|сін|сы|сі)",
    f"{_AFTER_CONSONANT}(?:ын|ін|ы|і)",
    # Number.
    f"(?<=[{_VOWELS}рйу])(?:лар|лер)",
    "(?<=[зжлмнң])(?:дар|дер)",
    f"{_AFTER_VOICELESS}(?:тар|тер)",
)
_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS)})$")
_VOWEL = re.compile(f"[{_VOWELS}]")
_LEAST = 3  # letters of a stem; two before an ending that is longer than a letter, or where they are like ел, іс
_SHORT = re.compile(f"[{_VOWELS}][^{_VOWELS}]")
_VOICED_END = str.maketrans("бғг", "пқк")
_NARROW = re.compile("(?<=[^" + _VOWELS + "])[ыі](?=[қк]$)")  # халық, but халқы


def _least(ending: re.Match[str]) -> int:
    return _LEAST - 1 if len(ending[0]) > 1 or _SHORT.fullmatch(ending.string[: ending.start()]) else _LEAST


def stem(word: str) -> str:
    while (found := _ENDING.search(word)) and found.start() >= _least(found) and _VOWEL.search(word[: found.start()]):
        word = word[: found.start()]
    if len(word) < _LEAST:
        return word
    word = word[:-1] + word[-1].translate(_VOICED_END)
    return _NARROW.sub("", word) if len(word) > 4 else word
