"""The page of the machinery: rates of the cache, slow statements with their flag in words, who may see it."""

import re

import pytest
import redis
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_redis import get_redis_connection

from commerce.backoffice.checks import cache_hits as checks
from commerce.backoffice.checks.run import guarded
from commerce.backoffice.queries import cache_hits
from commerce.kernel.page_cache import tally
from deploy.embedded.services import running
from tests.backoffice_app import statements

pytestmark = pytest.mark.django_db
PAGE = "/staff/operations/"
NOWHERE = "unix:///nowhere/secret-name.sock?db=0"


def read(staff: Client) -> str:
    answer = staff.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def kept_pages(*, found: int, missed: int) -> None:
    get_redis_connection("default").hset(tally.KEY, mapping={"hit": found, "miss": missed})


@pytest.fixture(scope="module")
def own_services(tmp_path_factory):
    """A cache server that nobody else asks."""
    with running(tmp_path_factory.mktemp("services")) as services:
        yield services


@pytest.fixture
def server(own_services, settings) -> redis.Redis:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": own_services["CACHE_URL"]}}
    connected = redis.Redis.from_url(own_services["CACHE_URL"])
    connected.config_resetstat()
    return connected


def look_up(server: redis.Redis, *, found: int, missed: int) -> None:
    server.set("test:there", 1)
    for key, times in (("test:there", found), ("test:not-there", missed)):
        for _batch in range(times // 100):
            server.mget([key] * 100)


def levels(check) -> list[tuple[str, str]]:
    return [(finding.name, finding.level.name) for finding in guarded(check)]


def test_a_slow_statement_is_flagged_in_words_and_with_a_sign(staff: Client) -> None:
    statements.begin()
    statements.run("SELECT pg_sleep(0.06)")
    page = read(staff)
    assert "1 of 1 statements" not in page
    assert len(re.findall(r'icons\.svg#warning"/></svg>\s*slow: over 50 ms on average', page)) == 2


def test_nothing_counted_yet(staff: Client) -> None:
    staff.get("/staff/")
    statements.begin()
    assert read(staff).count("slow: over") == 0


def test_the_page_costs_the_same_with_one_statement_and_with_three(staff: Client) -> None:
    read(staff)
    statements.begin()
    with CaptureQueriesContext(connection) as one:
        read(staff)
    statements.run("SELECT 1, 2")
    statements.run("SELECT 1, 2, 3")
    with CaptureQueriesContext(connection) as three:
        read(staff)
    assert (len(one), len(three)) == (8, 8)


@pytest.mark.parametrize(
    ("found", "missed", "level", "words"),
    [(300, 100, "PASS", "too few to tell"), (800, 200, "PASS", "80 %"), (600, 400, "WARN", "Low: under 70 % of 1,000")],
)
def test_pages_kept(staff: Client, found: int, missed: int, level: str, words: str) -> None:
    kept_pages(found=found, missed=missed)
    assert levels(checks.pages) == [("Pages kept", level)]
    assert words in read(staff)


@pytest.mark.parametrize(("found", "missed", "level"), [(100, 300, "PASS"), (900, 100, "PASS"), (600, 400, "WARN")])
def test_lookups(server, found: int, missed: int, level: str) -> None:
    look_up(server, found=found, missed=missed)
    assert levels(checks.lookups) == [("Cache look-ups", level)]
    hits = cache_hits.lookups()
    assert (hits.found, hits.asked) == (found, found + missed)


def test_what_the_server_counts(server) -> None:
    """What the docstring says of locks and other writes."""
    for _time in range(3):
        server.set("test:lock", 1, nx=True, ex=9)
    server.setex("test:lock", 9, 1)
    server.incr("test:number")
    server.hincrby("test:hash", "hit", 1)
    server.delete("test:nothing")
    assert cache_hits.lookups().asked == 0
    server.hgetall("test:hash")
    server.mget(["test:number", "test:nothing"])
    server.zcount("test:nothing", 0, 1)
    assert cache_hits.lookups() == cache_hits.Hits(found=2, asked=4)
    server.delete("test:lock", "test:number", "test:hash")


def test_a_cache_that_is_away(settings, staff: Client) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOWHERE}}
    page = read(staff)
    assert "The cache does not answer" in page
    assert "secret-name" not in page
    assert [level for _name, level in levels(checks.lookups)] == ["FAIL"]


def test_only_get_is_taken(staff: Client) -> None:
    assert staff.post(PAGE).status_code == 405
