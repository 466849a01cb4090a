"""Servers killed under guests who order: a whole market of real processes, broken in small.

Two markets are opened here, each by one test: opening one is what costs time.
"""

import pytest

from tests.chaos import outages
from tests.chaos.market import open_market

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(400)]
BREAKS = [outages.DATABASE["postmaster"], outages.DATABASE["backend"], outages.HINTS["both"], outages.HINTS["flushall"]]


def test_c3_c4_nothing_is_lost_with_database_broker_and_cache(seed):
    """A lost knock is repeated after two seconds here, so that nobody has to wait for half a minute."""
    with open_market(knock_again=2) as market:
        assert outages.breaking(market, BREAKS, seed=seed) == []
        assert outages.without_hints(market, seconds=1, seed=seed) == []


def test_c3_c4_controls_lost_orders_and_jobs_left_behind_are_found(seed):
    """The pump knocks once; then PostgreSQL acknowledges commits that are not on disk."""
    with open_market(knock_again=10**6) as market:
        found = outages.breaking(market, [outages.empty_both], seed=seed, quiet=3)
        assert any(fault.startswith("job payments.") and fault.endswith("ready") for fault in found), found
        found = outages.forgetful(market, seed=seed)
        assert any("acknowledged order lost" in fault for fault in found), found
