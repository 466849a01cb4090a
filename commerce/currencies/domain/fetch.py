"""Asking the configured source, and keeping what it says."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.clock import database_now
from commerce.kernel.resilience import guarded

from ..models import Jump, Rate
from ..models.rate import PLACES
from ..queries import words
from ..sources import registry
from ..sources.base import Offer
from ..states import PIVOT
from . import jumps
from .by_hand import may_be_a_rate
from .latest import change, is_far, last_fetched_of, one_writer

log = logging.getLogger("shop.rates")
TRIES = 2
STEP = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True)
class Fetched:
    """What came of asking. `left` are sentences about what was not kept: implausible, or not said at all."""

    source: str = ""
    taken: tuple[Rate, ...] = ()
    held: tuple[Jump, ...] = ()
    left: tuple[str, ...] = ()


def fetch_rates() -> Fetched:
    """Ask the source of RATES_SOURCE for the pairs of RATE_PAIRS. Empty when there is no source or no pair.

    The source is asked outside of any transaction; then everything it said is kept in one. A rate that differs by more
    than RATE_JUMP_PERCENT from the one fetched before it becomes a Jump; the first of a pair is held against one set by
    hand, and is taken where there is none. Raises ProviderAway, BreakerOpen or SourceRefuses.
    """
    source, wanted = registry.chosen(), quotes_wanted()
    if source is None or not wanted:
        return Fetched()
    offers = guarded(source.name, tries=TRIES)(source.fetch, base=PIVOT, quotes=wanted)
    fetched = _keep_all(source.name, [offer for offer in offers if _is_wanted(offer, wanted)], wanted)
    log.info(
        "rates fetched",
        extra={"source": source.name, "taken": len(fetched.taken), "held": len(fetched.held), "left": fetched.left},
    )
    return fetched


def quotes_wanted() -> list[str]:
    """The currencies of the pairs in use, but for the one that sources quote against."""
    return sorted({code for pair in words.pairs_in_use() for code in pair} - {PIVOT})


def _is_wanted(offer: Offer, wanted: list[str]) -> bool:
    return offer.base != offer.quote and {offer.base, offer.quote} <= {*wanted, PIVOT}


def _keep_all(source: str, offers: list[Offer], wanted: list[str]) -> Fetched:
    taken: list[Rate] = []
    held: list[Jump] = []
    left: list[str] = []
    with one_writer():
        today = database_now().date()
        for offer in offers:
            match _keep(source, offer, today):
                case Rate() as rate:
                    taken.append(rate)
                case Jump() as jump:
                    held.append(jump)
                case str() as why:
                    left.append(why)
    said = {code for offer in offers for code in (offer.base, offer.quote)}
    left += [_("%(code)s: the source has no rate.") % {"code": code} for code in wanted if code not in said]
    return Fetched(source, tuple(taken), tuple(held), tuple(left))


def _keep(source: str, offer: Offer, today: date) -> Rate | Jump | str:
    if fault := _fault(offer, today):
        return f"{offer.base}/{offer.quote}: {fault}"
    rate = offer.rate.quantize(STEP, ROUND_HALF_UP)
    last = last_fetched_of(offer.base, offer.quote)
    pair = {"base": offer.base, "quote": offer.quote}
    if last and is_far(change(Fraction(rate), offer.base, offer.quote, last)):
        held = jumps.hold(**pair, rate=rate, source=source, day=offer.date, last=last)
        return held or _("%(pair)s: refused before.") % {"pair": f"{offer.base}/{offer.quote}"}
    jumps.withdraw(**pair)
    return Rate.objects.create(**pair, rate=rate, date=offer.date, source=source)


def _fault(offer: Offer, today: date) -> str:
    """Why an offer cannot be a rate of today; empty when it can."""
    try:
        is_number = may_be_a_rate(offer.rate.quantize(STEP, ROUND_HALF_UP))
    except InvalidOperation:
        is_number = False
    if not is_number:
        return _("%(rate)s is no rate.") % {"rate": str(offer.rate)[:40]}
    if not today - timedelta(days=settings.RATE_DATE_DAYS) <= offer.date <= today + timedelta(days=1):
        return _("dated %(date)s, which cannot be today's.") % {"date": offer.date.isoformat()}
    return ""
