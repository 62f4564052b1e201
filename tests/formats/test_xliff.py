"""XLIFF as it is written, and as tools send it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import ArchiveError, InvalidInput, Refused, Undecodable
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Unit
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.units import UnitSource
from statement_archive.formats import xliff, xliff2, xliff_in
from statement_archive.formats.exchange import Credits, ExchangeHead, ExchangeUnit, regional, same_language
from statement_archive.formats.xml_tree import MAX_DEPTH, XML_SPACE, Element, parse

HEAD = ExchangeHead(
    work="2024-05-14-a-statement",
    expression="zh-hans.translation",
    lang="zh-Hans",
    source_expression="ru.delivered",
    source_lang="ru",
    source_version=2,
    source_digest="0" * 64,
    version=3,
    event=4,
    revised=datetime(2026, 1, 1, tzinfo=UTC),
    translator="Анна",
    credits=Credits(("Анна", "B. & C. <d>"), ("Rita",)),
    licence="CC-BY-4.0",
)
ANY = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1)
WRITERS = [xliff, xliff2]


def unit(
    text: str = "Спасибо.",
    target: str = "谢谢。",
    key: str = "p1.s1",
    state: UnitState = "translated",
    *,
    outdated: bool = False,
    made_from: str = "",
    verbatim: bool = False,
) -> ExchangeUnit:
    source = UnitSource(key, tuple(key.split()), key.split(".", maxsplit=1)[0], text, text_digest(text), "body", "ru")
    return ExchangeUnit(Unit(source, target, state, outdated, verbatim, source.digest, 2), made_from, "texts/ru.txt:1")


@pytest.mark.parametrize("writer", WRITERS)
@settings(deadline=None, max_examples=80)
@given(text=ANY, target=ANY)
def test_any_words_come_back(writer: ModuleType, text: str, target: str) -> None:
    (came,) = xliff_in.read(writer.write(HEAD, [unit(text, target)])).units
    assert (came.source, came.target) == (text, target if target.strip() else "")


@pytest.mark.parametrize("writer", WRITERS)
@settings(deadline=None, max_examples=30)
@given(ANY, ANY, ANY)
def test_any_old_source_and_comment_leave_the_file_readable(
    writer: ModuleType, before: str, name: str, comment: str
) -> None:
    each = unit(outdated=True, made_from=before)
    each = ExchangeUnit(each.unit, before, comments=(comment,))
    head = ExchangeHead(**{**{n: getattr(HEAD, n) for n in HEAD.__slots__}, "licence": name})
    (came,) = xliff_in.read(writer.write(head, [each])).units
    assert (came.source, came.target, came.draft) == ("Спасибо.", "谢谢。", True)


@pytest.mark.parametrize("writer", WRITERS)
def test_the_identity_is_told_twice_and_either_is_enough(writer: ModuleType) -> None:
    whole = writer.write(HEAD, [unit()]).decode()
    without_note = whole.replace("work: ", "x: ").replace("expression: ", "x: ").replace("version: ", "x: ")
    without_original = whole.replace('original="statement-archive/', 'original="C:\\Users\\t\\')
    for text in (whole, without_note, without_original):
        said = xliff_in.read(text.encode())
        assert (said.work, said.expression, said.lang) == (HEAD.work, HEAD.expression, "zh-Hans")
        assert (said.source_expression, said.source_version, said.base_version) == ("ru.delivered", 2, 3)
    neither = xliff_in.read(without_original.replace("work: ", "").replace("lang: ", "").encode())
    assert (neither.work, neither.lang) == ("", "")


def test_the_identity_survives_a_path_that_a_tool_puts_before_it() -> None:
    text = xliff.write(HEAD, [unit()]).decode().replace('original="', 'original="D:\\jobs\\7\\').replace("work: ", "")
    assert xliff_in.read(text.replace("a-statement/zh", "a-statement\\zh").encode()).work == HEAD.work


def test_structure_of_12() -> None:
    """The rules of the standard that tools check: order of children, required attributes, ids."""
    units = [
        unit(),
        unit(key="p1.s2 p1.s3", state="reviewed"),
        unit(key="p2.s1", outdated=True, made_from="Прежде."),
        unit(key="p2.s2", target="", state="initial"),
        unit(key="p2.s3", state="initial"),
        unit(key="p2.s4", state="final"),
        unit(key="p2.s5", target="", verbatim=True),
        unit(key="title"),
    ]
    root = parse(xliff.write(HEAD, units), "xliff")
    assert (root.name, root.space, root.get("version")) == ("xliff", xliff.NAMESPACE, "1.2")
    (file,) = root.named("file")
    assert {"original", "source-language", "datatype"} <= file.attributes.keys()
    assert (file.get("source-language"), file.get("target-language")) == ("ru-RU", "zh-CN")
    assert [c.name for c in file.children] == ["header", "body"]
    found = list(file.every("trans-unit"))
    ids = [each.get("id") for each in found]
    assert len(set(ids)) == len(ids) == len(units)
    assert " " not in "".join(ids)
    assert [each.get("resname") for each in found] == [each.unit.source.key for each in units]
    order = ["source", "target", "note", "alt-trans"]
    for each in found:
        names = [c.name for c in each.children]
        assert sorted(names, key=order.index) == names
        assert names[:2] == ["source", "target"]
        assert each.get(f"{{{XML_SPACE}}}space") == "preserve"
    states = [(each.first("target") or each).get("state") for each in found]
    review = "needs-review-translation"
    assert states == ["translated", "signed-off", review, "new", review, "final", "final", "translated"]
    assert [each.get("approved") for each in found] == ["", "yes", "", "", "", "yes", "yes", ""]
    (before,) = file.every("alt-trans")
    assert [c.name for c in before.children] == ["source", "target"]
    drafts = [came.draft for came in xliff_in.read(xliff.write(HEAD, units)).units]
    assert drafts == [False, False, True, False, True, False, False, False]


def test_structure_of_2() -> None:
    units = [
        unit(),
        unit(key="p1.s2 p1.s3", state="reviewed"),
        unit(key="p2.s1", outdated=True, made_from="Прежде."),
        unit(key="p2.s2", target="", state="initial"),
        unit(key="p2.s3", state="initial"),
        unit(key="p2.s4", text="То же", target="То же", state="initial"),
    ]
    content = xliff2.write(HEAD, units)
    root = parse(content, "xliff")
    assert (root.space, root.get("version")) == (xliff2.NAMESPACE, "2.0")
    assert (root.get("srcLang"), root.get("trgLang")) == ("ru", "zh-Hans")
    (file,) = root.named("file")
    assert [c.name for c in file.children] == ["notes", "group", "group"]
    names = [c.get("id") for c in file.every("group", "unit")]
    assert len(set(names)) == len(names)
    for each in file.every("unit"):
        assert [c.name for c in each.children] == ["notes", "segment"]
        segment = each.children[1]
        assert segment.get("state") in {"", "initial", "translated", "reviewed", "final"}
        assert not segment.get("subState") or segment.get("state")
        assert [c.name for c in segment.children] in (["source"], ["source", "target"])
    came = xliff_in.read(content).units
    assert [(c.draft, bool(c.target)) for c in came] == [
        (False, True),
        (False, True),
        (True, True),
        (False, False),
        (True, True),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("fr", "fr-FR"),
        ("fr-CA", "fr-CA"),
        ("zh-Hans", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-HK"),
        ("ar", "ar-SA"),
        ("ru", "ru-RU"),
        ("en", "en-US"),
        ("sr-Latn", "sr-Latn-RS"),
        ("sr", "sr-RS"),
        ("uz-Cyrl", "uz-Cyrl-UZ"),
        ("mul", "mul"),
        ("und", "und"),
    ],
)
def test_languages_get_the_region_that_tools_demand(tag: str, shown: str) -> None:
    assert regional(tag) == shown
    assert same_language(shown, tag)


def test_a_file_of_another_language_is_refused_and_a_region_is_none() -> None:
    text = xliff.write(HEAD, [unit()]).decode()
    with pytest.raises(InvalidInput, match="de-DE by its target language"):
        xliff_in.read(text.replace('target-language="zh-CN"', 'target-language="de-DE"').encode())
    for other in ("zh-TW", "zh_CN", "zh", "cmn", "???"):
        assert xliff_in.read(text.replace('target-language="zh-CN"', f'target-language="{other}"').encode()).units


BODY = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
 xmlns:mq="MQXliff"><file original="x" source-language="ru" datatype="plaintext"><body>
<trans-unit id="p1.s1" {about}>{inside}</trans-unit></body></file></xliff>"""

