"""What each block is: front matter, salutation, heading, note, stage direction or body.

::

    [banner] [title] [dateline] [byline]   salutation  body body heading body (Applause) body   notes
    └──────── front: short blocks ──────┘  └─ ends it ─┘

The lines of a title block are one paragraph as long as they are of one kind; a block that mixes kinds
(a title over a date) is parted where the kind changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from statement_archive.domain.segments import SegmentKind
from statement_archive.importing import banners, datelines, furniture, speakers
from statement_archive.importing.blocks import Block, Inline
from statement_archive.importing.lines import Line, has_words
from statement_archive.importing.sentences import ends_like_a_sentence

_FRONT_BLOCKS = 20
_TITLE = 300  # characters
_HEADING = 100
_PARAGRAPH = 60  # a block longer than this is asked whether it ends with a mark
_ADDRESS = (
    r"(?:mr|mrs|ms|madam|mister|your|excellenc\w+|distinguished|dear|hono[u]?rable|ladies|colleagues|friends|fellow|chair\w*|"
    r"monsieur|madame|mesdames|messieurs|excellences?|chers?|chères?|distingués?|señor\w*|excelent\w+|excelenc\w+|distinguid\w+|estimad\w+|"
    r"уважаем\w+|господин\w*|госпож\w+|г-н|г-жа|дамы|ваш\w+|товарищ\w*|коллеги|дорогие|"
    r"sehr geehrte\w*|herr|frau|meine damen|exzellenz\w*|liebe|"
    r"senhor\w*|excel[êe]nc\w+|құрметті|мырзалар|شكرا|السيد\w*|سيدي|أصحاب|معالي|سعادة|主席|尊敬的|各位|女士们|先生们|议长)"
)
_THANKS = (
    r"(?:thank you|i thank you|merci|je vous remercie|gracias|muchas gracias|спасибо|"
    r"благодарю(?: вас)?|danke|vielen dank|obrigad\w|рахмет|شكرا|谢谢)"
)
_SALUTATION = re.compile(rf"[\s\"“«¡*_]*(?:{_THANKS}\W+)?{_ADDRESS}(?!\w)", re.IGNORECASE)
_CHINESE_ADDRESS = re.compile(r"(?:谢谢)?[，,]?(?:主席|尊敬的|各位|女士们|先生们|议长)")
_ONE_SENTENCE = re.compile(r"[^.!?]*(?:\b[A-ZА-Я]\w{0,3}\.[^.!?]*)?[.!?]?")
_ENUMERATOR = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})\.?")
_ARTICLE = re.compile(r"[^\W\d_]{1,12}\.?\s\d{1,3}\.|\d{1,3}\.?\s[^\W\d_]{1,12}\.|[א-ת]{2,10}\s[א-ת\"״]{1,4}\.")
_GOES_ON = re.compile(r"[;؛；]\s*\w{0,4}$")  # «…; и»
_STAGE = re.compile(r"[(\[（【][^()\[\]\n]{2,60}[)\]）】]\.?")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|↑?([¹²³⁰⁴-⁹]{1,3})|↑(\d{1,3})|(\d{1,3})(?=[\s.)]))")
_NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes|references|bibliography|примечания|сноски|notas|fußnoten|anmerkungen|注释|الحواشي",
    re.IGNORECASE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def classified(text: str, blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """The blocks with their kinds; front blocks of mixed lines parted."""
    out = list(_front(text, blocks, lang))
    front = len(out)
    body = list(blocks[_taken(out, blocks) :])
    body = _notes(text, _salutation(text, body))
    return (*out[:front], *_headings(text, body))


def _taken(front: list[Block], blocks: tuple[Block, ...]) -> int:
    """How many of ``blocks`` the front holds (it may hold a block in several parts)."""
    return sum(b.end <= front[-1].end for b in blocks) if front else 0


def _front(text: str, blocks: tuple[Block, ...], lang: str) -> Iterator[Block]:
    taken: list[Block] = []
    known = 0  # up to where blocks are of a known kind
    titled = False
    for block in blocks[:_FRONT_BLOCKS]:
        if block.kind == "furniture":
            taken.append(block)
            continue
        if block.end - block.start > 2 * _TITLE or is_salutation(text, block):
            break
        parts = list(_by_kind(text, block, lang))
        unknown = [p for p in parts if p.kind == "title"]
        if unknown:
            if not all(_title_like(text, p, lang, first=not titled) for p in unknown):
                break
            titled = True
        elif block.end - block.start > _TITLE:
            break
        taken += parts
        if not unknown:
            known = len(taken)
    else:
        if len(blocks) <= _FRONT_BLOCKS:  # nothing follows: only what is plainly front matter is
            taken = taken[:known]
    while taken and taken[-1].kind == "furniture":
        taken.pop()
    yield from _headings_of_front(taken) if titled else taken


def _headings_of_front(front: list[Block]) -> Iterator[Block]:
    """A second, short unknown block that stands last is the first heading of the body."""
    titles = [b for b in front if b.kind == "title"]
    for block in front:
        last = block is front[-1] and block is not titles[0] and block.kind == "title"
        if last and len(block.lines) == 1 and block.end - block.start <= 60:
            yield replace(block, kind="heading")
        else:
            yield block


def _title_like(text: str, block: Block, lang: str, *, first: bool) -> bool:
    """A short block that no sentence ends; after the first, a long one has to show that it is a title."""
    words = block.cut(text).strip("*_# \ufeff")
    if block.heading:
        return True
    if (
        words[:1] in "•·●○▪■◦‣⁃–—-[("
        or block.end - block.start > _TITLE
        or words[:1].islower()
        or _STAGE.fullmatch(words)
    ):
        return False
    if words.isupper() or block.cut(text).endswith("**") or speakers.byline(words, lang):
        return True
    if (len(words) > _HEADING and not first) or words[-1] in ",،，、" or _GOES_ON.search(words[-12:]):
        return False
    return not ends_like_a_sentence(words)


def _by_kind(text: str, block: Block, lang: str) -> Iterator[Block]:
    """The block, parted where the kind of its lines changes; unknown lines are ``title``."""
    kinds = [_line_kind(line.cut(text), lang) for line in block.lines]
    if block.inlines or block.heading or len(set(kinds)) == 1:
        yield _with_stars(text, replace(block, kind=kinds[0] if len(set(kinds)) == 1 else "title"))
        return
    group: list[Line] = []
    for i, line in enumerate(block.lines):
        if group and kinds[i] != kinds[i - 1]:
            yield _front_block(text, group, kinds[i - 1], block)
            group = []
        group.append(line)
    yield _front_block(text, group, kinds[-1], block)


def _front_block(text: str, lines: list[Line], kind: SegmentKind, whole: Block) -> Block:
    return _with_stars(text, Block(lines[0].start, lines[-1].end, tuple(lines), kind, paged=whole.paged))


def _with_stars(text: str, block: Block) -> Block:
    """``**…**`` around a plain-text title is markup."""
    words = block.cut(text)
    lead = len(words) - len(words.lstrip("\ufeff"))
    if block.inlines or not (words.startswith("**", lead) and words.endswith("**") and len(words) - lead > 5):
        bom = (Inline(block.start, block.start + 1),) if lead and not block.inlines else ()
        return replace(block, inlines=bom) if bom else block
    start = block.start + lead
    marks = (Inline(start - lead, start + 2), Inline(block.end - 2, block.end))
    return replace(block, inlines=marks)


def _line_kind(words: str, lang: str) -> SegmentKind:
    bare = words.strip("*_# \ufeff")
    if banners.match(bare, lang):
        return "banner"
    if datelines.is_dateline(bare, lang):
        return "dateline"
    if furniture.is_symbol(bare):
        return "banner"
    return "byline" if speakers.is_byline(bare) else "title"


def is_salutation(text: str, block: Block) -> bool:
    """An address to the chair or the audience, also with thanks for the floor."""
    words = block.cut(text).strip("*_ \ufeff")
    if len(words) > 200 or block.heading:
        return False
    if not (_SALUTATION.match(words) or _CHINESE_ADDRESS.match(words)):
        return False
    if words[-1] in ",:!،：！，;" or not ends_like_a_sentence(words):
        return True
    return re.match(_THANKS, words, re.IGNORECASE) is not None and _ONE_SENTENCE.fullmatch(words) is not None


def _salutation(text: str, body: list[Block]) -> list[Block]:
    """The first paragraphs (two at most) that only address somebody."""
    out = list(body)
    left = 2
    for i, block in enumerate(out):
        if block.kind != "body" or left == 0 or not is_salutation(text, block):
            break
        out[i] = replace(block, kind="salutation")
        left -= 1
    return out


def _notes(text: str, body: list[Block]) -> list[Block]:
    """Numbered notes at the end, after a rule or a heading, or marked [1], ¹, ↑1 from 1 upwards."""
    at = len(body)
    numbers: list[int] = []
    plain = False
    while at > 0 and (body[at - 1].kind == "body" or not numbers):
        match = _NOTE.match(text, body[at - 1].start, body[at - 1].end)
        if body[at - 1].kind == "furniture" and not numbers:
            at -= 1
            continue
        if not match or not (match.end() < body[at - 1].end):
            break
        numbers.insert(0, int(next(g for g in match.groups() if g).translate(_SUPERSCRIPTS)))
        plain = plain or match.group(4) is not None
        at -= 1
    before = body[at - 1] if at else None
    announced = before is not None and (
        before.kind == "furniture" or _NOTES_HEADING.fullmatch(before.cut(text).strip("*_#: "))
    )
    if not numbers or numbers != sorted(set(numbers)) or numbers[0] != 1 or at == 0 or (plain and not announced):
        return body
    return [replace(b, kind="note") if i >= at and b.kind == "body" else b for i, b in enumerate(body)]


def _headings(text: str, body: list[Block]) -> Iterator[Block]:
    """Short blocks without a final mark before a paragraph; only where paragraphs do end with marks."""
    long = [b for b in body if b.kind == "body" and b.end - b.start > _PARAGRAPH]
    marked = sum(ends_like_a_sentence(b.cut(text)) for b in long) * 2 >= len(long) > 0
    for i, block in enumerate(body):
        following = body[i + 1] if i + 1 < len(body) else None
        if block.kind != "body":
            yield block
        elif block.heading:
            yield replace(block, kind="heading")
        elif block.end - block.start <= 64 and _STAGE.fullmatch(block.cut(text)):
            yield replace(block, kind="stage")
        elif marked and following is not None and following.kind == "body" and _heads(text, block, following):
            yield replace(block, kind="heading")
        else:
            yield block


def _heads(text: str, block: Block, following: Block) -> bool:
    words = block.cut(text)
    if len(words) > _HEADING or len(block.lines) > 2 or not has_words(words) or words[0] in "-–—•·*[(":
        return False
    if _ENUMERATOR.fullmatch(words) or _ARTICLE.fullmatch(words):
        return True
    return (
        not ends_like_a_sentence(words)
        and words[-1] not in ",،，"
        and not words[0].islower()
        and not text[following.start].islower()
    )
