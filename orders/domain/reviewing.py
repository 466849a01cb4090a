"""Who may review what: a line of a delivered parcel, once, by whom the order belongs to."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from catalog.domain import reviews
from catalog.domain.photographs import Photograph
from catalog.domain.reviews import Opinion
from catalog.models import Review
from catalog.queries.reviews import of_line
from commerce.kernel.errors import NotFound

from ..models import Order, OrderLine
from ..queries.line_reviews import is_open


def line_of(*, order: Order, public_id: str) -> OrderLine:
    """The order's line of this id. Raises NotFound when it is none, or has not arrived yet."""
    lines = OrderLine.objects.select_related("part", "variant__product__lead_picture", "variant__product__seller")
    line = lines.filter(order=order, public_id=public_id).first()
    if line is None or not is_open(line, line.part, order):
        raise NotFound(_("There is nothing to review here, or it has not arrived yet."))
    return line


def save(
    *, order: Order, line: OrderLine, opinion: Opinion, dropped: Sequence[str], photographs: Sequence[Photograph]
) -> Review:
    """Write the line's review, or put new words in the place of the one there is. `line` comes from `line_of`.

    It belongs to the order's member, if it has one, whoever holds the link. Raises Conflict, Refused.
    """
    written = of_line(line.public_id)
    if written:
        return reviews.rewrite(review=written, opinion=opinion, dropped=dropped, photographs=photographs)
    assert line.variant is not None  # line_of saw to it
    return reviews.write(
        reference=line.public_id, product=line.variant.product, author=order.user, opinion=opinion,
        photographs=photographs,
    )  # fmt: skip
