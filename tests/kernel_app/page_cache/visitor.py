"""A browser that talks to the shop through its WSGI door, with cookies of its own."""

import gzip
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test import RequestFactory

from catalog.domain import indexing, summaries
from catalog.models import Product
from commerce.kernel.page_cache.door import PageCache
from tests.factories.shop import make_variant


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """What a person reads, unpacked."""
        kind = self.headers.get("content-encoding", "")
        raw = {"br": brotli.decompress, "gzip": gzip.decompress}.get(kind, bytes)(self.body)
        return raw.decode()


class Kitchen:
    """The shop behind the door, which counts what it makes."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.made: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.made.append(environ)
        return self.handler(environ, start_response)


@dataclass
class Visitor:
    """`door` is shared by the visitors of one server process."""

    door: PageCache
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None, **headers: str) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        words = {"HTTP_COOKIE": cookie, "HTTP_HOST": "localhost", **headers}
        made = RequestFactory().get(path) if method in ("GET", "HEAD") else RequestFactory().post(path, data or {})
        environ = {**made.environ, **words, "REQUEST_METHOD": method}
        told: list[Any] = []
        parts = self.door(environ, lambda status, headers, exc_info=None: told.extend([status, headers]))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        self._take(told[1])
        return Answer(int(told[0][:3]), {name.lower(): value for name, value in told[1]}, body)

    def _take(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}


def shop() -> tuple[PageCache, Kitchen]:
    kitchen = Kitchen()
    return PageCache(kitchen), kitchen


def make_pot() -> Product:
    """Something on sale that is called “Clay pot”."""
    product = make_variant().product
    Product.objects.filter(pk=product.pk).update(title="Clay pot", slug="clay-pot")
    with transaction.atomic():
        summaries.refresh([product.pk], with_text=True)
    indexing.rebuild()
    product.refresh_from_db()
    return product
