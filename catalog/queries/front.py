"""What the market's front shows: categories with pictures, shelves, stalls, one category in the spotlight."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from commerce.kernel.money import Money, exponent
from commerce.kernel.money_text import money_text

from ..models import Listing, Picture, Product
from ..models.media import PictureState
from ..search.engine import BEST, NEWEST
from . import collection_shelf, collections, stall_facts
from .cards import TILE_WIDTH, Card, on_sale, on_shelf
from .categories import Node, Tree
from .criteria import major
from .pictures import PictureView, one_width, view
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
    """The whole front in seven statements, and two more while staff feature a collection."""
    shelves = [shelf for shelf in _shelves(tree, stall_facts.stalls(), now) if shelf.cards]
    roots = with_tile_pictures(tree)
    tiles = [Tile(node.name, node.url, one_width(picture, TILE_WIDTH)) for node, picture in roots[:TILES]]
    stalls = with_pictures(list(open_sellers()[:STALLS])) if shelves else []
    return Front(tiles, shelves, stalls, _story(roots, now) if shelves else None)


def with_tile_pictures(tree: Tree) -> list[tuple[Node, Picture | None]]:
    """Roots that have something on sale, with their own drawing or the best seller's picture of their branch."""
    own = Picture.objects.in_bulk([node.picture_id for node in tree.roots if node.picture_id])
    goods = _best_by_category()
    found: list[tuple[Node, Picture | None]] = []
    for node in tree.roots:
        branch = [goods[key] for key in tree.branch(node) if key in goods]
        if branch:
            best = max(branch, key=lambda product: (product.sales_count, product.pk))
            found.append((node, own.get(node.picture_id or 0, best.lead_picture)))
    return found


def _best_by_category() -> dict[int | None, Product]:
    """The best seller of each category, one with a picture before one without."""
    has_picture = Case(When(lead_picture__state=PictureState.READY, then=Value(0)), default=Value(1))
    rows = (
        on_sale()
        .select_related("lead_picture")
        .only("category_id", "sales_count", "lead_picture")
        .order_by("category_id", has_picture, "-sales_count", "-pk")
        .distinct("category_id")
    )
    return {product.category_id: product for product in rows}


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
