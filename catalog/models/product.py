"""A product of one seller, with everything a list needs on its own row."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.kernel.addresses import address
from commerce.kernel.fields import CurrencyField, MinorField, PublicIdField, state_check

from .handling import CHECKS, Handling


class ProductStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("on sale")
    ARCHIVED = "archived", _("archived")


class Product(Handling):
    """Columns under "kept current" are derived from variants and stock by `domain.summaries`, in the transaction
    that changes those. `option_names` are at most three; each variant has one value for each."""

    public_id = PublicIdField("prd")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(
        "catalog.Category", on_delete=models.PROTECT, null=True, blank=True, related_name="products"
    )
    title = models.CharField(max_length=255)
    slug = models.SlugField(max_length=255, unique=True)
    description = models.TextField(blank=True)
    brand = models.CharField(max_length=255, blank=True)
    product_type = models.CharField(max_length=255, blank=True)
    tags = ArrayField(models.CharField(max_length=255), default=list, blank=True)
    option_names = ArrayField(models.CharField(max_length=80), default=list, blank=True, size=3)
    status = models.CharField(max_length=10, choices=ProductStatus.choices, default=ProductStatus.DRAFT)
    currency = CurrencyField()
    is_digital = models.BooleanField(_("downloads only"), default=False)
    is_featured = models.BooleanField(_("first on the front page"), default=False)
    seo_title = models.CharField(max_length=255, blank=True)
    seo_description = models.CharField(max_length=500, blank=True)
    source = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    # Kept current for lists.
    price_from_minor = MinorField(default=0)
    price_to_minor = MinorField(default=0)
    compare_at_minor = MinorField(null=True, blank=True)
    available = models.IntegerField(default=0)
    only_variant = models.CharField(max_length=32, blank=True)
    lead_picture = models.ForeignKey(
        "catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sales_count = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    review_count = models.PositiveIntegerField(default=0)
    cache_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            *CHECKS,
            state_check(states=ProductStatus, name="product_status_known", field="status"),
            models.CheckConstraint(
                condition=Q(price_from_minor__gte=0, price_to_minor__gte=F("price_from_minor")),
                name="product_prices",
            ),
            models.CheckConstraint(
                condition=Q(rating_sum__gte=F("review_count"), rating_sum__lte=F("review_count") * 5),
                name="product_rating_1_to_5",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="product_title_trgm"),
            GinIndex(fields=["tags"], name="product_tags"),
            models.Index(fields=["seller", "-id"], name="product_seller_newest"),
            models.Index(fields=["published_at"], name="product_published"),
            # The rating of a stall, summed on each of its product pages.
            models.Index(
                fields=["seller"],
                include=["rating_sum", "review_count"],
                name="product_rated",
                condition=Q(status="active", review_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("catalog:product", self.slug)


class SlugHistory(models.Model):
    """An address a product had before; it redirects for ever."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="old_slugs")
    slug = models.SlugField(max_length=255, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug
