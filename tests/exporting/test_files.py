"""RIS, BibTeX and what pages say of themselves: nothing breaks out of its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.exporting.bibtex import bibtex
from statement_archive.exporting.csl_json import csl_item
from statement_archive.exporting.metadata import meta_tags
from statement_archive.exporting.record import Record
from statement_archive.exporting.ris import ris


def test_ris(statement: Record) -> None:
    assert ris(csl_item(statement, "a note", "en")).split("\r\n") == [
        "TY  - SLIDE",
        "ID  - a/en.translation@1",
        "AU  - Rovel Quint",
        "TI  - On rivers & <b>lakes</b>",
        "M3  - statement, Norvenia",
        "T2  - Open Forum, First session",
        "CY  - Port Merrow",
        "PY  - 2026",
        "DA  - 2026/05/03/",
        "M1  - OFR/2026/SR.3",
        "LA  - en",
        "UR  - https://archive.example/works/a/en.translation@1",
        "N1  - a note",
        "Y2  - 2026/11/22/",
        "ER  - ",
        "",
    ]


def test_ris_of_a_document_with_half_a_date(treaty: Record) -> None:
    lines = ris(csl_item(treaty, "", "en")).split("\r\n")
    assert lines[0] == "TY  - GEN"
    assert "DA  - 1998/07//" in lines
    assert not [line for line in lines if line.startswith(("AU", "N1", "T2"))]


def test_bibtex(statement: Record) -> None:
    hostile = replace(statement, title=r"50% of {all} \rivers_1 & #2 ~ ^ $x$")
    entry = bibtex(csl_item(hostile, "a note", "en"))
    assert entry.startswith("@misc{a-en.translation-1,\n  author = {{Rovel Quint}},\n")
    assert (
        r"title = {{50\% of \textbraceleft{}all\textbraceright{} \textbackslash{}rivers\_1 \& \#2 \textasciitilde{} "
        r"\textasciicircum{} \$x\$}}" in entry
    )
    assert "  month = may,\n" in entry
    assert "  date = {2026-05-03},\n" in entry


facts = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(deadline=None, max_examples=100)
@given(facts, facts, facts)
def test_no_fact_breaks_out_of_its_field(title: str, author: str, note: str) -> None:
    record = Record("a", "statement", "/works/a", date(2026, 11, 22), title=title, author=author, date=title)
    item = csl_item(record, note, "en")
    entry = bibtex(item)
    depth = 0
    for c in entry:
        depth += {"{": 1, "}": -1}.get(c, 0)
        assert depth >= 0
    assert depth == 0
    assert [line[:6] for line in ris(item).split("\r\n") if line.startswith(("TY", "ER"))] == ["TY  - ", "ER  - "]
    assert len(ris(item).splitlines()) == ris(item).count("\r\n")


def test_metadata_says_what_is_known_and_no_more(statement: Record, treaty: Record) -> None:
    tags = meta_tags(csl_item(statement, "a note", "en"))
    assert ("z:itemType", "presentation") in tags
    assert ("citation_author", "Rovel Quint") in tags
    assert ("citation_publication_date", "2026/05/03") in tags
    assert ("DC.identifier", "https://archive.example/works/a/en.translation@1") in tags
    bare = dict(meta_tags(csl_item(treaty, "", "en")))
    assert bare["z:itemType"] == "document"
    assert bare["DC.date"] == "1998-07"
    assert not {"citation_author", "DC.description", "DC.coverage"} & bare.keys()
