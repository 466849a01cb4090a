"""The stage of the chaos tests: an empty book at the provider, and a seed that is printed."""

import os
import random

import pytest


@pytest.fixture
def stage(transactional_db, simulator):
    """Real commits, a provider with an empty book."""
    simulator.post("reset")
    simulator.reset()
    return simulator


@pytest.fixture
def seed() -> int:
    """The seed of the round; CHAOS_SEED repeats one."""
    chosen = int(os.environ.get("CHAOS_SEED") or random.randrange(10**6))
    print(f"CHAOS_SEED={chosen}")  # noqa: T201 - shown by pytest when a test fails
    return chosen
