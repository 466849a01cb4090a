"""Reports of slow statements: kept for eight weeks, to read."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import ReadOnlyAdmin, when_column

from .models import StatementReport
from .queries.slow_statements import statements_of


@admin.register(StatementReport)
class StatementReportAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "slow_ones", when_column("ended_at", _("until")), "began_anew"]
    fields = ["began_at", "ended_at", "began_anew", "slow_ones", "most_in_all", "most_each"]
    ordering = ["-ended_at"]

    @admin.display(description=_("slow statements"))
    def slow_ones(self, report: StatementReport) -> int:
        return report.slow

    @admin.display(description=_("most time in all"))
    def most_in_all(self, report: StatementReport) -> Any:
        return table(report.found["by_total"])

    @admin.display(description=_("most time each"))
    def most_each(self, report: StatementReport) -> Any:
        return table(report.found["by_mean"])


def table(rows: list[dict[str, Any]]) -> Any:
    context = {"rows": statements_of(rows), "limit": settings.SLOW_STATEMENT_MS}
    return render_to_string("admin/_statements.html", context)
