"""How often a kept page was there: counted in the process, written down every few seconds."""

import time
from collections import Counter

from django_redis import get_redis_connection
from redis import RedisError

KEY = "page:tally"
FLUSH_SECONDS = 5


class Tally:
    """Hits and misses of this process since it last wrote them down."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self.flush_at = time.monotonic() + FLUSH_SECONDS

    def count(self, what: str) -> None:
        self.counted[what] += 1
        if time.monotonic() > self.flush_at:
            self.flush()

    def flush(self) -> None:
        counted, self.counted = self.counted, Counter()
        self.flush_at = time.monotonic() + FLUSH_SECONDS
        try:
            with get_redis_connection("default").pipeline(transaction=False) as pipe:
                for what, number in counted.items():
                    pipe.hincrby(KEY, what, number)
                pipe.execute()
        except RedisError:
            return


def told() -> tuple[int, int]:
    """How many pages were there of how many that were asked for, since the cache was last emptied. Raises
    redis.RedisError when the cache does not answer."""
    counted = {name.decode(): int(number) for name, number in get_redis_connection("default").hgetall(KEY).items()}
    return counted.get("hit", 0), sum(counted.values())
