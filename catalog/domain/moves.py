"""The one function of this app that moves a state; each move is an entry of the text's history.

What a product's row tells about its reviews changes in the same transaction, because it changes here.
"""

from typing import TypeVar

from django.db.models import F

from commerce.kernel import states

from ..models import Answer, ModerationEvent, Product, Question, Review
from ..states import Standing
from . import ratings

Moved = TypeVar("Moved", bound=Review | Question | Answer)


def move(row: Moved, to: str, *, actor: str, reason: str = "", **changes: object) -> Moved:
    """Move a review, question or answer to state `to`; its row keeps the `reason`.

    `changes` are set with it (a review's stars are none of them). Raises IllegalMove.
    """

    def record(moved: Moved, before: str, after: str) -> None:
        note(moved, actor=actor, before=before, after=after, reason=reason)
        if isinstance(moved, Review):
            _count(moved, before, after)
        else:
            _freshen(moved.product_id if isinstance(moved, Question) else moved.question.product_id)

    return states.move(row, to, record=record, changes={**changes, "reason": reason[:300]})


def note(
    row: Review | Question | Answer,
    *,
    actor: str,
    before: str = "",
    after: str = "",
    reason: str = "",
    kind: str = "state",
) -> None:
    """An entry of the history."""
    ModerationEvent.objects.create(
        subject=row.public_id, kind=kind, before=before, after=after, actor=actor, reason=reason[:300]
    )


def _count(review: Review, before: str, after: str) -> None:
    if after == Standing.PUBLISHED:
        ratings.add(product_id=review.product_id, stars=review.stars)
    elif before == Standing.PUBLISHED:
        ratings.take_away(product_id=review.product_id, stars=review.stars)


def _freshen(product_id: int) -> None:
    Product.objects.filter(pk=product_id).update(cache_version=F("cache_version") + 1)
