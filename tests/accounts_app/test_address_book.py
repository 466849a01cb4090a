"""The address book: one first address, nobody else's, no more than twenty, two tabs at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from commerce.accounts.domain import address_book, addresses
from commerce.accounts.models import Address, User
from commerce.kernel.errors import NotFound, Refused
from tests.accounts_app.people import entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def book(user: User) -> dict[str, bool]:
    return dict(Address.objects.filter(user=user).values_list("street", "is_default"))


def test_the_first_address_is_used_first() -> None:
    user = make_person()
    for street in ("one", "two"):
        address_book.add(user=user, entry=entry(street=street))
    assert book(user) == {"one": True, "two": False}


def test_using_another_first_leaves_one_first() -> None:
    user = make_person()
    _, two = (address_book.add(user=user, entry=entry(street=street)) for street in ("one", "two"))
    address_book.use_first(user=user, public_id=two.public_id)
    assert book(user) == {"one": False, "two": True}
    assert addresses.default_of(user) == two


def test_when_the_first_goes_the_newest_takes_its_place() -> None:
    user = make_person()
    one, *_ = [address_book.add(user=user, entry=entry(street=street)) for street in ("one", "two", "three")]
    address_book.remove(user=user, public_id=one.public_id)
    assert book(user) == {"two": False, "three": True}


def test_removing_another_changes_nothing_else() -> None:
    user = make_person()
    _, two = (address_book.add(user=user, entry=entry(street=street)) for street in ("one", "two"))
    address_book.remove(user=user, public_id=two.public_id)
    assert book(user) == {"one": True}


def test_changing_keeps_its_place() -> None:
    user = make_person()
    one = address_book.add(user=user, entry=entry(street="one"))
    address_book.change(user=user, public_id=one.public_id, entry=entry(street="new", landmark="Clock"))
    one.refresh_from_db()
    assert (one.street, one.landmark, one.is_default) == ("new", "Clock", True)


def test_others_addresses_are_not_there() -> None:
    owner, stranger = make_person(), make_person()
    theirs = address_book.add(user=owner, entry=entry(street="theirs")).public_id
    acts = [
        lambda: address_book.own(user=stranger, public_id=theirs),
        lambda: address_book.change(user=stranger, public_id=theirs, entry=entry(street="mine")),
        lambda: address_book.remove(user=stranger, public_id=theirs),
        lambda: address_book.use_first(user=stranger, public_id=theirs),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert book(owner) == {"theirs": True}


def test_twenty_are_enough() -> None:
    user = make_person()
    for number in range(20):
        address_book.add(user=user, entry=entry(street=str(number)))
    with pytest.raises(Refused, match="20 addresses saved"):
        address_book.add(user=user, entry=entry())


@pytest.mark.django_db(transaction=True)
def test_two_tabs_add_one_first_address() -> None:
    user = make_person()
    words = entry()

    def add(number: int) -> None:
        address_book.add(user=user, entry=words)
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    assert sorted(Address.objects.filter(user=user).values_list("is_default", flat=True)) == [False] * 7 + [True]


def test_an_order_keeps_words_and_not_keys() -> None:
    address = address_book.add(user=make_person(), entry=entry(landmark="By the seawall", pin="6.8,-58.1"))
    assert addresses.snapshot(address) == {
        "full_name": "Ada",
        "phone": "+5926001234",
        "country": "GY",
        "area": "Kitty, Georgetown, Demerara-Mahaica (Region 4)",
        "area_code": "GY-4-georgetown-kitty",
        "street": "12 Alexander St",
        "landmark": "By the seawall",
        "pin": "6.8,-58.1",
    }
