"""Files to exact text with segments, suggestions and offers: pure, bytes in, values out.

::

    bytes ──decode──▶ text ──paragraphs | markdown──▶ blocks ──kinds──▶ ──bridges──▶ ──tables──▶ SegmentTable
            strict UTF-8,     spans between blank      front, body,       offered;     sentences,
            or as declared    lines, never edited      headings, notes    joined on    ids, numbers
                                                           │              request
                                                           └──suggestions (banners, dates, speakers): each with its line

Nothing is repaired and nothing is decided here: what looks wrong is a warning, what a page says of
itself is a suggestion with the words it came from, a paragraph cut by a page break is an offer.
"""

from statement_archive.importing.decode import Decoded, decode
from statement_archive.importing.document import Bridge, Imported, read_document
from statement_archive.importing.suggestions import Suggestion

__all__ = ["Bridge", "Decoded", "Imported", "Suggestion", "decode", "read_document"]
