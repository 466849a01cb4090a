"""What lists and searches read: one narrow row for each product that anybody may see.

Everything here is derived. `domain.listings` projects a product in the transaction that changes it; `terms` and
`vector` are the search engine's own and follow by job.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.lookups import LessThan

from commerce.kernel.fields import CurrencyField, MinorField

# The price of what cannot be bought because it has none: beyond every real one.
NO_PRICE = 9_000_000_000_000_000
# Terms are numbers up to this one.
DIMENSIONS = 1_000_000_000
# A listing's chance, from 0 to CHANCES - 1: a number that says nothing about it. The quarter, and the 16th, of the
# listings with the smallest have indexes of words of their own, for counts on a sample.
CHANCES = 1_048_576
QUARTER, SIXTEENTH = CHANCES // 4, CHANCES // 16


class SparseVector(models.Field):
    """Weights by term, `{id:weight,…}/dimensions`, as the vector extension keeps them. Written and read in SQL."""

    def db_type(self, connection: Any) -> str:
        return f"sparsevec({DIMENSIONS})"


def with_chance_below(end: int) -> models.Q:
    """As search.postgres.counting.CHANCE says it, so that these indexes serve its samples."""
    return models.Q(LessThan(models.Func(models.F("product"), function="hashint8").bitand(CHANCES - 1), end))


class FacetValue(models.Model):
    """One value of a detail that products can be filtered by; listings hold its number."""

    attribute = models.ForeignKey("catalog.Attribute", on_delete=models.CASCADE, related_name="values")
    text = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attribute", "text"], name="facet_value_once")]

    def __str__(self) -> str:
        return self.text


class Listing(models.Model):
    """`price_minor` is the lowest price, NO_PRICE without one. `stars` are thousandths of a star, drawn towards 3.5 as
    if five such reviews had been there (0 without reviews); `values` are numbers of FacetValue. `terms` are the words
    of the title in their order, then all others. `is_popular`: among the best-selling of a large catalogue when these
    were last looked for (search.postgres.popular)."""

    product = models.OneToOneField("catalog.Product", on_delete=models.CASCADE, primary_key=True, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(
        "catalog.Category", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    picture = models.CharField(max_length=70, blank=True)
    ground = models.PositiveSmallIntegerField(default=15)
    currency = CurrencyField()
    price_minor = MinorField()
    price_to_minor = MinorField()
    compare_at_minor = MinorField(null=True)
    available = models.IntegerField()
    only_variant = models.CharField(max_length=32, blank=True)
    is_digital = models.BooleanField()
    is_featured = models.BooleanField()
    rating_sum = models.PositiveIntegerField()
    review_count = models.PositiveIntegerField()
    stars = models.PositiveSmallIntegerField()
    sales_count = models.PositiveIntegerField()
    values = ArrayField(models.IntegerField(), default=list)
    terms = ArrayField(models.IntegerField(), default=list)
    title_terms = models.PositiveSmallIntegerField(default=0)
    sku_term = models.IntegerField(default=0)
    vector = SparseVector(null=True)
    is_popular = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["terms"], name="listing_terms"),
            GinIndex(fields=["terms"], name="listing_terms_4th", condition=with_chance_below(QUARTER)),
            GinIndex(fields=["terms"], name="listing_terms_16th", condition=with_chance_below(SIXTEENTH)),
            GinIndex(fields=["values"], name="listing_values"),
            GinIndex(fields=["terms", "values"], name="listing_popular", condition=models.Q(is_popular=True)),
            models.Index(fields=["category", "-sales_count", "-product"], name="listing_cat_best"),
            models.Index(
                fields=["category", "-sales_count", "-product"],
                name="listing_cat_seen",
                condition=~models.Q(picture=""),
            ),
            models.Index(fields=["category", "price_minor", "product"], name="listing_cat_price"),
            models.Index(fields=["category", "-product"], name="listing_cat_newest"),
            models.Index(fields=["seller", "-sales_count", "-product"], name="listing_stall_best"),
            models.Index(fields=["-sales_count", "-product"], name="listing_best"),
            models.Index(fields=["price_minor", "product"], name="listing_price"),
            models.Index(fields=["sku_term"], name="listing_sku"),
            models.Index(fields=["product"], name="listing_not_indexed", condition=models.Q(vector__isnull=True)),
            models.Index(fields=["-stars", "-product"], name="listing_stars"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchPrefix(models.Model):
    """The most common words with this beginning, so that two letters are completed at once in a large vocabulary."""

    prefix = models.CharField(max_length=4, primary_key=True)
    terms = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return self.prefix


class SearchTerm(models.Model):
    """A word of the vocabulary. `id` is computed from the text (catalog.search.words); `shown` is the word before it
    was stemmed, in its shortest form, empty for one that stands in descriptions only; `found_in` is about how many
    listings hold it, counted anew each night; `shapes` are the numbers of the word with one letter left out."""

    id = models.IntegerField(primary_key=True)
    text = models.CharField(max_length=40)
    shown = models.CharField(max_length=40)
    found_in = models.PositiveIntegerField(default=0)
    shapes = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["text"], name="term_beginning", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["shown"], name="term_shown", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["shapes"], name="term_shapes"),
            GinIndex(OpClass("shown", name="gin_trgm_ops"), name="term_alike"),
        ]

    def __str__(self) -> str:
        return self.text
