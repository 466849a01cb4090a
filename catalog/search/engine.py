"""The interface of a search engine: five verbs over plain values.

Ids are those of products. Filters hold resolved numbers, never words of an address; whoever reads an address
(`queries.criteria`, `queries.narrowing`) turns one into the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol

from .impacts import Document
from .readings import Readings

RELEVANCE, NEWEST, PRICE_LOW, PRICE_HIGH, RATING, BEST, CHOSEN = SORTS = (
    "relevance",
    "newest",
    "price-low",
    "price-high",
    "rating",
    "best-selling",
    "chosen",
)


@dataclass(frozen=True)
class Filters:
    """What narrows a list. Kinds are joined with "and", values of one kind with "or"; None and empty narrow nothing.

    `least` and `most` are minor units, `stars` whole stars. `reached_by` and `quick` are sellers that deliver to the
    wanted country, and in time; downloads pass both. `values` holds numbers of facet values by attribute code,
    `ranges` the least and the most of number attributes.
    `products` may be in an order of their own (CHOSEN). `newer_than` are days since a product first came on sale. Of
    each group of `any_of` one at least must hold.
    """

    categories: tuple[int, ...] | None = None
    sellers: tuple[int, ...] | None = None
    least: int | None = None
    most: int | None = None
    stars: int | None = None
    in_stock: bool = False
    reached_by: tuple[int, ...] | None = None
    quick: tuple[int, ...] | None = None
    values: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[Decimal | None, Decimal | None]] = field(default_factory=dict)
    products: tuple[int, ...] | None = None
    tags: tuple[str, ...] | None = None
    newer_than: int | None = None
    on_offer: bool = False
    any_of: tuple[tuple["Filters", ...], ...] = ()


@dataclass(frozen=True)
class Cut:
    """Where a page starts: after (or before) the row with this sort value and id; `number` rows stand before it."""

    value: int
    id: int
    number: int
    backwards: bool = False


class Tally(NamedTuple):
    """`all` products of the scope have it, `left` of them pass the other filters."""

    all: int
    left: int


NONE = Tally(0, 0)


class ValueTally(NamedTuple):
    """A facet value: the code, name and unit of its attribute, its text, and how many have it. Of a number attribute
    `lowest` and `highest` are those of the scope, else None."""

    code: str
    name: str
    unit: str
    text: str
    tally: Tally
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True)
class Counts:
    """What filters would leave. `sellers`, `quick` and `reached` are by (seller, is a download): each ignores its own
    filter; `values` are the most common ones of each attribute, by number. `is_about`: counted on a sample and
    scaled."""

    scope: int = 0
    total: int = 0
    lowest: int | None = None
    highest: int | None = None
    in_stock: Tally = NONE
    rated: Tally = NONE
    categories: Mapping[int, Tally] = field(default_factory=dict)
    sellers: Mapping[tuple[int, bool], Tally] = field(default_factory=dict)
    quick: Mapping[tuple[int, bool], Tally] = field(default_factory=dict)
    reached: Mapping[tuple[int, bool], Tally] = field(default_factory=dict)
    values: Mapping[int, ValueTally] = field(default_factory=dict)
    is_about: bool = False


@dataclass(frozen=True)
class Request:
    """`scope` is what the page is about, `filters` what the shopper chose besides. `sort` is one of SORTS; by
    relevance only with words, as chosen only where the scope names products. `facets`: count what each filter would
    leave; `good_stars` is the step that the rating facet offers; `total`: count at least the products. `known` are the
    counts of the same list a while ago: then nothing is counted. `expected`: without words, about so many products are
    in the scope."""

    words: str = ""
    scope: Filters = field(default_factory=Filters)
    filters: Filters = field(default_factory=Filters)
    sort: str = BEST
    cut: Cut | None = None
    size: int = 24
    facets: bool = False
    total: bool = True
    good_stars: int = 4
    known: Counts | None = None
    expected: int = 0


@dataclass(frozen=True)
class Found:
    """`ids` are one page in order; `following` and `preceding` where its neighbours start. `exact` products hold every
    word, when that is less than enough and close matches were let in (`is_close`). `readings` are of the words
    that nothing holds. `is_cut`: the list ends with this page, though there are more products."""

    ids: tuple[int, ...] = ()
    counts: Counts = field(default_factory=Counts)
    number: int = 0
    following: Cut | None = None
    preceding: Cut | None = None
    is_close: bool = False
    exact: int = 0
    readings: Readings = field(default_factory=dict)
    is_cut: bool = False


@dataclass(frozen=True)
class Completion:
    """A word of the vocabulary that begins like the last one typed."""

    text: str
    count: int


class Engine(Protocol):
    def search(self, request: Request) -> Found:
        """One page and, if asked for, its counts."""
        ...

    def suggest(self, words: str, *, limit: int) -> tuple[list[Completion], list[int]]:
        """Ways to finish the last word, most common first, and the best-selling products that they would find."""
        ...

    def upsert(self, documents: Sequence[Document]) -> None:
        """Put products into the index, or put them right there. Those that are not on sale are passed over."""
        ...

    def delete(self, ids: Iterable[int]) -> None:
        """Take products out of the index."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Write the index anew from all products on sale, while it goes on answering. Returns how many it wrote."""
        ...
