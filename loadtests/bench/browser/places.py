"""Which pages are looked at, chosen from the shop's own lists as a program reads them."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, StorageState

LISTED, CATEGORY, SEARCH = 50, "/c/apparel/", "/search/?q=mug"
NEEDED = 2  # lines of the cart


@dataclass(frozen=True)
class Place:
    """A page by name; `is_own` when it is one visitor's, so that it needs their cookies and is never kept."""

    name: str
    path: str
    is_own: bool = False


def places(url: str) -> list[Place]:
    return [
        Place("home", "/"),
        Place("list", "/search/"),
        Place("category", CATEGORY),
        Place("search", SEARCH),
        Place("product", path_of(next(each for each in goods(url) if each["price_is_from"]))),
        Place("cart", "/cart/", is_own=True),
        Place("checkout", "/checkout/", is_own=True),
    ]


def goods(url: str) -> list[dict[str, Any]]:
    """Things that can be had and sent. Raises SystemExit when the market is not the demo market."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    line.request("GET", f"/api/v1/products?limit={LISTED}&in_stock=1")
    found = json.loads(line.getresponse().read())["results"]
    line.close()
    sent = [each for each in found if (each["availability"] or {}).get("kind") == "arrives"]
    if not any(each["price_is_from"] for each in sent) or len(sent) <= NEEDED:
        raise SystemExit("This market has too few goods to look at: the demo market has enough.")
    return sent


def path_of(thing: dict[str, Any]) -> str:
    return f"/p/{thing['slug']}/"


def with_a_cart(browser: Browser, url: str) -> StorageState:
    """Cookies of a guest with two things of two sellers in the cart."""
    simple = [each for each in goods(url) if not each["price_is_from"]]
    other = next((each for each in simple if each["seller"] != simple[0]["seller"]), simple[1])
    context = browser.new_context(java_script_enabled=False, service_workers="block")
    page = context.new_page()
    for thing in (simple[0], other):
        page.goto(url + path_of(thing))
        page.locator("form#buy button[type=submit]").click()
    state = context.storage_state()
    context.close()
    return state
