"""What is run: each promise with its number of trials."""

from typing import Any

from deploy.chaos import plan_jobs, plan_outages, plan_payments, plan_races
from deploy.chaos.item import Item


def items(simulator: Any) -> list[Item]:
    """The plan, in the order it is run."""
    return [
        *plan_races.items(simulator),
        *plan_payments.items(simulator),
        *plan_jobs.items(),
        *plan_jobs.crashes(simulator),
        *plan_outages.items(),
    ]
