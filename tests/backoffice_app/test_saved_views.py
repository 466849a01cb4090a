"""A list's filters are kept under a name, for oneself or for all, and only their owner can drop them."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.backoffice.domain import saved_views
from commerce.backoffice.models import SavedView
from commerce.kernel.errors import NotFound, Refused
from tests.factories import shop

pytestmark = pytest.mark.django_db
LIST = "admin:orders_order_changelist"
TYPED = {"model": "orders.order", "name": "Paid this week", "query": "state__exact=paid&p=3"}


def shown(client: Client) -> list[tuple[str, str, bool]]:
    views = client.get(reverse(LIST) + "?state__exact=paid").context["views"]
    return [(view.name, view.address, view.is_open) for view in views]


def test_kept_view_stands_above_its_list_without_the_page(staff: Client) -> None:
    answer = staff.post(reverse("admin:saved_views"), TYPED)
    address = reverse(LIST) + "?state__exact=paid"
    assert answer.url == address
    assert shown(staff) == [("Paid this week", address, True)]


def test_same_name_is_overwritten(staff: Client, staff_user) -> None:
    staff.post(reverse("admin:saved_views"), TYPED)
    staff.post(reverse("admin:saved_views"), TYPED | {"query": "state__exact=pending", "is_shared": "1"})
    assert list(SavedView.objects.values_list("query", "is_shared")) == [("state__exact=pending", True)]


def test_colleague_sees_shared_views_only_and_cannot_drop_them(staff_user) -> None:
    for name, shared in (("mine", False), ("ours", True)):
        saved_views.save(owner=staff_user, model="orders.order", name=name, query="", is_shared=shared)
    colleague = shop.make_user(is_staff=True)
    assert [view.name for view in saved_views.visible_to(colleague, "orders.order")] == ["ours"]
    with pytest.raises(NotFound):
        saved_views.delete(owner=colleague, pk=SavedView.objects.get(name="ours").pk)


def test_owner_drops_a_view(staff: Client, staff_user) -> None:
    view = saved_views.save(owner=staff_user, model="orders.order", name="mine", query="")
    assert staff.post(reverse("admin:saved_view_deletion", args=[view.pk])).url == reverse(LIST)
    assert SavedView.objects.count() == 0


def test_a_view_is_not_dropped_by_a_link(staff: Client, staff_user) -> None:
    view = saved_views.save(owner=staff_user, model="orders.order", name="mine", query="")
    assert staff.get(reverse("admin:saved_view_deletion", args=[view.pk])).status_code == 405


@pytest.mark.parametrize(
    "wrong", [{"name": "  "}, {"model": "orders.nothing"}, {"model": "https://elsewhere"}, {"query": "x=" + "1" * 2000}]
)
def test_refused(staff_user, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        saved_views.save(owner=staff_user, **({"model": "orders.order", "name": "n", "query": ""} | wrong))
