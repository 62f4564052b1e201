"""What a check has found, in the reader's words.

::

    Finding(check, args) ── check and kind ──▶ N_ sentence, the values of args put in as a, b
"""

from __future__ import annotations

from statement_archive.checks import Finding
from statement_archive.web.say import N_, Later

_NAMES: dict[str, Later] = {
    "numbers": N_("Numbers"),
    "dates": N_("Dates"),
    "symbols": N_("Document symbols"),
    "names": N_("Recorded names"),
    "sentences": N_("Number of sentences"),
    "length": N_("Length"),
    "quotes": N_("Quotation marks"),
    "brackets": N_("Brackets"),
    "doubled": N_("Doubled words"),
    "untranslated": N_("Untranslated words"),
    "glossary": N_("Glossary"),
    "scripts": N_("Letters of another script"),
    "spaces": N_("Spaces"),
    "punctuation": N_("Punctuation"),
}
WORDS: dict[tuple[str, str], Later] = {
    ("numbers", "missing"): N_("The number %(a)s of the source is not in the translation."),
    ("numbers", "extra"): N_("The number %(a)s of the translation is not in the source."),
    ("dates", "other"): N_("The source says %(a)s, the translation %(b)s."),
    ("symbols", "missing"): N_("The symbol %(a)s of the source is not in the translation."),
    ("symbols", "extra"): N_("The symbol %(a)s of the translation is not in the source."),
    ("names", "missing"): N_("The name %(a)s: none of its recorded forms is in the translation."),
    ("sentences", "fewer"): N_(
        "Sentences: %(a)s in the source, %(b)s in the translation, and it is short for its source."
    ),
    ("sentences", "more"): N_(
        "Sentences: %(a)s in the source, %(b)s in the translation, and it is long for its source."
    ),
    ("length", "short"): N_("This is much shorter than translations between these languages usually are."),
    ("length", "long"): N_("This is much longer than translations between these languages usually are."),
    ("quotes", "missing"): N_("The source quotes something; the translation has no quotation marks."),
    ("quotes", "extra"): N_("The translation has quotation marks; the source has none."),
    ("quotes", "unbalanced"): N_("A quotation mark has no other half: %(a)s"),
    ("quotes", "foreign"): N_("The quotation marks %(a)s are those of another language; usual here: %(b)s"),
    ("brackets", "missing"): N_("Pairs of brackets: %(a)s in the source, %(b)s in the translation."),
    ("brackets", "extra"): N_("Pairs of brackets: %(a)s in the source, %(b)s in the translation."),
    ("brackets", "unbalanced"): N_("A bracket has no other half: %(a)s"),
    ("doubled", "word"): N_("The word “%(a)s” stands twice in a row."),
    ("untranslated", "same"): N_("These are the words of the source."),
    ("untranslated", "passage"): N_("Left in the language of the source: %(a)s"),
    ("glossary", "missing"): N_("The glossary says for “%(a)s”: %(b)s"),
    ("glossary", "deprecated"): N_("The glossary advises against “%(a)s” and says: %(b)s"),
    ("scripts", "mixed"): N_("Letters of two scripts that look alike, in one word: %(a)s"),
    ("scripts", "letter"): N_("The letter %(a)s belongs to another language; this one writes %(b)s."),
    ("scripts", "width"): N_("Full-width characters: %(a)s"),
    ("spaces", "double"): N_("There are several spaces in a row."),
    ("spaces", "edge"): N_("There are spaces before or after the text."),
    ("spaces", "before"): N_("There is a space before this mark: %(a)s"),
    ("spaces", "after"): N_("There is no space after this mark: %(a)s"),
    ("spaces", "french"): N_("In French a no-break space parts this mark from its word: %(a)s"),
    ("punctuation", "question"): N_("The source asks; the translation has no question mark."),
    ("punctuation", "end"): N_("The last sentence has no mark at its end."),
    ("punctuation", "comma"): N_("The mark %(a)s is of another script; this language writes %(b)s"),
}


def check_name(check: str) -> str:
    """What a check looks at, as a heading."""
    return str(_NAMES[check])


def finding_words(finding: Finding) -> str:
    """One sentence."""
    words = str(WORDS[finding.check, finding.kind])
    values = dict(zip("ab", finding.args[1:], strict=False))
    return words % values if values else words
