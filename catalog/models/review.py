"""What somebody who bought a product says of it, and who found that helpful."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, StateField, state_check

from ..states import STANDING_MOVES, Standing


class Review(models.Model):
    """`reference` is the public id of the order line it is about; None for one that was imported. `version` counts its
    texts: who publishes says which one was read. `picture_count` and `helpful_count` are kept with their rows."""

    TRANSITIONS = STANDING_MOVES

    public_id = PublicIdField("rev")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="reviews")
    reference = models.CharField(max_length=32, null=True, blank=True, unique=True)
    is_bought = models.BooleanField(_("bought and delivered"), default=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    stars = models.PositiveSmallIntegerField(_("stars"))
    title = models.CharField(_("title"), max_length=100, blank=True)
    words = models.TextField(_("words"))
    display_name = models.CharField(_("name shown"), max_length=60)
    state = StateField(verbose_name=_("state"), choices=Standing.choices, default=Standing.PENDING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    picture_count = models.PositiveSmallIntegerField(_("photographs"), default=0)
    helpful_count = models.PositiveIntegerField(_("found helpful"), default=0)
    reply = models.TextField(_("reply of the stall"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), db_default=Now())
    submitted_at = models.DateTimeField(_("waiting since"), db_default=Now())
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            state_check(states=Standing, name="review_state_known"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_1_to_5_stars"),
            models.CheckConstraint(
                condition=Q(is_bought=False) | Q(reference__isnull=False), name="review_bought_names_its_line"
            ),
        ]
        indexes = [
            models.Index(
                fields=["product", "-helpful_count", "-id"], name="review_helpful", condition=Q(state="published")
            ),
            models.Index(fields=["product", "-id"], name="review_newest", condition=Q(state="published")),
            models.Index(fields=["state", "submitted_at"], name="review_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.stars} ★"

    def get_absolute_url(self) -> str:
        """Where it is read among the others."""
        return f"{reverse('catalog:reviews', args=[self.product.slug])}#{self.public_id}"


class HelpfulVote(models.Model):
    """Somebody found a review helpful. The vote stays, and counts, when the person goes."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="helpful_vote_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.review_id}"
