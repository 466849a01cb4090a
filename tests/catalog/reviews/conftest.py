"""Files of these tests go into a folder of their own, and the scanner's breaker counts nothing yet."""

from pathlib import Path
from typing import Any

import pytest
from redis import Redis


@pytest.fixture(autouse=True)
def ground(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    redis = Redis.from_url(settings.CACHES["default"]["LOCATION"])
    for key in redis.scan_iter("breaker:clamd*"):
        redis.delete(key)
