"""Stored rates, and the stand-in for their sources in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import requests
from django.utils import timezone

from commerce.currencies.models import Jump, Rate
from commerce.kernel.clock import database_now

ROOT = Path(__file__).parents[2]


def make_rate(base: str = "USD", quote: str = "GYD", rate: str = "209.20", **values: Any) -> Rate:
    """A fetched rate of now; `hours` ago with that word, and dated the same day unless `date` is given."""
    at = database_now() - timedelta(hours=values.pop("hours", 0))
    facts = {"source": "frankfurter", "date": timezone.localdate(at), "fetched_at": at, **values}
    return Rate.objects.create(base=base, quote=quote, rate=Decimal(rate), **facts)


def make_manual(base: str = "USD", quote: str = "GYD", rate: str = "215", lasts: float = 24, **values: Any) -> Rate:
    """One set by hand `hours` ago, which ends `lasts` hours after that."""
    at = database_now() - timedelta(hours=values.get("hours", 0))
    facts = {"source": "manual", "valid_until": at + timedelta(hours=lasts), "actor": "staff:test", **values}
    return make_rate(base, quote, rate, **facts, fetched_at=at)


def make_jump(base: str = "USD", quote: str = "GYD", rate: str = "230", hours: float = 0, **values: Any) -> Jump:
    """A waiting one, said `hours` ago."""
    last = Rate.objects.filter(base=base, quote=quote).last() or make_rate(base, quote)
    at = database_now() - timedelta(hours=hours)
    facts = {"source": "frankfurter", "date": timezone.localdate(at), "seen_at": at, "against": last, **values}
    return Jump.objects.create(base=base, quote=quote, rate=Decimal(rate), **facts)


class StandIn:
    """What a test does with the running stand-in."""

    def __init__(self, url: str) -> None:
        self.url = url

    def post(self, command: str, **values: Any) -> Any:
        answer = requests.post(f"{self.url}/_control/{command}", json=values, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def asked(self) -> list[dict[str, Any]]:
        """The questions, the latest first."""
        return requests.get(f"{self.url}/_control/state", timeout=10).json()["requests"]


@contextmanager
def running_stand_in(*words: str) -> Iterator[StandIn]:
    command = [sys.executable, "-m", "commerce.currencies.simulator", "--port", "0", *words]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        yield StandIn(process.stdout.readline().removeprefix("listening on ").strip())
    finally:
        process.terminate()
        process.wait(10)
