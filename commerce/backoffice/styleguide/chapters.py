"""The chapters of the style guide and what stands in each, in the order of the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import cards, colours, forms, lists, notes, orders, products, shop, surroundings


@dataclass(frozen=True)
class Section:
    """`id` is the place on the page that a link leads to."""

    id: str
    title: str | Promise


@dataclass(frozen=True)
class Chapter:
    """`samples` makes what the template templates/styleguide/_<id>.html calls by the name of the chapter's id."""

    id: str
    title: str | Promise
    samples: Callable[[], Mapping[str, Any]]
    sections: tuple[Section, ...]

    @property
    def template(self) -> str:
        return f"styleguide/_{self.id}.html"


def _sections(**titles: str | Promise) -> tuple[Section, ...]:
    return tuple(Section(name.replace("_", "-"), title) for name, title in titles.items())


CHAPTERS = (
    Chapter("foundations", _("Foundations"), colours.samples, _sections(
        foundations_colours=_("Colours"), foundations_stalls=_("Stalls and grounds"), foundations_type=_("Type"),
        foundations_space=_("Space and corners"), foundations_icons=_("Icons"), foundations_drawings=_("Drawings"),
    )),
    Chapter("surroundings", _("Around a page"), surroundings.samples, _sections(
        surroundings_header=_("Header"), surroundings_way=_("The way here"), surroundings_account=_("Account"),
        surroundings_banner=_("Banners"), surroundings_footer=_("Footer"),
    )),
    Chapter("actions", _("Actions"), shop.samples, _sections(
        actions_buttons=_("Buttons"), actions_links=_("Links"), actions_busy=_("Busy"), actions_add=_("Quick add"),
        actions_save=_("Save and share"),
    )),
    Chapter("forms", _("Forms"), forms.samples, _sections(
        forms_fields=_("Fields"), forms_wrong=_("With mistakes"), forms_choices=_("Choices"),
        forms_checks=_("Ticks, stars, pin"), forms_quantity=_("Quantity"), forms_whole=_("A whole form"),
    )),
    Chapter("goods", _("Cards"), cards.samples, _sections(
        goods_cards=_("Product card"), goods_rows=_("As rows"), goods_shelf=_("Shelf"), goods_price=_("Price"),
        goods_stalls=_("Stalls"), goods_pictures=_("Pictures"),
    )),
    Chapter("lists", _("Lists"), lists.samples, _sections(
        lists_facets=_("Filters"), lists_results=_("A list"), lists_pages=_("Pages"), lists_nothing=_("Nothing found"),
    )),
    Chapter("products", _("Product page"), products.samples, _sections(
        products_offer=_("Pictures and offer"), products_stock=_("Stock, delivery, rules"),
        products_instead=_("In place of the button"), products_tax=_("Price notes"), products_details=_("Details"),
        products_stars=_("Stars"), products_reviews=_("Reviews"), products_questions=_("Questions"),
    )),
    Chapter("orders", _("Cart and orders"), orders.samples, _sections(
        orders_badges=_("Badges"), orders_timeline=_("Timeline"), orders_parcels=_("Parcels"),
        orders_money=_("Sums and address"), orders_rows=_("Orders in a list"),
    )),
    Chapter("messages", _("Messages"), notes.samples, _sections(
        messages_notices=_("Notices"), messages_toasts=_("Toasts"), messages_hold=_("Kept until"),
        messages_empty=_("Empty"), messages_pages=_("Error pages"), messages_mails=_("Mails"),
    )),
)  # fmt: skip


def chapters(name: str) -> tuple[Chapter, ...]:
    """The chapter of this id, all of them without a name, none for an unknown one."""
    return tuple(each for each in CHAPTERS if not name or each.id == name)
