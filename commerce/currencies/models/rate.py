"""A rate as it was said at one moment. Rows are never changed: a correction is a newer row."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, append_only

from ..states import MANUAL, SOURCE_NAMES

# What a rate may be: numeric(20,10).
DIGITS, PLACES = 20, 10
LONGEST = timedelta(days=31)
# Not `-id` alone: for that PostgreSQL likes to walk the primary key, through every rate of every other pair.
NEWEST_FIRST = F("id") * -1


class RateField(models.DecimalField):
    """Units of `quote` for one unit of `base`, both in major units."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs | {"max_digits": DIGITS, "decimal_places": PLACES})  # type: ignore[arg-type]


class Rate(models.Model):
    """One `base` is worth `rate` `quote`. `date` is the source's day, `fetched_at` the moment we were told, by the
    database's clock. One that staff set by hand names them, and ends at `valid_until`."""

    base = CurrencyField(verbose_name=_("currency"))
    quote = CurrencyField(verbose_name=_("told in"))
    rate = RateField(verbose_name=_("rate"))
    date = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=24, choices=SOURCE_NAMES.items())
    fetched_at = models.DateTimeField(_("told"), db_default=Now())
    valid_until = models.DateTimeField(_("counts until"), null=True, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_positive"),
            models.CheckConstraint(condition=~Q(base=F("quote")), name="rate_of_two_currencies"),
            models.CheckConstraint(
                condition=Q(source=MANUAL, valid_until__isnull=False) | (~Q(source=MANUAL) & Q(valid_until=None)),
                name="rate_by_hand_ends",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_until__gte=F("fetched_at"), valid_until__lte=F("fetched_at") + LONGEST),
                name="rate_by_hand_within_a_month",
            ),
            models.CheckConstraint(condition=~Q(source=MANUAL, actor=""), name="rate_by_hand_names_somebody"),
        ]
        indexes = [
            models.Index("base", "quote", NEWEST_FIRST, name="rate_fetched", condition=Q(valid_until=None)),
            models.Index("base", "quote", NEWEST_FIRST, name="rate_by_hand", condition=Q(valid_until__isnull=False)),
        ]
        triggers = [append_only("rate_kept")]

    def __str__(self) -> str:
        return f"{self.base}/{self.quote}"

    @property
    def is_by_hand(self) -> bool:
        return self.source == MANUAL
