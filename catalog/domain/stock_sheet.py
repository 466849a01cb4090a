"""A sheet of stock changes: read, checked as a whole, applied as a whole."""

import csv
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Variant
from ..models.stock import MovementKind
from . import stock

COLUMNS = ("sku", "change", "reason")
MOST_ROWS = 2_000
MOST_UNITS = 1_000_000


@dataclass(frozen=True)
class Row:
    """A line of the sheet: `variant_id` is None and `problem` tells why when it cannot be applied."""

    line: int
    sku: str
    change: int
    reason: str
    variant_id: int | None
    title: str
    problem: str


def read(text: str) -> list[Row]:
    """The rows of a CSV text with the columns sku, change and reason. Raises Refused when it is no such sheet."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    if missing := [name for name in COLUMNS if name not in names]:
        raise Refused(_("The first line must name the columns %(names)s.") % {"names": ", ".join(missing)})
    reader.fieldnames = names
    lines = list(reader)
    if len(lines) > MOST_ROWS:
        raise Refused(_("At most %(most)s lines at once.") % {"most": MOST_ROWS})
    skus = {(line["sku"] or "").strip() for line in lines}
    known: dict[str, list[Variant]] = {}
    for variant in Variant.objects.filter(sku__in=skus - {""}).select_related("product"):
        known.setdefault(variant.sku, []).append(variant)
    return [_row(number, line, known) for number, line in enumerate(lines, start=2)]


def apply(*, rows: list[Row], actor: str) -> int:
    """Do every line or none. Returns how many. Raises Refused, NotEnoughStock naming the line."""
    if bad := next((row for row in rows if row.problem), None):
        raise Refused(_("Line %(line)s: %(problem)s") % {"line": bad.line, "problem": bad.problem})
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: row.variant_id or 0):
            try:
                stock.adjust(
                    variant_id=row.variant_id or 0,
                    quantity=row.change,
                    kind=MovementKind.RECEIVED if row.change > 0 else MovementKind.COUNTED,
                    reason=row.reason,
                    actor=actor,
                )
            except Refused as error:
                raise Refused(_("Line %(line)s: %(problem)s") % {"line": row.line, "problem": error.message}) from error
    return len(rows)


def _row(number: int, line: dict[str, str | None], known: dict[str, list[Variant]]) -> Row:
    sku, reason = (line["sku"] or "").strip(), (line["reason"] or "").strip()[:200]
    found = known.get(sku, [])
    change, problem = _units((line["change"] or "").strip())
    if not found:
        problem = _("There is no variant with this SKU.")
    elif len(found) > 1:
        problem = _("Several variants have this SKU.")
    elif not reason:
        problem = problem or _("Say why the stock changes.")
    variant = found[0] if len(found) == 1 else None
    return Row(number, sku, change, reason, variant.pk if variant else None, str(variant or ""), problem)


def _units(text: str) -> tuple[int, str]:
    try:
        units = int(text.replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return 0, _("“%(text)s” is not a whole number.") % {"text": text[:30]}
    if not units or abs(units) > MOST_UNITS:
        return units, _("The change must be between 1 and a million, up or down.")
    return units, ""
