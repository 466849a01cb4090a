"""Counts and criteria as the filter column and the chips above a list show them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..queries import facets
from ..queries.arrivals import WITHIN
from ..queries.categories import Node
from ..queries.criteria import ATTRIBUTE, major
from ..queries.facet_views import Chip, Facet, Value
from ..queries.facets import GOOD_RATING, Count, Counts
from ..queries.links import Links
from ..queries.listing import Scope
from . import details


@dataclass(frozen=True)
class Column:
    """Everything that is needed to lay out the filters of one list."""

    scope: Scope
    counts: Counts
    links: Links
    currency: str

    def facets(self) -> list[Facet]:
        """Those that could change something, in the order people look for them; the same whatever is chosen."""
        return [facet for facet in self._all() if facet.kind == "range" or self._is_useful(facet)]

    def _all(self) -> Iterator[Facet]:
        asked = self.links.criteria
        digits = self.links.digits
        yield self._shelves() if self.scope.category else self._categories()
        yield Facet(
            "price",
            _("Price in %(currency)s") % {"currency": self.currency},
            "range",
            least=None if asked.least is None else major(asked.least, digits),
            most=None if asked.most is None else major(asked.most, digits),
            lowest="" if self.counts.lowest is None else major(self.counts.lowest, digits),
            highest="" if self.counts.highest is None else major(self.counts.highest, digits),
        )
        stars = asked.rating or GOOD_RATING
        yield self._one("rating", _("Rating"), str(stars), _("%(n)d and up") % {"n": stars}, bool(asked.rating))
        yield self._one("stock", _("Availability"), "1", _("In stock"), asked.in_stock)
        yield self._within()
        if not self.scope.seller_id:
            yield self._many("seller", _("Stall"), asked.sellers)
        for name in details.offered(self.scope, self.counts, asked):
            yield details.span_of(name, self.counts, asked) or self._many(
                name, self.counts.titles[name], asked.attributes.get(name.removeprefix(ATTRIBUTE), ())
            )
        country = asked.ships_to or settings.SHOP_COUNTRY
        yield self._one("ships", _("Delivers to"), country, country_name(country), bool(asked.ships_to))

    def _is_useful(self, facet: Facet) -> bool:
        if facet.kind == "one":
            return bool(facet.values)
        if any(value.selected for value in facet.values):
            return True
        if facet.name.startswith(ATTRIBUTE) and len(facet.values) < 2:
            return False
        if facet.kind == "links" or len(facet.values) != 1:
            return len(facet.values) > 1 or (facet.kind == "links" and bool(facet.values))
        return 0 < self._of_scope(facet) < self.counts.scope

    def _of_scope(self, facet: Facet) -> int:
        return sum(count.all for count in self.counts.values.get(facet.name, []))

    def _one(self, name: str, title: str, value: str, label: str, selected: bool) -> Facet:
        left = sum(count.left for count in self.counts.values.get(name, []))
        return Facet(name, title, "many", (Value(value, label, self._left(left), selected),))

    def _left(self, number: int) -> int | None:
        """As the column shows it: an estimate in round figures, and none where nothing was drawn."""
        if not self.counts.is_about:
            return number
        return facets.rough(number) or None

    def _within(self) -> Facet:
        """Steps of time, each holding the one before; only those that add something."""
        counts = {int(count.value): count for count in self.counts.values.get("within", [])}
        chosen = self.links.criteria.within
        values, before = [Value("", _("Any time"), None, chosen is None)], 0
        for days in WITHIN:
            count = counts.get(days)
            if days == chosen or (count and before < count.all < self.counts.scope):
                values.append(
                    Value(str(days), within_text(days), self._left(count.left if count else 0), days == chosen)
                )
            before = count.all if count else before
        return Facet("within", _("Arrives within"), "one", tuple(values) if len(values) > 1 else ())

    def _many(self, name: str, title: str, chosen: tuple[str, ...]) -> Facet:
        every = self.counts.values.get(name, [])
        shown = every[: facets.VALUES] + [count for count in every[facets.VALUES :] if count.value in chosen]
        values = tuple(Value(c.value, c.label or c.value, self._left(c.left), c.value in chosen) for c in shown)
        return Facet(name, title, "many", values)

    def _categories(self) -> Facet:
        chosen = self.links.criteria.categories
        nodes = [node for node in self.scope.tree.roots if self._branch_count(node).all or node.slug in chosen]
        nodes += [node for node in self.scope.tree.nodes.values() if node.parent_id and node.slug in chosen]
        counted = sorted(((node, self._branch_count(node)) for node in nodes), key=lambda pair: -pair[1].all)
        shown = [pair for i, pair in enumerate(counted) if i < facets.VALUES or pair[0].slug in chosen]
        values = tuple(
            Value(node.slug, node.name, self._left(count.left), node.slug in chosen) for node, count in shown
        )
        return Facet("category", _("Category"), "many", values)

    def _shelves(self) -> Facet:
        """On a category's page the way leads down by links, with the other filters kept."""
        assert self.scope.category is not None
        below = self.scope.tree.children.get(self.scope.category.id, [])
        start = replace(self.links.criteria, after="", before="", categories=())
        counted = [(node, self._branch_count(node)) for node in below]
        values = tuple(
            Value(node.slug, node.name, self._left(count.left), False, self.links.to(start, path=node.url))
            for node, count in counted
            if count.all
        )
        return Facet("category", _("Category"), "links", values)

    def _branch_count(self, node: Node) -> Count:
        parts = [self.counts.categories[key] for key in self.scope.tree.branch(node) if key in self.counts.categories]
        return Count(node.slug, node.name, sum(part.all for part in parts), sum(part.left for part in parts))

    def chips(self) -> list[Chip]:
        """Every filter in use, in the words of the column."""
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        asked = self.links.criteria
        for slug in asked.categories:
            node = self.scope.tree.by_slug(slug)
            yield Chip(node.name if node else slug, self.links.without("category", slug))
        if asked.least is not None or asked.most is not None:
            yield Chip(self._price_text(), self.links.without("price"))
        if asked.rating:
            yield Chip(_("%(n)d stars and up") % {"n": asked.rating}, self.links.without("rating"))
        if asked.in_stock:
            yield Chip(_("In stock"), self.links.without("stock"))
        names = {count.value: count.label for count in self.counts.values.get("seller", [])}
        for slug in asked.sellers:
            yield Chip(names.get(slug, slug), self.links.without("seller", slug))
        yield from details.chips(self.counts, self.links)
        if asked.ships_to:
            yield Chip(_("To %(country)s") % {"country": country_name(asked.ships_to)}, self.links.without("ships"))
        if asked.within:
            within = _("Arrives within %(time)s") % {"time": within_text(asked.within)}
            yield Chip(within, self.links.without("within"))

    def _price_text(self) -> str:
        asked = self.links.criteria
        least = money_text(Money(asked.least, self.currency)) if asked.least is not None else ""
        most = money_text(Money(asked.most, self.currency)) if asked.most is not None else ""
        if least and most:
            return f"{least} – {most}"
        return _("From %(price)s") % {"price": least} if least else _("Up to %(price)s") % {"price": most}

    def context(self) -> dict[str, Any]:
        """The names that the templates read."""
        applied = self.chips()
        return {"facets": self.facets(), "applied": applied, "clear_url": self.links.clear() if applied else ""}


def within_text(days: int) -> str:
    return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}


def country_name(code: str) -> str:
    """The country in the reader's language; its code when it has no name."""
    locale = Locale.parse((get_language() or "en").replace("-", "_"))
    return locale.territories.get(code, code)
