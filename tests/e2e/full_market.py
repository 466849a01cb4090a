"""A small market that has one of everything a shopper meets: options, pictures, reviews, a lower price, two pages of
goods of two stalls."""

from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from PIL import Image

from catalog.domain import indexing, media, stock, summaries
from catalog.domain.categories import create_category
from catalog.models import Product, Variant
from tests.factories.reviews import make_review
from tests.factories.shop import make_seller, make_variant

FILLERS = 26  # with the rest more than the 24 of a page


def drawing(colour: str) -> bytes:
    target = BytesIO()
    Image.new("RGB", (640, 640), colour).save(target, "PNG")
    return target.getvalue()


@dataclass(frozen=True)
class Goods:
    """`shirt` has options, one of them sold out, three pictures and two reviews; `mug` costs less than before
    and is nearly gone."""

    shirt: Product
    mug: Product

    @property
    def shirt_path(self) -> str:
        return self.shirt.get_absolute_url()


def fill_market() -> Goods:
    """Two stalls, a category, thirty goods."""
    kitchen = create_category(name="Kitchen")
    anna, bob = make_seller(name="Anna", slug="anna"), make_seller(name="Bob", slug="bob")
    mug = make_variant(seller=anna, units=3, compare_at_minor=250_000).product
    shirt = _shirt(seller=bob)
    for number in range(FILLERS):
        make_variant(seller=anna if number % 4 else bob, price=(number + 1) * 10_000)
    Product.objects.update(category=kitchen)
    keys = list(Product.objects.values_list("pk", flat=True))
    with transaction.atomic():
        summaries.refresh(keys, with_text=True)
    indexing.index(keys)
    mug.refresh_from_db()
    shirt.refresh_from_db()
    return Goods(shirt=shirt, mug=mug)


def _shirt(**values: object) -> Product:
    product = make_variant(option_values=["Blue", "S"], **values).product  # type: ignore[arg-type]
    product.title, product.option_names = "Market shirt", ["Colour", "Size"]
    product.save(update_fields=["title", "option_names"])
    for options, units in ((["Blue", "M"], 3), (["Red", "S"], 4), (["Red", "M"], 0)):
        variant = Variant.objects.create(product=product, option_values=options, price_minor=99_900, currency="GYD")
        if units:
            stock.adjust(variant_id=variant.pk, quantity=units, kind="received", reason="opening", actor="test")
    for colour in ("teal", "tan", "tomato"):
        media.add_picture(product=product, content=drawing(colour), alt=f"The shirt in {colour}")
    for name in ("Ada", "Ben"):
        make_review(product=product, published=True, display_name=name, title=f"Worn by {name}")
    return product
