"""Holds: units kept for a checkout, and their way into an order.

Rules (S1–S5 of the reliability figures):
- never read, then write: a unit moves by one conditional UPDATE, with a CHECK constraint behind it;
- locks are always taken in the order holds, stock rows by id, product rows by id, so nobody waits in a circle;
- the state of a hold decides, not the clock: an overdue hold that nobody swept is still its owner's;
- deadlines are set and read by the database's clock.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from ..errors import SoldOut, StockBusy
from ..models import StockLevel, StockMovement, Variant
from ..models.stock import MovementKind
from . import summaries

LOCK_TIMEOUT = "2s"
LOCK_CHECKOUT = """
WITH waits AS MATERIALIZED (SELECT set_config('lock_timeout', %s, true))
SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)) FROM waits
"""
LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"

TAKE_UNITS = """
UPDATE catalog_stocklevel SET held = held + %s
 WHERE id = %s AND on_hand - held - allocated >= %s
"""
PUT_HOLDS = """
INSERT INTO catalog_hold (id, stock_id, checkout, quantity, state, expires_at, created_at)
SELECT gen_random_uuid(), new.stock_id, %s, new.quantity, 'active', clock_timestamp() + make_interval(mins => %s),
       clock_timestamp()
  FROM unnest(%s::bigint[], %s::int[]) AS new (stock_id, quantity)
ON CONFLICT (checkout, stock_id) WHERE state = 'active' DO UPDATE SET quantity = excluded.quantity
"""
EXTEND = """
UPDATE catalog_hold h
   SET expires_at = greatest(h.expires_at, least(clock_timestamp() + make_interval(mins => %s),
                                                 h.created_at + make_interval(mins => %s)))
  FROM catalog_stocklevel s
 WHERE s.id = h.stock_id AND h.checkout = %s AND h.state = 'active'
RETURNING h.stock_id, h.quantity, s.variant_id
"""
END_HOLD = "UPDATE catalog_hold SET state = 'released' WHERE checkout = %s AND stock_id = %s AND state = 'active'"
END_HOLDS = "UPDATE catalog_hold SET state = %s WHERE checkout = %s AND state = 'active' RETURNING stock_id, quantity"
UNHOLD = "UPDATE catalog_stocklevel SET held = held - %s WHERE id = %s"
ALLOCATE_HELD = "UPDATE catalog_stocklevel SET held = held - %s, allocated = allocated + %s WHERE id = %s"
ALLOCATE_FREE = """
UPDATE catalog_stocklevel SET allocated = allocated + %s WHERE id = %s AND on_hand - held - allocated >= %s
"""
OVERDUE = """
SELECT id, stock_id, quantity FROM catalog_hold
 WHERE state = 'active' AND expires_at < clock_timestamp()
 ORDER BY stock_id LIMIT 200 FOR UPDATE SKIP LOCKED
"""


@dataclass(frozen=True)
class Wanted:
    """`quantity` units of a variant, for the seller order `reference` (empty while only held)."""

    variant_id: int
    quantity: int
    reference: str = ""


def hold(*, checkout: str, wanted: Iterable[Wanted]) -> None:
    """Keep exactly `wanted` for `checkout`, for 15 minutes from now: all of it or, with SoldOut, nothing new.

    Calling it again changes and extends the hold; one's own units never stand in one's own way. Variants without
    tracked stock need no hold. Raises SoldOut (units left per variant) or StockBusy.
    """
    wanted = list(wanted)
    with _locks(checkout):
        kept = extend(checkout=checkout)
        if Counter((row[2], row[1]) for row in kept) == Counter((want.variant_id, want.quantity) for want in wanted):
            return  # nothing moves, nothing to tell to lists
        held = {stock_id: units for stock_id, units, _variant in kept}
        targets = _targets(wanted, held)
        changed = [each for each in sorted(targets | held) if targets.get(each, 0) != held.get(each, 0)]
        for stock_id in changed:
            _take_or_give(checkout, stock_id, before=held.get(stock_id, 0), after=targets.get(stock_id, 0))
        if new := [stock_id for stock_id in changed if stock_id in targets]:
            _run(PUT_HOLDS, [checkout, settings.HOLD_MINUTES, new, [targets[stock_id] for stock_id in new]])
        _refresh(changed)


def extend(*, checkout: str, minutes: int | None = None) -> list[tuple[int, int, int]]:
    """The shopper is active: the hold lives `minutes` (15) from now, an hour at most in all. Returns what is held, as
    (stock row, units, variant), locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(EXTEND, [minutes or settings.HOLD_MINUTES, settings.HOLD_MAX_MINUTES, checkout])
        return cursor.fetchall()


def release(*, checkout: str) -> None:
    """Give a checkout's units back at once. Does nothing when there are none."""
    with _locks(checkout):
        ended = _end(checkout, "released")
        for stock_id in sorted(ended):
            _run(UNHOLD, [ended[stock_id], stock_id])
        _refresh(ended)


