"""Lists of products: what a page is about, what the shopper filtered, in which order, a page of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from vendors.shipping.queries.home import reaching

from ..models import Product, ProductAttribute
from . import criteria as asked
from .arrivals import arrives_within
from .cards import Card, cards, on_sale, with_card_columns
from .categories import Node, Tree
from .criteria import ATTRIBUTE, Criteria
from .keyset import page, place
from .search import Match

PAGE = 24
MOST = 50
Condition = Q | Exists


@dataclass(frozen=True)
class Scope:
    """What the page is about before anybody filters: a branch of the tree, a stall, words. Empty: everything."""

    tree: Tree
    category: Node | None = None
    seller_id: int | None = None
    match: Match | None = None

    def products(self) -> QuerySet[Product]:
        products = on_sale()
        if self.category:
            products = products.filter(category_id__in=self.tree.branch(self.category))
        if self.seller_id:
            products = products.filter(seller_id=self.seller_id)
        return self.match.narrow(products) if self.match else products

    @property
    def usual_order(self) -> str:
        return asked.RELEVANCE if self.match else asked.BEST

    def order(self, criteria: Criteria) -> str:
        """The order in force: relevance means something only where words were given."""
        unknown = not criteria.sort or (criteria.sort == asked.RELEVANCE and not self.match)
        return self.usual_order if unknown else criteria.sort


@dataclass(frozen=True)
class ProductPage:
    """`number` rows come before; `after` and `before` are the cursors of the neighbours, empty where none are."""

    cards: list[Card]
    number: int
    after: str
    before: str


def conditions(criteria: Criteria, tree: Tree) -> dict[str, Condition]:
    """One condition for each filter in use, by the filter's name ("seller", "a_material")."""
    found: dict[str, Condition] = {}
    if criteria.categories:
        nodes = [node for slug in criteria.categories if (node := tree.by_slug(slug))]
        found["category"] = Q(category_id__in=[key for node in nodes for key in tree.branch(node)] or [0])
    if criteria.least is not None or criteria.most is not None:
        found["price"] = _price(criteria)
    if criteria.rating:
        found["rating"] = rated(criteria.rating)
    if criteria.sellers:
        found["seller"] = Q(seller__slug__in=criteria.sellers)
    if criteria.in_stock:
        found["stock"] = Q(available__gt=0)
    if criteria.ships_to:
        found["ships"] = reaches(criteria.ships_to)
    if criteria.within:
        found["within"] = arrives_within(criteria.within)
    for code, values in criteria.attributes.items():
        found[f"{ATTRIBUTE}{code}"] = Exists(
            ProductAttribute.objects.filter(_has_value(values), product=OuterRef("pk"), attribute__code=code)
        )
    return found


def filtered(scope: Scope, criteria: Criteria) -> QuerySet[Product]:
    products = scope.products()
    for condition in conditions(criteria, scope.tree).values():
        products = products.filter(condition)
    return products


def products_page(scope: Scope, criteria: Criteria, *, now: datetime, size: int = PAGE) -> ProductPage:
    """One page of cards. One statement."""
    order = scope.order(criteria)
    expression, rising = SORTS[order](scope)
    products = with_card_columns(filtered(scope, criteria)).annotate(sort_value=expression)
    found = page(
        products,
        rising=rising,
        size=min(size, MOST),
        after=place(criteria.after, order),
        before=place(criteria.before, order),
    )
    return ProductPage(
        cards=cards(found.rows, now=now),
        number=found.number,
        after=found.following.cursor(order) if found.following else "",
        before=found.preceding.cursor(order) if found.preceding else "",
    )


def rated(least: int) -> Q:
    """Products whose reviews average at least so many stars."""
    return Q(review_count__gt=0, rating_sum__gte=F("review_count") * least)


def reaches(country: str) -> Q:
    """Products whose seller delivers to the country, and downloads."""
    return Q(is_digital=True) | Q(reaching(OuterRef("seller__public_id"), country=country))


def _price(criteria: Criteria) -> Q:
    wanted = Q()
    if criteria.least is not None:
        wanted &= Q(price_from_minor__gte=criteria.least)
    if criteria.most is not None:
        wanted &= Q(price_from_minor__lte=criteria.most)
    return wanted


def _has_value(values: tuple[str, ...]) -> Q:
    """An attribute's value as the facet shows it: its text, or its number when it has no text."""
    numbers = [value for value in values if value.replace(".", "", 1).removeprefix("-").isdecimal() and len(value) < 15]
    return Q(text__in=values) | Q(text="", number__in=numbers) if numbers else Q(text__in=values)


def _relevance(scope: Scope) -> Combinable:
    return scope.match.score() if scope.match else F("sales_count")


def _stars(scope: Scope) -> Combinable:
    """Thousandths of a star, drawn towards 3.5 as if five such reviews had been there: one five is not the best."""
    mean = (F("rating_sum") * 1000 + Value(17_500)) / (F("review_count") + Value(5))
    return Case(When(review_count__gt=0, then=mean), default=Value(0))


# Each order: the whole number it goes by, and whether small ones come first.
SORTS: Mapping[str, Callable[[Scope], tuple[Combinable, bool]]] = {
    asked.RELEVANCE: lambda scope: (_relevance(scope), False),
    asked.NEWEST: lambda scope: (F("id"), False),
    asked.PRICE_LOW: lambda scope: (F("price_from_minor"), True),
    asked.PRICE_HIGH: lambda scope: (F("price_from_minor"), False),
    asked.RATING: lambda scope: (_stars(scope), False),
    asked.BEST: lambda scope: (F("sales_count"), False),
}
