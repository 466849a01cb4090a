"""What category, search and stall pages have in common: a scope, filters, one page of cards."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commerce.kernel.cached import remembered
from commerce.kernel.conditional import page_answer
from commerce.kernel.money import exponent
from commerce.kernel.number_text import number_text
from commerce.kernel.page_cache.shared import is_shared, note

from ..domain import search_log
from ..queries import instead, listing
from ..queries.criteria import Reading
from ..queries.links import Links
from ..queries.listing import ProductPage, Scope, Total
from ..search import engine as asked
from .filters import Column


@dataclass(frozen=True)
class ProductList:
    """One list page, read from the database with three statements at most (counts, cards, and what else there is)."""

    request: HttpRequest
    scope: Scope
    reading: Reading
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        criteria = self.reading.criteria
        if criteria.sort == self.scope.usual_order:
            criteria = replace(criteria, sort="")
        links = Links(self.request.path, criteria, exponent(settings.SHOP_CURRENCY))
        object.__setattr__(self, "links", links)

    def answer(self, template: str, context: dict[str, Any]) -> HttpResponseBase:
        own = self.context()
        response = render(self.request, template, own | context)
        if self.scope.words and is_plain(self.request):
            self._count(response, own["said_so"])
        if self.request.headers.get("HX-Request"):
            response.headers["HX-Push-Url"] = self.links.here()
        return page_answer(self.request, response)

    def _count(self, response: HttpResponse, found: int) -> None:
        """Count the search: at once, or each time the page is shown to somebody."""
        words = self.scope.words
        if is_shared(self.request):
            note(self.request, response, search_log.kept_note(words, found))
        else:
            search_log.note(words, found)

    def context(self) -> dict[str, Any]:
        criteria = self.reading.criteria
        now = timezone.now()
        page = listing.products_page(self.scope, criteria, now=now, facets=True)
        nothing = None if page.cards else instead.of(self.scope, criteria.words, now=now)
        shown = self._column(page) if page.counts.scope else {"facets": [], "applied": [], "clear_url": ""}
        return {
            "page": self._page(page),
            "lead": _about(page),
            "sorts": self._sorts(),
            "as_rows": criteria.as_list,
            "grid_url": self.links.shown_as(rows=False),
            "rows_url": self.links.shown_as(rows=True),
            "keep": self.links.hidden(),
            "show_text": _("Show %(products)s") % {"products": products_text(page.total)},
            "query": criteria.words,
            "problems": self.reading.problems,
            "nothing": nothing,
            "said_so": page.exact if page.is_close else page.total.number,
            **shown,
        }

    def _column(self, page: ProductPage) -> dict[str, Any]:
        """The filters; made once a few seconds for an address, as the counts behind them are kept longer anyway."""
        column = Column(self.scope, page.counts, self.links, settings.SHOP_CURRENCY)
        return remembered(f"column:{get_language()}:{self.links.here()}", column.context)

    def _page(self, page: ProductPage) -> dict[str, Any]:
        shown, total = number_text(page.number + len(page.cards)), page.total
        # What is already on the page stays there when htmx adds the next cards: no way back is needed.
        before = "" if self.request.headers.get("HX-Request") else page.before
        return {
            "cards": page.cards,
            "next_url": self.links.following(page.after),
            "previous_url": self.links.preceding(before),
            "shown_text": _("%(shown)s of %(products)s") % {"shown": shown, "products": products_text(total)},
            "total_text": products_text(total) if total.number and not page.is_close else "",
            "number": page.number,
            "is_cut": page.is_cut,
        }

    def _sorts(self) -> list[dict[str, Any]]:
        order = self.scope.order(self.reading.criteria)
        return [
            {"value": value, "label": label, "selected": value == order}
            for value, label in sort_labels().items()
            if self.scope.has(value)
        ]


def is_plain(request: HttpRequest) -> bool:
    """Whether somebody asks with words alone: the beginning of a search, not a step within it."""
    return set(request.GET) == {"q"} and not request.headers.get("HX-Request")


def sort_labels() -> dict[str, str]:
    return {
        asked.RELEVANCE: _("Best match"),
        asked.CHOSEN: _("As we chose"),
        asked.BEST: _("Best selling"),
        asked.NEWEST: _("Newest"),
        asked.PRICE_LOW: _("Price, low first"),
        asked.PRICE_HIGH: _("Price, high first"),
        asked.RATING: _("Rating"),
    }


def products_text(total: Total) -> str:
    if total.is_about:
        text = ngettext("about %(n)s product", "about %(n)s products", total.number)
    else:
        text = ngettext("%(n)s product", "%(n)s products", total.number)
    return text % {"n": number_text(total.number)}


def _about(page: ProductPage) -> str:
    """Says so when words were taken for others, or products are shown that do not hold every word."""
    if not page.cards:
        return ""
    if page.read_as:
        words = {"asked": " ".join(page.read_as), "taken": " ".join(page.read_as.values())}
        return _("Nothing says “%(asked)s”. These are for “%(taken)s”.") % words
    if not page.is_close:
        return ""
    if not page.exact:
        return _("Nothing says exactly that. These are close matches.")
    return ngettext(
        "%(n)d exact match, then what comes close.", "%(n)d exact matches, then what comes close.", page.exact
    ) % {"n": page.exact}
