"""What the page of a product says to everybody in one place, kept for as long as a price may be old.

Several statements come to one look into the cache, for members and those with a cart, too: what they see of their own
(votes, questions, what they looked at) is read beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commerce.accounts.domain.delivery_place import Place
from commerce.kernel.cached import until_edit
from commerce.kernel.page_cache.shared import PRICES
from commerce.kernel.structured import script

from ..models import Product
from ..models.product import ProductStatus
from . import product_page, related, structured
from .categories import Tree
from .product_page import ProductView
from .related import Neighbours

LONGEST = 200  # letters of an address's query: no link of ours has more


class NotOnSale(Exception):
    """There is no product on sale at this address: `product` is the archived one, if any."""

    def __init__(self, product: Product | None) -> None:
        self.product = product
        super().__init__()


@dataclass(frozen=True)
class ProductPage:
    """`row` is the product as it was read; nobody changes it. `structured` is the block that search engines read."""

    row: Product
    shown: ProductView
    structured: SafeString
    near: Neighbours


def product_on_sale(slug: str, params: Mapping[str, str], place: Place, tree: Tree, *, now: datetime) -> ProductPage:
    """The page of the product at this address; `params` are the address's query. Raises NotOnSale."""
    chosen = urlencode(sorted(params.items()))
    if len(chosen) > LONGEST:
        return built(slug, params, place, tree, now=now)
    key = f"product:{slug}:{place.country}:{place.area_id}:{get_language()}:{chosen}"
    return until_edit(key, lambda: built(slug, params, place, tree, now=now), seconds=PRICES)


def built(
    slug: str, params: Mapping[str, str], place: Place, tree: Tree, *, now: datetime, drafts: bool = False
) -> ProductPage:
    """The same as it is this moment; with `drafts` whatever its state."""
    found = product_page.find(slug, drafts=drafts)
    if found is None or (found.status == ProductStatus.ARCHIVED and not drafts):
        raise NotOnSale(found)
    shown = product_page.product_view(
        found, params, tree, country=place.country, area_id=place.area_id, area=place.name, now=now
    )
    near = related.neighbours(found, tree, now=now)
    return ProductPage(found, shown, script(structured.of_product(found, shown)), near)
