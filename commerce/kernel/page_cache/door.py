"""The thin layer before Django."""

import io
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from .making import Application, made
from .question import Environ, Question, question_of
from .shared import FLAG, VERSION
from .store import Page, Store
from .tally import Tally

Start = Callable[..., Any]
# How long others wait for the one who makes a page, before they make it themselves.
PATIENCE_SECONDS, LOOK_AGAIN_SECONDS = 1.0, 0.02


class PageCache:
    """A WSGI application around another: pages of visitors who are not known come from the cache."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store()
        self.tally = Tally()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        asked = question_of(environ)
        found = self.store.look(asked.key) if asked else None
        if asked is None or found is None:
            return self.application(environ, start_response)
        version, known = found
        if known and not known.seconds:
            return self.application(environ, start_response)
        page = known if known and not known.is_due else self._renewed(asked, environ, version, known)
        if page.seconds:
            self.tally.count("hit" if known else "miss")
        return give(page, asked, environ, start_response)

    def _renewed(self, asked: Question, environ: Environ, version: str, old: Page | None) -> Page:
        """One visitor makes the page; the others get the old one, or wait a moment for the new."""
        if self.store.begin(asked.key):
            try:
                return self._make(asked, environ, version)
            finally:
                self.store.end(asked.key)
        return old or self._waited_for(asked) or self._make(asked, environ, version)

    def _make(self, asked: Question, environ: Environ, version: str) -> Page:
        plain = asked.environ(environ) | {FLAG: True, VERSION: version, "wsgi.input": io.BytesIO()}
        page = made(self.application, asked, plain, version)
        self.store.keep(asked.key, page)
        return page

    def _waited_for(self, asked: Question) -> Page | None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            time.sleep(LOOK_AGAIN_SECONDS)
            found = self.store.look(asked.key)
            if found is None or found[1]:
                return found[1] if found and found[1] and found[1].seconds else None
        return None


def in_front_of(application: Application) -> Application:
    """The application with the layer before it, unless it is switched off."""
    return PageCache(application) if settings.PAGE_CACHE else application


def give(page: Page, asked: Question, environ: Environ, start_response: Start) -> Iterable[bytes]:
    """The page for this visitor: 304 when the browser has it, without its body when only the head is wanted."""
    headers = [*page.headers, ("ETag", page.etag)] if page.seconds else list(page.headers)
    if page.seconds and asked.shared.hit:
        headers += asked.shared.hit(page.note, asked.cookies)
    if page.seconds and page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [each for each in headers if not each[0].lower().startswith("content-")])
        return []
    if page.seconds:
        headers += [("Content-Length", str(len(page.body))), ("Age", str(round(page.age)))]
    start_response(page.status, headers)
    return [page.body] if environ["REQUEST_METHOD"] == "GET" else []
