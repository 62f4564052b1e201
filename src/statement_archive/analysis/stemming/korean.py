"""Korean: words are written with their particles; the particles are taken off.

::

    국제사회의 ── 의 ──▶ 국제사회          사람들은 ── 은, 들 ──▶ 사람
    존중하여   ── 하여 ──▶ 존중            국가      국 ends in a consonant, so 가 is no particle here

Some particles have one form after a consonant and another after a vowel (은/는, 이/가, 을/를, 과/와, 으로/로): a
syllable counts as one only after the right sound. Of verbs, those made of a noun with 하다 and 되다 are led back to
the noun, which is how agreements are worded; other verbs stay as they are.
"""

from __future__ import annotations

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8  # index of ㄹ among the finals
_LEAST = 2  # syllables of a stem

_ANY = """
에게서는 에게서 에게는 에게도 에게 에서의 에서는 에서도 에서 에는 에도 에의 에 의 도 만을 만이
만 까지는 까지의 까지도 까지 부터의 부터는 부터 께서는 께서 께 보다는 보다 처럼 조차 마저 하고
뿐만 마다 만큼
"""
_AFTER_CONSONANT = """
은 이 을 과 으로부터 으로서의 으로서 으로써 으로의 으로는 으로도 으로 이나 이라는 이라도 이라고
이라 이란 이며 이고 이다 입니다 이든 이든지 과의 과는 과도 이나마
"""
_AFTER_VOWEL = "는 가 를 와 나 라는 라도 라고 라 란 며 고 다 든지 와의 와는 와도"
_AFTER_VOWEL_OR_RIEUL = "로부터 로서의 로서 로써 로의 로는 로도 로"
_VERBS = """
하였습니다 하였으며 하였으므로 하였고 하였다 했습니다 했으며 했다 하여야 해야 하여 하므로 하도록
하기를 하기로 하기에 하기 위하여 합니다 한다는 한다고 한다 하는가 하는데 하는 하고 하며 하면서
하면 하지는 하지 하려는 하려고 하게 하거나 하자 하다 할지라도 할 한 함을 함에 함은 함으로써 함
해 되었습니다 되었으며 되었다 됐다 되어야 되어 되므로 되도록 되기를 되기 됩니다 된다는 된다고 된다
되는 되고 되며 되면 되지는 되지 되거나 되다 될 된 됨을 됨에 됨 받을 받는 받은 받고 받지 받아
"""
# Longest first, so that 에서 is not read as 서 after 에.
_LISTED = sorted(
    {
        *((e, "") for e in f"{_ANY} {_VERBS}".split()),
        *((e, "consonant") for e in _AFTER_CONSONANT.split()),
        *((e, "vowel") for e in _AFTER_VOWEL.split()),
        *((e, "rieul") for e in _AFTER_VOWEL_OR_RIEUL.split()),
    },
    key=lambda pair: (-len(pair[0]), pair),
)
_BY_LAST: dict[str, list[tuple[str, str]]] = {}
for _ending, _after in _LISTED:
    _BY_LAST.setdefault(_ending[-1], []).append((_ending, _after))
# Nouns whose last syllable looks like a particle.
_WHOLE = frozenset(["협의", "회의", "정의", "결의", "동의", "합의", "심의", "국가", "평가", "증가", "참가", "추가"])
_ENDS_WHOLE = ("주의", "국가", "평가")


def stem(word: str) -> str:
    if not word or not _FIRST <= ord(word[-1]) <= _LAST:
        return word
    while (shorter := _without_particle(word)) != word:
        word = shorter
    if word.endswith("들") and len(word) > _LEAST:
        word = word[:-1]
    return word


def _without_particle(word: str) -> str:
    if word in _WHOLE or word.endswith(_ENDS_WHOLE):
        return word
    for ending, after in _BY_LAST.get(word[-1], ()):
        rest = word[: -len(ending)]
        if len(rest) >= _LEAST and word.endswith(ending) and _may_follow(rest[-1], after):
            return rest
    return word


def _may_follow(syllable: str, after: str) -> bool:
    """Whether a particle of this form stands after this syllable."""
    point = ord(syllable)
    if not after or not _FIRST <= point <= _LAST:
        return True  # after a number or a Latin letter either form may stand
    final = (point - _FIRST) % _FINALS
    if after == "consonant":
        return final != 0
    return final == 0 or (after == "rieul" and final == _RIEUL)
