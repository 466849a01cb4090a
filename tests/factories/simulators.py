"""A provider's simulator for the tests: its own process, its own book, and what a test does with it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import requests

ROOT = Path(__file__).parents[2]


class Simulator:
    """What a test does with the running simulator."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.process, self.url = process, url

    def post(self, path: str, /, **values: Any) -> Any:
        answer = requests.post(f"{self.url}/_control/{path}", json=values, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def book(self, kind: str) -> list[dict[str, Any]]:
        return requests.get(f"{self.url}/_control/book", params={"kinds": kind}, timeout=10).json()[kind]

    def requests(self) -> list[dict[str, Any]]:
        """What it has been asked, the latest first."""
        return requests.get(f"{self.url}/_control/requests", timeout=10).json()["requests"]

    @property
    def latest(self) -> int:
        """The number of the latest request: it grows with each."""
        return max((asked["seq"] for asked in self.requests()), default=0)

    def fault(self, action: str, **values: Any) -> None:
        self.post("faults", action=action, **values)

    def reset(self) -> None:
        requests.delete(f"{self.url}/_control/faults", timeout=10)
        self.post("webhooks", reset=True, lose_all=True)


S = TypeVar("S", bound=Simulator)


@contextmanager
def running(kind: type[S], module: str, **arguments: str) -> Iterator[S]:
    """Run `module` over a book of its own on a free port, and end it."""
    with tempfile.TemporaryDirectory(prefix="stabroek-sim-") as folder:
        words = [f for name, value in arguments.items() for f in (f"--{name.replace('_', '-')}", value)]
        command = [sys.executable, "-m", module, "--port", "0", "--book", f"{folder}/book.db", *words]
        process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert process.stdout is not None
            yield kind(process, process.stdout.readline().removeprefix("listening on ").strip())
        finally:
            process.terminate()
            process.wait(10)
