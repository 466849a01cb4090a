"""Phones and addresses as couriers need them: no postcode, an area and a landmark."""

import re
from typing import Any

import phonenumbers
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Address, Area
from ..queries.areas import country_name

EXAMPLES = {"GY": "600 1234", "BD": "01712 345678"}


LETTERS = re.compile(r"[A-Za-z]")


def clean_phone(raw: str, country: str) -> str:
    """The number in E.164 ("+5926001234"), read as one of `country` unless it starts with +. Raises Refused.

    Local digits, blanks, dashes and brackets are understood; letters (vanity numbers, extensions) are not.
    """
    try:
        number = None if LETTERS.search(raw) else phonenumbers.parse(raw, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        example = EXAMPLES.get(country, "+592 600 1234")
        raise Refused(
            _("That is not a whole phone number. It looks like %(example)s.") % {"example": example}, code="bad_phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_text(e164: str) -> str:
    """ "+592 600 1234" of "+5926001234"; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def default_of(user: AbstractBaseUser) -> Address | None:
    """The address a member's parcels go to unless told otherwise."""
    mine = Address.objects.filter(user=user).select_related("area__parent__parent")  # type: ignore[misc]
    return mine.order_by("-is_default", "-pk").first()


def snapshot_of(
    *, full_name: str, phone: str, country: str, area: Area | None, street: str, landmark: str, pin: str = ""
) -> dict[str, Any]:
    """An address as an order keeps it: words, not keys."""
    return {
        "full_name": full_name,
        "phone": phone,
        "country": country,
        "area": area_path(area) if area else "",
        "area_code": area.code if area else "",
        "street": street,
        "landmark": landmark,
        "pin": pin,
    }


def snapshot(address: Address) -> dict[str, Any]:
    """A saved address as an order keeps it."""
    return snapshot_of(
        full_name=address.full_name, phone=address.phone, country=address.area.country, area=address.area,
        street=address.street, landmark=address.landmark, pin=address.pin,
    )  # fmt: skip


def told(words: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as people write it: the country by its name, the phone number with gaps."""
    return words | {"country": country_name(words.get("country", "")), "phone": phone_text(words.get("phone", ""))}


def area_path(area: Area) -> str:
    """“Bourda, Georgetown, Demerara-Mahaica”: from the place outwards."""
    names: list[str] = []
    place: Area | None = area
    while place is not None:
        names.append(place.name)
        place = place.parent
    return ", ".join(names)
