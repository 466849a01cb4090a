"""J1 to J4, C1, C2: workers and web processes that fail, die and freeze at every step."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from deploy.chaos.item import Guard, Item, Trial, times


def items() -> list[Item]:
    return [*_tries(), *_leases(), *_retention()]


def _without(guard: dict[str, str]) -> Guard:
    from tests.chaos import changes

    return partial(changes.everywhere, guard)


def _tries() -> list[Item]:
    from tests.chaos import job_faults as faults

    def failing(_seed: int) -> list[str]:
        return faults.failing()

    def poison(_seed: int) -> list[str]:
        return faults.poison()

    return [
        Item("J1", "a job that always fails", times(100, failing), 15),
        Item("J1 control", "no limit of tries", times(2, failing), 1, _without(faults.CLAIM_WITHOUT_LIMIT)),
        Item("J2", "a job that kills its worker", times(30, poison), 270),
        Item("J2 control", "tries are not counted", times(1, poison), 9, _without(faults.CLAIM_WITHOUT_COUNT)),
    ]


def _leases() -> list[Item]:
    from tests.chaos import job_faults as faults

    def frozen(_seed: int) -> list[str]:
        return faults.frozen_worker()

    return [
        Item("J3", "a frozen worker is taken over", times(20, frozen), 70),
        Item("J3 control", "no lease", times(1, frozen), 4, _without(faults.CLAIM_WITHOUT_LEASE)),
        Item(
            "J3 fence control", "the thawed one may finish", times(1, frozen), 4, _without(faults.FINISH_WITHOUT_FENCE)
        ),
    ]


def _retention() -> list[Item]:
    from django.test import override_settings

    from tests.chaos import job_faults as faults

    return [
        Item("J4", "92 jobs of every state and age", times(20, faults.retention), 10),
        Item(
            "J4 control",
            "kept three days",
            times(1, faults.retention),
            1,
            _as_guard(override_settings, JOB_KEEP_DAYS=3),
        ),
    ]


def _as_guard(make: Any, **words: Any) -> Guard:
    return lambda: make(**words)


def crashes(sim: Any) -> list[Item]:
    from tests.chaos import crash_points, unguarded_money

    scenarios = crash_points.SCENARIOS
    found = [_crash(sim, scenario) for scenario in scenarios.values()]
    none, new_keys = unguarded_money.every_statement_is_a_commit, unguarded_money.refunds_have_new_keys
    return [
        *found,
        Item("C1 control", "every statement is a commit", _points(sim, scenarios["order"], 8), 5, none),
        Item("C2 control", "refunds have new keys", _points(sim, scenarios["refund"], None), 15, new_keys),
    ]


def _crash(sim: Any, scenario: Any) -> Item:
    name = "C1" if scenario.name in ("order", "cancel") else "C2"
    return Item(f"{name} {scenario.name}", "kill -9 before and after every step", _points(sim, scenario, None), 70)


def _points(sim: Any, scenario: Any, most: int | None) -> Iterator[Trial]:
    from tests.chaos import crash_points

    for point in crash_points.points(crash_points.steps_of(sim, scenario), most=most):
        yield partial(_one_crash, sim, scenario, point)


def _one_crash(sim: Any, scenario: Any, point: Any, _seed: int) -> list[str]:
    from tests.chaos import crash_points

    return list(crash_points.crash(sim, scenario, point))
