"""The area trees, which a test that empties the tables takes away."""

from typing import Any

import pytest

from commerce.accounts.domain import areas
from commerce.accounts.models import Area


@pytest.fixture
def places(db: None) -> None:
    if not Area.objects.exists():
        areas.load()


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
