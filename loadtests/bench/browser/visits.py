"""One look at one page: what came over the line, what was seen and when."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, StorageState

from ..wrk import warm
from .ledger import KINDS
from .line import Screen
from .places import Place
from .window import Window, opened, scroll_through

ONES = ("requests", "ttfb", "fcp", "lcp", "tbt", "cls", "cls_after")


@dataclass(frozen=True)
class Visit:
    """Bytes by kind, milliseconds since the address was asked for, scores of layout shifts: as the page came up, and
    after scrolling to its end and back and, on a phone, opening its filters. `lcp_is` names the largest thing."""

    page: str
    screen: str
    cache: str
    server: str
    bytes: dict[str, int]
    requests: float
    ttfb: float
    fcp: float
    lcp: float
    lcp_is: str
    tbt: float
    cls: float
    cls_after: float

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"total": self.total}


@dataclass(frozen=True)
class Viewer:
    """Who looks: a browser, at one server, with the cookies of somebody who has a cart where a page needs them."""

    browser: Browser
    url: str
    server: str
    shopper: StorageState

    def look(self, place: Place, screen: Screen) -> tuple[Visit, Visit]:
        """With an empty cache, and once more with what the first look left in it."""
        who = self.shopper if place.is_own else None
        address = self.url + place.path
        with opened(self.browser, screen, who) as window:
            self._keep(place)
            window.open(address)
            window.settle()
            cold = self._visit(window, place, "cold")
            window.page.goto("about:blank")
            self._keep(place)
            window.open(address)
            window.settle()
            return cold, self._visit(window, place, "warm")

    def _keep(self, place: Place) -> None:
        """As in a shop that is visited: somebody else saw the page a moment ago."""
        if not place.is_own:
            warm(self.url, [place.path])

    def _visit(self, window: Window, place: Place, cache: str) -> Visit:
        sizes = {kind: window.ledger.bytes[kind] for kind in KINDS}
        requests, ttfb, told = window.ledger.requests, window.ledger.ttfb, window.report()
        stir(window)
        return Visit(
            place.name, window.screen.name, cache, self.server, sizes, requests, ttfb, told["fcp"], told["lcp"],
            told["lcp_is"], told["tbt"], told["cls"], window.report()["cls"],
        )  # fmt: skip


def stir(window: Window) -> None:
    """What may move things about: scrolling through, and the sheet of filters."""
    scroll_through(window.page)
    opener = window.page.locator("a[href='#filters']")
    if window.screen.touch and opener.count():
        opener.first.tap()
        window.page.wait_for_timeout(1000)
        window.page.keyboard.press("Escape")
        window.page.wait_for_timeout(1000)


def middle(visits: Iterable[Visit]) -> Visit:
    """The median of each figure."""
    rows = list(visits)
    one = rows[0]
    sizes = {kind: round(median(row.bytes[kind] for row in rows)) for kind in KINDS}
    figures = {name: median(getattr(row, name) for row in rows) for name in ONES}
    names = [row.lcp_is for row in rows]
    return Visit(
        page=one.page, screen=one.screen, cache=one.cache, server=one.server, bytes=sizes,
        lcp_is=max(names, key=names.count), **figures,
    )  # fmt: skip
