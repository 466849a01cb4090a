"""What a process remembers, and for how long."""

import pytest

from commerce.kernel import cached
from commerce.kernel.page_cache.store import Store


@pytest.fixture
def request_():
    """As a request: from its beginning to its end the mark of the last edit is asked for once."""

    def begin() -> None:
        cached.marks.set({})

    cached.memory.clear()
    begin()
    yield begin
    cached.marks.set(None)
    cached.memory.clear()


def test_it_is_made_once(request_):
    made = [cached.remembered("a", object) for _ in range(3)]
    request_()
    assert cached.remembered("a", object) is made[0] is made[1]


def test_an_edit_is_seen_by_the_next_request(request_):
    first = cached.remembered("a", object)
    cached.forget("b")
    assert cached.remembered("a", object) is first
    request_()
    assert cached.remembered("a", object) is not first


def test_after_a_few_seconds_it_is_made_anew(request_, monkeypatch):
    first = cached.remembered("a", object)
    now = cached.time.monotonic
    monkeypatch.setattr(cached.time, "monotonic", lambda: now() + cached.MEMORY_SECONDS + 1)
    assert cached.remembered("a", object) is not first


def test_who_wants_it_fresh_has_it_made(request_):
    first = cached.remembered("a", object)
    second = cached.remembered("a", object, fresh=True)
    assert first is not second
    assert cached.remembered("a", object) is second


def test_outside_of_requests_nothing_is_remembered(request_):
    cached.marks.set(None)
    assert cached.remembered("a", object) is not cached.remembered("a", object)
    assert not cached.memory


def test_without_a_cache_nothing_is_remembered(request_, monkeypatch):
    monkeypatch.setattr(Store, "version", lambda self: "")
    assert cached.remembered("a", object) is not cached.remembered("a", object)


def test_a_lost_cache_is_taken_for_an_edit(request_):
    from django.core.cache import cache

    first = cached.remembered("a", object)
    cache.clear()
    request_()
    assert cached.remembered("a", object) is not first