def allocate(*, checkout: str, wanted: Iterable[Wanted], actor: str) -> None:
    """Sell: the checkout's holds become allocated stock of the seller orders; what was not held (any more) is taken
    fresh. All or SoldOut. Runs in the caller's transaction, whose work it is part of."""
    wanted = sorted(wanted, key=lambda want: want.variant_id)
    with _locks(checkout):
        held = _end(checkout, "consumed")
        rows = _tracked_rows(wanted)
        short: dict[int, int] = {}
        plan = sorted(((_choose(rows[w.variant_id], held, w.quantity), w) for w in wanted if w.variant_id in rows),
                      key=lambda pair: pair[0].pk)  # fmt: skip
        for stock, want in plan:
            if not _allocate_row(stock, want, held.pop(stock.pk, 0), actor):
                short[want.variant_id] = stock.available
        if short:
            raise SoldOut(short)
        for stock_id in sorted(held):
            _run(UNHOLD, [held[stock_id], stock_id])
        _refresh({stock.pk: 0 for stock, _ in plan} | held)


def sweep() -> int:
    """Release overdue holds, any number of sweepers at a time. Returns how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(OVERDUE)
            overdue = cursor.fetchall()
            if not overdue:
                return 0
            cursor.execute(
                "UPDATE catalog_hold SET state = 'released' WHERE id = ANY(%s)", [[row[0] for row in overdue]]
            )
        units: dict[int, int] = {}
        for _hold, stock_id, quantity in overdue:
            units[stock_id] = units.get(stock_id, 0) + quantity
        for stock_id in sorted(units):
            _run(UNHOLD, [units[stock_id], stock_id])
        _refresh(units)
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
    """One transaction; one writer a checkout; waits end after two seconds with StockBusy."""
    with short_waits(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK_CHECKOUT, [LOCK_TIMEOUT, checkout])
        yield


def _end(checkout: str, state: str) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(END_HOLDS, [state, checkout])
        return dict(cursor.fetchall())


def _tracked_rows(wanted: Iterable[Wanted]) -> dict[int, list[StockLevel]]:
    """Stock rows of the variants that have tracked stock, read without a lock."""
    ids = {want.variant_id for want in wanted}
    rows: dict[int, list[StockLevel]] = {}
    tracked = {"variant__tracks_stock": True, "variant__product__is_digital": False}
    for stock in StockLevel.objects.filter(variant_id__in=ids, **tracked).order_by("pk"):
        rows.setdefault(stock.variant_id, []).append(stock)
    if missing := ids - set(rows):
        lost = Variant.objects.filter(pk__in=missing, tracks_stock=True, product__is_digital=False)
        if empty := dict.fromkeys(lost.values_list("pk", flat=True), 0):
            raise SoldOut(empty)
    return rows


def _choose(rows: list[StockLevel], held: Mapping[int, int], quantity: int) -> StockLevel:
    """The row to take from: the first with enough (own units counted), else the fullest."""
    free = [(stock.available + held.get(stock.pk, 0), stock) for stock in rows]
    enough = [stock for units, stock in free if units >= quantity]
    return enough[0] if enough else max(free, key=lambda pair: pair[0])[1]


def _targets(wanted: list[Wanted], held: Mapping[int, int]) -> dict[int, int]:
    """Units wanted per stock row. Losers leave here, before they wait for a lock."""
    rows = _tracked_rows(wanted)
    targets, short = {}, {}
    for want in wanted:
        if want.variant_id not in rows:
            continue
        stock = _choose(rows[want.variant_id], held, want.quantity)
        left = stock.available + held.get(stock.pk, 0)
        if left < want.quantity:
            short[want.variant_id] = max(left, 0)
        targets[stock.pk] = want.quantity
    if short:
        raise SoldOut(short)
    return targets


def _take_or_give(checkout: str, stock_id: int, *, before: int, after: int) -> None:
    more = after - before
    if more > 0 and not _run(TAKE_UNITS, [more, stock_id, more]):
        stock = StockLevel.objects.get(pk=stock_id)
        raise SoldOut({stock.variant_id: max(stock.available + before, 0)})
    if more < 0:
        _run(UNHOLD, [-more, stock_id])
    if not after:
        _run(END_HOLD, [checkout, stock_id])


def _allocate_row(stock: StockLevel, want: Wanted, held: int, actor: str) -> bool:
    """Move `want.quantity` into allocated, from the hold first."""
    from_hold = min(held, want.quantity)
    fresh = want.quantity - from_hold
    if from_hold:
        _run(ALLOCATE_HELD, [from_hold, from_hold, stock.pk])
    if held > from_hold:
        _run(UNHOLD, [held - from_hold, stock.pk])
    if fresh and not _run(ALLOCATE_FREE, [fresh, stock.pk, fresh]):
        return False
    StockMovement.objects.create(
        stock=stock, kind=MovementKind.SOLD, allocation=want.quantity, reference=want.reference, actor=actor
    )
    return True


def _refresh(stock_ids: Iterable[int]) -> None:
    products = StockLevel.objects.filter(pk__in=list(stock_ids)).values_list("variant__product_id", flat=True)
    summaries.refresh(sorted(set(products)), sold=True)


def _run(sql: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount > 0
