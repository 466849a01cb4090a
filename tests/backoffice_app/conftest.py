"""A member of staff signed in, and a shop with something in it."""

import pytest
from django.test import Client

from tests.factories import shop


@pytest.fixture
def staff_user(db):
    return shop.make_user(email="staff@example.com", is_staff=True, full_name="Desk Person")


@pytest.fixture
def staff(staff_user) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(staff_user)
    return client
