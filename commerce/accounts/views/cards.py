"""An address as the account pages show it."""

from typing import Any

from django.urls import reverse

from ..domain import addresses
from ..models import Address
from ..queries.areas import country_name


def card(address: Address) -> dict[str, Any]:
    """The words of an address, with its acts' addresses."""

    def to(name: str) -> str:
        return reverse(f"accounts:{name}", args=[address.public_id])

    words = addresses.snapshot(address)
    urls = {"edit_url": to("address"), "delete_url": to("address_removal"), "default_url": to("address_default")}
    told = {"country": country_name(words["country"]), "phone": addresses.phone_text(address.phone)}
    return words | urls | told | {"is_default": address.is_default}
