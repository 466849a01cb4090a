"""The tax that a price contains, as the product page tells it."""

from dataclasses import dataclass

from commerce.kernel.money import Money, tax_inside
from commerce.kernel.money_text import rate_text

from ..models import Product, Variant


@dataclass(frozen=True)
class Tax:
    """`amount` of the price is tax at `rate_bp` basis points; None while the price is not settled."""

    rate_bp: int
    amount: Money | None

    @property
    def rate(self) -> str:
        return rate_text(self.rate_bp)


def tax(product: Product, variant: Variant | None) -> Tax | None:
    """None where the stall is not registered for VAT, or the thing bears none."""
    rate = product.seller.tax_rate_bp
    if not rate or (variant is not None and not variant.taxable):
        return None
    if variant is None:
        return Tax(rate, None)
    return Tax(rate, Money(tax_inside(variant.price_minor, rate), variant.currency))
