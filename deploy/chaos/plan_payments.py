"""P1 to P3, R2, W2 to W5: the provider's silence, its words, and what forms say about money."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from deploy.chaos.item import Item, Trial, times


def items(sim: Any) -> list[Item]:
    return [*_silence(sim), *_events(sim), *_forms(sim)]


def _silence(sim: Any) -> list[Item]:
    from tests.chaos import provider_faults as faults
    from tests.chaos import unguarded_money as no

    def charges(number: int) -> Trial:
        return lambda seed: faults.lost_charges(sim, number=number, seed=seed)

    def refunds(number: int) -> Trial:
        return lambda seed: faults.lost_refunds(sim, number=number, seed=seed)

    def sold_out(number: int) -> Trial:
        return lambda _seed: faults.sold_out_meanwhile(sim, number=number)

    def unheard(number: int) -> Trial:
        return lambda _seed: faults.lost_webhooks(sim, number=number)

    return [
        Item("P1", "the answer to a charge is lost", times(50, charges(10)), 200, each=10),
        Item("P1 control", "a new key each time", times(1, charges(3)), 3, no.charges_have_new_keys, each=3),
        Item("P2", "paid when the goods are gone", times(20, sold_out(10)), 100, each=10),
        Item("P2 control", "the money stays", times(1, sold_out(2)), 3, no.unfillable_money_stays, each=2),
        Item("R2", "the answer to a refund is lost", times(20, refunds(10)), 60, each=10),
        Item("R2 control", "a new key each time", times(1, refunds(3)), 3, no.refunds_have_new_keys, each=3),
        Item("W3", "every webhook is lost", times(20, unheard(25)), 120, each=25),
        Item("W3 control", "nobody asks later", times(1, unheard(3)), 3, no.nobody_asks_later, each=3),
    ]


def _events(sim: Any) -> list[Item]:
    from commerce.kernel.ids import new_token
    from tests.chaos import unguarded_money as no
    from tests.chaos import webhook_faults as faults

    def ordered(orders: Any) -> Iterator[Trial]:
        for order in orders:
            yield partial(_quietly, faults.reordered, sim, order)

    def forged() -> Iterator[Trial]:
        for name in faults.FORGERIES:
            yield partial(_quietly, faults.forged, sim, name)

    def slow(_seed: int) -> list[str]:
        sim.fault("latency", path="/v1/account*", seconds=0.6, count=None)
        try:
            return faults.door(2, mark=new_token())
        finally:
            sim.reset()

    failed_last = sorted(faults.KINDS, key=lambda kind: kind.endswith("failed"))
    return [
        Item("W2", "5 events in every order", ordered(faults.PERMUTATIONS), 90),
        Item("W2 control", "events are believed", ordered([failed_last]), 2, no.events_are_believed),
        Item("W4", "forged, old, foreign, unsigned", forged(), 15),
        Item("W4 control", "signatures are not checked", forged(), 15, no.signatures_are_not_checked),
        Item("W5 control", "the door does the work", times(1, slow), 4, no.the_door_does_the_work),
    ]


def _forms(sim: Any) -> list[Item]:
    from tests.chaos import agreed_totals
    from tests.chaos import unguarded_money as no

    def lies(cases: Any) -> Iterator[Trial]:
        variant, area = agreed_totals.shop_for_lies()
        for case in cases:
            yield partial(_lie, sim, case, variant, area)

    return [
        Item("P3", "lies about money in every field", lies(agreed_totals.CASES), 150),
        Item("P3 control", "totals are believed", lies([("checkout", "total", "99999")]), 2, no.totals_are_believed),
    ]


def _quietly(trial: Any, sim: Any, what: Any, _seed: int) -> list[str]:
    return list(trial(sim, what))


def _lie(sim: Any, case: Any, variant: Any, area: int, _seed: int) -> list[str]:
    from tests.chaos import agreed_totals

    return agreed_totals.tampered(sim, case, variant=variant, area=area)
