"""Holds: units kept for a checkout, and their way into an order.

Rules (S1–S5 of the reliability figures):
- never read, then write: units move by one conditional statement (`unit_moves`), with CHECK constraints behind it;
- locks are always taken in the order holds, stock rows by id, product rows by id, so nobody waits in a circle;
- the state of a hold decides, not the clock: an overdue hold that nobody swept is still its owner's;
- deadlines are set and read by the database's clock.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from commerce.kernel.prepared import prepared_cursor
from commerce.kernel.transactions import must_be_within

from ..errors import StockBusy
from ..models import StockLevel, StockMovement
from ..models.stock import MovementKind
from . import stock_choice, summaries, unit_moves
from .stock_choice import Wanted
from .unit_moves import Move

__all__ = [
    "LOCK_TIMEOUT", "Wanted", "allocate", "extend", "hold", "hold_first", "hold_within", "release", "short_waits",
    "sweep",
]  # fmt: skip

WITHIN = "units move within a transaction"
LOCK_TIMEOUT = "2s"
LOCK_CHECKOUT = """
WITH waits AS MATERIALIZED (SELECT set_config('lock_timeout', %s, true))
SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)) FROM waits
"""
LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"

EXTEND = """
UPDATE catalog_hold h
   SET expires_at = greatest(h.expires_at, least(clock_timestamp() + make_interval(mins => %s),
                                                 h.created_at + make_interval(mins => %s)))
  FROM catalog_stocklevel s
 WHERE s.id = h.stock_id AND h.checkout = %s AND h.state = 'active'
RETURNING h.stock_id, h.quantity, s.variant_id
"""
END_HOLDS = "UPDATE catalog_hold SET state = %s WHERE checkout = %s AND state = 'active' RETURNING stock_id, quantity"
OVERDUE = """
SELECT id, stock_id, quantity FROM catalog_hold
 WHERE state = 'active' AND expires_at < clock_timestamp()
 ORDER BY stock_id LIMIT 200 FOR UPDATE SKIP LOCKED
"""


def hold(*, checkout: str, wanted: Iterable[Wanted]) -> None:
    """Keep exactly `wanted` for `checkout`, for 15 minutes from now: all of it or, with SoldOut, nothing new.

    Calling it again changes and extends the hold; one's own units never stand in one's own way. Variants without
    tracked stock need no hold. Raises SoldOut (units left per variant) or StockBusy.
    """
    with short_waits(), transaction.atomic():
        hold_within(checkout=checkout, wanted=wanted)


def hold_within(*, checkout: str, wanted: Iterable[Wanted]) -> None:
    """`hold` as part of the caller's transaction, which must be given up as a whole when it raises."""
    wanted = list(wanted)
    with _locks(checkout):
        kept = extend(checkout=checkout)
        if Counter((row[2], row[1]) for row in kept) == Counter((want.variant_id, want.quantity) for want in wanted):
            return  # nothing moves, nothing to tell to lists
        _keep(checkout, wanted, {stock_id: units for stock_id, units, _variant in kept})


def hold_first(*, checkout: str, wanted: Iterable[Wanted]) -> None:
    """`hold_within` for a checkout that this very transaction has made, with its waits limited to LOCK_TIMEOUT.

    Before it commits nobody else can name the checkout: nothing is held for it, and no lock is needed on its name.
    """
    must_be_within(WITHIN)
    with short_waits():
        _keep(checkout, list(wanted), {})


def extend(*, checkout: str, minutes: int | None = None) -> list[tuple[int, int, int]]:
    """The shopper is active: the hold lives `minutes` (15) from now, an hour at most in all. Returns what is held, as
    (stock row, units, variant), locked until the transaction ends."""
    with prepared_cursor() as cursor:
        cursor.execute(EXTEND, [minutes or settings.HOLD_MINUTES, settings.HOLD_MAX_MINUTES, checkout])
        return cursor.fetchall()


def release(*, checkout: str) -> None:
    """Give a checkout's units back at once. Does nothing when there are none."""
    with transaction.atomic(), _locks(checkout):
        _give_back(_end(checkout, "released"))


def allocate(*, checkout: str, wanted: Iterable[Wanted], actor: str) -> None:
    """Sell: the checkout's holds become allocated stock of the seller orders; what was not held (any more) is taken
    fresh. All of it, or SoldOut: then the caller's transaction, whose work it is part of, is given up, or rolled back
    to a point before."""
    with _locks(checkout):
        held = _end(checkout, "consumed")
        plan = stock_choice.choose(wanted=wanted, held=held)
        sold: Counter[int] = Counter()
        for stock, want in plan:
            sold[stock.pk] += want.quantity
        moves = [Move(each, held=-held.get(each, 0), allocated=sold[each]) for each in {*held, *sold}]
        products = unit_moves.move(moves=moves, own=held)
        StockMovement.objects.bulk_create(_sale(stock, want, actor) for stock, want in plan)
        summaries.count_units(products)


def sweep() -> int:
    """Release overdue holds, any number of sweepers at a time. Returns how many."""
    with transaction.atomic(), prepared_cursor() as cursor:
        cursor.execute(OVERDUE)
        overdue = cursor.fetchall()
        if not overdue:
            return 0
        cursor.execute("UPDATE catalog_hold SET state = 'released' WHERE id = ANY(%s)", [[row[0] for row in overdue]])
        units: Counter[int] = Counter()
        for _hold, stock_id, quantity in overdue:
            units[stock_id] += quantity
        _give_back(units)
    return len(overdue)


@contextmanager
def short_waits() -> Iterator[None]:
    """Whoever waited too long for a row, or in a circle, is told StockBusy: nothing was written, try again."""
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") in (LOCK_NOT_AVAILABLE, DEADLOCK):
            raise StockBusy(_("Many people want this just now. Try again in a moment.")) from error
        raise


@contextmanager
def _locks(checkout: str) -> Iterator[None]:
    """One writer a checkout until the transaction ends; waits end after two seconds with StockBusy."""
    must_be_within(WITHIN)
    with short_waits(), prepared_cursor() as cursor:
        cursor.execute(LOCK_CHECKOUT, [LOCK_TIMEOUT, checkout])
        yield


def _keep(checkout: str, wanted: list[Wanted], held: Mapping[int, int]) -> None:
    targets = stock_choice.targets(wanted=wanted, held=held)
    summaries.count_units(unit_moves.hold(checkout=checkout, targets=targets, own=held))


def _end(checkout: str, state: str) -> dict[int, int]:
    with prepared_cursor() as cursor:
        cursor.execute(END_HOLDS, [state, checkout])
        return dict(cursor.fetchall())


def _give_back(held: Mapping[int, int]) -> None:
    """Units by stock row are free again; their holds have ended."""
    moves = [Move(stock_id, held=-units) for stock_id, units in held.items()]
    summaries.count_units(unit_moves.move(moves=moves, own=held))


def _sale(stock: StockLevel, want: Wanted, actor: str) -> StockMovement:
    return StockMovement(
        stock=stock, kind=MovementKind.SOLD, allocation=want.quantity, reference=want.reference, actor=actor
    )
