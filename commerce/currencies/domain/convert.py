"""An amount in another currency."""

from fractions import Fraction

from commerce.kernel.money import CurrencyMismatch, Money, exponent

from ..queries.exchange import Exchange


def convert(money: Money, currency: str, rate: Exchange) -> Money:
    """`money` in `currency` at `rate`: exact, and rounded half up once, to whole minor units of `currency`.

    A negative amount is rounded as its opposite is, so that what goes back is what came in. Raises CurrencyMismatch
    when the rate is not one from the money's currency to `currency`.
    """
    if (rate.base, rate.quote) != (money.currency, currency):
        raise CurrencyMismatch(f"{money.currency} to {currency} at a rate of {rate.base}/{rate.quote}")
    scale = Fraction(10) ** (exponent(currency) - exponent(money.currency))
    exact = abs(money.minor) * rate.ratio * scale
    minor = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Money(-minor if money.minor < 0 else minor, currency)
