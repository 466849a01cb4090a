"""What each pair in use is converted at now, for the box above the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.staff import badge

from ..errors import NoRate, StaleRate
from ..queries import words
from ..queries.exchange import CROSS, INVERSE, Exchange
from ..queries.rates import rate


@dataclass(frozen=True)
class Pair:
    """`says` is the rate in words, or the pair when it has none; `how` where it is from; `mark` how it stands."""

    says: str
    how: str
    told: datetime | None
    mark: Any


def counting_now() -> list[Pair]:
    """One statement a pair: an operator names a handful."""
    return [_pair(base, quote) for base, quote in words.pairs_in_use()]


def _pair(base: str, quote: str) -> Pair:
    name = f"1 {base} = … {quote}"
    try:
        found = rate(base, quote)
    except StaleRate:
        return Pair(name, _("the last rate is too old: nothing is converted"), None, badge("stop", _("too old")))
    except NoRate:
        return Pair(name, _("no rate was told yet: nothing is converted"), None, badge("stop", _("no rate")))
    said = words.sentence(base, quote, found.rate)
    return Pair(said, _how(found), found.fetched_at, badge("done", _("in use")))


def _how(found: Exchange) -> str:
    told = {
        INVERSE: _("%(source)s, from the rate of the other direction"),
        CROSS: _("%(source)s, by way of US dollars"),
        "": "%(source)s",
    }
    return told[found.derived] % {"source": words.source_name(found.source)}
