"""How long a press waits until the page answers it: to the next paint, and until what was asked for is there."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from .line import DESK, PHONE, SCREENS, Screen
from .places import Place
from .window import opened

REST_SECONDS = 1.0
TELLING_MS = 300  # until a paint that has been is told
LEAST_MS = 16  # what is quicker is not told by the browser


@dataclass(frozen=True)
class Act:
    """A press of something, the first of its kind; `sign` of watch.js says when what it asked for is there."""

    name: str
    place: str
    what: str
    sign: str
    screens: tuple[Screen, ...] = SCREENS


ACTS = (
    Act("add to cart", "product", "form#buy button[type=submit]", "toast"),
    Act("choose a variant", "product", "a.option-value:not([aria-current]):not(.option-gone)", "renewed"),
    Act("open the filters", "list", "a[href='#filters']", "sheet", (PHONE,)),
    Act("tick a filter", "list", "#facets input[type=checkbox]", "renewed", (DESK,)),
    Act("add from a card", "list", "button.card-add", "toast"),
)


@dataclass(frozen=True)
class Press:
    """Milliseconds: to the next paint, and until it is done, which holds the line's round trip."""

    act: str
    screen: str
    paint: float
    done: float

    def json(self) -> dict[str, Any]:
        return asdict(self)


def press(browser: Browser, url: str, act: Act, screen: Screen, places: Iterable[Place]) -> Press:
    """Once, on a page that has come to rest, by somebody who was never here."""
    place = next(each for each in places if each.name == act.place)
    with opened(browser, screen) as window:
        window.open(url + place.path)
        window.settle(REST_SECONDS)
        target = window.page.locator(act.what).first
        target.scroll_into_view_if_needed()
        target.evaluate("element => watched.mind(element)")
        window.settle(REST_SECONDS)
        target.tap() if screen.touch else target.click()
        done = window.page.evaluate("sign => watched.until(sign)", act.sign)
        window.page.wait_for_timeout(TELLING_MS)
        told = window.page.evaluate("watched.press()")
        return Press(act.name, screen.name, max(told["paint"], LEAST_MS), done - told["at"])


def middle(presses: Iterable[Press]) -> Press:
    """The median of each figure."""
    rows = list(presses)
    return replace(rows[0], paint=median(row.paint for row in rows), done=median(row.done for row in rows))
