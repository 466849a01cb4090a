"""The HTTP server: sources' answers at their own paths, `/_control/…` to change them, `/` to look."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from commerce.currencies.simulator.page import page
from commerce.currencies.simulator.sources import ANSWERS, BY_PATH
from commerce.currencies.simulator.table import Fault, Table

JSON, HTML = "application/json", "text/html; charset=utf-8"
LARGEST_BODY_BYTES = 100_000
HUGE = b"[" + b" " * 2_000_000 + b"]"


class Server(ThreadingHTTPServer):
    """One thread a connection; they die with the process."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], table: Table) -> None:
        self.table = table
        super().__init__(address, Wire)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is what faults are for."""


class Wire(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/":
            self._send(200, page(self.server.table).encode(), HTML)
        elif parts.path == "/_control/state":
            self._send(200, json.dumps(self.server.table.state()).encode(), JSON)
        elif parts.path in BY_PATH:
            self._answer(BY_PATH[parts.path], dict(parse_qsl(parts.query)))
        else:
            self._send(404, b'{"status": 404, "message": "not found"}', JSON)

    def do_POST(self) -> None:
        """Commands, as JSON or from the page's forms."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY_BYTES))
        # curl says "form" of whatever it sends.
        is_form = "form" in self.headers.get("Content-Type", "") and not body.startswith(b"{")
        try:
            given = form_values(body) if is_form else json.loads(body or b"{}")
            self._command(urlsplit(self.path).path.removeprefix("/_control/"), given)
        except (ValueError, TypeError, AttributeError) as error:
            self._send(400, json.dumps({"error": str(error)}).encode(), JSON)
            return
        if is_form:
            self._send(303, b"", HTML, {"Location": "/"})
        else:
            self._send(200, json.dumps(self.server.table.state()).encode(), JSON)

    def _command(self, name: str, given: dict[str, Any]) -> None:
        table = self.server.table
        if name == "rates":
            table.set_rates({given["code"]: given["rate"]} if "code" in given else given)
        elif name == "date":
            table.set_day(given.get("date"))
        elif name == "faults":
            table.add_fault(Fault(**given))
        elif name == "reset":
            table.reset()
        else:
            raise ValueError(f"no command {name}")

    def _answer(self, source: str, asked: dict[str, str]) -> None:
        table = self.server.table
        table.note(source, asked)
        fault = table.take_fault()
        if fault and fault.action != "refuse":
            self._spoil(fault)
            return
        status, text = ANSWERS[source](table, asked, fault)
        self._send(status, text.encode(), JSON)

    def _spoil(self, fault: Fault) -> None:
        if fault.action == "hang":
            time.sleep(fault.seconds)
        if fault.action in ("hang", "drop"):
            self._cut()
        elif fault.action == "garbage":
            self._send(200, b"<html><body>Welcome to our hotel's network</body></html>", HTML)
        elif fault.action == "huge":
            self._send(200, HUGE, JSON)
        else:
            words = json.dumps({"error": True, "status": fault.status, "message": "simulated"})
            self._send(fault.status, words.encode(), JSON, {"Location": "/"} if fault.status // 100 == 3 else None)

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def _cut(self) -> None:
        """A reset is what a lost connection looks like to the caller."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Nothing: an address may hold a key."""


def form_values(body: bytes) -> dict[str, Any]:
    """A page's form; what is a whole number is one."""
    return {
        name: int(value) if value.isdigit() and name != "rate" else value for name, value in parse_qsl(body.decode())
    }
