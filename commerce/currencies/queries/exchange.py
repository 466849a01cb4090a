"""The rate that an amount is converted at, as an exact value."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from ..models.rate import PLACES
from ..states import MANUAL

INVERSE, CROSS = "inverse", "cross"


def as_rate(ratio: Fraction) -> Decimal:
    """A ratio to ten places, rounded half up."""
    return Decimal(floor(ratio * 10**PLACES + Fraction(1, 2))).scaleb(-PLACES)


@dataclass(frozen=True)
class Exchange:
    """One `base` is `ratio` `quote`, in major units, without any rounding.

    `rows` are the ids of the stored rates it was made of: one, or two when `derived` is "cross" (by way of a third
    currency). `derived` is "inverse" when the stored rate is that of the other direction, and empty when it is the
    stored rate itself. `date` and `fetched_at` are those of the older row; `source` names every source.
    """

    base: str
    quote: str
    ratio: Fraction
    date: date
    source: str
    fetched_at: datetime
    rows: tuple[int, ...]
    derived: str = ""

    @property
    def rate(self) -> Decimal:
        """The ratio to ten places, rounded half up: to be shown and stored. Amounts are converted at `ratio`."""
        return as_rate(self.ratio)

    @property
    def is_by_hand(self) -> bool:
        """Whether staff set it, or one of the two rates it is made of."""
        return MANUAL in self.source.split("+")

    def kept(self) -> dict[str, Any]:
        """Plain values for a JSON column: what an order keeps of the rate that it was placed at."""
        return {
            "base": self.base, "quote": self.quote, "rate": str(self.rate), "ratio": str(self.ratio),
            "date": self.date.isoformat(), "source": self.source, "fetched_at": self.fetched_at.isoformat(),
            "rows": list(self.rows), "derived": self.derived,
        }  # fmt: skip

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Exchange":
        """The same value again, from what `kept` gave."""
        return cls(
            base=kept["base"], quote=kept["quote"], ratio=Fraction(kept["ratio"]), source=kept["source"],
            date=date.fromisoformat(kept["date"]), fetched_at=datetime.fromisoformat(kept["fetched_at"]),
            rows=tuple(kept["rows"]), derived=kept["derived"],
        )  # fmt: skip
