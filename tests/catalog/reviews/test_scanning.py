"""The scanner as a shop meets it: a daemon at a socket that speaks INSTREAM, or none at all."""

import hashlib
import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile

from catalog.domain import media
from catalog.models import Picture
from commerce.kernel import clamd, scanning
from commerce.kernel.resilience import ProviderAway
from tests.factories.reviews import photograph
from tests.factories.shop import make_variant

HARM = b"something harmful"


class Daemon(socketserver.StreamRequestHandler):
    """Finds HARM; `broken` answers with an error."""

    broken = False
    heard: list[int] = []

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.heard.append(len(content))
        answer = b"stream: Test.Harm FOUND\0" if HARM in content else b"stream: OK\0"
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0" if self.broken else answer)


@pytest.fixture
def daemon(settings) -> Iterator[type[Daemon]]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    Daemon.broken, Daemon.heard = False, []
    yield Daemon
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_test_file_of_all_scanners_is_known_without_one():
    with pytest.raises(scanning.Infected):
        scanning.clean(b"\xff\xd8\xff picture " + scanning.EICAR)
    assert scanning.clean(b"nothing") == b"nothing"


def test_the_signature_is_the_published_one():
    assert hashlib.md5(scanning.EICAR).hexdigest() == "44d88612fea8a8f36de82e1278abb02f"


def test_a_scanner_sees_all_of_a_file_and_stops_what_it_finds(daemon):
    assert scanning.clean(b"x" * 200_000)
    assert daemon.heard == [200_000]
    with pytest.raises(scanning.Infected):
        scanning.clean(b"x" * 100_000 + HARM)


def test_an_error_of_the_scanner_takes_no_file(daemon):
    daemon.broken = True
    with pytest.raises(scanning.ScannerAway):
        scanning.clean(b"x")


def test_a_scanner_that_is_away_takes_no_file(settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    with pytest.raises(scanning.ScannerAway):
        scanning.clean(b"x")
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    with pytest.raises(ProviderAway):
        clamd.scan(settings.CLAMD_URL, b"x")


@pytest.mark.django_db
def test_pictures_of_sellers_are_looked_at_too(daemon):
    product = make_variant().product
    media.add_picture(product=product, content=photograph())
    assert len(daemon.heard) == 1
    with pytest.raises(scanning.Infected):
        media.add_picture(product=product, content=ContentFile(scanning.EICAR, "mug.jpg"))
    assert Picture.objects.count() == 1
