"""Addresses to the chair or the audience: ``Mr. Chair,``, «Señor Presidente:», «Төраға мырза!», 主席女士："""

from __future__ import annotations

import re

from statement_archive.importing.blocks import Block
from statement_archive.importing.lines import plain
from statement_archive.importing.sentences import ends_like_a_sentence

_ADDRESS = (
    r"(?:mr|mrs|ms|madam|mister|your|excellenc\w+|distinguished|dear|hono[u]?rable|"
    r"ladies|colleagues|friends|fellow|chair\w*|"
    r"monsieur|madame|mesdames|messieurs|excellences?|chers?|chères?|distingués?|"
    r"señor\w*|excelent\w+|excelenc\w+|distinguid\w+|estimad\w+|"
    r"уважаем\w+|господин\w*|госпож\w+|г-н|г-жа|дамы|ваш\w+|товарищ\w*|коллеги|дорогие|"
    r"sehr geehrte\w*|herr|frau|meine damen|exzellenz\w*|liebe|"
    r"senhor\w*|excel[êe]nc\w+|signor\w*|gentil\w+|құрметті|қымбатты|аса мәртебелі|"
    r"мырзалар|төраға\w*(?: мырза| ханым)?|төрайым|شكرا|السيد\w*|سيدي|أصحاب|معالي|"
    r"سعادة|主席|尊敬的|各位|女士们|先生们|议长|議長)"
)
_THANKS = (
    r"(?:thank you|i thank you|merci|je vous remercie|gracias|muchas gracias|спасибо|"
    r"благодарю(?: вас)?|danke|vielen dank|obrigad\w|рахмет|شكرا|谢谢)"
)
_SALUTATION = re.compile(rf"[\s\"“«¡*_]*(?:{_THANKS}\W+)?{_ADDRESS}(?!\w)", re.IGNORECASE)
_CHINESE_ADDRESS = re.compile(r"(?:谢谢)?[，,]?(?:主席|尊敬的|各位|女士们|先生们|议长|議長)")
_ADDRESS_ALONE = 160  # characters
_ONE_SENTENCE = re.compile(r"[^.!?]*(?:\b[A-ZА-Я]\w{0,3}\.[^.!?]*)?[.!?]?")


def is_salutation(text: str, block: Block) -> bool:
    """An address to the chair or the audience, also with thanks for the floor."""
    words = _words(text, block, 200)
    if not _addresses(words):
        return False
    if words[-1] in ",:!،：！，;" or not ends_like_a_sentence(words):
        return True
    return re.match(_THANKS, words, re.IGNORECASE) is not None and _ONE_SENTENCE.fullmatch(words) is not None


def is_address(text: str, block: Block) -> bool:
    """A salutation that is plainly nothing else: it ends with a comma, colon or exclamation mark."""
    words = _words(text, block, _ADDRESS_ALONE)
    return (
        _addresses(words) and words[-1] in ",:!،：！，" and not any(c in ".?。؟" for c in words[:-1].replace("r.", ""))
    )


def _words(text: str, block: Block, limit: int) -> str:
    if block.heading or block.end - block.start > limit:
        return ""
    return plain(block.cut(text)).words.strip("*_ \ufeff")


def _addresses(words: str) -> bool:
    return bool(words) and (_SALUTATION.match(words) or _CHINESE_ADDRESS.match(words)) is not None
