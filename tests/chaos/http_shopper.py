"""A guest with a browser and no JavaScript: product page, cart, checkout, the provider's page, and back."""

import re
from dataclasses import asdict, dataclass
from typing import Any

import requests

from tests.factories.stripe import Simulator

TOTAL = re.compile(r'name="total" value="(\d+)"')
PAGE = re.compile(r"cs_[A-Za-z0-9_]+")
ORDER = re.compile(r"ord_[A-Za-z0-9]+")
SECONDS = 15


class NotServed(Exception):
    """The shop gave an answer that is no page of the way to an order; `page` is what it said."""

    def __init__(self, words: str, page: str = "") -> None:
        super().__init__(words)
        self.page = page


@dataclass
class Told:
    """What the shop told the shopper: an order's id or the provider's page, and whether it was paid there."""

    page: str = ""
    order: str = ""
    paid: bool = False

    def json(self) -> dict[str, Any]:
        return asdict(self)


class Guest:
    def __init__(self, url: str, area: int, cart: str = "") -> None:
        self.url, self.area = url, area
        self.line = requests.Session()
        self.line.trust_env = False
        self.statuses: list[int] = []
        if cart:
            self.line.cookies["cart"] = cart

    def get(self, path: str, **more: Any) -> requests.Response:
        return self._noted(self.line.get(self.url + path, timeout=SECONDS, allow_redirects=False, **more))

    def post(self, path: str, values: dict[str, Any]) -> requests.Response:
        headers = {"X-CSRFToken": self.line.cookies.get("csrf") or "", "Origin": self.url, "Referer": self.url + path}
        return self._noted(
            self.line.post(self.url + path, values, headers=headers, timeout=SECONDS, allow_redirects=False)
        )

    def buy(self, goods: dict[str, str], simulator: Simulator) -> Told:
        """All the way. Raises NotServed or requests' errors when the shop is not there."""
        self.fill_cart(goods)
        told = self.order()
        if told.page:
            told.paid = simulator.pay(told.page)["payment_status"] == "paid"
        return told

    def fill_cart(self, goods: dict[str, str]) -> None:
        self._good(self.get(f"/p/{goods['page']}/"), 200)
        self._good(self.post("/cart/items/", {"variant": goods["id"], "quantity": "1"}), 302, 303)

    def order(self) -> Told:
        page = self._good(self.get("/checkout/"), 200).text
        total = TOTAL.search(page)
        assert total, page[-2000:]
        typed = {
            "email": "shopper@example.com", "full_name": "Test Shopper", "phone": "+5926001234", "area": self.area,
            "street": "12 Robb Street", "terms": "on", "payment": "stripe", "total": total[1],
        }  # fmt: skip
        target = self._good(self.post("/checkout/", typed), 302, 303).headers["Location"]
        page_id, order = PAGE.search(target), ORDER.search(target)
        if not (page_id or order):
            raise NotServed(f"sent to {target}")
        return Told(page_id[0] if page_id else "", order[0] if order else "")

    def _noted(self, answer: requests.Response) -> requests.Response:
        self.statuses.append(answer.status_code)
        return answer

    def _good(self, answer: requests.Response, *wanted: int) -> requests.Response:
        if answer.status_code not in wanted:
            raise NotServed(f"{answer.request.method} {answer.request.path_url}: {answer.status_code}", answer.text)
        return answer
