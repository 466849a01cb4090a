"""Workers that die and freeze, in small."""

import pytest

from commerce.jobs.domain import leases
from tests.chaos import job_faults, unguarded

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]


def test_j2_a_job_that_kills_its_worker_is_dead_after_three_leases():
    assert job_faults.poison() == []


def test_j3_a_frozen_worker_is_taken_over_and_changes_nothing_when_thawed():
    assert job_faults.frozen_worker() == []


def test_j3_control_without_the_lease_the_job_is_taken_too_early():
    claim = leases.CLAIM.replace("AND (lease_until IS NULL OR lease_until < clock_timestamp())", "")
    with unguarded.changed((leases, "CLAIM", claim)):
        found = job_faults.frozen_worker()
    assert "taken over before the lease had run out" in found
