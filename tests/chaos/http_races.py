"""S1 over HTTP: the answers are judged as well as the books."""

import random

from tests.chaos import judge, shoppers
from tests.chaos.crowd import at_once
from tests.chaos.http_shopper import Guest, NotServed, Told
from tests.factories.shop import any_area
from tests.factories.stripe import Simulator

GONE = ("sold out", "not for sale", "Only 0")


def last_unit(simulator: Simulator, url: str, *, people: int, seed: int, threads: int = 40) -> list[str]:
    """`people` check out one unit at once; one is sent to the provider, the others read that it is sold out."""
    variant, area = shoppers.shelf(1), any_area().pk
    carts = shoppers.carts([[(variant, 1)]] * people)
    random.Random(seed).shuffle(carts)
    guests = [Guest(url, area, cart.token) for cart in carts]
    outcomes = at_once([lambda guest=guest: _checkout(guest) for guest in guests], threads=threads)
    told = [outcome for outcome in outcomes if isinstance(outcome, Told)]
    found = sorted({str(outcome) for outcome in outcomes if not isinstance(outcome, Told) and outcome != "sold out"})
    found += [f"HTTP {status}" for guest in guests for status in guest.statuses if status >= 500]
    for winner in told:
        simulator.pay(winner.page)
    judge.run_sql("UPDATE payments_paymentattempt SET created_at = created_at - interval '3 min'")
    found += judge.recover()
    if len(told) != 1 or shoppers.level(variant) != (1, 0, 1):
        found.append(f"{len(told)} shoppers were told of 1 unit, stock {shoppers.level(variant)}")
    return found + judge.books(simulator)


def _checkout(guest: Guest) -> Told | str:
    """The order, or "sold out" when a page says so."""
    try:
        return guest.order()
    except NotServed as error:
        if guest.statuses[-1] >= 500:
            return str(error)
        page = guest.get("/cart/").text if guest.statuses[-1] == 302 else str(error.page)
        return "sold out" if any(words in page for words in GONE) else f"not told that it is gone: {error}"
    finally:
        guest.line.close()
