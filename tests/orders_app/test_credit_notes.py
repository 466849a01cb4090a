"""Credit notes: one a seller for what a refund takes back of its invoice, numbered without gaps, to the last cent."""

import re
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from orders.domain import audit, cancel, credit_notes, pay, refunds
from orders.domain.refund_things import Choice
from orders.models import CreditNote, Order
from orders.queries import credit_notes as shown
from orders.queries import order_page, order_rows
from payments.domain import ledger
from payments.domain import refunds as provider_refunds
from payments.models import Refund
from payments.providers.base import Refunded
from payments.states import RefundState
from tests.factories.shop import make_order, make_seller, make_user, make_variant

pytestmark = pytest.mark.django_db


def paid(simulator, *lines, **values) -> Order:
    order = make_order(*lines, **values)
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    return pay.look(order=order)


def given_back(order: Order, key: str, minor: int | None = None, choice: Choice | None = None) -> Refund:
    amount = None if minor is None else Money(minor, order.currency)
    made = refunds.refund(order=order, actor="staff", reason="Came broken", key=key, amount=amount, choice=choice)
    return provider_refunds.send(refund=made, actor="test")


def faults() -> set[str]:
    return {finding.name for finding in audit.faults(audit.audit_books())}


@pytest.fixture
def stalls():
    return make_seller(tax_rate_bp=1_400, commission_bp=733), make_seller(commission_bp=250)


def test_each_stall_counts_its_own_notes(simulator, stalls) -> None:
    first, second = (make_variant(seller=stall, price=99_901) for stall in stalls)
    both, one = paid(simulator, (first, 3), (second, 1)), paid(simulator, (first, 1))
    for order in (one, both):
        credit_notes.issue(refund=given_back(order, "a"))
    numbers = CreditNote.objects.order_by("seller_id", "id").values_list("seller_id", "sequence")
    assert list(numbers) == [(stalls[0].pk, 1), (stalls[0].pk, 2), (stalls[1].pk, 1)]
    for part in both.parts.all():
        note = part.credit_notes.get()
        assert (note.amount, note.tax_minor) == (part.total, part.tax_minor)
        assert note.commission_minor == part.commission_minor
    assert faults() == set()


@pytest.mark.parametrize("seed", range(4))
def test_amounts_add_up_to_what_was_invoiced(simulator, stalls, seed) -> None:
    chance = Random(seed)
    order = paid(simulator, *((make_variant(seller=stall, price=chance.randint(101, 99_999)), 3) for stall in stalls))
    left, sent = order.total_minor, 0
    while left:
        minor = min(chance.randint(1, 90_000), left)
        made = given_back(order, str(sent), minor)
        assert sum(CreditNote.objects.filter(refund=made).values_list("amount_minor", flat=True)) == minor
        credit_notes.issue(refund=made)
        left, sent = left - minor, sent + 1
    for part in order.parts.all():
        told = [
            sum(part.credit_notes.values_list(f"{name}_minor", flat=True)) for name in ("amount", "tax", "commission")
        ]
        assert told == [part.total.minor, part.tax_minor, part.commission_minor]
    assert faults() == set()


def test_things_are_named_with_their_own_tax(simulator, stalls) -> None:
    taxed = make_variant(seller=stalls[0], price=114_000)
    plain = make_variant(seller=stalls[0], price=50_000, taxable=False)
    order = paid(simulator, (taxed, 3), (plain, 1))
    lines = {line.variant_id: line.pk for line in order.lines.all()}
    note = CreditNote.objects.get(refund=given_back(order, "a", choice=Choice({lines[taxed.pk]: 2})))
    assert (note.amount_minor, note.tax_minor) == (228_000, 28_000)
    assert note.things == [[taxed.product.title, 2, 228_000, lines[taxed.pk]]]
    other = CreditNote.objects.get(refund=given_back(order, "b", choice=Choice({lines[plain.pk]: 1})))
    assert (other.amount_minor, other.tax_minor) == (50_000, 0)
    given_back(order, "c")
    assert sum(CreditNote.objects.values_list("tax_minor", flat=True)) == order.tax_minor
    assert faults() == set()


def test_three_of_a_thing_go_back_one_by_one_to_the_last_unit(simulator) -> None:
    variant = make_variant(seller=make_seller(tax_rate_bp=1_250, commission_bp=733), price=100_01)
    order = paid(simulator, (variant, 3))
    part, one = order.parts.get(), Choice({order.lines.get().pk: 1})
    for key in ("a", "b", "c"):
        given_back(order, key, choice=one)
    with pytest.raises(Refused, match=r"3 of .* were bought, and 3 given back before"):
        given_back(order, "d", choice=one)
    given_back(order, "e", choice=Choice({}, frozenset([part.pk])))
    sums = {name: sum(part.credit_notes.values_list(f"{name}_minor", flat=True)) for name in ("amount", "tax")}
    assert sums == {"amount": part.total.minor, "tax": part.tax_minor}
    assert faults() == set()


def test_the_tax_stands_on_an_account_of_its_own_until_it_is_given_back(simulator, stalls) -> None:
    order = paid(simulator, *((make_variant(seller=stall, price=114_000), 1) for stall in stalls))
    owed = {"code": "tax", "owner": stalls[0].public_id, "currency": "GYD"}
    assert ledger.balance(**owed).minor == order.tax_minor > 0
    given_back(order, "a")
    assert ledger.balance(**owed).minor == 0


