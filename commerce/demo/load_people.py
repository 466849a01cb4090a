"""People of the demo market: an owner for every stall, shoppers, and the office. All at example.com."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from commerce.accounts.models import User
from vendors.sellers.models import Seller, SellerMember

from . import market

STAFF = "staff@stabroek.example.com"


def load_owners(sellers: dict[str, Seller], password: str) -> None:
    """One person for each stall, who may act for it."""
    people = {f"owner@{name}.example.com": f"Owner of {seller.name}" for name, seller in sellers.items()}
    owners = _load(people, password)
    SellerMember.objects.bulk_create(
        SellerMember(seller=seller, user=owners[f"owner@{name}.example.com"]) for name, seller in sellers.items()
    )


def load_shoppers(password: str) -> None:
    """The shoppers of the market."""
    _load({shopper.email: shopper.name for shopper in market.shoppers()}, password)


def load_staff(password: str) -> None:
    """One person who runs the market."""
    _load({STAFF: "Market office"}, password)
    User.objects.filter(email=STAFF).update(is_staff=True, is_superuser=True)


def _load(people: dict[str, str], password: str) -> dict[str, User]:
    """People by e-mail, with a confirmed address; who is there already stays as they are."""
    secret = make_password(password)
    there = set(User.objects.filter(email__in=people).values_list("email", flat=True))
    made = User.objects.bulk_create(
        User(email=email, full_name=name, password=secret) for email, name in people.items() if email not in there
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    return {user.email: user for user in User.objects.filter(email__in=people)}
