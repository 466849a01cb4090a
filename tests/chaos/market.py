"""A market of real processes to be broken: web server, workers, pump, PostgreSQL, broker, cache and card simulator."""

import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.embedded.layout import Layout
from tests.factories.stripe import Simulator

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


class Market:
    """Runs in `folder`; everything in it is reached by its process number and its addresses.

    `orders` counts what guests were told of, `waits` the seconds until they were served again,
    `drains` those until the workers had nothing left to do.
    """

    def __init__(self, folder: Path, process: "subprocess.Popen[str]") -> None:
        self.layout, self.process = Layout(run_dir=folder), process
        given = json.loads(self.layout.environment.read_text())
        self.environment = {name: value for name, value in os.environ.items() if name != "CHAOS_CHANGES"} | given
        self.url = given["SITE_URL"].replace("localhost", "127.0.0.1")
        self.simulator = Simulator(process, given["STRIPE_API_BASE"])
        self.orders = 0
        self.waits: list[float] = []
        self.drains: list[float] = []
        self.notes: list[str] = []

    def pid(self, name: str) -> int:
        return json.loads(self.layout.children.read_text())[name]["pid"]

    def send(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.pid(name), number)

    @functools.cached_property
    def stock(self) -> dict[str, Any]:
        """Three goods with more units than anybody will buy, and an area to send them to."""
        return dict(self.clerk("stock", "1000000"))

    @contextlib.contextmanager
    def frozen(self, *names: str) -> Iterator[None]:
        """Their whole groups stand still."""
        groups = [self.pid(name) for name in names]
        for group in groups:
            os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            for group in groups:
                os.killpg(group, signal.SIGCONT)

    @contextlib.contextmanager
    def away(self, *names: str) -> Iterator[None]:
        """Killed, and not started again before the end."""
        book = self.layout.run_dir / "away"
        book.write_text(" ".join(names))
        for name in names:
            self.send(name)
        try:
            yield
        finally:
            book.unlink()

    def clerk(self, *words: str, given: Any = None, seconds: float = 120) -> Any:
        """What a process inside this market's books says; see tests.chaos.clerk."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.chaos.clerk", *words], cwd=ROOT, env=self.environment, check=False,
            input=json.dumps(given), capture_output=True, text=True, timeout=seconds,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    def measured(self) -> str:
        """What came out so far, in one line."""
        words = [f"{self.orders} orders acknowledged"] if self.orders else []
        words += [f"served again within {max(self.waits):.1f} s"] if self.waits else []
        words += [f"workers done within {max(self.drains):.1f} s"] if self.drains else []
        return ", ".join([*words, *self.notes])

    def log(self, name: str, lines: int = 20) -> str:
        return "\n".join(self.layout.log(name).read_text(errors="replace").splitlines()[-lines:])


@contextlib.contextmanager
def open_market(*, knock_again: float = 30) -> Iterator[Market]:
    """Start one; nothing of it is left at the end: it is killed, and its guardian ends the others."""
    with tempfile.TemporaryDirectory(prefix="stabroek-market-") as name:
        command = [sys.executable, "-m", "tests.chaos.market_process", name, str(knock_again)]
        process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            _await_open(process)
            yield Market(Path(name), process)
        finally:
            process.kill()
            process.communicate(timeout=60)  # until the guardian, too, has closed its end
            Layout(run_dir=Path(name)).remove_sockets()


def _await_open(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    end, said = time.monotonic() + START_SECONDS, ""
    while time.monotonic() < end:
        line = process.stdout.readline()
        said += line
        if line == "open\n":
            return
        assert line, f"the market did not open: {said}"
    raise AssertionError(f"the market took too long: {said}")
