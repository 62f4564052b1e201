"""A citation as pages show it: the reference, what was told of it, and where the other ways to cite stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from statement_archive.exporting.metadata import Tag, meta_tags
from statement_archive.exporting.phrases import spoken
from statement_archive.exporting.rendering import LANGUAGES
from statement_archive.web.names import html_lang, language_name, sorted_by_name, text_direction
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.cite import Citation

FILES: Mapping[str, tuple[Later, str]] = {
    "csl-json": (N_("CSL-JSON"), "application/vnd.citationstyles.csl+json"),
    "ris": (N_("RIS"), "application/x-research-info-systems"),
    "bibtex": (N_("BibTeX"), "application/x-bibtex"),
}
_TOLD: Mapping[str, Later] = {
    "terms": N_("There are no terms in this language: English ones stand in their place."),
    "note": N_("There are no words for the note in this language: it is in English."),
    "unreviewed": N_("No native reader has reviewed the words of the note in this language."),
}


@dataclass(frozen=True, slots=True)
class CitationView:
    """``html`` is the reference, escaped by ``exporting.runs``. ``address``: of the page that offers other styles.
    ``files``: label, media type and address of each. ``tags``: what browsers that collect references read."""

    html: Markup
    in_text: str
    note: str
    lang: str
    dir: str
    link: str
    fragment: str
    told: tuple[str, ...]
    address: str
    files: tuple[tuple[str, str, str], ...]
    tags: tuple[Tag, ...]


def citation_view(found: Citation) -> CitationView:
    lang = "en" if "terms" in found.told else found.lang
    address = f"{found.path}/cite"
    return CitationView(
        html=Markup(found.html),  # noqa: S704  # made of escaped pieces and of the tags of exporting/runs.py alone
        in_text=found.in_text,
        note=found.note,
        lang=html_lang(lang),
        dir=text_direction(lang),
        link=found.link,
        fragment=found.fragment if found.locator else "",
        told=tuple(str(_TOLD[code]) for code in found.told),
        address=address,
        files=tuple((str(label), media, f"{address}/{kind}") for kind, (label, media) in FILES.items()),
        tags=meta_tags(found.csl),
    )


def language_choices() -> list[tuple[str, str]]:
    """Languages that a citation can be in: those in which all of it is said first."""
    named = sorted_by_name([(tag, language_name(tag)) for tag in LANGUAGES], lambda pair: pair[1])
    return sorted(named, key=lambda pair: spoken(pair[0]) != pair[0])


def where(found: Citation) -> str:
    """What of the work is cited, for a heading."""
    return found.place or (_("the whole text") if found.expression else _("the work"))
