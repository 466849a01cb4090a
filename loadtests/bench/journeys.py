"""Shoppers one after the other in a few lanes, from the front page to a paid order."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .buyer import Buyer, NotSold
from .cost import Cost, measured
from .market import Market

SEED = 7


@dataclass
class Journeys:
    """What came of them: times of each step in milliseconds, how many were paid, what went wrong."""

    seconds: float = 0
    paid: int = 0
    requests: int = 0
    failed: list[str] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cost: Cost = field(default_factory=Cost)

    @property
    def per_minute(self) -> float:
        return self.paid * 60 / self.seconds if self.seconds else 0

    def json(self) -> dict[str, Any]:
        steps = {name: {"p50": middle(times), "p95": late(times)} for name, times in self.times.items()}
        return {
            "per_minute": self.per_minute, "paid": self.paid, "requests": self.requests, "failed": self.failed[:20],
            "cpu_ms": self.cost.cpu_ms / max(self.paid, 1), "statements": self.cost.statements / max(self.paid, 1),
            "steps": steps,
        }  # fmt: skip


def run(market: Market, wanted: dict[str, Any], *, seconds: float, lanes: int) -> Journeys:
    """Buyers in so many lanes for so many seconds; one begun in time is ended, and counts."""
    found = Journeys()
    crowd = Crowd(market.shop.url, wanted, time.monotonic() + seconds, found)
    threads = [threading.Thread(target=crowd.lane, args=(random.Random(SEED + n),)) for n in range(lanes)]
    with measured(market.shop.child.pid, market.environ["DATABASE_URL"]) as found.cost:
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found.seconds = time.monotonic() - begun
    return found


@dataclass
class Crowd:
    """All buyers of a run."""

    url: str
    wanted: dict[str, Any]
    until: float
    found: Journeys
    lock: threading.Lock = field(default_factory=threading.Lock)

    def lane(self, chance: random.Random) -> None:
        while time.monotonic() < self.until:
            buyer, steps = Buyer(self.url), Steps()
            problem = self._bought(buyer, chance, steps)
            buyer.close()
            with self.lock:
                self.found.requests += buyer.requests
                self.found.paid += not problem
                self.found.failed += [problem] if problem else []
                for name, took in steps.times:
                    self.found.times[name].append(took)

    def _bought(self, buyer: Buyer, chance: random.Random, steps: "Steps") -> str:
        """Empty, or what went wrong."""
        goods, search = chance.choice(self.wanted["goods"]), chance.choice(self.wanted["pages"]["search"])
        try:
            buyer.buy(goods, self.wanted["area"], search, steps.take)
        except (NotSold, OSError) as error:
            return f"{type(error).__name__}: {error}"
        return ""


@dataclass
class Steps:
    """The time of each step of one purchase, in milliseconds."""

    times: list[tuple[str, float]] = field(default_factory=list)

    def take(self, name: str, act: Callable[[], str]) -> str:
        begun = time.perf_counter()
        said = act()
        self.times.append((name, (time.perf_counter() - begun) * 1000))
        return said


def middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2] if times else 0.0


def late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0
