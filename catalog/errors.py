"""What the catalogue refuses."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused, Unavailable


class SoldOut(Refused):
    """`details["left"]` maps variant ids to the units that could still be had."""

    code = "sold_out"

    def __init__(self, left: Mapping[int, int]) -> None:
        super().__init__(_("Some of it has just been sold out."), left=dict(left))

    @property
    def left(self) -> dict[int, int]:
        return self.details["left"]


class StockBusy(Unavailable):
    """Too many shoppers reach for the same thing at this moment: not sold out, try again."""

    code = "stock_busy"


class NotEnoughStock(Refused):
    """A correction would take away what is already promised or sold."""

    code = "not_enough_stock"


class OutOfSeason(Refused):
    """It is offered at another time of the year; the words say when."""

    code = "out_of_season"


class ScheduleWrong(Refused):
    """Times or an amount that cannot be planned; `details["field"]` names the field that the words are about."""

    code = "schedule_wrong"

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message, field=field)
