"""All looks and presses, several times each."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from playwright.sync_api import Browser

from tests.screenshots.studio import chromium

from . import presses, visits
from .line import PHONE, SCREENS
from .places import Place, places, with_a_cart
from .presses import ACTS, Press
from .table import over, show_presses, show_visits
from .visits import Viewer, Visit


@dataclass
class Seen:
    """Every look and press, and how busy the machine was with whatever else at the time: load averages of a minute."""

    visits: list[Visit] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)

    def medians(self) -> list[Visit]:
        return [visits.middle(each) for each in alike(self.visits, "page", "screen", "cache", "server")]

    def median_presses(self) -> list[Press]:
        return [presses.middle(each) for each in alike(self.presses, "act", "screen")]

    def json(self) -> dict[str, Any]:
        return {
            "visits": [each.json() for each in self.medians()],
            "presses": [each.json() for each in self.median_presses()],
            "each_visit": [each.json() for each in self.visits],
            "each_press": [each.json() for each in self.presses],
            "load_averages": self.loads,
        }


def alike(rows: Iterable[Any], *names: str) -> Iterator[list[Any]]:
    """Rows that are equal in these fields, in the order in which they first came."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    yield from groups.values()


def look(url: str, uncached: str, *, runs: int, only: list[str]) -> Seen:
    """Look at the shop at `url`, at the home page of the one without a page cache, too. One run after the other, so
    that a machine that was busy for a while spoils no page's every figure."""
    seen = Seen()
    with chromium() as browser:
        shopper = with_a_cart(browser, url)
        wanted = [place for place in places(url) if not only or place.name in only]
        for _run in range(runs):
            seen.loads.append(os.getloadavg()[0])
            for screen, place in product(SCREENS, wanted):
                seen.visits += Viewer(browser, url, "shop", shopper).look(place, screen)
            if uncached:
                seen.visits += Viewer(browser, uncached, "uncached", shopper).look(wanted[0], PHONE)
            seen.presses += pressed(browser, url, wanted)
    return seen


def pressed(browser: Browser, url: str, wanted: list[Place]) -> list[Press]:
    names = [place.name for place in wanted]
    acts = [(act, screen) for act in ACTS if act.place in names for screen in act.screens]
    return [presses.press(browser, url, act, screen, wanted) for act, screen in acts]


def show(seen: Seen) -> list[str]:
    """Print it all; returns what is over its goal."""
    found = seen.medians()
    show_visits(found)
    show_presses(seen.median_presses())
    missed = over(found)
    print("\n" + ("\n".join(f"Over the goal: {words}" for words in missed) or "Every goal is met."))
    loads = f"{min(seen.loads):.1f} to {max(seen.loads):.1f}"
    print(f"Medians of {len(seen.loads)} runs; the machine's load average was {loads}.")
    return missed
