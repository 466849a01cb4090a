"""Lists of products: what a page is about, what the shopper filtered, in which order, a page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings

from commerce.kernel import cached
from commerce.kernel.page_cache.shared import PRICES

from ..search.engine import BEST, CHOSEN, RELEVANCE, Filters, Found, Request
from ..search.readings import told_by
from . import breadth, list_counts, narrowing
from .cards import Card, cards
from .categories import Node, Tree
from .collection_filters import filters_of
from .collections import Shown
from .criteria import Criteria
from .facets import GOOD_RATING, Counts, labelled, rough
from .finder import engine
from .keyset import cursor, cut
from .stall_facts import Stall, stalls

PAGE = 24
MOST = 50
FIRST = 4  # products whose titles say what a misspelt word was taken for


@dataclass(frozen=True)
class Scope:
    """What the page is about before anybody filters: a branch of the tree, a stall, a collection, words. Empty:
    everything."""

    tree: Tree
    category: Node | None = None
    seller_id: int | None = None
    words: str = ""
    collection: Shown | None = None

    def filters(self) -> Filters:
        if self.collection:
            return filters_of(self.collection, self.tree)
        return Filters(
            categories=tuple(self.tree.branch(self.category)) if self.category else None,
            sellers=(self.seller_id,) if self.seller_id else None,
        )

    @property
    def usual_order(self) -> str:
        if self.collection and self.collection.is_by_hand:
            return CHOSEN
        return RELEVANCE if self.words else BEST

    def has(self, sort: str) -> bool:
        """Whether products here can be in this order."""
        if sort == CHOSEN:
            return self.usual_order == CHOSEN
        return sort != RELEVANCE or bool(self.words)

    def order(self, criteria: Criteria) -> str:
        """The order in force: relevance means something only where words were given."""
        return criteria.sort if criteria.sort and self.has(criteria.sort) else self.usual_order


@dataclass(frozen=True)
class Total:
    number: int
    is_about: bool = False


@dataclass(frozen=True)
class ProductPage:
    """`number` rows come before; `after` and `before` are the cursors of the neighbours, empty where none are.
    `is_close`: not every product holds every word; `exact` of them do. `read_as`: words that nothing holds, with what
    they were taken for. `is_cut`: the list ends here, though there are more products."""

    cards: list[Card]
    number: int = 0
    after: str = ""
    before: str = ""
    counts: Counts = field(default_factory=Counts)
    is_close: bool = False
    exact: int = 0
    read_as: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def total(self) -> Total:
        """How many products the list holds. An estimate is never less than what was seen, and none on the last page."""
        shown = self.number + len(self.cards)
        if not self.counts.is_about:
            return Total(self.counts.total)
        if not self.after and not self.is_cut:
            return Total(shown)
        return Total(max(rough(self.counts.total), shown), is_about=True)


def products_page(
    scope: Scope, criteria: Criteria, *, now: datetime, size: int = PAGE, facets: bool = False
) -> ProductPage:
    """One page of cards, with the counts of its facets if these are wanted. Three statements for a plain list, four
    with words; one while it is kept which products they are."""
    order, known = scope.order(criteria), stalls()
    place = cut(criteria.after, order) or cut(criteria.before, order, backwards=True)
    request = Request(
        words=scope.words,
        scope=scope.filters(),
        filters=narrowing.filters(criteria, scope.tree, known),
        sort=order,
        cut=place,
        size=min(size, MOST),
        facets=facets,
        good_stars=criteria.rating or GOOD_RATING,
    )
    found = _found(request)
    shown = cards(found.ids, known, now=now)
    return ProductPage(
        cards=shown,
        number=found.number,
        after=cursor(found.following, order),
        before=cursor(found.preceding, order),
        counts=_labelled(request, found, known, _shop_country(criteria)),
        is_close=found.is_close,
        exact=found.exact,
        read_as=told_by((card.title for card in shown[:FIRST]), found.readings),
        is_cut=found.is_cut,
    )


def _labelled(request: Request, found: Found, known: Mapping[int, Stall], country: str) -> Counts:
    """Made once for counts that come from the cache anyway."""
    if not request.facets or found.is_close:
        return labelled(found.counts, known, country=country)
    name = f"{list_counts.key(request)}:{country}"
    return cached.remembered(name, lambda: labelled(found.counts, known, country=country))


def _found(request: Request) -> Found:
    """Which products they are is kept, for what people search for a quarter of an hour; how each is now (price, stock)
    is read each time."""
    is_plain = request.words and request.filters == Filters()
    seconds = list_counts.SECONDS if is_plain else PRICES
    return cached.until_edit(list_counts.page_key(request), lambda: _search(request), seconds=seconds)


def _search(request: Request) -> Found:
    if not request.facets:
        return engine().search(request)
    if known := list_counts.known(request):
        return engine().search(replace(request, known=known))
    found = engine().search(request if request.words else replace(request, expected=breadth.of(request.scope)))
    if not found.is_close:
        list_counts.keep(request, found.counts)
    return found


def _shop_country(criteria: Criteria) -> str:
    """The country that "delivers to" is about: the chosen one, else the shop's own."""
    return criteria.ships_to or settings.SHOP_COUNTRY
