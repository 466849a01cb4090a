"""The simulator's calendar: real time plus an offset, so that expiry can be tried without waiting."""

from __future__ import annotations

import time

from payments.simulators.kit.book import Book


class Clock:
    """Seconds since 1970. The offset lives in the book and survives a restart."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def now(self) -> int:
        return int(time.time() + self.offset)

    @property
    def offset(self) -> float:
        return float(self._book.setting("clock_offset", 0))

    def advance(self, seconds: float) -> None:
        self._book.set_setting("clock_offset", self.offset + seconds)
