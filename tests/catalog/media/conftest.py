"""A product, pictures drawn on the spot, and a small web server on this machine that serves them."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from redis import Redis

from catalog.domain import products
from catalog.models import Product
from vendors.sellers.models import Seller

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def ground(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.PICTURES_FROM_LOOPBACK = True
    redis = Redis.from_url(settings.CACHES["default"]["LOCATION"])
    for key in redis.scan_iter("breaker:pictures-*"):
        redis.delete(key)


@pytest.fixture
def product(db: None) -> Product:
    seller = Seller.objects.create(name="Test stall", slug="test-stall", country="GY", town="Georgetown")
    return products.create_product(seller=seller, title="Mug", variants=[products.NewVariant(price_minor=100)])


@pytest.fixture
def picture_bytes() -> Callable[..., bytes]:
    def make(width: int = 1700, height: int = 900, kind: str = "JPEG", mode: str = "RGB", **how: Any) -> bytes:
        target = BytesIO()
        Image.new(mode, (width, height), "teal").save(target, kind, **how)
        return target.getvalue()

    return make


class Site:
    """`pages` maps a path to what is answered there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Answer] = {}
        self.seen: list[str] = []

    def put(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        self.pages[path] = (status, headers, body)
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mine.seen.append(self.path)
            status, headers, body = mine.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mine = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield mine
    server.shutdown()
    server.server_close()
    thread.join()
