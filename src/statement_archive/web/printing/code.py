"""The QR code of a link."""

from __future__ import annotations

from io import BytesIO

import segno


def code_svg(link: str) -> str:
    """As SVG, a quarter of it redundant; empty where the link names no host, for nothing could follow it."""
    if not link.startswith(("https://", "http://")):
        return ""
    out = BytesIO()
    segno.make(link, error="q", micro=False, boost_error=False).save(out, kind="svg", xmldecl=False, scale=4)
    return out.getvalue().decode("utf-8").strip()


def code_address(link: str) -> str:
    """The same as a ``data:`` address; empty where there is none."""
    if not code_svg(link):
        return ""
    made: str = segno.make(link, error="q", micro=False, boost_error=False).svg_data_uri(scale=4)
    return made
