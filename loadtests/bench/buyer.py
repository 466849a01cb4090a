"""A shopper who looks around, buys one thing and pays for it, with a phone's requests and no JavaScript."""

import http.client
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

TOTAL = re.compile(r'name="total" value="(\d+)"')
CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}
PATIENCE_SECONDS = 20.0
CHANGED = 409
REDIRECTS, MOST_HOPS = (301, 302, 303), 8
SECONDS = 30
Timed = Callable[[str, Callable[[], str]], str]


class NotSold(Exception):
    """The shop answered something that is no step of the way to a paid order."""


@dataclass
class Buyer:
    """One browser with its own cookies and one kept-alive connection to each server."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    lines: dict[str, http.client.HTTPConnection] = field(default_factory=dict)
    requests: int = 0
    here: str = ""

    def buy(self, goods: dict[str, str], area: int, search: str, step: Timed) -> None:
        """All the way to “paid”. Raises NotSold."""
        step("home", lambda: self.get("/"))
        step("search", lambda: self.get(search))
        step("product", lambda: self.get(goods["page"]))
        step("add to cart", lambda: self.post("/cart/items/", {"variant": goods["id"], "quantity": "1"}))
        step("cart", lambda: self.get("/cart/"))
        page = step("checkout", lambda: self.get("/checkout/"))
        paying = step("place the order", lambda: self._placed(page, area))
        form = {**CARD, "email": "buyer@example.com"}
        self.get(paying)
        back = self.post(paying, form)
        shown = step("back from paying", lambda: self.get(back))
        until = time.monotonic() + PATIENCE_SECONDS
        while "/thanks/" not in self.here:
            if time.monotonic() > until:
                raise NotSold(f"not paid: {self.here} {shown[:200]}")
            time.sleep(0.05)
            shown = self.get(back)

    def _placed(self, page: str, area: int) -> str:
        """The address of the provider's page. Where delivery to the area changed the total, the button is pressed
        again, as the page asks."""
        said = self.post("/checkout/", self._typed(page, area), may_be=CHANGED)
        return said if said.startswith("http") else self.post("/checkout/", self._typed(said, area))

    def _typed(self, page: str, area: int) -> dict[str, str]:
        total = TOTAL.search(page)
        if total is None:
            raise NotSold(f"no checkout: {self.here}")
        return {
            "email": "buyer@example.com", "full_name": "Bench Buyer", "phone": "+5926001234", "area": str(area),
            "street": "12 Robb Street", "terms": "on", "payment": "stripe", "total": total[1],
        }  # fmt: skip

    def get(self, address: str) -> str:
        """The page there, or where it leads."""
        for _hop in range(MOST_HOPS):
            text, leads_to = self._ask("GET", address)
            if not leads_to:
                return text
            address = leads_to
        raise NotSold(f"{address} leads in circles")

    def post(self, address: str, values: dict[str, str], *, may_be: int = 0) -> str:
        """The address that it leads to, or the page of the status that it may be."""
        text, leads_to = self._ask("POST", address, urlencode(values), may_be=may_be)
        return leads_to or text

    def _ask(self, method: str, address: str, body: str | None = None, *, may_be: int = 0) -> tuple[str, str]:
        """The text of the answer, and the address that it leads to."""
        parts = urlsplit(urljoin(self.url, address))
        origin = f"{parts.scheme}://{parts.netloc}"
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answer, text = self._send(method, origin, path, body)
        self.here = parts.path
        if answer.status in REDIRECTS:
            return text, urljoin(f"{origin}{parts.path}", answer.getheader("Location", ""))
        if answer.status >= 400 and answer.status != may_be:
            raise NotSold(f"{method} {parts.path}: {answer.status}")
        return text, ""

    def _send(self, method: str, origin: str, path: str, body: str | None) -> tuple[http.client.HTTPResponse, str]:
        line = self.lines.setdefault(origin, http.client.HTTPConnection(urlsplit(origin).netloc, timeout=SECONDS))
        headers = {"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"} if body else {}
        is_shop = origin == self.url
        if is_shop and self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        self.requests += is_shop
        if is_shop:
            self._take(answer)
        return answer, text

    def _take(self, answer: http.client.HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value

    def close(self) -> None:
        for line in self.lines.values():
            line.close()
