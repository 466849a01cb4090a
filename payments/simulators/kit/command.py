"""The command line of a simulator: `python -m payments.simulators.NAME` prints `listening on URL` when it answers."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

from payments.simulators.kit.bench import Options
from payments.simulators.kit.server import Simulator

STOPPING = {signal.SIGTERM, signal.SIGINT}
SECONDS_TO_END = 2


@dataclass(frozen=True)
class Command:
    """How one simulator is started. `build` gets what every simulator is told and the parsed words of its own."""

    name: str
    port: int
    add_arguments: Callable[[argparse.ArgumentParser], None]
    build: Callable[[Options, argparse.Namespace], Simulator]

    def simulator(self, words: Sequence[str] | None = None) -> Simulator:
        """The simulator that these words of a command line ask for; it listens and does not answer yet."""
        parser = argparse.ArgumentParser(prog=f"python -m payments.simulators.{self.name}", description=__doc__)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=self.port, help="0 picks a free one")
        parser.add_argument("--book", required=True, help="the SQLite file that keeps everything")
        parser.add_argument("--webhook-url", help="where events are sent; kept in the book")
        parser.add_argument("--webhook-secret", help="signs webhooks; kept in the book")
        parser.add_argument("--public-url", default="", help="where browsers reach the hosted pages")
        parser.add_argument("--seed", type=int, help="of the random delays and orders")
        self.add_arguments(parser)
        given = parser.parse_args(words)
        return self.build(options(given), given)

    def main(self) -> NoReturn:
        """Run until told to stop."""
        hold_signals()
        simulator = self.simulator()
        print(f"seed {simulator.bench.seed}", file=sys.stderr, flush=True)
        run([simulator], announce=lambda: print(f"listening on {simulator.url}", flush=True))


def options(given: argparse.Namespace) -> Options:
    return Options(
        host=given.host,
        port=given.port,
        book=given.book,
        webhook_url=given.webhook_url,
        webhook_secret=given.webhook_secret,
        public_url=given.public_url,
        seed=given.seed if given.seed is not None else random.SystemRandom().randrange(1_000_000),
    )


class Runs(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


def hold_signals() -> None:
    """Before any thread starts, so that the signal can only go to `sigwait`."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)


def run(all: Sequence[Runs], *, announce: Callable[[], None]) -> NoReturn:
    """Start them all, say so, and stop them when a signal comes."""
    for each in all:
        threading.Thread(target=each.start, daemon=True).start()
    announce()
    signal.sigwait(STOPPING)
    endings = [threading.Thread(target=each.stop, daemon=True) for each in all]
    for ending in endings:
        ending.start()
    for ending in endings:
        ending.join(SECONDS_TO_END)
    # Requests that hang on purpose must not keep the process; what they did is in the book.
    os._exit(0)
