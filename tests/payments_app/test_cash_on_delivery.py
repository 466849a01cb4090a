"""Cash on delivery: a promise with a score, cash parcel by parcel, refused doors, and couriers who pass it on."""

import pytest

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from orders.domain import cancel, fulfil, pay, refunds
from orders.models import Order, SellerOrder
from payments.domain import cash, collecting, ledger, method_settings, remitting
from payments.domain.methods import methods_for
from payments.domain.remitting import Line
from payments.errors import Declined
from payments.models import CashPromise, Collection, Payment, PaymentAttempt, PaymentMethod, Remittance
from tests.chaos import judge, shoppers
from tests.factories.shop import make_order, make_seller, make_variant
from vendors.sellers.models import Seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(stripe, settings):
    settings.COD_CALL_SCORE = 50
    PaymentMethod.objects.create(provider="cod", fee_minor=20_000)
    method_settings.forget()
    yield
    method_settings.forget()


def place(*stalls: Seller) -> Order:
    order = make_order(*((make_variant(seller=stall, units=9, price=100_001), 1) for stall in stalls))
    pay.start_payment(order=order, method="cod", who=order.public_id)
    return pay.look(order=order)


@pytest.fixture
def two() -> Order:
    """Confirmed, with one parcel of each of two stalls."""
    return place(make_seller(tax_rate_bp=1_400, commission_bp=733), make_seller(commission_bp=250))


def parts(order: Order) -> list[SellerOrder]:
    return list(order.parts.order_by("position"))


def send(order: Order) -> list[SellerOrder]:
    return [
        fulfil.ship(part=part, actor="seller", carrier="Demo Couriers", tracking_number=f"T{part.pk}")
        for part in parts(order)
    ]  # fmt: skip


def states(order: Order) -> tuple[str, str, str]:
    order = Order.objects.get(pk=order.pk)
    return order.state, order.payment.state, order.payment.attempts.last().state


def held_by_couriers() -> int:
    return ledger.balance(code="provider", owner="cod", currency="GYD").minor


def test_the_fee_comes_on_top_and_stands_on_the_order(two):
    assert (two.fee_minor, two.total_minor, two.payment.amount_minor) == (20_000, 280_002, 280_002)
    assert [row.amount_minor for row in Collection.objects.order_by("pk")] == [150_001, 130_001]


def test_it_is_confirmed_and_packed_and_nothing_has_come(two, stripe):
    assert states(two) == ("confirmed", "authorised", "authorised")
    assert ledger.balance(code="authorised", owner="cod", currency="GYD").minor == two.total_minor
    assert not Payment.objects.get().captured_minor
    assert judge.books(stripe) == []


def test_each_parcel_brings_its_cash_and_the_last_pays_the_order(two, stripe):
    first, second = send(two)
    fulfil.deliver(part=first, actor="courier")
    assert (states(two), held_by_couriers()) == (("confirmed", "authorised", "authorised"), 150_001)
    assert judge.books(stripe) == []
    fulfil.deliver(part=second, actor="courier")
    assert judge.drain() == []
    assert (states(two), held_by_couriers()) == (("paid", "captured", "captured"), 280_002)
    assert ledger.balance(code="surcharge", owner="market", currency="GYD").minor == 20_000
    assert all(hasattr(part, "invoice") for part in parts(two))
    assert judge.books(stripe) == []


def test_a_parcel_that_nobody_paid_comes_back_and_the_other_is_paid(two, stripe):
    first, second = send(two)
    variant = second.lines.get().variant
    fulfil.deliver(part=first, actor="courier")
    fulfil.come_back(part=second, actor="courier", reason="Nobody at home.")
    assert judge.drain() == []
    assert states(two) == ("paid", "captured", "captured")
    assert (Payment.objects.get().captured_minor, shoppers.level(variant)) == (150_001, (9, 0, 0))
    assert [hasattr(part, "invoice") for part in parts(two)] == [True, False]
    assert judge.books(stripe) == []


def test_what_goes_back_is_taken_from_who_was_paid_alone(two, stripe):
    first, second = send(two)
    fulfil.deliver(part=first, actor="courier")
    fulfil.come_back(part=second, actor="courier", reason="Nobody at home.")
    assert judge.drain() == []
    order = Order.objects.get()
    made = refunds.refund(order=order, actor="staff", reason="chipped", key="a", amount=Money(50_000, "GYD"))
    assert {share.party for share in made.shares.all()} <= {first.seller.public_id, "market"}
    assert (made.by_hand, judge.drain()) == (True, [])
    assert judge.books(stripe) == []


def test_an_order_of_which_everything_came_back_is_cancelled_and_owes_nothing(two, stripe):
    for part in send(two):
        fulfil.come_back(part=part, actor="courier", reason="Refused.")
    assert judge.drain() == []
    assert states(two) == ("cancelled", "cancelled", "expired")
    assert ledger.balance(code="authorised", owner="cod", currency="GYD").minor == 0
    assert judge.books(stripe) == []


def test_a_parcel_that_was_paid_beforehand_does_not_come_back_unpaid(stripe):
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    stripe.pay(shoppers.page_of(order))
    (sent,) = send(pay.look(order=order))
    with pytest.raises(Refused, match="paid beforehand"):
        fulfil.come_back(part=sent, actor="staff", reason="x")


