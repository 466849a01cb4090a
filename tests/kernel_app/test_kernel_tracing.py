"""Traces: a process that was told to sends its spans to the collector; otherwise nothing leaves."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

VISIT = """
import django
django.setup()
from django.test import Client
from opentelemetry import trace
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
assert Client(HTTP_HOST="localhost").get("/robots.txt").status_code == 200
assert Client(HTTP_HOST="localhost").get("/health/ready").status_code in (200, 503)
getattr(trace.get_tracer_provider(), "force_flush", bool)()
"""


class Collector(BaseHTTPRequestHandler):
    got: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    Collector.got = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Collector.got
    server.shutdown()
    server.server_close()


def visit(endpoint: str, *, trace: str) -> None:
    database = os.environ["DATABASE_URL"].replace("/stabroek?", f"/{connection.settings_dict['NAME']}?")
    told = {
        "DJANGO_SETTINGS_MODULE": "commerce.settings", "STABROEK_TRACE": trace, "DATABASE_URL": database,
        "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", VISIT], env=os.environ | told, check=True, timeout=60)


@pytest.mark.django_db
def test_spans_of_requests_and_statements_reach_the_collector(collector) -> None:
    endpoint, got = collector
    visit(endpoint, trace="1")
    sent = b"".join(body for path, body in got if path == "/v1/traces")
    for word in (b"service.name", b"stabroek", b"GET robots.txt", b"postgresql", b"redis"):
        assert word in sent, word


@pytest.mark.django_db
def test_without_the_switch_nothing_is_sent(collector) -> None:
    endpoint, got = collector
    visit(endpoint, trace="0")
    assert got == []
