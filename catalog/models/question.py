"""What people ask about a product, and who answered what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, StateField, state_check

from ..states import STANDING_MOVES, Standing


class Question(models.Model):
    """Asked by somebody signed in; read by nobody else but the stall until it is published."""

    TRANSITIONS = STANDING_MOVES

    public_id = PublicIdField("que")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("question"), max_length=600)
    display_name = models.CharField(_("name shown"), max_length=60)
    state = StateField(verbose_name=_("state"), choices=Standing.choices, default=Standing.PENDING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("asked"), db_default=Now())
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [state_check(states=Standing, name="question_state_known")]
        indexes = [
            models.Index(fields=["product", "-id"], name="question_newest", condition=~Q(state="rejected")),
            models.Index(fields=["state", "created_at"], name="question_queue"),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Where it is read among the others."""
        return f"{reverse('catalog:questions', args=[self.product.slug])}#{self.public_id}"


class Answer(models.Model):
    """`is_stall`: by somebody who works at the product's stall, and then published at once."""

    TRANSITIONS = STANDING_MOVES

    public_id = PublicIdField("ans")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.TextField(_("answer"))
    display_name = models.CharField(_("name shown"), max_length=60)
    is_stall = models.BooleanField(_("from the stall"), default=False)
    state = StateField(verbose_name=_("state"), choices=Standing.choices, default=Standing.PENDING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written"), db_default=Now())
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["-is_stall", "id"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [state_check(states=Standing, name="answer_state_known")]
        indexes = [models.Index(fields=["state", "created_at"], name="answer_queue")]

    def __str__(self) -> str:
        return self.words[:80]
