"""A person's own pages: what they show, whose they are, what happens to what was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commerce.accounts.domain import address_book
from commerce.accounts.models import Address, Area
from tests.accounts_app.people import entry, make_person, signed_in, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
ADDRESSES = reverse("accounts:addresses")


def url(name: str, address: Address) -> str:
    return reverse(f"accounts:{name}", args=[address.public_id])


def test_an_address_is_added_and_shown() -> None:
    client = signed_in(make_person())
    assert client.post(reverse("accounts:address_new"), typed()).headers["Location"] == ADDRESSES
    page = client.get(ADDRESSES).content.decode()
    assert "Kitty, Georgetown, Demerara-Mahaica (Region 4), Guyana" in page
    assert "+592 600 1234" in page


def test_an_address_abroad() -> None:
    user = make_person()
    area = Area.objects.get(code="BD-dhaka-dhaka-mirpur")
    page = reverse("accounts:address_new") + "?country=BD"
    client = signed_in(user)
    assert "Mirpur (মিরপুর)" in client.get(page).content.decode()
    client.post(page, typed(area=area.pk, phone="01712345678"))
    assert Address.objects.get(user=user).phone == "+8801712345678"


def test_an_unknown_country_is_the_shops_own() -> None:
    page = signed_in(make_person()).get(reverse("accounts:address_new") + "?country=XX").content.decode()
    assert '<optgroup label="Georgetown">' in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "12345", "That is not a whole phone number. It looks like 600 1234."),
        ("phone", "", "Give a phone number for the courier."),
        ("area", "", "Choose the area it goes to."),
        ("area", "999999", "Choose an area of the list."),
        ("full_name", " ", "Give the name of whoever receives it."),
        ("street", "", "Give the street and house, or the lot."),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_lost(field: str, value: str, words: str) -> None:
    fields = typed(street="Lot 7 Öffnung", landmark="by the “Clock”") | {field: value}
    response = signed_in(make_person()).post(reverse("accounts:address_new"), fields)
    form = response.context["form"]
    assert (response.status_code, dict(form.errors)) == (422, {field: [words]})
    assert {name: str(form[name].value()) for name in fields} == {name: str(value) for name, value in fields.items()}
    assert Address.objects.count() == 0


def test_a_region_is_not_an_area_for_parcels() -> None:
    region = Area.objects.get(code="GY-4")
    response = signed_in(make_person()).post(reverse("accounts:address_new"), typed(area=region.pk))
    assert response.context["form"].errors["area"] == ["Choose an area of the list."]


def test_a_change_shows_what_is_there_and_saves() -> None:
    user = make_person()
    address = address_book.add(user=user, entry=entry())
    client = signed_in(user)
    form = client.get(url("address", address)).context["form"]
    assert {name: form[name].value() for name in ("phone", "area")} == {
        "phone": "+592 600 1234", "area": address.area_id,
    }  # fmt: skip
    client.post(url("address", address), typed(street="Lot 9"))
    address.refresh_from_db()
    assert address.street == "Lot 9"


def test_remove_and_use_first() -> None:
    user = make_person()
    one, two = (address_book.add(user=user, entry=entry(street=street)) for street in ("one", "two"))
    client = signed_in(user)
    client.post(url("address_default", two))
    client.post(url("address_removal", one))
    assert list(Address.objects.filter(user=user).values_list("street", "is_default")) == [("two", True)]


@pytest.mark.parametrize(
    ("method", "name"),
    [("get", "address"), ("post", "address"), ("post", "address_removal"), ("post", "address_default")],
)
def test_another_shopper_finds_nothing(method: str, name: str) -> None:
    address = address_book.add(user=make_person(), entry=entry())
    response = getattr(signed_in(make_person()), method)(url(name, address), typed(street="stolen"))
    address.refresh_from_db()
    assert (response.status_code, address.street) == (404, "12 Alexander St")


@pytest.mark.parametrize(
    ("method", "name"),
    [("get", "address"), ("post", "address"), ("post", "address_removal"), ("post", "address_default")],
)
def test_a_visitor_is_sent_to_sign_in(method: str, name: str) -> None:
    address = address_book.add(user=make_person(), entry=entry())
    response = getattr(Client(), method)(url(name, address))
    assert response.headers["Location"].startswith(reverse("account_login") + "?next=")
    assert Address.objects.filter(pk=address.pk).exists()


@pytest.mark.parametrize("name", ["overview", "profile", "addresses", "address_new"])
def test_own_pages_need_a_sign_in_and_are_not_kept_by_caches(name: str) -> None:
    page = reverse(f"accounts:{name}")
    assert Client().get(page).status_code == 302
    response = signed_in(make_person()).get(page)
    assert (response.status_code, "no-store" in response.headers["Cache-Control"]) == (200, True)


@pytest.mark.parametrize("name", ["address_removal", "address_default"])
def test_an_act_is_no_link(name: str) -> None:
    user = make_person()
    address = address_book.add(user=user, entry=entry())
    assert signed_in(user).get(url(name, address)).status_code == 405


def test_acts_need_a_token_of_the_page() -> None:
    user = make_person()
    address = address_book.add(user=user, entry=entry())
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(url("address_removal", address)).status_code == 403


def test_name_and_phone() -> None:
    user = make_person()
    client = signed_in(user)
    client.post(reverse("accounts:profile"), {"full_name": "Ada", "phone": "6001234"})
    user.refresh_from_db()
    assert (user.full_name, user.phone) == ("Ada", "+5926001234")
    wrong = client.post(reverse("accounts:profile"), {"full_name": "Eve", "phone": "1"})
    user.refresh_from_db()
    assert (wrong.status_code, user.full_name) == (422, "Ada")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(count: int, django_assert_num_queries: Any) -> None:
    user = make_person()
    for number in range(count):
        address_book.add(user=user, entry=entry(street=str(number)))
    client = signed_in(user)
    client.get(ADDRESSES)
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(ADDRESSES)


QUERIES_OF_LIST = 3  # the person, the addresses with their areas, the cart's badge


def test_words_with_tags_stay_words() -> None:
    user = make_person()
    address_book.add(user=user, entry=entry(street="<script>x</script>", landmark='"><img src=x>'))
    page = signed_in(user).get(ADDRESSES).content.decode()
    assert ("<script>x" in page, "<img src=x>" in page, "&lt;script&gt;x" in page) == (False, False, True)
