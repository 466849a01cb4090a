"""People of these tests, with a confirmed address, and what they type."""

import re
from itertools import count

from allauth.account.models import EmailAddress
from django.test import Client

from commerce.accounts.domain.address_book import Entry
from commerce.accounts.models import Area, User
from commerce.notifications.models import Email

PASSWORD = "kiskadee-by-the-kitchen"
_numbers = count(1)


def make_person(email: str = "", *, is_confirmed: bool = True, **values: object) -> User:
    user = User.objects.create_user(email or f"person{next(_numbers)}@example.com", PASSWORD, **values)
    EmailAddress.objects.create(user=user, email=user.email, verified=is_confirmed, primary=True)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def entry(**values: object) -> Entry:
    area = Area.objects.get(code="GY-4-georgetown-kitty")
    return Entry(**{"full_name": "Ada", "phone": "+5926001234", "area": area, "street": "12 Alexander St"} | values)  # type: ignore[arg-type]


def typed(**values: object) -> dict[str, object]:
    area = Area.objects.get(code="GY-4-georgetown-kitty").pk
    facts = {"full_name": "Ada", "phone": "600 1234", "area": area, "street": "12 Alexander St", "landmark": "Market"}
    return facts | values


def last_mail(to: str) -> Email:
    return Email.objects.filter(to=to).order_by("-pk")[0]


def code_of(mail: Email) -> str:
    """The code that stands alone on its line."""
    found = re.search(r"^([A-Z0-9-]{6,9})$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[1]
