"""A review is written, changed, published, rejected, answered.

Whether somebody may write about a product is known to the app that knows orders: it comes here with a `reference`,
the public id of the line. What waits or was changed is not read by anybody and not counted in the average.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.errors import Conflict, NotFound, Refused

from ..models import Product, Review
from ..queries.reviews import may_change
from ..states import Standing
from . import photographs as photos
from .moves import move, note
from .photographs import Photograph

REPLY_CHARS = 2000


@dataclass(frozen=True)
class Opinion:
    """What was typed. `stars` from 1 to 5."""

    stars: int
    words: str
    display_name: str
    title: str = ""


def write(
    *, reference: str, product: Product, author: Any, opinion: Opinion, photographs: Sequence[Photograph] = ()
) -> Review:
    """A review that waits to be read. `author` is a user, or None for a guest. Raises Conflict for a second one."""
    typed = vars(opinion) | {"picture_count": len(photographs)}
    try:
        with transaction.atomic():
            review = Review.objects.create(product=product, reference=reference, author=author, **typed)
            photos.hang(review=review, photographs=photographs)
            note(review, actor="shopper", after=Standing.PENDING)
    except IntegrityError as error:
        raise Conflict(_("You have reviewed this already. Open it to change it.")) from error
    return review


def is_open(review: Review) -> bool:
    """Whether its author may still write it anew: for 30 days, by the database's clock."""
    return may_change(review, database_now())


def rewrite(
    *, review: Review, opinion: Opinion, dropped: Sequence[str] = (), photographs: Sequence[Photograph] = ()
) -> Review:
    """Put new words in its place, without the `dropped` pictures (public ids) and with new ones. It waits to be read
    again and leaves the average until then. Raises Refused after the time for changes and for too many photographs."""
    if not is_open(review):
        words = _("A review can be changed for %(days)d days after it was written.")
        raise Refused(words % {"days": settings.REVIEW_EDIT_DAYS})
    with transaction.atomic():
        locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        if locked.state != Standing.PENDING:
            locked = move(locked, Standing.PENDING, actor="shopper", published_at=None)
        locked.pictures.filter(public_id__in=dropped).delete()
        kept = list(locked.pictures.all())
        if len(kept) + len(photographs) > photos.MOST:
            raise Refused(_("A review has at most %(most)d photographs.") % {"most": photos.MOST})
        photos.hang(review=locked, photographs=photographs, after=max((each.position for each in kept), default=0))
        typed = vars(opinion) | {"picture_count": len(kept) + len(photographs)}
        Review.objects.filter(pk=locked.pk).update(**typed, version=locked.version + 1, submitted_at=DatabaseNow())
        locked.refresh_from_db()
    return locked


def publish(*, review: Review, actor: str, seen: int) -> Review:
    """Everybody may read it; it counts. `seen` is the version that was read. Raises Conflict when it was changed
    meanwhile, IllegalMove when it is published already."""
    with transaction.atomic():
        locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        if locked.version != seen:
            raise Conflict(_("Its author has changed it meanwhile. Read it again."))
        return move(locked, Standing.PUBLISHED, actor=actor, published_at=DatabaseNow())


def reject(*, review: Review, actor: str, reason: str) -> Review:
    """Nobody reads it but its author, who is told why. Raises IllegalMove."""
    with transaction.atomic():
        return move(review, Standing.REJECTED, actor=actor, reason=reason, published_at=None)


def reply(*, review: Review, words: str, user: Any, actor: str) -> Review:
    """What the stall says to it, once; a second reply takes the place of the first, and no words take it away.

    Raises Refused when it is too long, NotFound when the review is not published.
    """
    words = words.strip()
    if len(words) > REPLY_CHARS:
        raise Refused(_("A reply has at most %(most)d characters.") % {"most": REPLY_CHARS})
    with transaction.atomic():
        locked = Review.objects.select_for_update(of=("self",), no_key=True).get(pk=review.pk)
        if locked.state != Standing.PUBLISHED:
            raise NotFound(_("There is no such review."))
        at = {"replied_by": user, "replied_at": DatabaseNow()} if words else {"replied_by": None, "replied_at": None}
        Review.objects.filter(pk=locked.pk).update(reply=words, **at)
        note(locked, actor=actor, kind="reply", reason=words or _("The reply was taken away."))
        locked.refresh_from_db()
    return locked
