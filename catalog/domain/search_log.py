"""What shoppers search for: counted beside the pages, kept by a job a minute later.

A page adds one to a counter in the cache and writes nothing. Words that could tell who somebody is (an address, a long
number) are not counted; nothing says who searched.
"""

import logging
import re
from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django_redis import get_redis_connection
from redis import RedisError

from commerce.kernel.clock import database_now

from ..models import SearchTally
from ..search.words import plain

log = logging.getLogger("shop.search")
ASKED, FOUND = "search:asked", "search:found"
LONGEST, MOST = 80, 5_000
PRIVATE = re.compile(r"@|://|(?:\d[ -]?){7,}")
SELDOM, KEEP_SELDOM = 3, timedelta(days=90)
KEEP = """INSERT INTO catalog_searchtally AS t (words, searches, results, last_at)
SELECT n.words, n.searches, n.results, now()
  FROM unnest(%s::text[], %s::int[], %s::int[]) AS n(words, searches, results)
 ORDER BY 1 ON CONFLICT (words) DO UPDATE
   SET searches = t.searches + excluded.searches, results = excluded.results, last_at = excluded.last_at"""


def cleaned(words: str) -> str:
    """Words as they are counted and compared: plain lower case, one space between."""
    return " ".join(plain(words).split())


def note(words: str, results: int) -> None:
    """Count a search. Without the cache it is not counted."""
    text = cleaned(words)
    if not text or len(text) > LONGEST or PRIVATE.search(text):
        return
    try:
        with get_redis_connection("default").pipeline(transaction=False) as pipe:
            pipe.hincrby(ASKED, text, 1)
            pipe.hset(FOUND, text, results)
            pipe.execute()
    except RedisError:
        log.warning("a search was not counted")


def note_again(text: str, cookies: Mapping[str, str]) -> list[tuple[str, str]]:
    """Count a search whose page was kept: `text` is what `kept_note` made of it."""
    words, _tab, results = text.rpartition("\t")
    if words:
        note(words, int(results))
    return []


def kept_note(words: str, results: int) -> str:
    return f"{cleaned(words)}\t{results}"


def keep() -> int:
    """Add what was counted to the tallies. Returns how many different searches that were."""
    redis = get_redis_connection("default")
    with redis.pipeline() as pipe:
        pipe.hgetall(ASKED)
        pipe.hgetall(FOUND)
        pipe.delete(ASKED, FOUND)
        asked, found, _gone = pipe.execute()
    rows = sorted((key.decode(), int(number), int(found.get(key, 0))) for key, number in asked.items())[:MOST]
    if rows:
        words, searches, results = map(list, zip(*rows, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [words, searches, results])
    return len(rows)


def tidy() -> None:
    """Forget what was searched a few times and long ago."""
    SearchTally.objects.filter(searches__lt=SELDOM, last_at__lt=database_now() - KEEP_SELDOM).delete()
