"""What checkout and orders refuse."""

from typing import Any

from cart.queries.shapes import Contents
from commerce.kernel.errors import Conflict, Refused


class EmptyCart(Refused):
    """There is nothing to order."""

    code = "empty_cart"


class TotalChanged(Conflict):
    """The total is not the one the shopper agreed to; that of the contents `found` must be accepted first."""

    code = "total_changed"

    def __init__(self, message: Any, *, found: Contents) -> None:
        super().__init__(message, total=found.total)
        self.found = found


class NotDelivered(Refused):
    """A seller does not deliver to that area."""

    code = "not_delivered"


class DownloadClosed(Refused):
    """The file was handed out as often, or for as long, as it is."""

    code = "download_closed"


class TooLate(Conflict):
    """The parcel is on its way: what was an order to cancel is now a thing to return."""

    code = "too_late"