def test_what_was_given_back_of_one_stall_is_not_taken_from_it_again(simulator, stalls) -> None:
    order = paid(simulator, *((make_variant(seller=stall), 1) for stall in stalls))
    choice = Choice({order.lines.first().pk: 1})
    given_back(order, "a", choice=choice)
    with pytest.raises(Refused, match="given back before"):
        given_back(order, "b", choice=choice)


def test_a_cancelled_order_has_one_and_what_was_never_invoiced_has_none(simulator) -> None:
    order = paid(simulator, (make_variant(), 1))
    cancel.cancel_order(order=order, actor="shopper")
    assert CreditNote.objects.get().amount == order.total
    late = make_order((make_variant(), 1))
    page = pay.start_payment(order=late, method="stripe", who="test")
    simulator.pay(page.provider_ref)
    cancel.cancel_order(order=late, actor="shopper")
    pay.look(order=late)
    assert Refund.objects.count() == 2
    assert CreditNote.objects.count() == 1
    assert faults() == set()


def test_the_number_comes_when_the_money_is_back_and_once(simulator) -> None:
    order = paid(simulator, (make_variant(), 1))
    made = refunds.refund(order=order, actor="staff", reason="late", key="a")
    credit_notes.issue(refund=made)
    assert CreditNote.objects.get().sequence is None
    provider_refunds.send(refund=made, actor="test")
    job = Job.objects.get(kind="orders.issue_credit_notes")
    assert work.run(job.pk, job.queue) == "done"
    note = CreditNote.objects.get()
    assert note.sequence == 1
    credit_notes.issue(refund=Refund.objects.get())
    assert CreditNote.objects.get().issued_at == note.issued_at


def test_a_refund_that_failed_takes_no_number_and_nothing_from_what_is_left(simulator) -> None:
    order = paid(simulator, (make_variant(), 1))
    made = refunds.refund(order=order, actor="staff", reason="late", key="a", amount=Money(5_000, "GYD"))
    Refund.objects.update(state=RefundState.SENT)
    made = provider_refunds.record(refund=made, answer=Refunded("failed", "re_1", "closed"), actor="test")
    credit_notes.issue(refund=made)
    credit_notes.issue(refund=given_back(Order.objects.get(), "b", order.total_minor))
    assert list(CreditNote.objects.order_by("id").values_list("amount_minor", "sequence")) == [
        (5_000, None), (order.total_minor, 1),
    ]  # fmt: skip
    assert faults() == set()


def test_the_paper_is_for_whoever_may_open_the_order(simulator) -> None:
    order, other = paid(simulator, (make_variant(), 1)), paid(simulator, (make_variant(), 1))
    credit_notes.issue(refund=given_back(order, "a", 5_000))
    unnumbered = CreditNote.objects.get(refund=given_back(order, "b", 100))
    note = shown.issued(order).get()
    buyer = Client()
    page = buyer.get(f"{order.get_absolute_url()}?key={order.token}", follow=True).content.decode()
    (address,) = re.findall(r'href="([^"]+/credit-notes/[^"]+)"', page)
    assert f"Credit note {note.number}, G$50 (PDF)" in page
    answer = buyer.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert note.number in answer["Content-Disposition"]
    assert buyer.get(address.replace(note.public_id, unnumbered.public_id)).status_code == 404
    stranger = Client()
    stranger.force_login(make_user())
    assert stranger.get(address).status_code == 404
    holder = Client()
    holder.get(f"{other.get_absolute_url()}?key={other.token}", follow=True)
    assert holder.get(address.replace(order.public_id, other.public_id)).status_code == 404


def test_staff_find_the_paper_at_the_refund(simulator) -> None:
    order = paid(simulator, (make_variant(), 1))
    credit_notes.issue(refund=given_back(order, "a", 5_000))
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(make_user(is_staff=True))
    page = desk.get(f"/staff/orders/order/{order.pk}/change/").content.decode()
    note = shown.issued(order).get()
    assert f"Credit note {note.number}" in page
    assert desk.get(f"{order.get_absolute_url()}credit-notes/{note.public_id}.pdf").status_code == 200


def test_only_an_order_with_a_refund_asks_for_notes_and_asks_once(simulator) -> None:
    def statements(order: Order) -> int:
        with CaptureQueriesContext(connection) as taken:
            order_page.page(order_rows.load(public_id=order.public_id))
        return len(taken)

    order = paid(simulator, *((make_variant(), 1) for _ in range(3)))
    before = statements(order)
    credit_notes.issue(refund=given_back(order, "a", 5_000))
    after_one = statements(order)
    credit_notes.issue(refund=given_back(order, "b", 5_000))
    assert (after_one - before, statements(order)) == (1, after_one)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_no_gap(simulator) -> None:
    variant = make_variant(units=10)
    made = [given_back(paid(simulator, (variant, 1)), "a") for _ in range(3)]
    together = Barrier(6)

    def number(refund: Refund) -> None:
        try:
            together.wait(10)
            credit_notes.issue(refund=refund)
        finally:
            connections.close_all()

    workers = [Thread(target=number, args=[refund]) for refund in made * 2]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert sorted(CreditNote.objects.values_list("sequence", flat=True)) == [1, 2, 3]
