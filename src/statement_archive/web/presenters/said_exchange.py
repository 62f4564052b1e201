"""What the codecs of translators' files and of zips say, in the reader's words; see ``said``."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

EXCHANGE: tuple[tuple[str, Later], ...] = (
    # Files of translations.
    (
        r"not an XLIFF file: .+ at line (?P<line>\d+), column \d+",
        N_("It is no XLIFF: line %(line)s is not well formed."),
    ),
    (r"not an XLIFF file that is taken here: it bears a DTD", N_("It bears a DTD, which is not taken here.")),
    (
        r"not an XLIFF file that is taken here: it declares an entity .+",
        N_("It declares an entity, which is not taken here."),
    ),
    (
        r"not an XLIFF file that is taken here: more than (?P<most>\d+) elements deep .+",
        N_("It is nested more than %(most)s levels deep."),
    ),
    (r"more than (?P<most>\d+) elements in one piece .+", N_("It holds more than %(most)s elements.")),
    (
        r"not an XLIFF file: its root element is <(?P<name>.*)> .+",
        N_("It is no XLIFF: it begins with <%(name)s>."),
    ),
    (r"not an XLIFF file: there is no element in it", N_("It is no XLIFF: there is nothing in it.")),
    (r"there is no unit in this XLIFF file", N_("There is no unit in this XLIFF file.")),
    (
        r"the file holds several translations \((?P<names>.+)\): send each by itself",
        N_("The file holds several translations (%(names)s): send each by itself."),
    ),
    (
        r"the file is in (?P<shown>\S+) by its target language, and was made for (?P<lang>\S+)",
        N_("Its target language is %(shown)s, and it was made for %(lang)s."),
    ),
    (
        r"this is a translation memory \(TMX\), not a translation: import it as a memory",
        N_("This is a translation memory (TMX), not a translation: import it as a memory."),
    ),
    (
        r"this is a glossary \(TBX\), not a translation: import it as a glossary",
        N_("This is a glossary (TBX), not a translation: import it as a glossary."),
    ),
    (
        r"not a PO file and not XLIFF: it begins with <(?P<name>.*)>",
        N_("It is neither PO nor XLIFF: it begins with <%(name)s>."),
    ),
    (
        r"inline tags <(?P<name>.+)> left out, the text inside them kept: (?P<count>\d+)",
        N_("Inline tags <%(name)s> were left out; the text inside them was kept: %(count)s."),
    ),
    (
        r"(?P<unit>.+) left out \(line (?P<line>\d+)\): OmegaT cannot hold the line separator in it",
        N_("%(unit)s was left out (line %(line)s): OmegaT cannot hold the line separator in it."),
    ),
    # Zips.
    (r"not a zip that can be read: .+", N_("This zip cannot be read.")),
    (r"there is no PO or XLIFF file in this zip", N_("There is no PO or XLIFF file in this zip.")),
    (
        r"(?P<count>\d+) (?:files|translations) in one zip, more than the (?P<most>\d+) taken in one piece",
        N_("This zip holds %(count)s files, more than the %(most)s that are taken at once."),
    ),
    (r"its name is empty or too long", N_("Its name is empty or too long.")),
    (r"its name is an absolute path|its name leads out of the zip", N_("Its name leads out of the zip.")),
    (
        r"its name holds control characters or marks that are not seen",
        N_("Its name holds characters that are not seen."),
    ),
    (r"its name is not that of a file", N_("Its name is not that of a file.")),
    (r"it is a link or a device, not a file", N_("It is a link, not a file.")),
    (r"it is encrypted", N_("It is encrypted.")),
    (
        r"this name stands twice in the zip; the first one counts",
        N_("Its name stands in the zip twice; the first counts."),
    ),
    (r"it is a zip within the zip", N_("It is a zip within the zip.")),
    (r"it cannot be unpacked: .+", N_("It cannot be unpacked: its bytes are damaged.")),
    (r"it unpacks to more than .+|the zip unpacks to more than .+", N_("It unpacks to more than is taken at once.")),
    (r"there is nothing to translate into (?P<lang>\S+).*", N_("There is nothing to translate into %(lang)s.")),
)
