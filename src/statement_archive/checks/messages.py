"""A finding as an English sentence, for the command line; the web ring has its own."""

from __future__ import annotations

from statement_archive.checks.pair import Finding

_WORDS: dict[tuple[str, str], str] = {
    ("numbers", "missing"): "the number {} of the source is not in the translation",
    ("numbers", "extra"): "the number {} of the translation is not in the source",
    ("dates", "other"): "the source says {}, the translation {}",
    ("symbols", "missing"): "the symbol {} of the source is not in the translation",
    ("symbols", "extra"): "the symbol {} of the translation is not in the source",
    ("names", "missing"): "the name {} has no recorded form in the translation",
    ("sentences", "fewer"): "{} sentences in the source, {} in the translation, and it is shorter than usual",
    ("sentences", "more"): "{} sentences in the source, {} in the translation, and it is longer than usual",
    ("length", "short"): "much shorter than translations between these languages are",
    ("length", "long"): "much longer than translations between these languages are",
    ("quotes", "missing"): "the source quotes, the translation has no quotation marks",
    ("quotes", "extra"): "the translation has quotation marks, the source none",
    ("quotes", "unbalanced"): "a quotation mark {} has no other half",
    ("quotes", "foreign"): "quotation marks {} are not those of the language, which has {}",
    ("brackets", "missing"): "{} pairs of brackets in the source, {} in the translation",
    ("brackets", "extra"): "{} pairs of brackets in the source, {} in the translation",
    ("brackets", "unbalanced"): "a bracket {} has no other half",
    ("doubled", "word"): "“{}” stands twice in a row",
    ("untranslated", "same"): "the words are those of the source",
    ("untranslated", "passage"): "left in the language of the source: {}",
    ("glossary", "missing"): "for “{}” the glossary has {}",
    ("glossary", "deprecated"): "“{}” is deprecated in the glossary, which has {}",
    ("scripts", "mixed"): "letters of two scripts in one word: {}",
    ("scripts", "letter"): "the letter {} is of another language, which this one writes {}",
    ("scripts", "width"): "full-width characters: {}",
    ("spaces", "double"): "several spaces in a row",
    ("spaces", "edge"): "spaces before or after the text",
    ("spaces", "before"): "a space before {}",
    ("spaces", "after"): "no space after {}",
    ("spaces", "french"): "French parts {} from its word by a no-break space",
    ("punctuation", "question"): "the source asks, the translation has no question mark",
    ("punctuation", "end"): "the last sentence has no mark at its end",
    ("punctuation", "comma"): "{} is of another script, which this language writes {}",
}


def message(finding: Finding) -> str:
    """One sentence, lower case, without a point."""
    return _WORDS[finding.check, finding.kind].format(*finding.args[1:])
