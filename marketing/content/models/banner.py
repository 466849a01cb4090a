"""A sentence on top of a page, for a while."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, state_check


class Placement(models.TextChoices):
    HOME = "home", _("top of the front page")
    LISTS = "lists", _("top of lists")
    CART = "cart", _("top of the cart")
    STRIP = "strip", _("a strip on every page")


class Tone(models.TextChoices):
    PLAIN = "plain", _("plain")
    SEA = "sea", _("blue: news")
    CANE = "cane", _("green: something good")
    GOLD = "gold", _("gold: mind this")


class Banner(models.Model):
    """Shown while it is on and the database's clock stands in [shown_from, shown_until); of several at one place the
    one with the lowest `position`, then the newest."""

    public_id = PublicIdField("ban")
    placement = models.CharField(_("place"), max_length=8, choices=Placement.choices)
    text = models.CharField(_("sentence"), max_length=120)
    link_text = models.CharField(_("words of the link"), max_length=40, blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    picture = models.ForeignKey(
        "catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    tone = models.CharField(_("tone"), max_length=8, choices=Tone.choices, default=Tone.PLAIN)
    is_on = models.BooleanField(_("switched on"), default=True)
    shown_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    is_dismissible = models.BooleanField(_("can be closed"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["placement", "position", "-id"]
        constraints = [
            state_check(states=Placement, name="banner_placement_known", field="placement"),
            state_check(states=Tone, name="banner_tone_known", field="tone"),
            models.CheckConstraint(
                condition=Q(shown_from=None) | Q(shown_until=None) | Q(shown_until__gt=F("shown_from")),
                name="banner_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(link="") | ~Q(link_text=""), name="banner_link_has_words"),
        ]

    def __str__(self) -> str:
        return self.text
