"""One simulator process for the run, emptied before each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.payments.simulators.driving import Receiver
from tests.payments.simulators.mmg.driving import BACK, WRONG, Browser, Running


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    process = Running(tmp_path_factory.mktemp("mmg") / "book.sqlite3")
    yield process
    process.stop()


@pytest.fixture
def simulator(running: Running) -> Running:
    """The simulator with an empty book, no faults and nobody to notify."""
    running.post("/_control/webhooks", url="", reset=True)
    running.post("/_control/reset")
    running.post("/_control/addresses", response=BACK, error=WRONG)
    return running


@pytest.fixture
def browser(simulator: Running) -> Browser:
    return Browser(simulator)


@pytest.fixture
def receiver(simulator: Running) -> Iterator[Receiver]:
    """The shop's door for notifications, answering 200."""
    with Receiver() as endpoint:
        simulator.post("/_control/webhooks", url=endpoint.url, retry_base=0.1)
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
