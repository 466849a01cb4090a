"""A copy of a product to start from."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Picture, Product, ProductAttribute
from . import summaries
from .products import create_product
from .variants import NewVariant

TITLE_CHARS = 255
COPIED = (
    "description", "brand", "product_type", "tags", "is_digital", "seo_title", "seo_description", "hazard", "packages",
    "season_from", "season_to",
)  # fmt: skip
COPIED_OF_VARIANT = (
    "price_minor", "option_values", "compare_at_minor", "weight_grams", "length_mm", "width_mm", "height_mm",
    "requires_shipping", "taxable", "tracks_stock", "price_steps",
)  # fmt: skip
COPIED_OF_PICTURE = ("position", "alt", "state", "source_url", "digest", "width", "height", "webp", "avif", "ground")


def duplicate_product(*, product: Product) -> Product:
    """A draft with the same texts, variants, details and pictures; without SKUs, barcodes, stock and sales.

    Pictures share their files, which are named after their content.
    """
    with transaction.atomic():
        copy = create_product(
            seller=product.seller,
            title=_("Copy of %(title)s") % {"title": product.title[: TITLE_CHARS - 20]},
            category=product.category,
            currency=product.currency,
            option_names=product.option_names,
            variants=[
                NewVariant(**{name: getattr(variant, name) for name in COPIED_OF_VARIANT})
                for variant in product.variants.filter(is_active=True)
            ],
            **{name: getattr(product, name) for name in COPIED},
        )
        ProductAttribute.objects.bulk_create(
            ProductAttribute(product=copy, attribute_id=row.attribute_id, text=row.text, number=row.number)
            for row in product.attributes.all()
        )
        Picture.objects.bulk_create(
            Picture(product=copy, **{name: getattr(picture, name) for name in COPIED_OF_PICTURE})
            for picture in product.pictures.filter(state="ready")
        )
        summaries.refresh([copy.pk], with_text=True)
    copy.refresh_from_db()
    return copy
