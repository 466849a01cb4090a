"""The shop behind a real port, with a record of every HTML page it gave.

Static files come from WhiteNoise over collected, hashed files, as in production; Django's own live server would look
for names without hashes.
"""

import gzip
import re
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread

HTML_MOST_BYTES = 40_000  # a product with its reviews, questions and shelves; a quarter of that over the line
# Whatever a browser or a person would take for a field of a card.
CARD_WORDS = re.compile(r"^cc-|card.?num|cardholder|\bcvc\b|\bcvv\b|\bpan\b|expiry", re.IGNORECASE)
UNPACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}
FIELDS = {"input", "select", "textarea"}


@dataclass(frozen=True)
class Page:
    path: str
    status: int
    html: bytes


@dataclass
class Record:
    """Pages in the order they were given; whole documents only, no parts for htmx."""

    pages: list[Page] = field(default_factory=list)

    def of(self, path: str) -> Page:
        """The latest page of this path."""
        return next(page for page in reversed(self.pages) if page.path == path)

    def faults(self) -> list[str]:
        """Card fields and too heavy pages, in words."""
        shop = [page for page in self.pages if not page.path.startswith("/staff/")]
        light = [page for page in shop if not page.path.startswith("/styleguide/")]  # holds every component
        heavy = [f"{p.path} has {len(p.html)} bytes of HTML" for p in light if len(p.html) > HTML_MOST_BYTES]
        broken = [f"{page.path} answered {page.status}" for page in self.pages if page.status >= 500]
        return heavy + broken + [f"{page.path} asks for {word}" for page in shop for word in card_fields(page.html)]


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        words = [word for name in ("name", "autocomplete", "id") for word in (named.get(name) or "").split()]
        if tag in FIELDS:
            self.found += [word for word in words if CARD_WORDS.search(word)]


def card_fields(html: bytes) -> list[str]:
    """Names of fields that would take card data."""
    parser = _Fields()
    parser.feed(html.decode())
    return parser.found


class Recorder:
    """WSGI middleware that keeps whole HTML pages."""

    def __init__(self, app: Callable[..., Any], record: Record) -> None:
        self.app, self.record = app, record

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answer.update(status=int(status[:3]), headers={name.lower(): value for name, value in headers})
            return start_response(status, headers, *rest)

        body = self.app(environ, start)
        kind = answer["headers"].get("content-type", "")
        if not kind.startswith("text/html") or environ.get("HTTP_HX_REQUEST"):
            return body
        try:
            html = b"".join(body)
        finally:
            if close := getattr(body, "close", None):
                close()
        if html:
            unpacked = UNPACK.get(answer["headers"].get("content-encoding", ""), bytes)(html)
            self.record.pages.append(Page(environ["PATH_INFO"], answer["status"], unpacked))
        return [html]


@dataclass
class Market:
    url: str
    record: Record


@contextmanager
def open_market(static_root: Path) -> Any:
    """Collect the static files and serve the shop on a free port of localhost."""
    record = Record()
    with override_settings(STATIC_ROOT=str(static_root)):
        call_command("collectstatic", interactive=False, verbosity=0)
        thread = LiveServerThread("localhost", lambda app: Recorder(app, record), connections_override={})
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        try:
            yield Market(f"http://localhost:{thread.port}", record)
        finally:
            thread.terminate()
