"""Map pins: read, rounded, refused, and kept with an address."""

import pytest
from django.urls import reverse

from commerce.accounts.domain import address_book, pins
from commerce.accounts.models import Address
from commerce.kernel.errors import Refused
from tests.accounts_app.people import entry, make_person, signed_in, typed


@pytest.mark.parametrize(
    ("raw", "pin"),
    [
        ("6.804481234,-58.155270001", "6.80448,-58.15527"),
        (" 23.8 , 90 ", "23.80000,90.00000"),
        ("-90,180", "-90.00000,180.00000"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_pin_is_kept_to_a_metre(raw: str, pin: str) -> None:
    assert pins.clean_pin(raw) == pin


@pytest.mark.parametrize("raw", ["90.1,0", "0,180.1", "6.8", "6.8,-58.1,3", "north,west", "1e9,0", "٦,٥"])
def test_what_is_no_place_is_refused(raw: str) -> None:
    with pytest.raises(Refused, match="no place on the map"):
        pins.clean_pin(raw)


def test_a_pin_leads_to_a_map() -> None:
    wanted = "https://www.openstreetmap.org/?mlat=6.80448&mlon=-58.15527#map=18/6.80448/-58.15527"
    assert (pins.map_url("6.80448,-58.15527"), pins.map_url("")) == (wanted, "")


@pytest.mark.django_db
def test_it_is_saved_shown_and_taken_off() -> None:
    user = make_person()
    client, page = signed_in(user), reverse("accounts:address_new")
    assert client.post(page, typed(pin="6.80448,-58.15527")).status_code == 302
    address = Address.objects.get(user=user)
    assert address.pin == "6.80448,-58.15527"
    assert "mlat=6.80448&amp;mlon=-58.15527" in client.get(reverse("accounts:addresses")).content.decode()
    address_book.change(user=user, public_id=address.public_id, entry=entry())
    assert Address.objects.get(user=user).pin == ""


@pytest.mark.django_db
def test_a_wrong_pin_is_told_and_nothing_is_saved() -> None:
    answer = signed_in(make_person()).post(reverse("accounts:address_new"), typed(pin="here"))
    assert answer.status_code == 422
    assert "That is no place on the map." in answer.content.decode()
    assert not Address.objects.exists()
