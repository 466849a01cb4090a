"""A stall that asks for an amount, and its payer."""

import pytest

from payments.models import PaymentRequest
from tests.factories.asking import Payer, make_request
from tests.factories.shop import make_seller


@pytest.fixture
def stall(db):
    return make_seller(name="Auntie Fay")


@pytest.fixture
def asked(stripe, stall) -> PaymentRequest:
    return make_request(payee=stall.public_id)


@pytest.fixture
def payer(asked) -> Payer:
    return Payer(asked)
