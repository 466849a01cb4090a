"""A small threaded HTTP server: one function from `Request` to `Reply`, and broken wires on demand."""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

LARGEST_BODY_BYTES = 2_000_000


@dataclass(frozen=True)
class Request:
    """One HTTP request. `path` is decoded, `query` is the raw query string, header names are lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    def query_pairs(self) -> list[tuple[str, str]]:
        return parse_qsl(self.query, keep_blank_values=True)

    def form_pairs(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    def form(self) -> dict[str, str]:
        return dict(self.form_pairs())

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; an empty body is an empty object. Raises ValueError."""
        value = json.loads(self.body or b"{}")
        if not isinstance(value, dict):
            raise ValueError("a JSON object is expected")
        return value


@dataclass
class Reply:
    """One HTTP reply. `delay` seconds pass before it is sent; `drop` closes the wire instead."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False


def json_reply(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    body = json.dumps(value, indent=2).encode()
    return Reply(status, body, {"Content-Type": "application/json", **(headers or {})})


def html_reply(text: str, status: int = 200) -> Reply:
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Reply(status, text.encode(), headers)


def see_other(location: str) -> Reply:
    """303, so that the browser follows a posted form with a GET."""
    return Reply(303, b"", {"Location": location})


class Router:
    """Finds a handler by method and a path pattern such as `/v1/refunds/{id}`."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Any]] = []

    def add(self, method: str, pattern: str, handler: Any) -> None:
        regex = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern)
        self._routes.append((method, re.compile(regex), handler))

    def find(self, method: str, path: str) -> tuple[Any, dict[str, str]] | None:
        """The handler and the named parts of the path, or None."""
        for known_method, regex, handler in self._routes:
            match = regex.fullmatch(path) if known_method == method else None
            if match:
                return handler, match.groupdict()
        return None


class SimulatorServer(ThreadingHTTPServer):
    """One thread per connection; threads die with the process, because the book is already safe."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], application: Callable[[Request], Reply]) -> None:
        self.application = application
        super().__init__(address, Wire)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Wire(BaseHTTPRequestHandler):
    """Reads one request, asks the application, writes the reply in one piece."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # buffered, so that headers and body leave together
    server: SimulatorServer

    def _answer(self) -> None:
        try:
            reply = self.server.application(self._request())
        except Exception:  # noqa: BLE001 - the caller must get a reply, the log gets the trace
            traceback.print_exc()
            reply = json_reply({"error": {"type": "api_error", "message": "The simulator failed."}}, 500)
        if reply.delay:
            time.sleep(reply.delay)
        if reply.drop:
            self._cut()
        else:
            self._send(reply)

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = _answer  # noqa: N815 - names of http.server

    def _request(self) -> Request:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY_BYTES)
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        return Request(self.command, unquote(parts.path), parts.query, headers, body)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _cut(self) -> None:
        """Close with a reset, which is what a lost connection looks like to the caller."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the book keeps the request log, without secrets."""
