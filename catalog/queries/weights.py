"""What things weigh in a parcel."""

from django.conf import settings

from ..models import Variant


def grams_of(variant: Variant, quantity: int) -> int:
    """The weight of so many pieces; a piece of unknown weight counts as a standard one, what needs no parcel as
    nothing."""
    if variant.product.is_digital or not variant.requires_shipping:
        return 0
    return (variant.weight_grams or settings.STANDARD_PIECE_GRAMS) * quantity
