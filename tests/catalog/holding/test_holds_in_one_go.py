"""Any number of lines is held, changed, given back, sold and swept in the same number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.domain import reservations, stock
from catalog.domain.reservations import Wanted
from catalog.errors import SoldOut
from catalog.models import Hold, StockLevel, StockLocation
from orders.domain.audit import audit_books, faults
from tests.factories.selling import sell
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db
BUDGETS = {"hold": 6, "hold again": 2, "change": 6, "release": 5, "allocate": 5, "sweep": 5}


def taken(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in captured.captured_queries)


def levels(*goods):
    rows = StockLevel.objects.filter(variant__in=goods).order_by("variant", "pk")
    return [(row.on_hand, row.held, row.allocated) for row in rows]


def kept(checkout, state="active"):
    holds = Hold.objects.filter(checkout=checkout, state=state).order_by("stock__variant", "stock")
    return list(holds.values_list("stock__variant", "quantity"))


def books():
    return [fault.name for fault in faults(audit_books())]


@pytest.mark.parametrize("lines", [1, 2, 6])
def test_the_number_of_statements_does_not_grow(lines):
    goods = [make_variant(units=20) for _ in range(lines)]

    def wanted(quantity, reference=""):
        return [Wanted(variant.pk, quantity, reference) for variant in goods]

    def hold(quantity, checkout="chk_one"):
        return lambda: reservations.hold(checkout=checkout, wanted=wanted(quantity))

    found = {"hold": taken(hold(2)), "hold again": taken(hold(2)), "change": taken(hold(3))}
    found["release"] = taken(lambda: reservations.release(checkout="chk_one"))
    hold(2)()
    sale = {"checkout": "chk_one", "wanted": wanted(2, "sor_one"), "actor": "test"}
    found["allocate"] = taken(lambda: sell(**sale))
    hold(1, "chk_two")()
    Hold.objects.filter(checkout="chk_two").update(expires_at="2020-01-01T00:00Z")
    found["sweep"] = taken(reservations.sweep)
    assert found == BUDGETS
    assert levels(*goods) == [(20, 0, 2)] * lines
    assert books() == []


def test_more_fewer_new_and_none_at_once():
    more, fewer, new, none, same = [make_variant(units=5) for _ in range(5)]
    before = [Wanted(more.pk, 1), Wanted(fewer.pk, 4), Wanted(none.pk, 2), Wanted(same.pk, 3)]
    after = [Wanted(same.pk, 3), Wanted(new.pk, 5), Wanted(fewer.pk, 1), Wanted(more.pk, 5)]
    reservations.hold(checkout="chk_one", wanted=before)
    ids = dict(Hold.objects.values_list("stock__variant", "pk"))
    reservations.hold(checkout="chk_one", wanted=after)
    assert levels(more, fewer, new, none, same) == [(5, 5, 0), (5, 1, 0), (5, 5, 0), (5, 0, 0), (5, 3, 0)]
    assert kept("chk_one") == [(more.pk, 5), (fewer.pk, 1), (new.pk, 5), (same.pk, 3)]
    assert kept("chk_one", "released") == [(none.pk, 2)]
    assert ids.items() <= dict(Hold.objects.values_list("stock__variant", "pk")).items()
    assert books() == []


def test_too_many_of_one_changes_nothing_of_the_others():
    one, two = make_variant(units=5), make_variant(units=5)
    reservations.hold(checkout="chk_one", wanted=[Wanted(one.pk, 2), Wanted(two.pk, 4)])
    with pytest.raises(SoldOut) as caught:
        reservations.hold(checkout="chk_one", wanted=[Wanted(one.pk, 1), Wanted(two.pk, 6)])
    assert caught.value.left == {two.pk: 5}
    assert kept("chk_one") == [(one.pk, 2), (two.pk, 4)]
    assert books() == []


def test_what_was_held_is_sold_first_and_the_rest_is_free():
    less, more, other = make_variant(units=5), make_variant(units=5), make_variant(units=5)
    reservations.hold(checkout="chk_one", wanted=[Wanted(less.pk, 4), Wanted(more.pk, 1), Wanted(other.pk, 2)])
    sold = [Wanted(more.pk, 3, "sor_one"), Wanted(less.pk, 1, "sor_two")]
    sell(checkout="chk_one", wanted=sold, actor="test")
    assert levels(less, more, other) == [(5, 0, 1), (5, 0, 3), (5, 0, 0)]
    told = StockLevel.objects.filter(movements__kind="sold").order_by("pk")
    assert list(told.values_list("variant", "movements__reference", "movements__allocation")) == [
        (less.pk, "sor_two", 1), (more.pk, "sor_one", 3),
    ]  # fmt: skip
    assert books() == []


def test_a_hold_at_one_place_is_given_back_when_another_place_sells():
    variant = make_variant(units=2)
    seller = variant.product.seller
    place = StockLocation.objects.create(seller=seller, name="Annex")
    more = {"kind": "received", "reason": "more", "actor": "test"}
    stock.adjust(variant_id=variant.pk, quantity=9, location_id=place.pk, **more)
    reservations.hold(checkout="chk_one", wanted=[Wanted(variant.pk, 2)])
    sell(checkout="chk_one", wanted=[Wanted(variant.pk, 5, "sor_one")], actor="test")
    assert levels(variant) == [(2, 0, 0), (9, 0, 5)]
    assert books() == []
