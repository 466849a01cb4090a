"""What the market's front shows: categories with pictures, shelves, stalls, one category in the spotlight."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.kernel import cached
from commerce.kernel.money import Money, exponent
from commerce.kernel.money_text import money_text
from commerce.kernel.page_cache.shared import PRICES

from ..models import Listing, Picture
from ..search.engine import BEST, NEWEST
from . import collection_shelf, collections, stall_facts
from .cards import TILE_WIDTH, Card, on_shelf
from .categories import Node, Tree
from .criteria import major
from .pictures import PictureView, small, view
from .shelf_tiles import with_tile_pictures
from .stall_facts import Stall
from .stalls import StallView, open_sellers, with_pictures

TILES = 16
SHELF = 5
STALLS = 4
# "Under …": a small treat in the shop's currency, in major units.
SMALL_PRICE = {"GYD": 2_000, "BDT": 500, "JMD": 1_500, "TTD": 70, "BBD": 20, "XCD": 27}
SMALL_PRICE_ELSEWHERE = 10


@dataclass(frozen=True)
class Tile:
    name: str
    url: str
    picture: PictureView


@dataclass(frozen=True)
class Shelf:
    id: str
    title: str
    url: str
    link_text: str
    cards: list[Card]


@dataclass(frozen=True)
class Story:
    """A category that is shown large for a week."""

    title: str
    text: str
    url: str
    link_text: str
    picture: PictureView


@dataclass(frozen=True)
class Front:
    categories: list[Tile]
    shelves: list[Shelf]
    stalls: list[StallView]
    story: Story | None


def front(tree: Tree, *, now: datetime) -> Front:
    """The whole front, kept like the pages that show it: in seven statements when it is made, and two more while
    staff feature a collection."""
    return cached.until_edit(f"catalog:front:{get_language()}", lambda: _front(tree, now), seconds=PRICES)


def _front(tree: Tree, now: datetime) -> Front:
    shelves = [shelf for shelf in _shelves(tree, stall_facts.stalls(), now) if shelf.cards]
    roots = with_tile_pictures(tree)
    tiles = [Tile(node.name, node.url, small(picture, TILE_WIDTH)) for node, picture in roots[:TILES]]
    stalls = with_pictures(list(open_sellers()[:STALLS])) if shelves else []
    return Front(tiles, shelves, stalls, _story(roots, now) if shelves else None)


def _shelves(tree: Tree, known: Mapping[int, Stall], now: datetime) -> Iterator[Shelf]:
    """The featured collection, what is new, what is cheap, what sells."""

    def first(listings: QuerySet[Listing]) -> list[Card]:
        return on_shelf(listings.filter(available__gt=0)[:SHELF], known, now=now)

    if chosen := collections.featured():
        own = collection_shelf.cards_of(chosen, tree, known, now=now, size=SHELF)
        yield Shelf("collection", chosen.name, chosen.url, _("See all"), own)
    newest = Listing.objects.order_by("-pk")
    yield Shelf("new", _("New on the stalls"), _list(sort=NEWEST), _("See more"), first(newest))
    yield _small(first)
    best = Listing.objects.order_by("-is_featured", "-sales_count", "-pk")
    yield Shelf("best", _("What sells"), _list(sort=BEST), _("See more"), first(best))


def _small(first: Callable[[QuerySet[Listing]], list[Card]]) -> Shelf:
    currency = settings.SHOP_CURRENCY
    price = Money(SMALL_PRICE.get(currency, SMALL_PRICE_ELSEWHERE) * 10 ** exponent(currency), currency)
    cheap = Listing.objects.filter(price_minor__lte=price.minor, price_minor__gt=0)
    title = _("Under %(price)s") % {"price": money_text(price)}
    url = _list(price_max=major(price.minor, exponent(currency)))
    return Shelf("small", title, url, _("See more"), first(cheap.order_by("-sales_count", "-pk")))


def _list(**params: str) -> str:
    return f"{reverse('catalog:search')}?{urlencode(params)}"


def _story(roots: Sequence[tuple[Node, Picture | None]], now: datetime) -> Story | None:
    """Another category each week, of those that have something to say."""
    told = [(node, shown) for node, picture in roots if node.description and not (shown := view(picture)).missing]
    if not told:
        return None
    node, shown = told[localdate(now).isocalendar().week % len(told)]
    return Story(node.name, node.description, node.url, _("Walk along the shelf"), shown)