CUT = """<source>A. B.</source>
<seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">B.</mrk></seg-source>"""


@pytest.mark.parametrize(
    ("inside", "about", "target", "draft"),
    [
        ("<source>A</source>", "", "", False),
        ("<source>A</source><target/>", "", "", False),
        ("<source>A</source><target>B</target>", "", "B", False),
        ('<source>A</source><target state="needs-translation">A</target>', "", "", False),
        ('<source>A</source><target state="needs-translation">B</target>', "", "B", True),
        ('<source>A</source><target state="new">B</target>', "", "B", False),
        ('<source>A</source><target state="new">A</target>', "", "", False),
        ('<source>A</source><target state="translated">A</target>', "", "A", False),
        ('<source>A</source><target state="needs-adaptation">B</target>', "", "B", True),
        ('<source>A</source><target>B <g id="1">c</g><x id="2"/><ph id="3">%s</ph> d</target>', "", "B c d", False),
        ('<source>A</source><target><bpt id="1">{b<sub>w</sub>}</bpt>B<ept id="1">}</ept></target>', "", "wB", False),
        ('<source>A</source><target>B<x id="u0007-1"/></target>', "", "B\x07", False),
        (
            f'{CUT}<target><mrk mtype="seg" mid="0">a.</mrk> <mrk mtype="seg" mid="1">b.</mrk></target>',
            "",
            "a. b.",
            False,
        ),
        (
            f'{CUT}<target><mrk mtype="seg" mid="0">a.</mrk> <mrk mtype="seg" mid="1"/></target>',
            "",
            "a. ",
            True,
        ),
        (
            '<source>A</source><target>B</target><sdl:seg-defs><sdl:seg id="1" conf="Draft"/></sdl:seg-defs>',
            "",
            "B",
            True,
        ),
        (
            '<source>A</source><target>B</target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs>',
            "",
            "B",
            False,
        ),
        ("<source>A</source><target>B</target>", 'mq:status="Edited"', "B", True),
        ("<source>A</source><target>B</target>", 'mq:status="ManuallyConfirmed"', "B", False),
        ("<source>A</source><target>A</target>", 'mq:status="NotStarted"', "", False),
    ],
)
def test_what_tools_make_of_a_unit(inside: str, about: str, target: str, draft: bool) -> None:
    (came,) = xliff_in.read(BODY.format(inside=inside, about=about).encode()).units
    assert (came.target, came.draft) == (target, draft)


