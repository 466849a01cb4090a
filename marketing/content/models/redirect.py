"""Where an address of before leads now."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField


class Redirect(models.Model):
    """`old_path` without its last slash, with its query when that matters; an empty `new_path` says that it is gone.
    Answered with 301, with 302 when it `is_temporary`, with 410 when it is gone.

    `hits` are counted in the cache and written at most once a minute (domain.redirects).
    """

    public_id = PublicIdField("red")
    old_path = models.CharField(_("old address"), max_length=500, unique=True)
    new_path = models.CharField(_("new address"), max_length=500, blank=True, db_index=True)
    is_temporary = models.BooleanField(_("only for a while"), default=False)
    hits = models.PositiveBigIntegerField(_("used"), default=0, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(condition=Q(old_path__startswith="/"), name="redirect_from_own_address"),
            models.CheckConstraint(condition=~Q(old_path=F("new_path")), name="redirect_leads_elsewhere"),
            models.CheckConstraint(condition=Q(is_temporary=False) | ~Q(new_path=""), name="redirect_gone_is_for_good"),
        ]

    def __str__(self) -> str:
        return self.old_path

    @property
    def status(self) -> int:
        """The HTTP status of its answer."""
        if not self.new_path:
            return 410
        return 302 if self.is_temporary else 301
