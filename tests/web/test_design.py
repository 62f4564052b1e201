"""The stylesheet: contrast by computing (WCAG 2.2), sides that mirror, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = resources.files("statement_archive.web").joinpath("static", "app.css").read_text(encoding="utf-8")
EDITOR = resources.files("statement_archive.web").joinpath("static", "editor.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in CSS.split("@media", 2)[:2])
# foreground, background, ratio: 4.5 for text, 3 for what is not (SC 1.4.3, 1.4.11)
PAIRS = [
    *[("ink", ground, 7.0) for ground in ("paper", "leaf", "card", "lit", "mark")],
    *[(ink, ground, 4.5) for ink in ("faint", "link", "rubric") for ground in ("paper", "leaf", "card")],
    ("good", "good-paper", 4.5),
    ("warn", "warn-paper", 4.5),
    ("bad", "bad-paper", 4.5),
    *[(ink, ground, 4.5) for ink in ("good", "warn", "bad") for ground in ("paper", "card")],
    ("link", "warn-paper", 4.5),
    ("paper", "ink", 7.0),
    ("paper", "rubric", 4.5),
    ("edge", "card", 3.0),
    ("edge", "paper", 3.0),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme: str, front: str, back: str, least: float) -> None:
    tokens = LIGHT if scheme == "light" else DARK
    assert contrast(tokens[front], tokens[back]) >= least


@pytest.mark.parametrize("sheet", [CSS, EDITOR], ids=["app", "editor"])
def test_sides_are_logical(sheet: str) -> None:
    physical = r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|(?:max-|min-)?width)\s*:"
    found = [m for m in re.findall(physical, re.sub(r"\((?:max|min)-width: [^)]*\)", "", sheet)) if m]
    assert found == []
    assert not re.search(r"text-align:\s*(?:left|right)|float:", sheet)


@pytest.mark.parametrize("sheet", [CSS, EDITOR], ids=["app", "editor"])
def test_nothing_comes_from_elsewhere(sheet: str) -> None:
    assert not re.search(r"url\(|@import|https?:", sheet)
