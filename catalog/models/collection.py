"""Products that belong together for a while or for good: chosen by hand, or by a rule."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.addresses import address
from commerce.kernel.fields import PublicIdField, state_check


class CollectionKind(models.TextChoices):
    HAND = "hand", _("chosen by hand, in an order")
    RULE = "rule", _("found by a rule")


class Collection(models.Model):
    """Seen while it is active and the database's clock stands in [shown_from, shown_until). Of several that are
    featured the first by `position` is the shelf of the front page. `rule` is what `domain.collection_rules` has
    checked; one by hand has none."""

    public_id = PublicIdField("col")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)
    picture = models.ForeignKey(
        "catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    kind = models.CharField(_("products"), max_length=4, choices=CollectionKind.choices, default=CollectionKind.HAND)
    rule = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_featured = models.BooleanField(_("on the front page"), default=False)
    shown_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    seo_title = models.CharField(max_length=120, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    products: models.ManyToManyField = models.ManyToManyField("catalog.Product", through="catalog.CollectionItem")

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            state_check(states=CollectionKind, name="collection_kind_known", field="kind"),
            models.CheckConstraint(
                condition=Q(shown_from=None) | Q(shown_until=None) | Q(shown_until__gt=F("shown_from")),
                name="collection_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(kind="rule") | Q(rule={}), name="collection_by_hand_has_no_rule"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("catalog:collection", self.slug)


class CollectionItem(models.Model):
    """A product's place in a collection that is chosen by hand."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["collection", "product"], name="collection_item_once")]

    def __str__(self) -> str:
        return str(self.product)
