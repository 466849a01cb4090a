"""Typed facts of a product: material, author, origin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attribute(models.Model):
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=20, blank=True)
    is_number = models.BooleanField(_("a number"), default=False)
    is_filter = models.BooleanField(_("offered as a filter"), default=True)
    categories = models.ManyToManyField("catalog.Category", blank=True, related_name="attributes")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProductAttribute(models.Model):
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="attributes")
    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT)
    text = models.CharField(max_length=255, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "attribute", "text"], name="product_attribute_once")]
        indexes = [models.Index(fields=["attribute", "text"], name="product_attribute_value")]

    def __str__(self) -> str:
        return f"{self.attribute}: {self.text}"
