"""Processes of the shop whose clocks are wrong by ten minutes."""

import pytest

from tests.chaos import wrong_clocks

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("drift", [600, -600])
def test_s3_a_hold_lives_fifteen_minutes_of_the_database(drift):
    assert wrong_clocks.holds(drift=drift, number=10) == []


def test_s3_control_a_fast_clock_of_its_own_releases_early():
    found = wrong_clocks.holds(drift=600, number=5, patience=3, own_clock=True)
    assert any("early" in fault for fault in found), found
    assert any("a hold of 1500 s" in fault for fault in found), found


def test_s3_control_a_slow_clock_of_its_own_releases_late():
    found = wrong_clocks.holds(drift=-600, number=5, patience=3, own_clock=True)
    assert any("late" in fault for fault in found), found
    assert any("a hold of 300 s" in fault for fault in found), found
