"""The files of a paid digital line: where each is fetched, how often and how long still."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from ..models import Order, OrderLine
from ..models.seller_order import UNLIMITED


@dataclass(frozen=True)
class File:
    """`left` is None without a limit; `until` None for ever. What is not open is told, not offered."""

    id: str
    name: str
    bytes: int
    url: str
    left: int | None
    until: datetime | None

    @property
    def is_late(self) -> bool:
        return self.until is not None and self.until <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.left != 0 and not self.is_late


def files(line: OrderLine, order: Order) -> list[File]:
    """Empty while its seller has put up nothing. Needs the line's product with its downloads."""
    found = line.variant.product.downloads.all() if line.variant else []
    return [
        File(
            id=file.public_id,
            name=file.file_name,
            bytes=file.size_bytes,
            url=reverse("orders:download", args=[order.public_id, file.public_id]),
            left=None if line.times_left(file.public_id) == UNLIMITED else line.times_left(file.public_id),
            until=line.fetch_until,
        )
        for file in found
    ]
