"""TMX, TBX and glossary tables: out and in again, and what other programs write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import ArchiveError, InvalidInput, Refused, Undecodable
from statement_archive.domain.reference import ReferenceUnit
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Unit
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.units import UnitSource
from statement_archive.formats import glossary_csv, tbx, tmx
from statement_archive.formats.exchange import Credits, ExchangeHead, ExchangeUnit
from statement_archive.formats.xml_tree import MAX_ELEMENTS

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEAD = ExchangeHead(
    work="w",
    expression="fr.translation",
    lang="fr",
    source_expression="ru.delivered",
    source_lang="ru",
    source_version=1,
    source_digest="0" * 64,
    version=1,
    event=1,
    revised=AT,
    translator="Anna",
    credits=Credits(("Anna <a>",)),
    licence="CC-BY-4.0",
    standing="unofficial",
)
ANY = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(str.strip)


def unit(
    text: str, target: str, state: UnitState = "translated", *, outdated: bool = False, made_from: str = ""
) -> ExchangeUnit:
    source = UnitSource("p1.s1", ("p1.s1",), "p1", text, text_digest(text), "body", "ru")
    return ExchangeUnit(Unit(source, target, state, outdated, False, "", 1), made_from, by="Anna & Co", at=AT)


# --- TMX ---------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=80)
@given(ANY, ANY)
def test_a_memory_comes_back_with_who_and_when(text: str, target: str) -> None:
    units, refused = tmx.read(tmx.write([(HEAD, [unit(text, target)])]))
    assert (units, refused) == (
        (ReferenceUnit((("ru", text), ("fr", target)), "Anna & Co", "2026-01-02T03:04:05Z"),),
        (),
    )


def test_a_memory_holds_what_somebody_stands_for() -> None:
    units = [
        unit("a", "", "initial"),
        unit("b", "draft", "initial"),
        unit("c", "C", outdated=True),
        unit("d", "D", outdated=True, made_from="d before"),
        unit("e", "E", "final"),
    ]
    content = tmx.write([(HEAD, units)])
    assert [u.variants[0][1] for u in tmx.read(content)[0]] == ["d before", "e"]
    for word in ('type="x-state">outdated<', 'type="x-standing">unofficial<', "CC-BY-4.0", "Anna &lt;a&gt;"):
        assert word in content.decode()


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" srclang="RU" segtype="sentence" adminlang="EN" datatype="x" o-tmf="x"/>
<body>
<tu><tuv lang="RU"><seg>Привет<bpt i="1">{b<sub>!</sub>}</bpt></seg></tuv>
    <tuv lang="FR" changeid="a" changedate="20250101T000000Z"><seg>Salut<hi>!</hi></seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg>один</seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg>да</seg></tuv><tuv xml:lang="not a tag"><seg>oui</seg></tuv></tu>
<tu><tuv><seg>да</seg></tuv><tuv xml:lang="fr"><seg>oui</seg></tuv></tu>
<tu creationdate="20251301T000000Z"><note>seen</note><tuv xml:lang="ru_RU"><seg>да</seg></tuv>
    <tuv xml:lang="fr-FR"><seg>oui</seg></tuv></tu>
</body></tmx>"""


def test_memories_of_others_are_read_row_by_row() -> None:
    units, refused = tmx.read(FOREIGN.encode())
    assert units == (
        ReferenceUnit((("ru", "Привет!"), ("fr", "Salut!")), "a", "2025-01-01T00:00:00Z"),
        ReferenceUnit((("ru-RU", "да"), ("fr-FR", "oui")), "", "", "seen"),
    )
    assert [r.line for r in refused] == [7, 8, 9]
    assert all(r.reason and r.text for r in refused)


def test_a_memory_larger_than_what_is_held_at_once_is_read() -> None:
    one = '<tu><tuv xml:lang="ru"><seg>%d</seg></tuv><tuv xml:lang="fr"><seg>%d</seg></tuv></tu>'
    count = MAX_ELEMENTS // 5 // 20
    body = "".join(one % (n, n) for n in range(count))
    units, _ = tmx.read(f'<tmx version="1.4"><header/><body>{body}</body></tmx>'.encode())
    assert len(units) == count


@pytest.mark.parametrize(
    "content",
    [
        b"<tmx",
        b"<html/>",
        b"words",
        b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>',
        b'<!DOCTYPE tmx [<!ATTLIST seg a CDATA "b">]><tmx/>',
    ],
)
def test_what_is_no_memory_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="not a TMX file"):
        tmx.read(content)


