"""Positive controls: the shop with one of its guards taken away. The judge must notice."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet

from catalog.domain import reservations, unit_moves
from commerce.jobs.domain import request_keys
from commerce.jobs.models import RequestKey
from commerce.kernel import states
from orders.domain import invoices, settle
from payments.domain import refunds
from payments.models import Payment, PaymentAttempt
from tests.chaos import changes

THINK_SECONDS = 0.02
ROW_LOCK = "ORDER BY s.id FOR NO KEY UPDATE OF s"
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
FIND = """
SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT "' || conname || '"',
       'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT "' || conname || '" ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname = %(name)s
UNION ALL
SELECT 'DROP INDEX "' || indexname || '"', indexdef FROM pg_indexes
 WHERE schemaname = 'public' AND indexname = %(name)s
   AND indexname NOT IN (SELECT conname FROM pg_constraint)
UNION ALL
SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT "' || conname || '"',
       'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT "' || conname || '" ' || pg_get_constraintdef(c.oid)
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
 WHERE c.contype = 'u' AND conrelid::regclass || '.' || attname = %(name)s
"""


def wipe() -> None:
    """Empty every table, so that what a control broke is gone."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables - KEPT))} RESTART IDENTITY CASCADE")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Run without these constraints (by name) or unique columns ("table.column"); the data is wiped at the end."""
    back: list[str] = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(FIND, {"name": name})
            found = cursor.fetchall()
            assert found, f"no constraint {name}"
            for drop, add in found:
                cursor.execute(drop)
                back.append(add)
    try:
        yield
    finally:
        wipe()
        with connection.cursor() as cursor:
            for add in back:
                cursor.execute(add)


@contextmanager
def changed(*changes: tuple[Any, str, Any]) -> Iterator[None]:
    """Attributes of modules or classes replaced for a while, in all threads."""
    with ExitStack() as stack:
        for thing, name, value in changes:
            stack.enter_context(mock.patch.object(thing, name, value, create=True))
        yield


def _units(*replacements: tuple[str, str]) -> AbstractContextManager[None]:
    """Both statements that move units, with parts of their text replaced."""
    places = {}
    for name in ("MOVE_UNITS", "HOLD_UNITS"):
        sql = getattr(unit_moves, name)
        for part, other in replacements:
            assert sql.count(part) == 1, f"{part} is not in {name} once"
            sql = sql.replace(part, other)
        places[f"catalog.domain.unit_moves:{name}"] = sql
    return changes.everywhere(places)


@contextmanager
def stock_counted_by_hand() -> Iterator[None]:
    """Read, think for a moment, then write: the condition of the statement and the CHECK behind it are gone."""
    think = f"FROM (SELECT pg_sleep({THINK_SECONDS})) AS thinking, unnest("
    unconditional = _units(
        ("FROM unnest(", think), ("s.on_hand - s.held - s.allocated >= l.held + l.allocated", "true")
    )
    with without("stock_never_oversold"), unconditional:
        yield


@contextmanager
def locks_in_any_order() -> Iterator[None]:
    """Stock rows are taken as they come, with a moment between them."""
    slowly = ("p.kept\n    FROM catalog", f"p.kept, pg_sleep({THINK_SECONDS}) AS thinking\n    FROM catalog")
    with _units(slowly, (ROW_LOCK, ROW_LOCK.replace("s.id", "random()"))):
        yield


@contextmanager
def no_row_locks() -> Iterator[None]:
    """SELECT … FOR UPDATE waits for nobody; each reader then thinks for a moment, as a busy server would."""
    fetch = QuerySet._fetch_all

    def unlocked(self: QuerySet[Any], *_args: Any, **_kwargs: Any) -> QuerySet[Any]:
        free = self.all()
        free._hints = {**free._hints, "thinks": True}
        return free

    def fetch_and_think(self: QuerySet[Any]) -> None:
        fetch(self)
        if self._hints.get("thinks"):
            time.sleep(THINK_SECONDS)

    with changed((QuerySet, "select_for_update", unlocked), (QuerySet, "_fetch_all", fetch_and_think)):
        yield


@contextmanager
def states_may_repeat() -> Iterator[None]:
    """No row locks, a state may be entered again, and is written over whatever stands there."""
    anything = [
        (model, "TRANSITIONS", {state: frozenset(model.TRANSITIONS) for state in model.TRANSITIONS})
        for model in (Payment, PaymentAttempt)
    ]

    def write(row: Model, _before: str, fields: dict[str, Any]) -> bool:
        return type(row)._base_manager.filter(pk=row.pk).update(**fields) == 1

    with no_row_locks(), changed(*anything, (states, "_write", write)):
        yield


@contextmanager
def sellers_as_they_come() -> Iterator[None]:
    """Invoice numbers are taken in the order of the cart, and not quite as fast."""
    issue = invoices.issue

    def slowly(**part: Any) -> Any:
        time.sleep(THINK_SECONDS)
        return issue(**part)

    with changed((settle, "sorted", lambda parts, **_key: list(parts)), (invoices, "issue", slowly)):
        yield


@contextmanager
def carts_may_be_ordered_twice() -> Iterator[None]:
    with without("orders_order.cart_id", "orders_order.checkout"), no_row_locks():
        yield


@contextmanager
def keys_are_not_claimed() -> Iterator[None]:
    with changed((request_keys, "_claim", lambda *_args: True)):
        yield


@contextmanager
def bodies_are_not_compared() -> Iterator[None]:
    """A key's first answer is given to whatever comes with it."""
    stored = request_keys._stored

    def any_body(scope: str, key: str, _hash: str) -> request_keys.Answer:
        return stored(scope, key, RequestKey.objects.get(scope=scope, key=key).body_hash)

    with changed((request_keys, "_stored", any_body)):
        yield


@contextmanager
def attempts_are_not_unique() -> Iterator[None]:
    with without("one_open_attempt", "orders_order.cart_id", "orders_order.checkout"), no_row_locks():
        yield


@contextmanager
def refunds_are_not_reserved() -> Iterator[None]:
    reserve = "UPDATE payments_payment SET refund_reserved_minor = refund_reserved_minor + %s WHERE id = %s AND %s > 0"
    with without("payment_never_over_refunded"), changed((refunds, "RESERVE", reserve)):
        yield


@contextmanager
def ended_holds_count_again() -> Iterator[None]:
    end = "UPDATE catalog_hold SET state = %s WHERE checkout = %s RETURNING stock_id, quantity"
    with (
        without("stock_never_negative", "stock_never_oversold"),
        changed((reservations, "END_HOLDS", end)),
    ):
        yield