def test_a_cancelled_order_collects_nothing(two, stripe):
    cancel.cancel_order(order=two, actor="shopper")
    assert judge.drain() == []
    assert states(two) == ("cancelled", "cancelled", "expired")
    assert not collecting.is_expected(parts(two)[0].public_id)
    assert judge.books(stripe) == []


def test_cash_is_noted_once(two):
    (first, _second) = send(two)
    for _press in range(2):
        collecting.collected(reference=first.public_id, actor="courier")
    assert Payment.objects.get().captured_minor == 150_001


def test_who_refused_before_is_called_first_and_the_order_waits(stripe):
    (sent,) = send(place(make_seller()))
    fulfil.come_back(part=sent, actor="courier", reason="Refused.")
    again = place(make_seller())
    promise = CashPromise.objects.latest("pk")
    assert (promise.state, promise.score, again.state) == ("to_confirm", 55, "pending")
    assert promise.signs == ["A parcel was refused before.", "Nothing was paid at this door before."]
    cash.not_reached(promise=promise, actor="staff:1")
    cash.confirm(promise=CashPromise.objects.latest("pk"), actor="staff:1")
    assert judge.drain() == []
    assert (states(again)[0], CashPromise.objects.latest("pk").calls) == ("confirmed", 1)
    assert judge.books(stripe) == []


def test_who_does_not_want_it_after_all_may_pay_another_way(settings, stripe):
    settings.COD_CALL_SCORE = 0
    order = place(make_seller())
    cash.refuse(promise=CashPromise.objects.get(), actor="staff:1", why="Does not know of it.")
    assert judge.drain() == []
    assert states(order) == ("pending", "due", "declined")
    stripe.pay(shoppers.page_of(Order.objects.get()))
    pay.look(order=Order.objects.get())
    assert states(order)[0] == "paid"
    assert (Order.objects.get().fee_minor, Payment.objects.get().captured_minor) == (0, 130_001)
    assert judge.books(stripe) == []


def test_from_a_score_on_it_is_not_taken(settings, stripe):
    settings.COD_REFUSE_SCORE = 10
    order = make_order((make_variant(), 1))
    with pytest.raises(Declined, match="pay this order beforehand"):
        pay.start_payment(order=order, method="cod", who="test")
    assert not CashPromise.objects.exists()


def test_it_is_offered_where_the_operator_switched_it_on(two):
    assert "cod" in [method.name for method in methods_for(pay.purchase(two))]
    PaymentMethod.objects.all().delete()
    method_settings.forget()
    assert "cod" not in [method.name for method in methods_for(pay.purchase(two))]


class TestRemittance:
    @pytest.fixture
    def collected(self, two) -> list[SellerOrder]:
        return [fulfil.deliver(part=part, actor="courier") for part in send(two)]

    def remit(self, lines: list[Line], came: int, fee: int = 0, number: str = "R1") -> Remittance:
        return remitting.remit(
            courier="Demo Couriers", number=number, received=Money(came, "GYD"), fee=Money(fee, "GYD"), lines=lines,
            actor="staff:1",
        )  # fmt: skip

    def lines(self, sent: list[SellerOrder]) -> list[Line]:
        return [Line(sent[0].public_id, 150_001), Line(f"T{sent[1].pk}", 130_001)]

    def test_what_came_and_what_the_courier_kept_is_the_cash_of_the_parcels(self, collected, stripe):
        self.remit(self.lines(collected), 270_002, 10_000)
        assert held_by_couriers() == 0
        assert ledger.balance(code="bank", owner="market", currency="GYD").minor == 270_002
        assert ledger.balance(code="fees", owner="cod", currency="GYD").minor == 10_000
        assert judge.drain() == []
        assert judge.books(stripe) == []

    def test_the_same_number_again_is_the_same_remittance(self, collected):
        first = self.remit(self.lines(collected), 280_002)
        assert self.remit(self.lines(collected), 280_002) == first
        assert ledger.balance(code="bank", owner="market", currency="GYD").minor == 280_002

    @pytest.mark.parametrize(
        ("lines", "came", "words"),
        [
            ([("0", 150_000)], 150_000, "brought 1500.01, the list says 1500"),
            ([("sor_unknown", 150_001)], 150_001, "is no parcel of ours with cash"),
            ([("0", 150_001), ("0", 150_001)], 300_002, "stands in the list twice"),
            ([("0", 150_001)], 150_000, "The parcels come to 1500.01"),
            ([], 0, "The parcels come to"),
        ],
    )
    def test_a_list_that_does_not_match_is_refused_whole(self, collected, lines, came, words):
        given = [Line(collected[0].public_id if name == "0" else name, minor) for name, minor in lines]
        with pytest.raises(Refused, match=words):
            self.remit(given, came)
        assert (Remittance.objects.count(), held_by_couriers()) == (0, 280_002)

    def test_a_parcel_is_passed_on_once(self, collected):
        self.remit(self.lines(collected)[:1], 150_001)
        with pytest.raises(Refused, match="was passed on before"):
            self.remit(self.lines(collected), 280_002, number="R2")

    def test_cash_that_was_not_collected_is_not_passed_on(self, two):
        sent = send(two)
        with pytest.raises(Refused, match="not marked as delivered and paid"):
            self.remit(self.lines(sent), 280_002)


def test_attempts_in_cash_stay_as_they_are_when_they_are_looked_at(two):
    assert judge.recover() == []
    assert states(two) == ("confirmed", "authorised", "authorised")
    assert PaymentAttempt.objects.get().checks > 0
