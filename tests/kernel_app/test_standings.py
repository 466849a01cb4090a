"""How those stand whom the shop calls: what people read of breakers, and the question that moves nothing."""

import time

import pytest

from commerce.kernel import standings
from commerce.kernel.resilience import BreakerOpen, ProviderAway, breaker, guarded
from commerce.kernel.standings import Standing
from tests.factories.breakers import let_pass


class Away:
    """Calls `bank` through its breaker; nobody answers."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1
        raise ProviderAway("The bank is closed.")


@pytest.fixture(autouse=True)
def new_breakers():
    breaker.cache_clear()


def bank() -> Standing:
    (found,) = [each for each in standings.standings(["bank"]) or [] if each.name == "bank"]
    return found


def fail(times: int) -> None:
    for _ in range(times):
        standings.ask("bank", lambda: guarded("bank")(Away()))


def test_whoever_was_never_asked_is_not_known():
    assert (bank().state, bank().asked_at, bank().failed_at) == ("unknown", None, None)


def test_an_answer_is_noted_with_its_time():
    standings.ask("bank", lambda: time.sleep(0.02))
    assert (bank().state, bank().words, bank().failures) == ("answers", "", 0)
    assert 20 <= bank().took_ms < 2_000
    assert time.time() - bank().asked_at.timestamp() < 5


def test_a_failure_is_counted_and_told_in_words():
    fail(1)
    assert (bank().state, bank().failures, bank().words) == ("stumbles", 1, "The bank is closed.")
    assert time.time() - bank().failed_at.timestamp() < 5


def test_five_failures_stop_it_until_a_trial_is_due():
    fail(5)
    assert bank().state == "stopped"
    assert 50 < bank().tried_again_at.timestamp() - time.time() <= 60


def test_one_that_is_stopped_is_not_asked():
    fail(5)
    nobody = Away()
    standings.ask("bank", lambda: guarded("bank")(nobody))
    assert nobody.calls == 0
    assert bank().words == "The bank is closed."
    with pytest.raises(BreakerOpen):
        guarded("bank")(nobody)


def test_the_question_is_the_trial_so_that_no_shopper_is():
    fail(5)
    let_pass("bank")
    assert bank().state == "probing"
    standings.ask("bank", lambda: guarded("bank")(lambda: None))
    assert (bank().state, bank().words) == ("answers", "")


def test_whoever_failed_within_a_day_is_told_of_without_being_asked_for(monkeypatch):
    with pytest.raises(ProviderAway):
        guarded("courier")(Away())
    assert [each.name for each in standings.standings(["bank"])] == ["bank", "courier"]
    later = time.time() + standings.REMEMBERED_SECONDS + 1
    monkeypatch.setattr(standings.time, "time", lambda: later)
    assert [each.name for each in standings.standings(["bank"])] == ["bank"]


def test_a_refusal_of_our_keys_is_no_failure_and_is_told():
    def refuse() -> None:
        raise standings.ShopError("AuthenticationError")

    standings.ask("bank", lambda: guarded("bank")(refuse))
    assert (bank().state, bank().failures, bank().words) == ("refuses", 0, "AuthenticationError")


def test_without_the_cache_nothing_is_known(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert standings.standings(["bank"]) is None
    standings.ask("bank", lambda: None)
    breaker.cache_clear()
