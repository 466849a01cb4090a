"""What a source of rates is to the shop."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from commerce.kernel.resilience import ProviderAway

from ..states import SOURCE_NAMES

# Far more than the rates of every currency; more than that is no answer to our question.
MOST_BYTES = 256 * 1024


@dataclass(frozen=True)
class Offer:
    """One `base` is worth `rate` `quote`, says a source, on its day `date`. Nothing is checked yet but the types."""

    base: str
    quote: str
    rate: Decimal
    date: date


class Source(Protocol):
    """`fetch` raises ProviderAway (ask later) or SourceRefuses (mend the key or the question first)."""

    @property
    def name(self) -> str:
        """One of states.SOURCE_NAMES."""
        ...

    def fetch(self, *, base: str, quotes: Sequence[str]) -> list[Offer]:
        """Rates of `quotes` against `base`; fewer, when the source does not know them all."""
        ...


def number(value: Any) -> Decimal:
    """A number of a JSON answer, which the client has read as a Decimal. Raises ValueError for anything else."""
    if not isinstance(value, Decimal):
        raise ValueError("not a number")
    return value


def day_of(timestamp: Any) -> date:
    """The day (UTC) of a Unix time in seconds. Raises ValueError or OverflowError."""
    return datetime.fromtimestamp(int(number(timestamp)), UTC).date()


@contextmanager
def reading(name: str) -> Iterator[None]:
    """What cannot be read is no answer: raises ProviderAway instead of whatever went wrong."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError) as error:
        told = _("%(source)s sent something that is no table of rates.") % {"source": SOURCE_NAMES[name]}
        raise ProviderAway(told, what=type(error).__name__) from None
