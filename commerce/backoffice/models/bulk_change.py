"""A change of many products at once: chosen, previewed, applied, and possibly undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, state_check


class BulkState(models.TextChoices):
    DRAFT = "draft", _("not applied")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")


class BulkKind(models.TextChoices):
    PRICE = "price", _("prices")
    STOCK = "stock", _("stock")
    CATEGORY = "category", _("category")
    STATUS = "status", _("status")


class BulkChange(models.Model):
    """`product_ids` are those chosen; `steps` what was done: [row id, value before, value after] of each row."""

    public_id = PublicIdField("blk")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=BulkKind.choices)
    product_ids = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=8, choices=BulkState.choices, default=BulkState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bulk change")
        constraints = [
            state_check(states=BulkState, name="bulk_change_state_known"),
            state_check(states=BulkKind, name="bulk_change_kind_known", field="kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {len(self.product_ids)}"
