"""What is odd about bringing a product to people: dangerous, in several packages, only at a time of the year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Hazard(models.TextChoices):
    """What makes goods dangerous on the road, after the classes of UN transport rules that markets meet."""

    NONE = "", _("nothing dangerous")
    FLAMMABLE = "flammable", _("burns easily")
    GAS = "gas", _("gas under pressure")
    BATTERY = "battery", _("strong battery")
    CORROSIVE = "corrosive", _("eats skin and metal")
    POISON = "poison", _("poisonous")


class Handling(models.Model):
    """`packages` are those that one piece travels in. `season_from` and `season_to` are days of the year, month * 100
    + day, both within the season, which may go past New Year; both empty: all year."""

    hazard = models.CharField(_("dangerous"), max_length=12, choices=Hazard, default=Hazard.NONE, blank=True)
    packages = models.PositiveSmallIntegerField(_("packages a piece"), default=1)
    season_from = models.PositiveSmallIntegerField(_("in season from"), null=True, blank=True)
    season_to = models.PositiveSmallIntegerField(_("in season to"), null=True, blank=True)

    class Meta:
        abstract = True


CHECKS = [
    models.CheckConstraint(condition=Q(hazard__in=Hazard.values), name="product_hazard_known"),
    models.CheckConstraint(
        condition=Q(packages__gte=1, packages__lte=settings.PIECES_MAX), name="product_packages_few"
    ),
    models.CheckConstraint(
        condition=Q(season_from=None, season_to=None)
        | Q(season_from__gte=101, season_from__lte=1231, season_to__gte=101, season_to__lte=1231),
        name="product_season_whole",
    ),
]
