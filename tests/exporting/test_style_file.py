"""CSL styles from strangers: what is taken, what is refused, and that none of them runs for long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statement_archive.domain.errors import InvalidInput, TooLarge, Undecodable
from statement_archive.exporting.csl_json import csl_item
from statement_archive.exporting.record import Record
from statement_archive.exporting.rendering import render
from statement_archive.exporting.style_file import MAX_BYTES, MAX_VALUE, read_style

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
OPEN = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'


def style(inner: str, *, before: str = "", layout: str = '<text variable="title"/>') -> bytes:
    cited = f"<citation><layout>{layout}</layout></citation>" if layout else ""
    return f"{HEAD}{before}{OPEN}<info><title>Mine</title></info>{inner}{cited}</style>".encode()


def doubled(depth: int, body: str = "{0}{0}") -> str:
    calls = [body.format(f'<text macro="m{n + 1}"/>') for n in range(depth)]
    return "".join(f'<macro name="m{n}">{call}</macro>' for n, call in enumerate(calls)) + (
        f'<macro name="m{depth}"><text variable="title"/></macro>'
    )


def test_a_style_of_ones_own_is_used(statement: Record) -> None:
    mine = style("", layout='<text variable="title" font-style="italic" suffix="; "/><number variable="locator"/>')
    made = render(read_style(mine), csl_item(statement, "a note", "en"), "en", "9-11")
    assert made.text == "On rivers & <b>lakes</b>; 9–11"
    assert made.html == "<i>On rivers &amp; &lt;b&gt;lakes&lt;/b&gt;</i>; 9–11"
    assert made.locator_printed
    assert read_style(mine).title == "Mine"


HOSTILE = {
    "an entity": style("", before='<!DOCTYPE style [<!ENTITY a "aaaa">]>', layout='<text value="&a;"/>'),
    "a file": style("", before='<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]>', layout="<text>&a;</text>"),
    "a DTD elsewhere": style("", before='<!DOCTYPE style SYSTEM "https://elsewhere.example/style.dtd">'),
    "no style": b"<html/>",
    "another name space": b'<style xmlns="http://www.w3.org/2000/svg"><citation/></style>',
    "nothing": b"",
    "text": b"Chicago, please",
    "not well formed": style("")[:-3],
    "a dependent style": style("", layout=""),
    "a macro that calls itself": style('<macro name="a"><text macro="a"/></macro>', layout='<text macro="a"/>'),
    "macros that call each other": style(
        '<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>',
        layout='<text macro="a"/>',
    ),
    "a key that calls a macro which calls itself": style(
        '<macro name="a"><text macro="a"/></macro>', layout=""
    ).replace(b"</style>", b'<citation><sort><key macro="a"/></sort><layout/></citation></style>'),
    "a macro that is not there": style("", layout='<text macro="gone"/>'),
    "an XPath": style("", layout="<text macro=\"a'] | //*['\"/>"),
    "macros that double": style(doubled(30), layout='<text macro="m0"/>'),
    "macros that double when asked": style(
        doubled(30, '<choose><if type="book">{0}</if><else>{0}</else></choose>'),
        layout='<group><text macro="m0"/></group>',
    ),
    "long words": style("", layout=f'<text value="{"a" * (MAX_VALUE + 1)}"/>'),
    "a long term": style(f'<locale><terms><term name="in">{"a" * (MAX_VALUE + 1)}</term></terms></locale>'),
    "many words": style("", layout=f'<text value="{"a" * MAX_VALUE}"/>' * 500),
    "many elements": style("", layout="<group/>" * 9_000),
    "deep": style("", layout="<group>" * 200 + "</group>" * 200),
    "large": style("<!-- " + "a" * MAX_BYTES + " -->"),
    "no encoding": style("").replace(b"utf-8", b"x-unknown"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_refused(content: bytes) -> None:
    with pytest.raises((InvalidInput, TooLarge, Undecodable)):
        read_style(content)


BROKEN = {
    "a date of an odd form": '<date variable="issued"><date-part name="day" form="odd"/></date>',
    "a type that is none": '<text variable="title" font-style="slanted"/>',
}


@pytest.mark.parametrize("layout", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_rendered_says_so(layout: str, statement: Record) -> None:
    with pytest.raises(InvalidInput, match="the style cannot be rendered"):
        render(read_style(style("", layout=layout)), csl_item(statement, "", "en"), "en")


def test_a_roman_number_does_not_fill_the_memory(statement: Record) -> None:
    long = replace(statement, symbols=("999999999999",))
    made = render(
        read_style(style("", layout='<number variable="number" form="roman"/>')), csl_item(long, "", "en"), "en"
    )
    assert made.text == "999999999999"


def test_a_span_of_days_in_a_macro_is_given_as_recorded(statement: Record) -> None:
    dated = '<macro name="d"><date variable="issued"><date-part name="year"/><date-part name="month"/></date></macro>'
    span = replace(statement, date="2018-08/2018-09")
    made = render(read_style(style(dated, layout='<text macro="d"/>')), csl_item(span, "", "en"), "en")
    assert made.text == "2018-08 – 2018-09"


def test_only_what_is_of_csl_is_handed_on() -> None:
    foreign = style('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')
    assert b"include" not in read_style(foreign).source
    assert b"passwd" not in read_style(foreign).source
