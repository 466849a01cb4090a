"""A rate that differs too much from the last one to be believed without a look."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, state_check

from ..states import SOURCE_NAMES, Answer
from .rate import RateField


class Jump(models.Model):
    """`against` is the rate that was fetched before it. One of a pair waits; once it is answered nobody changes it."""

    base = CurrencyField()
    quote = CurrencyField()
    rate = RateField(verbose_name=_("rate"))
    date = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=24, choices=SOURCE_NAMES.items())
    seen_at = models.DateTimeField(_("last said"), db_default=Now())
    against = models.ForeignKey("currencies.Rate", on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    actor = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("rate to confirm")
        verbose_name_plural = _("rates to confirm")
        constraints = [
            state_check(states=Answer, name="jump_answer_known", field="answer"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="jump_positive"),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_at=None)
                | (~Q(answer=Answer.WAITING) & Q(answered_at__isnull=False)),
                name="jump_answered_at",
            ),
            models.UniqueConstraint(
                fields=["base", "quote"], condition=Q(answer=Answer.WAITING), name="jump_waits_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="jump_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="jump_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.answer <> 'waiting'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.base}/{self.quote}"
