"""Who comes at once: threads of this process, or several processes with many connections each."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from cart.models import Cart
from catalog.errors import SoldOut, StockBusy
from commerce.jobs.domain import request_keys
from orders.models import Order
from tests.chaos import processes, shoppers
from tests.chaos.crowd import at_once

Acts = list[list[Any]]
KNOWN: dict[str, type[Exception]] = {
    kind.__name__: kind for kind in (StockBusy, request_keys.InFlight, request_keys.KeyReused)
}


class Crowd(Protocol):
    """All acts are done at the same moment; each gives what it gave, or the exception that it raised."""

    def orders(self, carts: Sequence[Cart]) -> list[Any]: ...

    def keyed(self, key: str, body: str, carts: Sequence[Cart]) -> list[Any]: ...


class Threads:
    """One process."""

    def orders(self, carts: Sequence[Cart]) -> list[Any]:
        return at_once([shoppers.ordering(cart) for cart in carts])

    def keyed(self, key: str, body: str, carts: Sequence[Cart]) -> list[Any]:
        return at_once([shoppers.keyed(key, body, cart) for cart in carts])


class Processes:
    """Processes of their own, started afresh, not forked: nothing is shared but the database."""

    def __init__(self, members: "list[subprocess.Popen[str]]", threads: int) -> None:
        self.members, self.threads = members, threads

    def orders(self, carts: Sequence[Cart]) -> list[Any]:
        return self._at_once([["order", cart.pk] for cart in carts])

    def keyed(self, key: str, body: str, carts: Sequence[Cart]) -> list[Any]:
        return self._at_once([["keyed", key, body, cart.pk] for cart in carts])

    def _at_once(self, acts: Acts) -> list[Any]:
        size = len(self.members)
        shares = [(member, acts[place::size]) for place, member in enumerate(self.members) if acts[place::size]]
        for member, share in shares:
            _tell(member, json.dumps({"acts": share, "threads": self.threads}))
        for member, _share in shares:
            assert _hear(member) == "ready"
        for member, _share in shares:
            _tell(member, "go")
        outcomes: list[Any] = [None] * len(acts)
        for place, (member, _share) in enumerate(shares):
            outcomes[place::size] = [_outcome(said) for said in json.loads(_hear(member))]
        return outcomes


@contextmanager
def of_processes(number: int = 4, *, threads: int = 50) -> Iterator[Processes]:
    members = [processes.start("tests.chaos.crowd_process", stdin=subprocess.PIPE) for _ in range(number)]
    try:
        yield Processes(members, threads)
    finally:
        for member in members:
            member.kill()
            member.communicate()


def _tell(member: "subprocess.Popen[str]", line: str) -> None:
    assert member.stdin is not None
    print(line, file=member.stdin, flush=True)


def _hear(member: "subprocess.Popen[str]") -> str:
    assert member.stdout is not None
    line = member.stdout.readline().strip()
    assert line, member.communicate()[1][-2000:]
    return line


def _outcome(said: dict[str, Any]) -> Any:
    if "order" in said:
        return Order.objects.get(pk=said["order"])
    if "answer" in said:
        return request_keys.Answer(said["answer"], replayed=said["replayed"])
    error: Any = RuntimeError(f"{said['error']}: {said['text']}")
    if said["error"] == "SoldOut":
        error = SoldOut({})
    elif said["error"] in KNOWN:
        error = KNOWN[said["error"]](said["text"])
    error.sqlstate = said["state"]
    return error
