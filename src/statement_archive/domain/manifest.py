r"""What ``sha256sum -c`` reads.

::

    <sha256><two spaces><path below the home>        sorted by path
    \<sha256><two spaces><path>                      a path with \\, LF or CR, written \\, \n, \r
"""

from __future__ import annotations

from collections.abc import Mapping


def to_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest of these paths and digests. A name that is not UTF-8 (surrogate escapes) is written in its bytes."""
    lines = (_line(path, digests[path]) for path in sorted(digests))
    return "".join(lines).encode("utf-8", "surrogateescape")


def _line(path: str, digest: str) -> str:
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "\\" if escaped != path else ""
    return f"{mark}{digest}  {escaped}\n"
