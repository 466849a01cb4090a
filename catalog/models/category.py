"""A tree of any depth, kept as a path so that a branch is one prefix."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.addresses import address
from commerce.kernel.fields import PublicIdField


class Category(models.Model):
    """`path` is the ids from the root down ("0001/0042/"): a branch is everything that starts with it."""

    public_id = PublicIdField("cat")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100, unique=True)
    path = models.CharField(max_length=200, db_index=True, blank=True, editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    position = models.PositiveIntegerField(default=0)
    ground = models.PositiveSmallIntegerField(default=0)
    picture = models.ForeignKey("catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    description = models.TextField(blank=True)
    seo_title = models.CharField(max_length=120, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(_("shown"), default=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "categories"
        indexes = [models.Index(fields=["path"], name="category_branch", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("catalog:category", self.slug)
