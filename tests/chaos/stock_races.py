"""S1, S2, S4: races for units of stock. Each function gives the faults that it found."""

import random
import time

from catalog.domain import reservations
from catalog.errors import SoldOut, StockBusy
from catalog.models import StockLevel
from orders.domain import expire, pay, settle
from orders.models import Order
from payments.domain import charge
from payments.models import Refund
from tests.chaos import judge, shoppers
from tests.chaos.crowd import at_once, unexpected
from tests.chaos.crowds import Crowd, Threads
from tests.factories.shop import make_seller, make_variant
from tests.factories.stripe import Simulator
from vendors.sellers.models import Seller

THREADS = Threads()


def last_unit(simulator: Simulator, *, people: int, seed: int, crowd: Crowd = THREADS) -> list[str]:
    """S1: `people` check out one unit at once; one gets it, pays and has it, the others are told it is gone."""
    variant = shoppers.shelf(1)
    carts = shoppers.carts([[(variant, 1)]] * people)
    random.Random(seed).shuffle(carts)
    outcomes = crowd.orders(carts)
    winners = [outcome for outcome in outcomes if isinstance(outcome, Order)]
    found = unexpected(outcomes, SoldOut)
    if len(winners) != 1 or shoppers.level(variant) != (1, 1, 0):
        return [*found, f"{len(winners)} orders of 1 unit, stock {shoppers.level(variant)}", *judge.books()]
    simulator.pay(shoppers.page_of(winners[0]))
    pay.look(order=winners[0])
    if shoppers.level(variant) != (1, 0, 1):
        found.append(f"paid, but stock is {shoppers.level(variant)}")
    return found + judge.drain() + judge.books(simulator)


def crossed_carts(*, people: int, units: int, seed: int, crowd: Crowd = THREADS) -> list[str]:
    """S2: three goods of three sellers in carts whose lines run in opposite orders; sold = min(demand, stock)."""
    dice = random.Random(seed)
    goods = [shoppers.shelf(units) for _ in range(3)]
    wanted = [[(variant, 1) for variant in dice.sample(goods, dice.choice([2, 3, 3]))] for _ in range(people)]
    carts = shoppers.carts(wanted)
    outcomes = crowd.orders(carts)
    found = unexpected(outcomes, SoldOut)
    if dead := judge.deadlocked(outcomes):
        found.append(f"{dead} shoppers met a deadlock")
    left = {row.variant_id: row.available for row in StockLevel.objects.filter(variant__in=goods)}
    for lines, outcome in zip(wanted, outcomes, strict=True):
        if isinstance(outcome, SoldOut) and all(left[variant.pk] >= number for variant, number in lines):
            found.append("a cart was refused though all of it was there")
    return found + judge.books()


def crossed_payments(simulator: Simulator, *, people: int, seed: int) -> list[str]:
    """Orders whose parcels name the same sellers in both orders (one was renamed) are settled without a deadlock."""
    dice = random.Random(seed)
    sellers = [make_seller() for _ in range(3)]
    orders = []
    for _ in range(people):
        cart = shoppers.carts([[(make_variant(units=1, seller=seller), 1) for seller in sellers]])[0]
        Seller.objects.filter(pk=dice.choice(sellers).pk).update(name=f"Stall {dice.random()}")
        orders.append(shoppers.order(cart))
    for order in orders:
        simulator.pay(shoppers.page_of(order))
        charge.check(attempt=order.payment.attempts.get(), actor="test")
    outcomes = at_once([lambda order=order: settle.settle(order=order) for order in orders])
    found = unexpected(outcomes, StockBusy)
    if dead := judge.deadlocked(outcomes):
        found.append(f"{dead} deadlocks")
    return found + judge.drain() + judge.books(simulator)


def expiry_against_payment(simulator: Simulator, *, seed: int) -> list[str]:
    """S4: the money arrives as the order expires, its hold is swept and somebody else wants the unit."""
    dice = random.Random(seed)
    variant = shoppers.shelf(1)
    mine, rival = shoppers.carts([[(variant, 1)], [(variant, 1)]])
    order = shoppers.order(mine)
    simulator.pay(shoppers.page_of(order))
    judge.run_sql(
        "UPDATE orders_order SET due_until = clock_timestamp() + interval '10 ms' WHERE state = 'pending'",
        "UPDATE catalog_hold SET expires_at = clock_timestamp() + interval '10 ms' WHERE state = 'active'",
    )

    def after_a_moment(act):
        pause = dice.uniform(0, 0.03)
        return lambda: (time.sleep(pause), act())[1]

    acts = [
        lambda: pay.look(order=order), lambda: pay.look(order=order), lambda: expire.expire(order=order),
        reservations.sweep, reservations.sweep, shoppers.ordering(rival),
    ]  # fmt: skip
    outcomes = at_once([after_a_moment(act) for act in acts])
    found = unexpected(outcomes, SoldOut, StockBusy) + judge.drain()
    pay.look(order=order)
    return found + judge.drain() + _paid_or_refunded(order) + judge.books(simulator)


def _paid_or_refunded(order: Order) -> list[str]:
    order.refresh_from_db()
    back = sum(refund.amount_minor for refund in Refund.objects.filter(payment=order.payment, state="done"))
    good = {("paid", 0), ("unfillable", order.total_minor)}
    return [] if (order.state, back) in good else [f"order {order.state} with {back} refunded"]
