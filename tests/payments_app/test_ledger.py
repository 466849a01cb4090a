"""The ledger: one door, and a database that refuses what must not be."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.kernel.money import Money
from payments.domain.ledger import Leg, balance, credit, debit, post
from payments.errors import BelowFloor, OtherEntry
from payments.models import Account, Journal, Posting
from tests.chaos.crowd import at_once

TEN = Money(1_000, "GYD")


def pay(key: str = "one", amount: Money = TEN) -> bool:
    with transaction.atomic():
        return post(
            key=key, kind="capture", actor="test",
            legs=[debit("provider", "stripe", amount), credit("pending", "sel_a", amount)],
        )  # fmt: skip


def give_credit(minor: int) -> None:
    with transaction.atomic():
        amount = Money(minor, "GYD")
        post(key=f"given:{minor}", kind="credit", actor="test",
             legs=[debit("bank", "market", amount), credit("credit", "usr_a", amount)])  # fmt: skip


def spend_credit(key: str, minor: int) -> bool:
    with transaction.atomic():
        amount = Money(minor, "GYD")
        return post(key=key, kind="spend", actor="test",
                    legs=[debit("credit", "usr_a", amount), credit("pending", "sel_a", amount)])  # fmt: skip


def by_hand(postings: list[tuple[Account, int]]) -> None:
    """An entry past the door."""
    with transaction.atomic():
        entry = Journal.objects.create(key="bad", kind="x", actor="t", legs=2)
        Posting.objects.bulk_create(Posting(journal=entry, account=account, minor=n) for account, n in postings)


def of(code: str, owner: str) -> int:
    return balance(code=code, owner=owner, currency="GYD").minor


@pytest.mark.django_db
def test_an_entry_moves_money_between_accounts():
    assert pay() is True
    assert (of("provider", "stripe"), of("pending", "sel_a")) == (1_000, 1_000)
    assert Journal.objects.values_list("key", "kind", "legs", "actor").get() == ("one", "capture", 2, "test")


@pytest.mark.django_db
def test_the_same_entry_again_changes_nothing():
    assert [pay(), pay()] == [True, False]
    assert of("provider", "stripe") == 1_000


@pytest.mark.django_db
def test_the_same_key_with_other_amounts_is_refused():
    pay()
    with pytest.raises(OtherEntry):
        pay(amount=Money(999, "GYD"))
    assert of("provider", "stripe") == 1_000


@pytest.mark.django_db
def test_legs_of_one_account_are_one_posting_and_nothing_is_no_entry():
    with transaction.atomic():
        legs = [debit("provider", "stripe", TEN), debit("provider", "stripe", TEN), credit("pending", "s", TEN + TEN)]
        assert post(key="two", kind="capture", legs=legs, actor="test") is True
        nothing = [debit("provider", "stripe", Money(0, "GYD")), credit("pending", "s", Money(0, "GYD"))]
        assert post(key="none", kind="capture", legs=nothing, actor="test") is False
    assert list(Posting.objects.values_list("minor", flat=True).order_by("minor")) == [-2_000, 2_000]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "legs",
    [
        [Leg("provider", "stripe", "GYD", 5)],
        [Leg("provider", "stripe", "GYD", 5), Leg("pending", "sel_a", "GYD", -4)],
        [Leg("provider", "stripe", "GYD", 5), Leg("pending", "sel_a", "USD", -5)],
    ],
)
def test_what_does_not_balance_is_refused_before_it_is_written(legs):
    with pytest.raises(ValueError, match="must balance"), transaction.atomic():
        post(key="bad", kind="capture", legs=legs, actor="test")
    assert Journal.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_an_entry_that_does_not_balance():
    pay()
    one, other = Account.objects.all()
    with pytest.raises(IntegrityError, match="does not balance"):
        by_hand([(one, 5), (other, -4)])
    assert Journal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_an_entry_without_postings():
    with pytest.raises(IntegrityError, match="has not the postings"):
        by_hand([])


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_postings_that_come_later_even_when_they_balance():
    pay()
    entry = Journal.objects.get()
    late = [Account.objects.create(code="bank", owner=name, currency="GYD", sign=1) for name in "ab"]
    with pytest.raises(IntegrityError, match="has not the postings"):
        Posting.objects.bulk_create(
            Posting(journal=entry, account=account, minor=minor) for account, minor in zip(late, (7, -7), strict=True)
        )
    assert Posting.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["payments_journal", "payments_posting", "payments_account"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_what_was_written(table, act):
    pay()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(act.format(table))


@pytest.mark.django_db
def test_an_account_with_a_floor_never_goes_below_nothing():
    give_credit(100)
    spend_credit("a", 60)
    with pytest.raises(BelowFloor):
        spend_credit("b", 41)
    assert of("credit", "usr_a") == 40


@pytest.mark.django_db(transaction=True)
def test_twenty_spend_at_once_what_is_enough_for_ten():
    give_credit(100)

    def spend(number: int):
        return lambda: spend_credit(f"spend:{number}", 10)

    outcomes = at_once([spend(number) for number in range(20)])
    assert sorted(type(each).__name__ for each in outcomes) == ["BelowFloor"] * 10 + ["bool"] * 10
    assert (of("credit", "usr_a"), of("pending", "sel_a")) == (0, 100)


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_many_write_at_once_is_written_once_and_its_accounts_are_opened_once():
    assert sorted(at_once([pay] * 12)) == [False] * 11 + [True]
    assert (of("provider", "stripe"), Account.objects.count()) == (1_000, 2)


AMOUNTS = st.lists(st.integers(min_value=-(10**12), max_value=10**12), min_size=1, max_size=30)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=AMOUNTS)
def test_all_accounts_together_are_nothing_and_each_is_the_sum_of_its_postings(amounts):
    with transaction.atomic():
        before = Journal.objects.count()
        for number, minor in enumerate(amounts):
            legs = [Leg("suspense", f"o{number % 3}", "GYD", minor), Leg("bank", "market", "GYD", -minor)]
            post(key=f"{before}:{number}", kind="x", legs=legs, actor="test")
        assert of("bank", "market") == -sum(amounts)
        assert sum(Posting.objects.values_list("minor", flat=True)) == 0
        transaction.set_rollback(True)
