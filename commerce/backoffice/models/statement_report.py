"""What kept PostgreSQL busy in a past time: the statements at the top when the time ended."""

from datetime import timedelta

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField


class StatementReport(models.Model):
    """`found` is what queries.slow_statements.SlowStatements.as_json wrote. `began_anew`: the counting was started anew
    with this report; else the next one counts its time, too."""

    public_id = PublicIdField("srp")
    began_at = models.DateTimeField(_("counted from"))
    ended_at = models.DateTimeField(_("until"))
    began_anew = models.BooleanField(_("counting began anew"), default=False)
    found = models.JSONField(default=dict)

    class Meta:
        ordering = ["-ended_at", "-id"]
        verbose_name = _("report of slow statements")
        verbose_name_plural = _("reports of slow statements")

    def __str__(self) -> str:
        """The days; the times, too, when it was a short while."""
        kind = "DATE_FORMAT" if self.ended_at - self.began_at >= timedelta(days=2) else "DATETIME_FORMAT"
        return " – ".join(date_format(localtime(moment), kind) for moment in (self.began_at, self.ended_at))

    @property
    def slow(self) -> int:
        """How many statements took longer on average than was allowed then."""
        return int(self.found.get("slow", 0))
