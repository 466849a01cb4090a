"""C1, C3, C4, J2, W5: a whole market of real processes, broken under guests who order."""

import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

from deploy.chaos.item import Item, Trial

BREAKS_A_TRIAL = 5


def items() -> list[Item]:
    from tests.chaos import market_measures, outages

    def away(market: Any, seed: int) -> list[str]:
        return outages.without_hints(market, seconds=20, seed=seed)

    def forgetful(market: Any, seed: int) -> list[str]:
        return outages.forgetful(market, seed=seed)

    def deaf(market: Any, seed: int) -> list[str]:
        return outages.breaking(market, [outages.empty_both], seed=seed, quiet=5)

    def broken(breaks: Any) -> Callable[[Any, int], list[str]]:
        kinds = list(breaks.values())
        return lambda market, seed: outages.breaking(market, _chosen(kinds, seed), seed=seed, pace=outages.PACE)

    five = BREAKS_A_TRIAL
    return [
        Item("C1 web", "kill -9 of web servers under load", _in_market(4, broken(outages.WEB)), 220, each=five),
        Item("C3", "kill -9 of PostgreSQL under load", _in_market(10, broken(outages.DATABASE)), 550, each=five),
        Item("C3 control", "commits are not on disk", _in_market(1, forgetful), 40, nullcontext),
        Item("C4", "kill -9, FLUSHALL of broker and cache", _in_market(10, broken(outages.HINTS)), 550, each=five),
        Item("C4 away", "20 s without broker and cache", _in_market(2, away), 100),
        Item("C4 control", "the pump knocks once", _in_market(1, deaf, knock_again=10**6), 40, nullcontext),
        Item("J2 others", "another queue beside poison", _in_market(1, market_measures.throughput), 60),
        Item("W5", "1000 events, no worker", _in_market(1, market_measures.doorbell), 60, each=1000),
    ]


def _chosen(breaks: list[Any], seed: int) -> list[Any]:
    """Each kind in turn, beginning anywhere."""
    first = random.Random(seed).randrange(len(breaks))
    return [breaks[(first + place) % len(breaks)] for place in range(BREAKS_A_TRIAL)]


def _in_market(most: int, trial: Callable[[Any, int], list[str]], *, knock_again: float = 30) -> Iterator[Trial]:
    """Trials in a market of their own; at the end it says what was measured."""
    from tests.chaos.market import open_market

    with open_market(knock_again=knock_again) as market:
        try:
            for _turn in range(most):
                yield lambda seed: trial(market, seed)
        finally:
            print(f"    {market.measured()}", flush=True)