# --- TBX ---------------------------------------------------------------------------------------------------

WORD = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1).map(lambda t: " ".join(t.split()))
LANGS = ("ru", "fr", "zh-Hans", "ar")


@st.composite
def concepts(draw: st.DrawFn) -> list[Concept]:
    found = []
    for n in range(draw(st.integers(1, 4))):
        forms = tuple(
            TermForm(draw(WORD.filter(bool)), lang, draw(st.sampled_from(TERM_STATUSES)))
            for lang in draw(st.lists(st.sampled_from(LANGS), min_size=1, max_size=4))
        )
        forms = tuple(sorted(forms, key=lambda form: form.lang))
        found.append(Concept(f"c{n}", forms, draw(WORD), draw(WORD), draw(WORD)))
    return found


@pytest.mark.parametrize("style", ["dca", "dct", "martif"])
@settings(deadline=None, max_examples=40)
@given(concepts())
def test_terms_come_back_in_every_style(style: tbx.Style, given_: list[Concept]) -> None:
    read, refused = tbx.read(tbx.write(given_, style=style))
    assert (list(read), refused) == (given_, ())


MARTIF = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="e1"><descripGrp><descrip type="definition">A <hi>weapon</hi></descrip>
 <admin type="source">UN</admin></descripGrp>
 <langSet xml:lang="en-GB"><ntig><termGrp><term>mine</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
 <langSet xml:lang="no tag"><tig><term>x</term></tig></langSet>
 <langSet xml:lang="fr"><tig><term>mine</term>
   <termNote type="normativeAuthorization">preferredTerm</termNote></tig></langSet>
</termEntry>
<termEntry id="e2"></termEntry>
<termEntry id="e1"><langSet xml:lang="fr"><tig><term>deux</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_an_old_term_base_is_read_row_by_row() -> None:
    read, refused = tbx.read(MARTIF.encode())
    forms = (TermForm("mine", "en-GB", "deprecated"), TermForm("mine", "fr", "preferred"))
    assert read == (Concept("e1", forms, "A weapon", "", "UN"),)
    assert [r.line for r in refused] == [8, 12, 13]


# --- tables ------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=80)
@given(concepts(), st.sampled_from(",;\t"))
def test_a_table_comes_back(given_: list[Concept], delimiter: str) -> None:
    read, refused = glossary_csv.read(glossary_csv.write(given_, delimiter=delimiter))
    assert (list(read), refused) == (given_, ())


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-x", "@a", "'=x", "''", "'", "'tis", "＝1", "''-", "'+"])
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    content = glossary_csv.write([Concept("1", (TermForm(cell, "fr"),))])
    shown = content.decode("utf-8-sig").split("\r\n")[1].split(",")[1]
    assert not shown.startswith(("=", "+", "-", "@", "＝"))
    assert glossary_csv.read(content)[0][0].forms[0].text == cell


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(encoding: str, delimiter: str) -> None:
    rows = [
        ["en", "fr", "Definition", "Domain", "status", "ours"],
        ["mine", "mine", '"A; weapon, x"', "arms", "Preferred", "z"],
    ]
    text = "sep=" + delimiter + "\r\n" + "".join(delimiter.join(row) + "\r\n" for row in rows)
    read, refused = glossary_csv.read(text.encode(encoding))
    forms = (TermForm("mine", "en", "preferred"), TermForm("mine", "fr", "preferred"))
    assert (read, refused) == ((Concept("", forms, "A; weapon, x", "arms"),), ())


def test_one_bad_row_never_loses_the_rest() -> None:
    table = 'id,en,fr,status\n1,a,b,\n2,,,\n3,"c,d,\n4,e,f,nonsense\n\n5,g,h,,,extra\n1,i,j,\n6,"k\nl",m,admitted\n'
    read, refused = glossary_csv.read(table.encode())
    assert [c.id for c in read] == ["1", "6"]
    assert read[1].forms == (TermForm("k\nl", "en", "admitted"), TermForm("m", "fr", "admitted"))
    assert [r.line for r in refused] == [3, 4, 5, 7, 8]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", Refused),
        (b"a table,of words\n1,2", InvalidInput),
        ("en;fr\nмина;mine".encode("windows-1251"), Undecodable),
        (b"\x00\x01\x02", Undecodable),
    ],
)
def test_what_is_no_glossary_is_refused(content: bytes, error: type[ArchiveError]) -> None:
    with pytest.raises(error):
        glossary_csv.read(content)
