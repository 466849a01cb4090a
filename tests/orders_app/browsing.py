"""A guest's browser with its form tokens checked, as far as checkout tests need one."""

import re
from typing import Any

from django.conf import settings
from django.middleware.csrf import _mask_cipher_secret
from django.test import Client

from orders.models import Order
from tests.factories.shop import any_area


class Browser(Client):
    """One that tells no origin, and so gets form tokens. Posts bring them along, and an `Idempotency-Key` when `key` is
    given."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)
        self.cookies[settings.FORMS_COOKIE] = "1"
        self.get("/account/login/")

    def send(self, path: str, fields: dict[str, Any], *, key: str = "", **words: Any) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.post(path, {"csrfmiddlewaretoken": self.form_token(), **fields}, headers=headers, **words)

    def form_token(self) -> str:
        """Masked anew each time, as every drawing of a page does."""
        return _mask_cipher_secret(self.cookies["csrf"].value)

    def twin(self) -> "Browser":
        """The same browser as it was before an answer that never arrived."""
        other = Browser()
        other.cookies.clear()
        for name, morsel in self.cookies.items():
            other.cookies[name] = morsel.value
        return other


def address(**values: Any) -> dict[str, Any]:
    """What a guest types. Every stall of a test delivers to the whole country."""
    area = any_area()
    facts = {
        "email": "ada@example.com", "full_name": "Ada Lord", "phone": "600 1234", "area": area.pk,
        "street": "12 Robb Street", "landmark": "by the market", "terms": "on", "payment": "stripe",
    }  # fmt: skip
    return facts | values


def checkout_fields(browser: Browser, **values: Any) -> dict[str, Any]:
    """The checkout's form as the page shows it, filled in."""
    typed = address(**values)
    page = browser.get("/checkout/").content.decode()
    total = re.search(r'name="total" value="(\d+)"', page)
    assert total, page
    return {"total": total[1]} | typed


def last_order() -> Order:
    return Order.objects.latest("pk")
