"""The stalls of the demo market and their delivery tables."""

from datetime import datetime, timedelta

from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState
from vendors.shipping.models import DeliveryRate

from . import market

COUNTRIES = ("GY", "BD", "TT", "BB", "US", "CA", "GB")
COMMISSION_BP = 800
BETWEEN = timedelta(days=17)


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


def load_rates(sellers: dict[str, Seller]) -> None:
    """The home country at the home price, the others at the price abroad; free delivery only at home."""
    rows = []
    for demo in market.sellers():
        for country in COUNTRIES:
            home = country == demo.country
            first, last = demo.home_days if home else demo.abroad_days
            rows.append(
                DeliveryRate(
                    seller_ref=sellers[demo.slug].public_id,
                    country=country,
                    price_minor=demo.home_rate_minor if home else demo.abroad_rate_minor,
                    currency="GYD",
                    free_from_minor=demo.free_from_minor if home else None,
                    days_min=first,
                    days_max=last,
                )
            )
    DeliveryRate.objects.bulk_create(rows)
