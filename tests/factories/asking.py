"""Payment requests, and what somebody who got the link does in a browser without scripts."""

from typing import Any

from django.test import Client

from commerce.kernel.money import Money
from payments.domain import payment_requests
from payments.models import PaymentAttempt, PaymentRequest


def make_request(minor: int = 500_000, **words: Any) -> PaymentRequest:
    """Five thousand dollars for a cake; words change what for."""
    given = {"amount": Money(minor, "GYD"), "description": "A cake for Saturday", "actor": "staff:1"}
    return payment_requests.ask(**given | words)


def page_ref() -> str:
    """What the provider calls the page that was opened last."""
    return PaymentAttempt.objects.latest("pk").provider_ref


class Payer:
    """Somebody who got the link."""

    def __init__(self, asked: PaymentRequest) -> None:
        self.client, self.address = Client(), asked.get_absolute_url()

    def page(self, part: str = "") -> str:
        return self.client.get(f"{self.address}{part}", follow=True).content.decode()

    def press(self, method: str = "stripe", **typed: Any) -> Any:
        return self.client.post(f"{self.address}payment/", {"method": method, **typed})

    def come_back(self) -> str:
        """From the provider's page; the text of the page they end on."""
        return self.page("return/")
