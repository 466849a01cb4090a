"""What the demo market's shoppers have ordered so far, as plain values. The same every time, counted back from the
day of loading; no database.

A story is what became of an order, as steps with the time since it was placed. What has not happened yet by the
time of loading is left out, so yesterday's order is still being packed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from .assortment import SEED
from .goods import table
from .market import DemoProduct, DemoShopper, products, shoppers

DAYS, OTHERS = 41, 22
CROWDED = 1.6  # above 1, more of the orders are recent ones
ENOUGH_STOCK = 6
MOST_THINGS, MOST_PIECES = 3, 3


@dataclass(frozen=True)
class Step:
    """`part` is the parcel it is about, counted from 1; 0 for all of them. `far` narrows it down to parcels from abroad,
    or to those from here."""

    verb: str
    after: timedelta
    part: int = 0
    far: bool | None = None
    words: str = ""


@dataclass(frozen=True)
class DemoOrder:
    """`things` are (SKU, number of pieces), `digital` if one of them is a download; a `guest` orders without signing
    in."""

    shopper: DemoShopper
    guest: bool
    placed_at: datetime
    story: str
    things: tuple[tuple[str, int], ...]
    digital: bool

    def happened(self, now: datetime) -> list[tuple[datetime, Step]]:
        """The steps until `now`, with their moments."""
        steps = [step for step in STORIES[self.story] if self.digital or step.verb != "fetch"]
        moments = [(self.placed_at + step.after, step) for step in steps]
        return [(at, step) for at, step in moments if at <= now]


def _hours(number: float) -> timedelta:
    return timedelta(hours=number)


PAY = Step("pay", timedelta(minutes=4))
FETCH = Step("fetch", timedelta(minutes=12))
SENT = (PAY, FETCH, Step("ship", _hours(25)))
INVITE = Step("invite", timedelta(days=17, hours=2))
DELIVERED = (
    *SENT, Step("deliver", _hours(76), far=False), Step("deliver", timedelta(days=12, hours=2), far=True), INVITE,
)  # fmt: skip
STORIES: dict[str, tuple[Step, ...]] = {
    "waiting": (),
    "not-paid": (Step("expire", timedelta(minutes=21)),),
    "paid": (PAY,),
    "partly-sent": (
        PAY, FETCH, Step("ship", _hours(27), 1), Step("ship", _hours(49), 2), Step("deliver", _hours(74), 1),
    ),
    "sent": SENT,
    "delivered": DELIVERED,
    "downloaded": (PAY, FETCH),
    "cancelled": (PAY, Step("cancel", _hours(3), words="Ordered by mistake.")),
    "thought-again": (Step("cancel", timedelta(minutes=9)),),
    "refunded-in-part": (*DELIVERED[:-1], Step("refund", _hours(121), words="A piece came damaged and was kept.")),
}  # fmt: skip
FATES = ("delivered",) * 9 + ("partly-sent", "refunded-in-part", "cancelled", "not-paid", "thought-again")


def orders(now: datetime) -> list[DemoOrder]:
    """All orders that were placed before `now`, oldest first."""
    told = [_told(entry, now) for entry in table("orders")["order"]]
    return sorted([*told, *_drawn(now, told)], key=lambda order: order.placed_at)


def _told(entry: dict, now: datetime) -> DemoOrder:
    if "minutes" in entry:
        placed_at = now - timedelta(minutes=entry["minutes"])
    else:
        hour, minute = entry["at"].split(":")
        placed_at = _day(now, entry["days"]) + timedelta(hours=int(hour), minutes=int(minute))
    known = {product.slug: product for product in products()}
    things = []
    for text in entry["things"]:
        slug, _, pieces = text.partition(" x")
        things.append((known[slug], int(pieces or 1)))
    return _order(shoppers()[0], False, placed_at, entry["story"], things)


def _drawn(now: datetime, told: list[DemoOrder]) -> list[DemoOrder]:
    """The other shoppers' orders; the later the day, the less of its story has happened."""
    chance = Random(f"{SEED}:orders")
    people = [shopper for shopper in shoppers()[1:] if shopper.area]
    goods = [product for product in products() if _sku(product)]
    left = {_sku(product): ENOUGH_STOCK for product in goods}
    for sku, pieces in (thing for order in told for thing in order.things):
        left[sku] = left.get(sku, 0) - pieces
    found = []
    for number in range(OTHERS):
        days = round(DAYS * (1 - number / OTHERS) ** CROWDED)
        at = _day(now, days) + timedelta(minutes=chance.randint(7 * 60, 21 * 60))
        things = _basket(goods, left, chance)
        story = "downloaded" if all(product.digital for product, _ in things) else chance.choice(FATES)
        found.append(_order(chance.choice(people), chance.random() < 0.3, at, story, things))
    return [order for order in found if order.placed_at < now]


def _order(
    shopper: DemoShopper, guest: bool, at: datetime, story: str, things: list[tuple[DemoProduct, int]]
) -> DemoOrder:
    skus = tuple((_sku(product), pieces) for product, pieces in things)
    return DemoOrder(shopper, guest, at, story, skus, any(product.digital for product, _ in things))


def _basket(goods: list[DemoProduct], left: dict[str, int], chance: Random) -> list[tuple[DemoProduct, int]]:
    """A few things; two orders never fight for the last piece."""
    wanted = chance.sample(goods, k=chance.randint(1, MOST_THINGS))
    things = []
    for product in wanted:
        pieces = min(chance.choice((1, 1, 1, 2, MOST_PIECES)), left[_sku(product)])
        if product.digital:
            things.append((product, 1))
        elif pieces:
            left[_sku(product)] -= pieces
            things.append((product, pieces))
    return things


def _sku(product: DemoProduct) -> str:
    """The first variant of which there is enough, empty when there is none."""
    stocked = (v.sku for v in product.variants if v.stock is None or v.stock >= ENOUGH_STOCK)
    return next(stocked, "")


def _day(now: datetime, days: int) -> datetime:
    """Midnight in the shop's time zone, `days` before today."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
