"""A thing on a list."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField
from commerce.kernel.money import Money


class Wish(models.Model):
    """A product, or one variant of it. `title` and `option_text` are the words at saving: they stay when the thing
    goes. `price_minor` is the price at saving.

    For mails of a watched wish: `known_minor` is the lowest price that was told since it was last as dear as at
    saving, `known_available` whether it could be had when last looked, `news` how many changes were told.
    """

    public_id = PublicIdField("wsh")
    wish_list = models.ForeignKey("wishlists.WishList", on_delete=models.CASCADE, related_name="wishes")
    product = models.ForeignKey("catalog.Product", on_delete=models.SET_NULL, null=True, related_name="+")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=255)
    option_text = models.CharField(max_length=800, blank=True)
    price_minor = MinorField()
    currency = CurrencyField()
    note = models.CharField(max_length=200, blank=True)
    is_watched = models.BooleanField(default=False)
    known_minor = MinorField()
    known_available = models.BooleanField(default=True)
    news = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["wish_list", "product", "variant"],
                condition=Q(product__isnull=False),
                name="wish_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(price_minor__gte=0, known_minor__gte=0), name="wish_price"),
        ]
        indexes = [models.Index(fields=["id"], name="wish_watched", condition=Q(is_watched=True))]

    def __str__(self) -> str:
        return self.title

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)
