"""Life of what shoppers write: reviews, questions, answers. Nobody reads it before somebody has read it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commerce.kernel.states import transitions


class Standing(TextChoices):
    PENDING = "pending", _("waiting to be read")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("not published")


# Back to pending when its author changes it; taken down, or let in after all, when staff think again.
STANDING_MOVES = transitions(
    {
        Standing.PENDING: {Standing.PUBLISHED, Standing.REJECTED},
        Standing.PUBLISHED: {Standing.PENDING, Standing.REJECTED},
        Standing.REJECTED: {Standing.PENDING, Standing.PUBLISHED},
    }
)
