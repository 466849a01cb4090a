"""Somebody at a browser, in the words of the shop."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from commerce.accounts.models import User
from tests.e2e.market_server import Market
from tests.factories.shop import make_user

PHONE, DESK = 360, 1280
GOOD_CARD, POOR_CARD = "4242 4242 4242 4242", "4000 0000 0000 9995"
# Chromium writes every answer from 400 on to the console; those are what some tests are about.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
EXPECTED_ANSWERS = {"404", "409", "422"}
# What Playwright says itself in a window that is to work without the shop's service worker.
WORKER_BLOCKED = "Service Worker registration blocked by Playwright"
TIMEOUT = 10_000


def make_member(**values: Any) -> User:
    """Somebody with an account whose address is confirmed."""
    user = make_user(**values)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@dataclass
class Shopper:
    """One browser window; `page` is Playwright's."""

    page: Page
    base: str

    def open(self, path: str = "/") -> None:
        self.page.goto(self.base + path)

    def open_whole(self, path: str = "/") -> None:
        """Open it and wait for everything that it asks for: what it does by script works from here on."""
        self.page.goto(self.base + path, wait_until="networkidle")

    def search(self, words: str) -> None:
        self.page.get_by_role("searchbox").first.fill(words)
        self.page.get_by_role("searchbox").first.press("Enter")
        self.page.wait_for_url("**/search/**")

    def add_from_product_page(self) -> None:
        self.page.locator("form#buy").get_by_role("button", name="Add to cart").click()

    def go_to_checkout(self) -> None:
        self.open("/cart/")
        self.page.locator(".cart-go a[href='/checkout/']").click()
        self.page.wait_for_url("**/checkout/")

    def fill_checkout(self, *, area: str, **values: str) -> None:
        """Type into every field of the checkout; `values` replaces what is typed."""
        typed = {
            "email": "guest@example.com", "full_name": "Test Shopper", "phone": "600 1234",
            "street": "12 Robb Street", "landmark": "by the market",
        }  # fmt: skip
        for name, value in {**typed, **values}.items():
            self.page.fill(f"[name={name}]", value)
        self.page.select_option("[name=area]", label=area)
        self.page.check("[name=terms]")

    def press_pay(self) -> None:
        self.page.locator("main form button[type=submit]").last.click()

    def pay_by_card(self, number: str = GOOD_CARD) -> None:
        """On the provider's hosted page."""
        expect(self.page).to_have_title(re.compile("^Pay"))
        self.page.fill("#number", number)
        self.page.fill("#expiry", "12 / 34")
        self.page.fill("#cvc", "123")
        self.page.get_by_role("button", name=re.compile("^Pay")).click()

    def sign_in(self, email: str, password: str = "a-long-password") -> None:
        self.open("/account/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.locator("main form button[type=submit]").click()
        expect(self.page.locator("main")).to_contain_text(email)

    @property
    def main(self) -> str:
        return self.page.locator("main").inner_text()


@dataclass
class Visits:
    """Windows on the market, and what their consoles complained about."""

    browser: Browser
    market: Market
    complaints: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)
    listening: bool = True

    def shopper(
        self, *, width: int = DESK, scripts: bool = True, dark: bool = False, scale: int = 1, worker: bool = False
    ) -> Shopper:
        """A new browser profile with one window; `scale` is how many pixels of the screen one of CSS has. Without
        `worker` no service worker is installed, so that every page comes from the shop itself."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, device_scale_factor=scale,
            color_scheme="dark" if dark else "light", reduced_motion="reduce",
            service_workers="allow" if worker else "block",
        )  # fmt: skip
        context.set_default_timeout(TIMEOUT)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        self.contexts.append(context)
        return self.tab_of(context)

    def tab_of(self, context: Any) -> Shopper:
        """One more window of the same profile."""
        return Shopper(page=context.new_page(), base=self.market.url)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """For a tool that works inside the page and offends its policy itself."""
        self.listening = False
        yield
        self.listening = True

    def _listen(self, message: ConsoleMessage) -> None:
        if not self.listening:
            return
        answered = ANSWERED.match(message.text)
        if message.text == WORKER_BLOCKED or message.type not in ("error", "warning"):
            return
        if answered and answered[1] in EXPECTED_ANSWERS:
            return
        self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()
