"""Providers are asked every half a minute whether they answer: staff see it, and no shopper has to find out."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from commerce.backoffice.checks import third_parties as checks
from commerce.backoffice.checks.run import guarded
from commerce.jobs.domain.registry import SCHEDULE, Every
from commerce.kernel import resilience
from commerce.kernel.resilience import breaker, is_away
from payments.domain import health
from payments.providers.stripe import client
from payments.tasks import watch_providers
from tests.factories.breakers import let_pass

pytestmark = pytest.mark.django_db
PAGE = "/staff/operations/"


@pytest.fixture(autouse=True)
def new_breakers(monkeypatch):
    monkeypatch.setattr(resilience, "wait_random_exponential", lambda **_: lambda _state: 0)
    breaker.cache_clear()


@pytest.fixture
def desk(django_user_model) -> Client:
    client = Client()
    client.force_login(django_user_model.objects.create_user("desk@example.org", is_staff=True))
    return client


def move_to(settings, address: str) -> None:
    settings.STRIPE_API_BASE = address
    client.sdk.cache_clear()


def test_they_are_asked_every_half_a_minute():
    assert Every("payments.watch_providers", timedelta(seconds=30)) in SCHEDULE


def test_staff_read_who_answers_and_how_quickly(simulator, desk):
    watch_providers()
    page = desk.get(PAGE).content.decode()
    assert re.search(r"Stripe<.*?Answered in \d+ ms at", page, re.S)
    assert "Does not answer" not in page


def test_one_that_is_away_is_stopped_without_a_shopper_and_comes_back_without_one(simulator, settings, desk):
    there = settings.STRIPE_API_BASE
    move_to(settings, "http://127.0.0.1:1")
    watch_providers()
    watch_providers()
    assert is_away("stripe")
    page = desk.get(PAGE).content.decode()
    assert "Does not answer: nobody calls it now" in page
    (found,) = guarded(checks.breakers)
    assert (found.level.name, "nobody calls it now" in found.text) == ("WARN", True)
    move_to(settings, there)
    watch_providers()
    assert is_away("stripe"), "it rests for a minute"
    let_pass("stripe")
    asked = simulator.latest
    watch_providers()
    assert simulator.latest == asked + 1
    assert not is_away("stripe")
    assert [found.level.name for found in guarded(checks.breakers)] == ["PASS"]


def test_all_that_the_shop_has_keys_for_are_asked(simulator, mmg, paypal):
    assert list(health.watched()) == ["stripe", "paypal", "mmg"]
    watch_providers()
    page = {each.name: each.state for each in health.standings.standings(health.watched())}
    assert page == {"stripe": "answers", "paypal": "answers", "mmg": "answers"}


def test_wrong_keys_are_told_and_stop_nobody(mmg, settings, desk):
    settings.STRIPE_SECRET_KEY, settings.MMG_PASSWORD = "", "wrong"
    watch_providers()
    page = desk.get(PAGE).content.decode()
    assert "Refuses us" in page
    assert not is_away("mmg")
    assert "wrong" not in page
