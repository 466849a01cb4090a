"""Prices that come and go by the database's clock, with the list in the same transaction."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from cart.domain import price_lock
from cart.queries.contents import contents
from catalog.domain import listings, planned_prices, price_turns, variants
from catalog.domain.planned_prices import Plan
from catalog.errors import ScheduleWrong
from catalog.models import Listing, Product, ScheduledPrice, ScheduleEvent, Variant
from catalog.queries import schedules
from commerce.kernel.clock import database_now
from commerce.kernel.errors import Conflict
from commerce.kernel.money import Money
from tests.factories.shop import make_cart, make_variant

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def plan(variant: Variant, price: int = 80_000, **values: object) -> ScheduledPrice:
    facts = {"ends_at": database_now() + HOUR, **values}
    return planned_prices.plan_price(variant=variant, plan=Plan(price, **facts), actor="staff:test")


def shift(row: ScheduledPrice, by: timedelta) -> None:
    """As if so much time had passed."""
    row.refresh_from_db()
    row.starts_at -= by
    row.ends_at = row.ends_at and row.ends_at - by
    row.save()


def shown(variant: Variant) -> tuple[int, int | None, int, int | None]:
    """Price and "was" of the variant and of its listing."""
    variant.refresh_from_db()
    row = Listing.objects.get(pk=variant.product_id)
    return variant.price_minor, variant.compare_at_minor, row.price_minor, row.compare_at_minor


def kinds(variant: Variant) -> list[str]:
    return list(ScheduleEvent.objects.filter(subject=variant.product.public_id).values_list("kind", flat=True))


def test_a_price_comes_and_goes_with_its_listing():
    variant = make_variant(price=100_000)
    row = plan(variant, starts_at=database_now() + HOUR, ends_at=database_now() + 2 * HOUR)
    assert (price_turns.turn_due(), shown(variant)) == (0, (100_000, None, 100_000, None))
    shift(row, HOUR)
    assert (price_turns.turn_due(), shown(variant)) == (1, (80_000, 100_000, 80_000, 100_000))
    shift(row, HOUR)
    assert (price_turns.turn_due(), shown(variant)) == (1, (100_000, None, 100_000, None))
    assert price_turns.turn_due() == 0
    assert listings.drifted() == []
    assert kinds(variant) == ["price_planned", "price_began", "price_ended"]


def test_a_price_without_end_stays_and_leaves_the_was_alone():
    variant = make_variant(price=100_000, compare_at_minor=150_000)
    plan(variant, 120_000, ends_at=None)
    price_turns.turn_due()
    assert shown(variant)[:2] == (120_000, 150_000)
    assert not ScheduledPrice.objects.get().is_running


def test_a_price_that_somebody_set_meanwhile_stays():
    variant = make_variant(price=100_000)
    row = plan(variant)
    price_turns.turn_due()
    variants.update_variant(variant=Variant.objects.get(), price_minor=70_000)
    shift(row, HOUR)
    price_turns.turn_due()
    assert shown(variant) == (70_000, None, 70_000, None)
    assert kinds(variant)[-1] == "price_kept"


def test_one_ends_when_the_next_begins():
    variant = make_variant(price=100_000)
    first = plan(variant, 80_000)
    price_turns.turn_due()
    second = plan(variant, 60_000, starts_at=first.ends_at, ends_at=first.ends_at + HOUR)
    shift(first, HOUR)
    shift(second, HOUR)
    price_turns.turn_due()
    assert shown(variant)[:2] == (60_000, 100_000)
    shift(second, HOUR)
    price_turns.turn_due()
    assert shown(variant)[:2] == (100_000, None)


def test_what_passed_while_nobody_worked_never_begins():
    variant = make_variant(price=100_000)
    shift(plan(variant), 2 * HOUR)
    price_turns.turn_due()
    assert (shown(variant)[0], kinds(variant)) == (100_000, ["price_planned", "price_missed"])


@pytest.mark.parametrize(
    ("price", "was", "begin", "end", "field"),
    [
        (80_000, None, 1, 1, "ends_at"),
        (80_000, None, -3, -1, "ends_at"),
        (80_000, 80_000, 1, 2, "compare_at"),
        (-1, None, 1, 2, "price"),
        (80_000, None, 11, 13, "starts_at"),
        (80_000, None, 9, 11, "starts_at"),
        (80_000, None, 11, None, "starts_at"),
        (80_000, None, 10, None, "starts_at"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(
    price: int, was: int | None, begin: int, end: int | None, field: str
):
    variant, now = make_variant(), database_now()
    plan(variant, starts_at=now + 10 * HOUR, ends_at=now + 12 * HOUR)
    ends_at = None if end is None else now + end * HOUR
    with pytest.raises(ScheduleWrong) as error:
        plan(variant, price, compare_at_minor=was, starts_at=now + begin * HOUR, ends_at=ends_at)
    assert error.value.details["field"] == field


def test_neighbours_do_not_overlap():
    variant, now = make_variant(), database_now()
    for begin in (10, 9, 11):
        plan(variant, starts_at=now + begin * HOUR, ends_at=now + (begin + 1) * HOUR)
    plan(variant, starts_at=now + 12 * HOUR, ends_at=None)
    assert ScheduledPrice.objects.count() == 4


def test_a_plan_can_be_changed_until_it_begins_and_then_its_end():
    variant, now = make_variant(price=100_000), database_now()
    row = plan(variant, starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    row = planned_prices.change_plan(scheduled=row, plan=Plan(70_000, None, now, now + 2 * HOUR), actor="staff:test")
    price_turns.turn_due()
    planned_prices.change_plan(scheduled=row, plan=Plan(1, None, now, now + 3 * HOUR), actor="staff:test")
    row.refresh_from_db()
    assert (row.price_minor, row.ends_at) == (70_000, now + 3 * HOUR)
    planned_prices.change_plan(scheduled=row, plan=Plan(1), actor="staff:test")
    assert shown(variant)[0] == 70_000
    with pytest.raises(Conflict):
        planned_prices.change_plan(scheduled=row, plan=Plan(1), actor="staff:test")


def test_withdrawn_before_it_begins_and_ended_while_it_runs():
    variant = make_variant(price=100_000)
    planned_prices.withdraw(scheduled=plan(variant), actor="staff:test")
    assert (price_turns.turn_due(), shown(variant)[0]) == (0, 100_000)
    row = plan(variant)
    price_turns.turn_due()
    planned_prices.withdraw(scheduled=row, actor="staff:test")
    assert shown(variant) == (100_000, None, 100_000, None)
    with pytest.raises(Conflict):
        planned_prices.withdraw(scheduled=row, actor="staff:test")


def test_an_open_checkout_keeps_its_price_and_the_next_one_pays_the_new():
    variant = make_variant(price=100_000)
    cart, later = make_cart((variant, 1)), make_cart((variant, 1))
    price_lock.lock(cart=cart)
    plan(variant, 120_000)
    price_turns.turn_due()
    price_lock.lock(cart=cart)
    assert contents(cart=cart, country="GY").subtotal == Money(100_000, "GYD")
    assert contents(cart=later, country="GY").subtotal == Money(120_000, "GYD")
    assert len(contents(cart=later, country="GY").changes) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_turn_it_once():
    goods = [make_variant(price=100_000) for _ in range(6)]
    rows = [plan(variant) for variant in goods]
    for expected in (80_000, 100_000):
        gate, turned = threading.Barrier(3), []

        def work(gate: threading.Barrier = gate, turned: list[int] = turned) -> None:
            try:
                gate.wait(20)
                turned.append(price_turns.turn_due())
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sum(turned) == 6
        assert set(Product.objects.values_list("price_from_minor", flat=True)) == {expected}
        for row in rows:
            shift(row, HOUR)
    assert ScheduleEvent.objects.count() == 18
    assert listings.drifted() == []


def test_all_plans_of_a_product_are_read_in_one_statement(django_assert_num_queries):
    first = make_variant(option_values=["38"])
    Product.objects.filter(pk=first.product_id).update(option_names=["Size"])
    second = Variant.objects.create(
        product_id=first.product_id, option_values=["39"], price_minor=1_000, currency="GYD"
    )
    for variant in (first, second):
        plan(variant, price=700, starts_at=database_now() + HOUR, ends_at=database_now() + 2 * HOUR)
    with django_assert_num_queries(1):
        assert {row.variant for row in schedules.planned(first.product)} == {"Size 38", "Size 39"}
