"""Jobs that fail, kill and freeze their worker, and grow old, in small."""

import pytest

from tests.chaos import changes, job_faults

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]


def test_j1_a_job_that_fails_is_tried_three_times_and_is_then_a_dead_letter():
    assert job_faults.failing() == []


def test_j1_control_without_the_limit_it_is_tried_again():
    with changes.everywhere(job_faults.CLAIM_WITHOUT_LIMIT):
        assert job_faults.failing() != []


def test_j2_a_job_that_kills_its_worker_is_dead_after_three_leases():
    assert job_faults.poison() == []


def test_j2_control_a_claim_that_does_not_count_runs_it_for_ever():
    with changes.everywhere(job_faults.CLAIM_WITHOUT_COUNT):
        found = job_faults.poison()
    assert any("ready" in fault for fault in found), found


def test_j3_a_frozen_worker_is_taken_over_and_changes_nothing_when_thawed():
    assert job_faults.frozen_worker() == []


def test_j3_control_without_the_lease_the_job_is_taken_too_early():
    with changes.everywhere(job_faults.CLAIM_WITHOUT_LEASE):
        found = job_faults.frozen_worker()
    assert "taken over before the lease had run out" in found


def test_j3_control_without_the_fence_the_thawed_worker_does_it_twice():
    with changes.everywhere(job_faults.FINISH_WITHOUT_FENCE):
        found = job_faults.frozen_worker()
    assert any("2 effects" in fault for fault in found), found


def test_j4_no_young_job_and_no_dead_letter_is_forgotten(seed):
    assert job_faults.retention(seed) == []


def test_j4_control_a_day_less_is_found(seed, settings):
    settings.JOB_KEEP_DAYS = 3
    assert any("done job" in fault and "pruned" in fault for fault in job_faults.retention(seed))
