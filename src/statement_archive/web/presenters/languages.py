"""Languages of content to choose from: those that statements come in most, by name; any other by its tag."""

from __future__ import annotations

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import language_tag
from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.say import _

UN = ("ar", "zh-Hans", "en", "fr", "ru", "es")
# fmt: off
OTHERS = (
    "af", "am", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "et", "fa", "fi", "ga", "he", "hi", "hr",
    "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "ko", "ky", "lo", "lt", "lv", "mk", "mn", "ms", "mt", "my",
    "ne", "nl", "no", "pl", "ps", "pt", "ro", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "tg", "th", "tk", "tr",
    "uk", "ur", "uz", "vi", "zh-Hant",
)
# fmt: on
UNKNOWN = "unknown"
OTHER = "other"
Options = list[tuple[str, str]]


def language_groups() -> list[tuple[str, Options]]:
    """Pairs of a heading and its options, for a select without a preselected one."""
    rest = sorted_by_name(OTHERS, language_name)
    return [
        (_("Official languages of the United Nations"), _named(sorted_by_name(UN, language_name))),
        (_("Other languages"), _named(rest)),
        (
            _("None of these"),
            [
                ("mul", _("several languages, by turns")),
                (OTHER, _("another one, by its tag beside this")),
                (UNKNOWN, _("not known")),
            ],
        ),
    ]


def _named(tags: list[str]) -> Options:
    return [(tag, language_name(tag)) for tag in tags]


def split_tag(tag: str) -> tuple[str, str]:
    """What to preselect and what to write beside it for a tag that is known already."""
    if tag in (*UN, *OTHERS, "mul", UNKNOWN, ""):
        return tag, ""
    return OTHER, tag


def chosen(picked: str, written: str) -> str:
    """The canonical tag, UNKNOWN, or nothing where nothing was chosen. Raises InvalidInput.

    A tag that was written counts before what was picked: nobody writes one by accident.
    """
    if written:
        return language_tag(written)
    if picked in ("", OTHER):
        return ""
    return picked if picked == UNKNOWN else language_tag(picked)


def tags_in(raw: str) -> list[str]:
    """Tags apart by commas or white space. Raises InvalidInput."""
    return [language_tag(tag) for tag in raw.replace(",", " ").split()]


def is_tag(raw: str) -> bool:
    try:
        return bool(language_tag(raw))
    except InvalidInput:
        return False
