"""One browser that was never here before, slow as told, with its page watched."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, StorageState

from .ledger import Ledger
from .line import Screen, slow_down

WATCH = Path(__file__).with_name("watch.js")
QUIET_SECONDS, PATIENCE_SECONDS = 5.0, 40.0
LOOK_MS, LOAD_MS = 200, 60_000
SCROLL, TURN_MS = 500, 50  # pixels of one turn of the wheel
MIDDLE = (180, 370)  # where the wheel is turned: within the smallest screen


@dataclass
class Window:
    page: Page
    screen: Screen
    ledger: Ledger

    def open(self, address: str) -> None:
        """Wait until the page is loaded."""
        self.ledger.clear()
        self.page.goto(address, wait_until="load")

    def settle(self, seconds: float = QUIET_SECONDS) -> None:
        """Wait until for so long no task was long and the line was quiet; a page that never rests is left after a
        while."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            quiet = min(self.ledger.quiet_seconds, self.page.evaluate("watched.idle()") / 1000)
            if quiet >= seconds:
                return
            self.page.wait_for_timeout(LOOK_MS)

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("watched.report()")
        return found


def scroll_through(page: Page) -> None:
    """To the end and back, as with a wheel: what waits below is loaded. What is laid out on the way may make the page
    longer or shorter."""
    page.mouse.move(*MIDDLE)
    for way in (1, -1):
        for _turn in range(page.evaluate("document.documentElement.scrollHeight") // SCROLL + 2):
            page.mouse.wheel(0, way * SCROLL)
            page.wait_for_timeout(TURN_MS)
        page.wait_for_timeout(LOOK_MS)


@contextmanager
def opened(browser: Browser, screen: Screen, who: StorageState | None = None) -> Iterator[Window]:
    """A window with an empty cache and the cookies of `who`. Without a service worker, whose own requests no devtools
    of a page slow down; what it fetches is fetched after all this."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height}, device_scale_factor=screen.scale,
        has_touch=screen.touch, is_mobile=screen.touch, locale="en-GB", service_workers="block", storage_state=who,
    )  # fmt: skip
    context.set_default_timeout(LOAD_MS)
    context.add_init_script(path=WATCH)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    slow_down(devtools)
    try:
        yield Window(page, screen, Ledger(devtools))
    finally:
        context.close()
