"""Amounts of money as whole minor units of one currency. No floats anywhere.

Exponents (digits after the point) are those of ISO 4217; how a shop writes a price is kept apart from how it
counts it, since GYD and BDT have two minor digits and are told without them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

EXPONENTS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "XAF": 0,
    "XOF": 0,
    "BHD": 3,
    "JOD": 3,
    "KWD": 3,
    "OMR": 3,
    "TND": 3,
}
DEFAULT_EXPONENT = 2
KNOWN = frozenset(
    {*EXPONENTS, "GYD", "BDT", "USD", "EUR", "GBP", "CAD", "TTD", "BBD", "XCD", "JMD", "SRD", "BRL", "INR"}
)
# Largest amount of one row: far below BIGINT, far above any price, so that sums never overflow.
MAX_MINOR = 10**13


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were added or compared."""


def exponent(currency: str) -> int:
    """Minor digits of a currency, by ISO 4217."""
    return EXPONENTS.get(currency, DEFAULT_EXPONENT)


@total_ordering
@dataclass(frozen=True)
class Money:
    """`minor` whole minor units (cents, paisa) of `currency` (ISO 4217 code)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.minor, int) or isinstance(self.minor, bool):
            raise TypeError("Money counts whole minor units")
        if self.currency not in KNOWN:
            raise ValueError(f"unknown currency {self.currency!r}")

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> "Money":
        """From an amount in major units. Raises ValueError when it has more digits than the currency."""
        scaled = Decimal(amount).scaleb(exponent(currency))
        if not scaled.is_finite() or scaled != scaled.to_integral_value():
            raise ValueError(f"{amount} is not a whole number of minor units of {currency}")
        return cls(int(scaled), currency)

    @property
    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Split by `weights` (whole, not negative, not all zero); the parts add up to the whole exactly.

        Largest remainder; equal remainders go to the earlier part.
        """
        return [Money(part, self.currency) for part in split(self.minor, weights)]

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Sum of amounts, zero of `currency` when there are none."""
    return sum(amounts, Money.zero(currency))


def split(minor: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights, largest remainder first; the parts add up to it exactly."""
    whole = sum(weights)
    if not weights or whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be whole numbers, none negative, not all zero")
    sign, amount = (-1, -minor) if minor < 0 else (1, minor)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def share(minor: int, basis_points: int) -> int:
    """`basis_points` (1/10,000) of a whole amount, rounded half up; for rates of tax and commission."""
    return (minor * basis_points + 5_000) // 10_000


def tax_inside(minor: int, basis_points: int) -> int:
    """The tax contained in a tax-inclusive amount at a rate in basis points, rounded half up."""
    return (2 * minor * basis_points + 10_000 + basis_points) // (2 * (10_000 + basis_points))
