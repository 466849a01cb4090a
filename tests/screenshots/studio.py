"""Browser windows of the market's people, and the camera."""

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from deploy.embedded.browser import chromium_path
from deploy.embedded.errors import Lacking

from .album import Album
from .markets import Market

# Pages come from this machine alone; no name of another one is ever asked for.
FLAGS = [
    "--disable-background-networking", "--disable-component-update", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
PATIENCE = 15_000  # milliseconds
THEMES = ("light", "dark")
# Pictures and shelves that wait to be scrolled to would be white in a picture of the whole page.
LOAD_ALL = """async () => {
  const frames = [...document.querySelectorAll('iframe[loading=lazy]')]
  document.querySelectorAll('.shelf').forEach(each => { each.style.contentVisibility = 'visible' })
  document.querySelectorAll('[loading=lazy]').forEach(each => { each.loading = 'eager' })
  const rest = [...frames, ...[...document.images].filter(each => !each.complete)]
  const loaded = Promise.all(rest.map(each => new Promise(done => { each.onload = each.onerror = done })))
  const drawn = () => Promise.all([...document.images].map(each => each.decode().catch(() => {})))
  await Promise.race([loaded.then(drawn), new Promise(done => setTimeout(done, 5000))])
}"""


@dataclass(frozen=True)
class Sight:
    """The size of a window; `scale` is the pixels of the picture for one of the page."""

    width: int
    height: int
    scale: int


PHONE, DESK = Sight(360, 640, 2), Sight(1280, 800, 1)


@dataclass
class Window:
    """One person's browser at one size."""

    page: Page
    studio: "Studio"

    @cached_property
    def devtools(self) -> CDPSession:
        return self.page.context.new_cdp_session(self.page)

    def open(self, path: str) -> None:
        """A page of the market, or a whole address. A page that breaks is told."""
        answer = self.page.goto(path if "://" in path else self.studio.market.url + path)
        if answer and answer.status >= 500:
            self.studio.album.trouble(f"{path} answered {answer.status}")

    def press(self, words: str) -> None:
        """A button of the page's main part, by the beginning of its words."""
        self.page.locator("main").get_by_role("button", name=re.compile(f"^{words}")).first.click()

    def shoot(self, name: str) -> None:
        """Up to four pictures of the page as it is: light and dark, whole and first view."""
        album, sight = self.studio.album, self.studio.sight
        if not album.wants(name):
            return
        self.page.wait_for_load_state("load")
        self.page.evaluate(LOAD_ALL)
        self.page.evaluate("scrollTo(0, 0)")
        is_long = self.page.evaluate("document.documentElement.scrollHeight > innerHeight")
        for theme in THEMES:
            self.page.emulate_media(color_scheme=theme)
            label = f"{sight.width}-{theme}"
            self._picture(album.place(name, label, self.page.url), full=True)
            if is_long:
                self._picture(album.place(name, f"{label}-first", self.page.url), full=False)
        self.page.emulate_media(color_scheme="light")

    def _picture(self, path: Path, *, full: bool) -> None:
        """By the browser's own word: it has a quick way to write PNG, which takes half the time."""
        sight = self.studio.sight
        height = self.devtools.send("Page.getLayoutMetrics")["cssContentSize"]["height"] if full else sight.height
        clip = {"x": 0, "y": 0, "width": sight.width, "height": height, "scale": sight.scale}
        words = {"format": "png", "captureBeyondViewport": full, "optimizeForSpeed": True, "clip": clip}
        path.write_bytes(b64decode(self.devtools.send("Page.captureScreenshot", words)["data"]))


@dataclass
class Studio:
    """Everybody's windows at one size. `found` is what one scene leaves for the next (addresses of orders)."""

    browser: Browser
    market: Market
    album: Album
    sight: Sight
    found: dict[str, str] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    signed_in: dict[str, object] = field(default_factory=dict)

    def window(self, who: str) -> Window:
        """The window of "guest" or of a role of the logins, who is signed in there; the same one every time."""
        if who not in self.windows:
            self.windows[who] = Window(self._context(self.signed_in.get(who)).new_page(), self)
            if who in self.market.logins and who not in self.signed_in:
                self._sign_in(who)
        return self.windows[who]

    def fresh(self) -> Window:
        """A window of somebody who was never here."""
        return Window(self._context(None).new_page(), self)

    def _context(self, state: object) -> BrowserContext:
        sight = self.sight
        context = self.browser.new_context(
            viewport={"width": sight.width, "height": sight.height}, device_scale_factor=sight.scale,
            has_touch=sight is PHONE, reduced_motion="reduce", color_scheme="light", locale="en-GB",
            storage_state=state,  # type: ignore[arg-type]
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        return context

    def _sign_in(self, who: str) -> None:
        email, password = self.market.logins[who]
        window = self.windows[who]
        window.open("/account/login/")
        window.page.fill("[name=login]", email)
        window.page.fill("[name=password]", password)
        window.page.locator("main form button[type=submit]").click()
        window.page.wait_for_url(lambda url: "/login" not in url)
        self.signed_in[who] = window.page.context.storage_state()

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    found = chromium_path()
    if found is None:
        raise Lacking("Chromium is missing. Debian or Ubuntu: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
