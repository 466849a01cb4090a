"""Who found a review helpful: one vote a person, counted on the review in the same transaction."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.kernel.errors import NotFound, Refused

from ..models import HelpfulVote, Review
from ..states import Standing


def vote(*, public_id: str, user: Any) -> Review:
    """`user` found it helpful; a second vote changes nothing. Raises NotFound for what nobody may read, Refused for
    one's own review."""
    with transaction.atomic():
        review = _locked(public_id)
        if review.author_id == user.pk:
            raise Refused(_("You wrote this review yourself: others say whether it helps."))
        _vote, is_new = HelpfulVote.objects.get_or_create(review=review, user=user)
        if is_new:
            _count(review, 1)
    return review


def take_back(*, public_id: str, user: Any) -> Review:
    """The vote of `user` is gone, if there was one. Raises NotFound."""
    with transaction.atomic():
        review = _locked(public_id)
        gone, _rows = HelpfulVote.objects.filter(review=review, user=user).delete()
        _count(review, -gone)
    return review


def _locked(public_id: str) -> Review:
    """Voters of one review take turns, so that none of them waits for another one's half-done vote."""
    reviews = Review.objects.select_related("product").select_for_update(of=("self",), no_key=True)
    review = reviews.filter(public_id=public_id, state=Standing.PUBLISHED).first()
    if review is None:
        raise NotFound(_("There is no such review."))
    return review


def _count(review: Review, by: int) -> None:
    Review.objects.filter(pk=review.pk).update(helpful_count=F("helpful_count") + by)
