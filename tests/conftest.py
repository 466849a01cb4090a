"""Fixtures that any test may ask for."""

import pytest

from tests.factories import mmg as mmg_factory
from tests.factories.stripe import Simulator, running_simulator


@pytest.fixture(scope="session")
def simulator_process():
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(simulator_process: Simulator, settings):
    """Stripe as the tests meet it: the simulator, without faults, its webhooks lost unless a test wants them."""
    from payments.providers.stripe import client

    settings.STRIPE_API_BASE = simulator_process.url
    client.sdk.cache_clear()
    simulator_process.reset()
    yield simulator_process
    client.sdk.cache_clear()


@pytest.fixture(scope="session")
def mmg_process():
    with mmg_factory.running_simulator() as process:
        yield process


@pytest.fixture
def mmg(mmg_process: mmg_factory.Simulator, settings):
    """MMG as the tests meet it: the simulator with an empty book, our settings pointed at it, notifications lost."""
    from payments.providers.mmg import client

    for name, value in mmg_process.settings().items():
        setattr(settings, name, value)
    mmg_process.reset()
    client.forget()
    return mmg_process


@pytest.fixture(autouse=True)
def closed_breakers():
    """Each test begins with breakers that count nothing, and with a cache that nobody holds to be away."""
    from django.core.cache import cache

    from commerce.kernel.page_cache.store import STORE

    STORE.rests_until = 0.0
    cache.clear()


@pytest.fixture(autouse=True)
def edits_show_at_once(monkeypatch):
    """Most tests never commit: what they change shows to their next request all the same."""
    from commerce.kernel.page_cache import edits

    def at_once(act):
        act()
        after_commit(act)

    after_commit = edits.on_commit
    monkeypatch.setattr(edits, "on_commit", at_once)


@pytest.fixture
def in_a_request():
    """As a request, and the next one when it is called: the mark of the last edit is asked for once in each, and what
    was read is remembered."""
    from commerce.kernel import cached

    def begin() -> None:
        cached.marks.set({})

    cached.memory.clear()
    begin()
    yield begin
    cached.marks.set(None)
    cached.memory.clear()


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages name their files as they lie in the tree; nothing is collected for a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
