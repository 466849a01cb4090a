"""Nobody but active staff sees anything of the staff site; staff see every page of it."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.factories import shop
from vendors.sellers.models import SellerMember

REFUSALS = {"shopper": 404, "seller": 404, "staff switched off": 302}


def addresses() -> list[str]:
    """The first page, every list, and the pages that are no list."""
    lists = [f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist" for m in admin.site._registry]
    others = [
        "admin:index",
        "admin:saved_views",
        "admin:jsi18n",
        "admin:catalog_stocklevel_sheet",
        "admin:login",
        "admin:operations",
        "admin:operations_counting",
    ]
    return [reverse(name) for name in [*lists, *others]] + ["/staff/nothing/here/", "/staff/catalog/product/1/change/"]


def visitor(kind: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    if kind == "anonymous":
        return client
    user = shop.make_user(is_staff="staff" in kind)
    if kind == "seller":
        SellerMember.objects.create(seller=shop.make_seller(), user=user)
    client.force_login(user)
    if kind == "staff switched off":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    return client


@pytest.mark.django_db
def test_anonymous_are_sent_to_the_shops_own_sign_in() -> None:
    client = visitor("anonymous")
    for address in addresses():
        answer = client.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login")), address


@pytest.mark.django_db
@pytest.mark.parametrize("kind", REFUSALS)
def test_strangers_learn_nothing(kind: str) -> None:
    client = visitor(kind)
    assert {client.get(address).status_code for address in addresses()} == {REFUSALS[kind]}
    assert {client.post(address).status_code for address in addresses()} == {REFUSALS[kind]}


@pytest.mark.django_db
def test_staff_without_rights_of_their_own_see_every_list(staff: Client) -> None:
    lists = [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry]
    assert {address: staff.get(address).status_code for address in lists} == dict.fromkeys(lists, 200)


@pytest.mark.django_db
def test_money_and_history_cannot_be_added_or_deleted(staff: Client) -> None:
    offered = []
    tables = ["orders.Order", "orders.SellerOrder", "payments.Payment", "payments.PaymentAttempt", "payments.Refund",
              "payments.WebhookEvent", "jobs.Job", "jobs.Event", "catalog.StockMovement"]  # fmt: skip
    for label in tables:
        app, model = label.lower().split(".")
        offered.append(staff.get(reverse(f"admin:{app}_{model}_add")).status_code)
    assert offered == [403] * len(tables)


@pytest.mark.django_db
def test_after_signing_in_one_returns_to_the_page() -> None:
    answer = visitor("anonymous").get("/staff/orders/order/?state__exact=paid")
    assert answer.url == "/account/login/?next=/staff/orders/order/%3Fstate__exact%3Dpaid"
