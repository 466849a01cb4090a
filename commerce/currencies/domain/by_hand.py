"""Rates that staff set: what the bank of the community sells its money at, which law and books go by."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.money import KNOWN

from ..errors import FarOff, NotByHand, WrongRate
from ..models import Rate
from ..models.rate import DIGITS, LONGEST, PLACES
from ..queries import words
from ..states import MANUAL
from .latest import change, is_far, last_of, one_writer

DAY = timedelta(hours=24)
SHORTEST = timedelta(hours=1)


def set_manual(
    *, base: str, quote: str, rate: Decimal, actor: str, note: str = "", valid_for: timedelta = DAY,
    day: date | None = None, is_sure: bool = False,
) -> Rate:  # fmt: skip
    """One `base` is worth `rate` `quote` from now on, says `actor`; counts before every fetched rate while it lasts.

    How long it lasts: until another one replaces it, and no longer than `valid_for` (an hour to 31 days, 24 hours when
    nothing is said) by the database's clock. RATE_MAX_HOURS is meant for machines, of which nobody knows whether they
    still look; a person who gives a rate says for how long it may be believed. `day` is the day of the bank's table,
    today when not given.

    Raises WrongRate (`field` in its details) for what is no rate, and FarOff for one that differs by more than
    RATE_JUMP_PERCENT from the pair's last, unless `is_sure`.
    """
    checked(base=base, quote=quote, rate=rate, valid_for=valid_for)
    with one_writer():
        _refuse_far(base, quote, rate, is_sure=is_sure)
        return _kept(
            base=base, quote=quote, rate=rate, date=day or timezone.localdate(database_now()), actor=actor,
            note=note.strip(), valid_until=Now() + valid_for,
        )  # fmt: skip


def end_manual(*, base: str, quote: str, actor: str, note: str = "") -> Rate:
    """Fetched rates count again: the rate set by hand is written once more, as one that ended at once.

    Raises NotByHand when none is in use for the pair, in either direction.
    """
    with one_writer():
        found = Rate.objects.filter(Q(base=base, quote=quote) | Q(base=quote, quote=base), source=MANUAL)
        last = found.annotate(read_at=DatabaseNow()).order_by("-id").first()
        if last is None or last.valid_until is None or last.valid_until <= last.read_at:
            raise NotByHand(_("No rate that was set by hand is in use for this pair."))
        return _kept(
            base=last.base, quote=last.quote, rate=last.rate, date=last.date, actor=actor, note=note.strip(),
            valid_until=Now(),
        )  # fmt: skip


def _kept(**values: object) -> Rate:
    kept = Rate.objects.create(source=MANUAL, **values)
    kept.refresh_from_db()
    return kept


def checked(*, base: str, quote: str, rate: Decimal, valid_for: timedelta) -> None:
    """Raises WrongRate for what can never be a rate set by hand."""
    for field, code in (("base", base), ("quote", quote)):
        if code not in KNOWN:
            raise WrongRate(_("The shop does not know the currency %(code)s.") % {"code": code}, field=field)
    if base == quote:
        raise WrongRate(_("Choose two different currencies."), field="quote")
    if not may_be_a_rate(rate):
        raise WrongRate(_("A rate is more than nothing and has at most ten digits after the point."), field="rate")
    if not SHORTEST <= valid_for <= LONGEST:
        raise WrongRate(_("A rate set by hand lasts an hour at least, and 31 days at most."), field="valid_for")


def may_be_a_rate(rate: Decimal) -> bool:
    """Whether the column holds it as it is: more than nothing, ten digits before and ten after the point at most."""
    try:
        return rate.is_finite() and rate > 0 and round(rate, PLACES) == rate and rate < 10 ** (DIGITS - PLACES)
    except InvalidOperation:
        return False


def refuse_far(base: str, quote: str, rate: Decimal) -> None:
    """Raises FarOff as `set_manual` would without `is_sure`."""
    _refuse_far(base, quote, rate, is_sure=False)


def _refuse_far(base: str, quote: str, rate: Decimal, *, is_sure: bool) -> None:
    last = last_of(base, quote)
    if last is None or is_sure:
        return
    part = change(Fraction(rate), base, quote, last)
    if is_far(part):
        told = _("The last rate was %(last)s. This is %(percent)s %% away from it: check the digits, or confirm it.")
        last_words = words.sentence(last.base, last.quote, last.rate)
        raise FarOff(told % {"last": last_words, "percent": words.percent(part)}, field="rate")
