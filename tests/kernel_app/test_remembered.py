"""What a process remembers, and for how long."""

from commerce.kernel import cached
from commerce.kernel.page_cache.store import Store


def test_it_is_made_once(in_a_request):
    made = [cached.remembered("a", object) for _ in range(3)]
    in_a_request()
    assert cached.remembered("a", object) is made[0] is made[1]


def test_an_edit_is_seen_by_the_next_request(in_a_request):
    first = cached.remembered("a", object)
    cached.forget("b")
    assert cached.remembered("a", object) is first
    in_a_request()
    assert cached.remembered("a", object) is not first


def test_after_a_few_seconds_it_is_made_anew(in_a_request, monkeypatch):
    first = cached.remembered("a", object)
    now = cached.time.monotonic
    monkeypatch.setattr(cached.time, "monotonic", lambda: now() + cached.MEMORY_SECONDS + 1)
    assert cached.remembered("a", object) is not first


def test_who_wants_it_fresh_has_it_made(in_a_request):
    first = cached.remembered("a", object)
    second = cached.remembered("a", object, fresh=True)
    assert first is not second
    assert cached.remembered("a", object) is second


def test_outside_of_requests_nothing_is_remembered(in_a_request):
    cached.marks.set(None)
    assert cached.remembered("a", object) is not cached.remembered("a", object)
    assert not cached.memory


def test_without_a_cache_nothing_is_remembered(in_a_request, monkeypatch):
    monkeypatch.setattr(Store, "version", lambda self: "")
    assert cached.remembered("a", object) is not cached.remembered("a", object)


def test_a_lost_cache_is_taken_for_an_edit(in_a_request):
    from django.core.cache import cache

    first = cached.remembered("a", object)
    cache.clear()
    in_a_request()
    assert cached.remembered("a", object) is not first
