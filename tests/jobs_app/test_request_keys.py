"""One key, one effect: claimed once, ended by its holder alone (R06)."""

from datetime import timedelta

import pytest

from commerce.jobs.domain import pump, request_keys
from commerce.jobs.models import RequestKey
from commerce.kernel.clock import DatabaseNow
from tests.chaos.crowd import at_once

pytestmark = pytest.mark.django_db
OVER = "2026-01-01T00:00Z"


def once(work, *, key: str = "k", body: object = "a", **words: object) -> request_keys.Answer:
    return request_keys.once(scope="test", key=key, body=body, work=work, **words)  # type: ignore[arg-type]


def lease_runs_out() -> None:
    assert RequestKey.objects.update(lease_until=OVER) == 1


def test_the_second_time_gives_the_first_answer():
    assert once(lambda: 1) == request_keys.Answer(1, replayed=False)
    assert once(lambda: 2) == request_keys.Answer(1, replayed=True)


def test_another_body_is_refused():
    once(lambda: 1)
    with pytest.raises(request_keys.KeyReused):
        once(lambda: 2, body="b")


@pytest.mark.parametrize("keeps", [False, True])
def test_a_key_is_free_again_when_its_answer_is_not_kept(keeps):
    once(lambda: 1, keep=lambda value: keeps)
    assert once(lambda: 2).value == (1 if keeps else 2)


def test_a_key_is_free_again_after_an_error():
    with pytest.raises(ZeroDivisionError):
        once(lambda: 1 // 0)
    assert once(lambda: 2).value == 2


def test_while_the_first_still_runs_the_second_is_told():
    def work():
        with pytest.raises(request_keys.InFlight):
            once(lambda: 2)
        return 1

    assert once(work).value == 1


def test_who_was_overtaken_stores_nothing():
    """The first claimant froze for longer than its lease, another one did the work, then the first one thawed."""

    def slow():
        lease_runs_out()
        assert once(lambda: "second") == request_keys.Answer("second", replayed=False)
        return "first"

    assert once(slow) == request_keys.Answer("first", replayed=False)
    assert once(lambda: "third") == request_keys.Answer("second", replayed=True)


def overtaken() -> None:
    """Somebody else has the key now, and is still at work."""
    other = "00000000-0000-4000-8000-000000000000"
    RequestKey.objects.update(holder=other, lease_until=DatabaseNow() + timedelta(seconds=90))


def test_who_was_overtaken_ends_nothing():
    once(overtaken)
    with pytest.raises(request_keys.InFlight):
        once(lambda: 2)


def test_who_was_overtaken_frees_nothing():
    def failing():
        overtaken()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(failing)
    with pytest.raises(request_keys.InFlight):
        once(lambda: 2)


def test_the_table_holds_no_body():
    once(lambda: 1, body={"street": "12 Robb Street"})
    assert "Robb" not in str(RequestKey.objects.values().get())


@pytest.mark.parametrize(("hours", "left"), [(23, 1), (25, 0)])
def test_keys_are_kept_for_a_day(hours, left):
    once(lambda: 1)
    RequestKey.objects.update(created_at=DatabaseNow() - timedelta(hours=hours))
    pump.prune()
    assert RequestKey.objects.count() == left


@pytest.mark.django_db(transaction=True)
def test_many_at_once_have_one_effect():
    done: list[int] = []
    outcomes = at_once([lambda place=place: once(lambda: done.append(place) or place) for place in range(16)])
    assert len(done) == 1
    answers = {outcome.value for outcome in outcomes if isinstance(outcome, request_keys.Answer)}
    assert answers == set(done)
    assert all(isinstance(o, (request_keys.Answer, request_keys.InFlight)) for o in outcomes)
