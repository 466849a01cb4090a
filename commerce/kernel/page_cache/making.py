"""A page is made by asking Django, and packed once for all who will see it."""

import gzip
import time
from collections.abc import Callable, Iterable
from typing import Any

import brotli  # type: ignore[import-untyped]

from ..conditional import etag_of
from .question import Environ, Question
from .shared import NOTE, SECONDS
from .store import Headers, Page

Application = Callable[..., Iterable[bytes]]
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
# What belongs to one answer alone, or is told anew.
LEFT_OUT = frozenset({"x-request-id", "content-length", "etag", "date", SECONDS.lower(), NOTE.lower()})


def made(application: Application, asked: Question, environ: Environ, version: str) -> Page:
    """The page of a question; `seconds` is 0 when the answer is not to be kept."""
    begun = time.time()
    status, headers, body = _answer(application, environ)
    said = {name.lower(): value for name, value in headers}
    seconds = 0 if "set-cookie" in said else int(said.get(SECONDS.lower(), 0))
    if not seconds:
        return Page(version, begun, 0, status, headers, "", "", body)
    kept = [(name, value) for name, value in headers if name.lower() not in LEFT_OUT]
    if asked.encoding:
        body = (
            brotli.compress(body, quality=BROTLI_QUALITY) if asked.encoding == "br" else gzip.compress(body, GZIP_LEVEL)
        )
        kept.append(("Content-Encoding", asked.encoding))
    kept = [(name, _with_encoding(value) if name.lower() == "vary" else value) for name, value in kept]
    etag = f"W/{said.get('etag') or etag_of(body)}"
    return Page(version, begun, seconds, status, kept, said.get(NOTE.lower(), ""), etag, body)


def _answer(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    told: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        told[:] = [status, headers]

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return told[0], told[1], body


def _with_encoding(vary: str) -> str:
    return vary if "accept-encoding" in vary.lower() else f"{vary}, Accept-Encoding"
