"""The tax of one seller's part of an order by rate, from what its lines froze when it was placed."""

from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text, rate_text

from ..models import SellerOrder


def rows(part: SellerOrder) -> list[tuple[str, Money]]:
    """Words and amounts that add up to the part's tax: goods by rate, then the delivery. Needs the part's lines."""
    goods: dict[int, list[int]] = {}
    for line in part.lines.all():
        sums = goods.setdefault(line.tax_rate_bp, [0, 0])
        sums[0], sums[1] = sums[0] + line.total_minor, sums[1] + line.tax_minor
    found = []
    for rate, (gross, tax) in sorted(goods.items(), reverse=True):
        if tax:
            words = {"rate": rate_text(rate), "money": money_text(Money(gross, part.currency))}
            found.append((_("%(rate)s in goods for %(money)s") % words, Money(tax, part.currency)))
    rest = part.tax_minor - sum(tax for _gross, tax in goods.values())
    return [*found, (_("in the delivery"), Money(rest, part.currency))] if rest else found
