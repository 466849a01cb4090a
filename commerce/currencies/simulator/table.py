"""What the stand-in knows: rates against the US dollar, their day, the faults that wait, and what it was asked."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

RATES = {"GYD": "209.20", "BDT": "122.50", "TTD": "6.78", "BBD": "2", "XCD": "2.70", "JMD": "160.25", "EUR": "0.86"}
ACTIONS = ("status", "hang", "drop", "garbage", "refuse", "huge")
KEPT_REQUESTS = 50


@dataclass
class Fault:
    """The next `count` answers go wrong. `status`: that HTTP status; `hang`: nothing for `seconds`; `drop`: the wire is
    cut; `garbage`: no JSON; `huge`: megabytes; `refuse`: the source's own way of saying no, with its `code`."""

    action: str
    count: int = 1
    status: int = 500
    seconds: float = 60.0
    code: int = 101

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"a fault's action is one of {', '.join(ACTIONS)}")


class Table:
    """One lock around everything; numbers are kept as they are written, so that none of their digits is lost."""

    def __init__(self, key: str = "") -> None:
        self.key = key
        self.lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        with self.lock:
            self.rates: dict[str, str] = dict(RATES)
            self.day: date | None = None
            self.faults: list[Fault] = []
            self.requests: list[dict[str, object]] = []

    def set_rates(self, changes: dict[str, object]) -> None:
        """`{"GYD": "230"}`; null takes a currency away. Any JSON number is a rate here, also a nonsensical one."""
        for code, rate in changes.items():
            if not re.fullmatch(r"[A-Z]{3}", code) or not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?|None", str(rate)):
                raise ValueError("rates are numbers by currency code")
        with self.lock:
            kept = {code: str(rate) for code, rate in {**self.rates, **changes}.items() if rate is not None}
            self.rates = kept

    def set_day(self, day: str | None) -> None:
        with self.lock:
            self.day = date.fromisoformat(day) if day else None

    def add_fault(self, fault: Fault) -> None:
        with self.lock:
            self.faults.append(fault)

    def take_fault(self) -> Fault | None:
        with self.lock:
            if not self.faults:
                return None
            fault = self.faults[0]
            fault.count -= 1
            self.faults = [each for each in self.faults if each.count > 0]
            return fault

    def note(self, source: str, asked: dict[str, str]) -> None:
        """Keys are not kept."""
        shown: object = {name: "…" if name in ("app_id", "access_key") else value for name, value in asked.items()}
        with self.lock:
            self.requests = [{"source": source, "asked": shown}, *self.requests][:KEPT_REQUESTS]

    def today(self) -> date:
        return self.day or datetime.now(UTC).date()

    def timestamp(self) -> int:
        today = self.today()
        return int(datetime(today.year, today.month, today.day, 12, tzinfo=UTC).timestamp())

    def against(self, base: str) -> dict[str, str]:
        """Every rate against `base`; those against USD are told digit by digit as they were set."""
        if base == "USD":
            return dict(self.rates)
        one = Decimal(self.rates[base])
        others = {code: str(Decimal(rate) / one) for code, rate in self.rates.items() if code != base}
        return {"USD": str(1 / one), **others}

    def state(self) -> dict[str, object]:
        with self.lock:
            return {
                "date": self.today().isoformat(),
                "rates": dict(self.rates),
                "faults": [vars(fault) for fault in self.faults],
                "requests": self.requests,
            }
