"""The stand-in, our settings pointed at it, and a member of staff signed in."""

import pytest
from django.test import Client

from tests.factories import shop
from tests.factories.rates import StandIn, running_stand_in


@pytest.fixture(scope="session")
def stand_in_process():
    with running_stand_in("--key", "a-key-of-the-test") as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(stand_in_process: StandIn, settings) -> StandIn:
    settings.RATES_SOURCE = "frankfurter"
    settings.RATES_URL = stand_in_process.url
    settings.RATES_KEY = "a-key-of-the-test"
    settings.RATE_PAIRS = [("USD", "GYD"), ("USD", "BDT")]
    stand_in_process.post("reset")
    return stand_in_process


@pytest.fixture
def staff_user(db):
    return shop.make_user(email="staff@example.com", is_staff=True, full_name="Desk Person")


@pytest.fixture
def staff(staff_user) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(staff_user)
    return client
