"""Servers killed under guests who order: a whole market of real processes, broken in small."""

import pytest

from tests.chaos import outages
from tests.chaos.market import open_market

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def market():
    """A lost knock is repeated after two seconds here, so that nobody has to wait for half a minute."""
    with open_market(knock_again=2) as opened:
        yield opened


@pytest.fixture(scope="module")
def careless_market():
    """Its pump knocks once."""
    with open_market(knock_again=10**6) as opened:
        yield opened


def test_c3_no_acknowledged_order_is_lost_with_the_database(market, seed):
    breaks = [outages.DATABASE[name] for name in ("postmaster", "backend")]
    assert outages.breaking(market, breaks, seed=seed) == []


def test_c4_no_order_and_no_job_is_lost_with_broker_and_cache(market, seed):
    breaks = [outages.HINTS[name] for name in ("both", "flushall")]
    assert outages.breaking(market, breaks, seed=seed) == []


def test_c4_orders_are_placed_while_broker_and_cache_are_away(market, seed):
    assert outages.without_hints(market, seconds=2, seed=seed) == []


def test_c4_control_a_pump_that_knocks_once_leaves_jobs_behind(careless_market, seed):
    found = outages.breaking(careless_market, [outages.empty_both], seed=seed, quiet=4)
    assert any(fault.startswith("job payments.") and fault.endswith("ready") for fault in found), found


def test_c3_control_an_order_acknowledged_before_its_commit_is_on_disk_is_missed(careless_market, seed):
    found = outages.forgetful(careless_market, seed=seed)
    assert any("acknowledged order lost" in fault for fault in found), found
