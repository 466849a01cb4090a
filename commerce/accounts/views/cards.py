"""An address as the account pages show it."""

from typing import Any

from django.urls import reverse

from ..domain import addresses
from ..models import Address


def card(address: Address) -> dict[str, Any]:
    """The words of an address, with its acts' addresses."""

    def to(name: str) -> str:
        return reverse(f"accounts:{name}", args=[address.public_id])

    words = addresses.told(addresses.snapshot(address))
    urls = {"edit_url": to("address"), "delete_url": to("address_removal"), "default_url": to("address_default")}
    return words | urls | {"is_default": address.is_default}
