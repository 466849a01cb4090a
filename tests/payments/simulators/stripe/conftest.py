"""One simulator process for the whole run, emptied before each test; receivers for its webhooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stripe

from tests.payments.simulators.stripe.driving import Receiver, Running


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    process = Running(tmp_path_factory.mktemp("stripe") / "book.sqlite3")
    yield process
    process.stop()


@pytest.fixture
def simulator(running: Running) -> Running:
    """The simulator with an empty book, no faults and no webhook endpoint."""
    running.post("/_control/webhooks", url="", secret="", enabled_events=["*"], reset=True)
    running.post("/_control/reset")
    return running


@pytest.fixture
def client(simulator: Running) -> stripe.StripeClient:
    return simulator.client()


@pytest.fixture
def receiver(simulator: Running) -> Iterator[Receiver]:
    """A webhook endpoint that the simulator knows, answering 200."""
    with Receiver() as endpoint:
        simulator.post("/_control/webhooks", url=endpoint.url, secret=endpoint.secret, retry_base=0.1)
        yield endpoint
        simulator.post("/_control/webhooks", url="")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start simulators of one's own; those still running are stopped at the end."""
    started: list[Running] = []

    def begin(*arguments: str, book: Path | None = None) -> Running:
        started.append(Running(book or tmp_path / "book.sqlite3", *arguments))
        return started[-1]

    yield begin
    for process in started:
        process.stop()
