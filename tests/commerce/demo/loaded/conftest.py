"""The demo market, loaded once for all tests here and gone after them."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from commerce.demo.load import load_market

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PASSWORD = "a long walk along the wall"


@pytest.fixture(scope="package")
def demo_media(tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=str(folder)):
        yield folder


@pytest.fixture(scope="package")
def demo_market(django_db_setup, django_db_blocker, demo_media):
    """What the loader said. Each test changes a copy of its own: it runs in a savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_market(now=NOW, password=PASSWORD)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo_market, db):
    return demo_market
