"""The guarded client: what is tried again, what opens the breaker, and who may close it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import transaction

from commerce.kernel import resilience
from commerce.kernel.resilience import BreakerOpen, ProviderAway, ProviderBusy, breaker, guarded, is_away
from tests.factories.breakers import let_pass


class Declined(Exception):
    """A final answer."""


class Provider:
    """Answers with `outcomes` one after another, then with "yes"."""

    def __init__(self, *outcomes: Exception) -> None:
        self.outcomes, self.calls = list(outcomes), 0

    def __call__(self) -> str:
        self.calls += 1
        if self.outcomes:
            raise self.outcomes.pop(0)
        return "yes"


@pytest.fixture(autouse=True)
def away_from_the_others(monkeypatch):
    """No waiting between tries; no breaker object of another test."""
    monkeypatch.setattr(resilience, "wait_random_exponential", lambda **_: lambda _state: 0)
    breaker.cache_clear()


def fail(times: int, error: type[Exception] = ProviderAway) -> None:
    for _ in range(times):
        with pytest.raises(error):
            guarded("bank")(Provider(error("away")))


def test_a_call_is_tried_again_when_nobody_answers():
    provider = Provider(ProviderAway("a"), ProviderAway("b"))
    assert guarded("bank", tries=3)(provider) == "yes"
    assert provider.calls == 3


def test_a_call_that_must_not_be_repeated_is_made_once():
    provider = Provider(ProviderAway("a"))
    with pytest.raises(ProviderAway):
        guarded("bank")(provider)
    assert provider.calls == 1


def test_a_final_answer_is_not_tried_again():
    provider = Provider(Declined())
    with pytest.raises(Declined):
        guarded("bank", tries=3)(provider)
    assert provider.calls == 1


def test_five_failures_open_the_breaker_and_nothing_is_sent():
    fail(5)
    provider = Provider()
    with pytest.raises(BreakerOpen):
        guarded("bank", tries=3)(provider)
    assert provider.calls == 0


def test_an_open_breaker_is_open_for_every_process_and_for_no_other_provider():
    fail(5)
    breaker.cache_clear()  # what another process would build
    with pytest.raises(BreakerOpen):
        guarded("bank")(Provider())
    assert guarded("courier")(Provider()) == "yes"


def test_a_success_between_failures_does_not_start_the_count_anew():
    fail(4)
    assert guarded("bank")(Provider()) == "yes"
    fail(1)
    with pytest.raises(BreakerOpen):
        guarded("bank")(Provider())


def test_failures_of_more_than_a_minute_ago_do_not_count(monkeypatch):
    fail(4)
    later = resilience.time.time() + resilience.WINDOW_SECONDS + 1
    monkeypatch.setattr(resilience.time, "time", lambda: later)
    fail(1)
    assert guarded("bank")(Provider()) == "yes"


@pytest.mark.parametrize("answer", [Declined, ProviderBusy])
def test_whoever_answers_is_there(answer):
    fail(9, answer)
    assert guarded("bank")(Provider()) == "yes"


def test_after_its_rest_one_call_tries_and_closes_it():
    fail(5)
    let_pass("bank")
    assert guarded("bank")(Provider()) == "yes"
    assert breaker("bank").current_state == "closed"
    fail(1)  # the old failures are forgotten
    assert guarded("bank")(Provider()) == "yes"


def test_a_trial_that_fails_opens_it_again():
    fail(5)
    let_pass("bank")
    fail(1)
    with pytest.raises(BreakerOpen):
        guarded("bank")(Provider())


def test_only_one_call_at_a_time_tries():
    fail(5)
    let_pass("bank")
    second = Provider()

    def first() -> str:
        with pytest.raises(BreakerOpen):
            guarded("bank")(second)
        return "first"

    assert guarded("bank")(first) == "first"
    assert second.calls == 0


def test_without_a_cache_calls_go_out(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    fail(6)
    assert guarded("bank")(Provider()) == "yes"


@pytest.mark.django_db
def test_nobody_is_called_while_a_transaction_is_open():
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        guarded("bank")(Provider())


def test_the_threads_of_a_process_call_at_the_same_time():
    both = Barrier(2)
    breaker("bank")  # one object for both
    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(guarded("bank"), both.wait, 5) for _ in range(2)]
        assert sorted(call.result() for call in calls) == [0, 1]


def test_a_provider_is_away_while_its_breaker_rests(monkeypatch):
    fail(5)
    assert is_away("bank")
    monkeypatch.setattr(resilience, "OPEN_SECONDS", -1)  # its rest is over: a trial may be made
    assert not is_away("bank")
    assert not is_away("another")
