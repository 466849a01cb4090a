"""A real web server over the database of the test."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from django.conf import settings

from tests.chaos import processes

START_SECONDS = 60


@contextmanager
def serving(*, workers: int = 2, threads: int = 2) -> Iterator[str]:
    """Granian on a free port; its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = ("--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "1024")
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *words, "--port", str(port), "tests.chaos.wsgi:application"],
        cwd=processes.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=processes.environment(
            DEBUG="1", LOG_LEVEL="ERROR", STRIPE_API_BASE=settings.STRIPE_API_BASE,
            STRIPE_SECRET_KEY=settings.STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET=settings.STRIPE_WEBHOOK_SECRET,
        ),
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _await(server, url)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def _await(server: "subprocess.Popen[bytes]", url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the web server ended"
        try:
            if requests.get(f"{url}/cart/", timeout=10).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")
