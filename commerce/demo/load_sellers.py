"""The stalls of the demo market."""

from datetime import datetime, timedelta

from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from . import market

COMMISSION_BP = 800
BETWEEN = timedelta(days=17)
# Hours to an answer, by the stall's colour; one in four says nothing.
ANSWERS = (2, 24, None, 5)


def load_sellers(*, opened: datetime) -> dict[str, Seller]:
    """Approved sellers, by slug; they are here since `opened` and before, one after the other."""
    rows = [
        Seller(
            name=demo.name,
            slug=demo.slug,
            state=SellerState.APPROVED,
            stall_colour=demo.stall_colour,
            about=demo.about,
            country=demo.country,
            town=demo.town,
            email=f"{demo.slug}@example.com",
            dispatch_days=demo.ships_in_days,
            return_days=demo.return_days,
            answer_hours=ANSWERS[demo.stall_colour % len(ANSWERS)],
            tax_rate_bp=demo.vat_bp,
            tax_number=f"DEMO-{demo.stall_colour:04d}" if demo.vat_bp else "",
            commission_bp=COMMISSION_BP,
        )
        for demo in market.sellers()
    ]
    made = Seller.objects.bulk_create(rows)
    for place, seller in enumerate(made):
        seller.created_at = opened - place * BETWEEN
    Seller.objects.bulk_update(made, ["created_at"])
    return {seller.slug: seller for seller in made}
