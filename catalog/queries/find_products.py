"""Products that staff name by hand: by the address of a page, a public id or a SKU."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Product

MOST = 500


def by_lines(lines: Iterable[str]) -> list[Product]:
    """One product a line, in their order; empty lines are passed over. Two statements.

    Raises Refused with the lines that name nothing, or more than one thing."""
    wanted = list(dict.fromkeys(name for line in lines if (name := named(line))))
    if len(wanted) > MOST:
        raise Refused(_("At most %(most)d at a time.") % {"most": MOST})
    rows = list(Product.objects.filter(Q(slug__in=wanted) | Q(public_id__in=wanted)))
    known = {row.slug: {row.pk: row} for row in rows} | {row.public_id: {row.pk: row} for row in rows}
    for row in Product.objects.filter(variants__sku__in=wanted).prefetch_related("variants").distinct():
        for variant in row.variants.all():
            known.setdefault(variant.sku, {})[row.pk] = row
    if strange := [name for name in wanted if len(known.get(name, ())) != 1]:
        words = _("Nothing, or more than one thing, is called: %(names)s.")
        raise Refused(words % {"names": ", ".join(strange[:10])}, code="product_unknown")
    return [next(iter(known[name].values())) for name in wanted]


def named(line: str) -> str:
    """The slug at the end of an address, else the line itself."""
    text = line.strip()
    return urlsplit(text).path.strip("/").rpartition("/")[2] if "/" in text else text
