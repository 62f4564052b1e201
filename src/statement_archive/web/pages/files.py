"""Files that were handed in, given back as they came."""

from __future__ import annotations

from flask import make_response
from werkzeug import Response
from werkzeug.http import dump_options_header
from werkzeug.utils import secure_filename

from statement_archive.domain.people import DraftFile


def as_download(file: DraftFile) -> Response:
    """Byte for byte, to be saved and never shown: whatever it holds, this site does not run it."""
    response = make_response(file.content)
    response.content_type = "application/octet-stream"
    plain = secure_filename(file.name) or "file"
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": plain})
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