def test_tags_left_out_are_said() -> None:
    read = xliff_in.read(BODY.format(inside="<source>A</source><target><g>B</g><x/></target>", about="").encode())
    assert [note.split(",")[0] for note in read.notes] == ["inline tags <g> left out", "inline tags <x> left out"]


def test_segments_of_2_are_joined_in_their_order() -> None:
    parts = """<xliff version="2.1" srcLang="ru" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0">
    <file id="f"><unit id="p1.s1_p1.s2">
    <segment state="translated"><source>A.</source><target order="3">a.</target></segment>
    <ignorable><source> </source></ignorable>
    <segment state="translated"><source>B<cp hex="0007"/></source>
    <target order="1"><pc id="1">b</pc><cp hex="0007"/></target></segment></unit>
    </file></xliff>"""
    read = xliff_in.read(parts.encode())
    (came,) = read.units
    assert (came.unit, came.source, came.target, came.draft) == ("p1.s1 p1.s2", "A. B\x07", "b\x07 a.", False)
    (came,) = xliff_in.read(parts.replace('<target order="3">a.</target>', "").encode()).units
    assert came.draft


def test_one_bad_unit_never_loses_the_rest() -> None:
    units = [unit(), unit(key="p1.s2"), unit(key="p1.s3")]
    text = xliff.write(HEAD, units).decode().replace('resname="p1.s2"', 'resname="p1.s1"')
    text = text.replace('id="p1.s3" resname="p1.s3"', 'id="" resname=" "')
    read = xliff_in.read(text.encode())
    assert [u.unit for u in read.units] == ["p1.s1"]
    assert [("twice" in r.reason or "no id" in r.reason, r.line > 10, r.target) for r in read.refused] == [
        (True, True, "谢谢。"),
        (True, True, "谢谢。"),
    ]


