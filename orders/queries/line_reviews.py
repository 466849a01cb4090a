"""What became of the reviews of an order's lines, for its page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Review
from catalog.queries.reviews import may_change, of_lines
from catalog.states import Standing

from ..models import Order, OrderLine, SellerOrder
from ..states import OrderState, SellerOrderState
from .progress import DONE, STOP, WAIT, Badge

BADGES = {Standing.PENDING: WAIT, Standing.PUBLISHED: DONE, Standing.REJECTED: STOP}


@dataclass(frozen=True)
class LineReview:
    """Beside a line that has arrived: `badge` and `stars` once it is reviewed, `reason` when it was rejected."""

    url: str
    stars: int = 0
    badge: Badge | None = None
    reason: str = ""
    can_change: bool = False
    read_url: str = ""


def is_open(line: OrderLine, part: SellerOrder, order: Order) -> bool:
    """Whether the line may be reviewed: it has arrived, and its product is still known."""
    arrived = order.state == OrderState.PAID and part.state == SellerOrderState.DELIVERED
    return arrived and line.variant_id is not None


def of_order(order: Order) -> dict[str, LineReview]:
    """By the line's public id, for the lines that may be reviewed. One statement, none while nothing has arrived.

    Needs an order with its parts, lines and products (see order_rows.load).
    """
    lines = [line for part in order.parts.all() for line in part.lines.all() if is_open(line, part, order)]
    written = of_lines(line.public_id for line in lines) if lines else {}
    return {line.public_id: _of_line(line, order, written.get(line.public_id)) for line in lines}


def _of_line(line: OrderLine, order: Order, review: Review | None) -> LineReview:
    url = reverse("orders:review", args=[order.public_id, line.public_id])
    if review is None:
        return LineReview(url)
    slug = line.variant.product.slug if line.variant and review.state == Standing.PUBLISHED else ""
    return LineReview(
        url=url,
        stars=review.stars,
        badge=Badge(BADGES[Standing(review.state)], _("Review %(state)s") % {"state": review.get_state_display()}),
        reason=review.reason,
        can_change=may_change(review, timezone.now()),
        read_url=f"{reverse('catalog:reviews', args=[slug])}#{review.public_id}" if slug else "",
    )
