"""What staff teach the search, and what shoppers asked of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Words that mean the same: whoever asks for one finds the others, too. One of them may be a phrase."""

    words = ArrayField(
        models.CharField(max_length=60),
        help_text=_("Separated by commas: tv, television, telly"),
    )
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(self.words)


class SearchRedirect(models.Model):
    """Exactly these words lead to an address of the shop instead of to a list. `words` are as `cleaned` leaves them."""

    words = models.CharField(max_length=200, unique=True)
    url = models.CharField(_("leads to"), max_length=300, help_text=_("An address of this shop: /c/school-books/"))

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return f"{self.words} → {self.url}"


class SearchTally(models.Model):
    """How often words were searched and how many products they found the last time."""

    words = models.CharField(max_length=200, unique=True)
    searches = models.PositiveIntegerField(default=0)
    results = models.PositiveIntegerField(_("products found"), default=0)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-searches"]
        verbose_name_plural = "search tallies"
        indexes = [
            models.Index(fields=["words"], name="tally_beginning", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["-searches"], name="tally_most"),
        ]

    def __str__(self) -> str:
        return self.words