def test_several_files_are_one_only_where_they_are_one() -> None:
    text = xliff.write(HEAD, [unit()]).decode()
    start, end = text.index("<file"), text.index("</xliff>")
    second = text[start:end].replace("p1.s1", "p1.s9")
    assert len(xliff_in.read((text[:end] + second + text[end:]).encode()).units) == 2
    other = second.replace("2024-05-14-a-statement", "another")
    with pytest.raises(InvalidInput, match="several translations"):
        xliff_in.read((text[:end] + other + text[end:]).encode())


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _spoiled(how: str) -> bytes:
    text = xliff.write(HEAD, [unit()]).decode()
    head, rest = text.split("\n", 1)
    if how in ("bomb", "external", "dtd", "attributes"):
        inner = {
            "bomb": BOMB,
            "external": EXTERNAL,
            "dtd": '<!DOCTYPE xliff SYSTEM "http://example.org/xliff.dtd">',
            "attributes": '<!DOCTYPE xliff [<!ATTLIST source a CDATA "x">]>',
        }[how]
        return f"{head}\n{inner}\n{rest}".replace("Спасибо.", "&b;" if how == "bomb" else "&a;").encode()
    made = {
        "truncated": text[: len(text) // 2],
        "undefined": text.replace("Спасибо.", "&nbsp;"),
        "deep": text.replace("Спасибо.", "<g>" * (MAX_DEPTH + 1) + "x" + "</g>" * (MAX_DEPTH + 1)),
        "other": "<?xml version='1.0'?>\n<html><body/></html>",
        "control": text.replace("Спасибо.", "a\x07b"),
        "reference": text.replace("Спасибо.", "&#7;"),
        "prose": "Thank you, Mr. Chair.",
        "nothing": "<?xml version='1.0'?>",
        "twice": text.replace("<source>", '<source a="1" a="2">'),
    }
    return made[how].encode()


@pytest.mark.parametrize(
    "how",
    [
        "bomb",
        "external",
        "dtd",
        "attributes",
        "truncated",
        "undefined",
        "deep",
        "other",
        "control",
        "reference",
        "prose",
        "nothing",
        "twice",
    ],
)
def test_hostile_and_broken_files_are_refused_with_their_line(how: str) -> None:
    with pytest.raises(InvalidInput, match="not an XLIFF file") as refused:
        xliff_in.read(_spoiled(how))
    assert int(str(refused.value.details["line"])) > 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "gb18030", "iso-8859-5"])
def test_every_encoding_that_is_declared_is_read(encoding: str) -> None:
    target = "Рахмет" if encoding in ("windows-1251", "iso-8859-5") else "谢谢。"
    text = xliff.write(HEAD, [unit(target=target)]).decode()
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    (came,) = xliff_in.read(text.encode(encoding)).units
    assert came.target == target


@pytest.mark.parametrize("named", ["UTF-8", "no-such", "rot13", "base64", "undefined", "shift_jis"])
def test_bytes_that_are_not_in_the_encoding_named_are_refused(named: str) -> None:
    text = xliff.write(HEAD, [unit()]).decode().replace('encoding="UTF-8"', f'encoding="{named}"')
    with pytest.raises(Undecodable):
        xliff_in.read(text.encode("gb18030") + b"\xff\xff")


def test_a_file_without_units_is_refused() -> None:
    with pytest.raises(Refused, match="no unit"):
        xliff_in.read(xliff.write(HEAD, []))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300), st.integers(0, 4000), st.integers(0, 4000))
def test_any_damage_is_refused_or_read_and_nothing_else(junk: bytes, start: int, length: int) -> None:
    content = xliff.write(HEAD, [unit(), unit(key="p1.s2")])
    with suppress(ArchiveError):
        xliff_in.read(content[:start] + junk + content[start + length :])


def test_lines_are_those_of_the_file() -> None:
    content = xliff.write(HEAD, [unit(), unit(key="p1.s2")])
    lines = content.decode().split("\n")
    for came in xliff_in.read(content).units:
        assert f'resname="{came.unit}"' in lines[came.line - 1]


def test_an_element_finds_its_own() -> None:
    root = parse(b'<a xmlns:t="urn:t" t:status="x"><b>1<c>2</c></b>3</a>', "xml")
    assert (root.text, root.foreign("status"), [e.name for e in root.every("c")]) == ("123", "x", ["c"])
    assert isinstance(root.first("b"), Element)
