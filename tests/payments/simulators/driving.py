"""Driving any simulator from tests: the process, its control surface, a webhook receiver."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Self

import requests

ROOT = Path(__file__).parents[3]


class Running:
    """A simulator process and what a test does with it. `name` is the package below payments.simulators."""

    name: ClassVar[str]

    def __init__(self, book: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", f"payments.simulators.{self.name}", "--port", "0", "--book", str(book)]
        self.book = book
        self.process = subprocess.Popen(
            [*command, "--seed", "7", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        self.url = self.line.removeprefix("listening on ").strip()

    def stop(self) -> int:
        """The exit status after SIGTERM. A process that does not end is killed and the test fails."""
        self.process.terminate()
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def get(self, path: str) -> Any:
        return requests.get(self.url + path, timeout=10).json()

    def post(self, path: str, /, **values: Any) -> Any:
        answer = requests.post(self.url + path, json=values, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fault(self, action: str, path: str = "/v1/*", **values: Any) -> None:
        self.post("/_control/faults", action=action, path=path, **values)

    def kinds(self, name: str) -> list[dict[str, Any]]:
        return self.get(f"/_control/book?kinds={name}")[name]


def wait_for(condition: Callable[[], Any], seconds: float = 8) -> Any:
    """The first true value of the condition; fails when time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.03)
    raise AssertionError("it did not happen in time")


@dataclass(frozen=True)
class Delivery:
    body: bytes
    headers: Mapping[str, str]
    at: float


class Receiver:
    """A webhook endpoint on a free port. `answers` are the next statuses; then it answers 200."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.answers: list[int] = []
        receiver = self

        class Endpoint(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.deliveries.append(receiver.delivery(body, dict(self.headers.items())))
                status = receiver.answers.pop(0) if receiver.answers else 200
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhooks/"

    def delivery(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        return Delivery(body, headers, time.monotonic())

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *details: object) -> None:
        self._server.shutdown()
        self._server.server_close()
