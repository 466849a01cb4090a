"""Public ids, and that every state can be reached and every end is one."""

import pytest

from commerce.kernel.ids import is_id, new_id
from orders.states import ORDER_MOVES, SELLER_ORDER_MOVES, OrderState, SellerOrderState
from payments.states import ATTEMPT_MOVES, PAYMENT_MOVES, REFUND_MOVES, AttemptState, PaymentState, RefundState

TABLES = [
    (ORDER_MOVES, OrderState, {"cancelled", "unfillable"}),
    (SELLER_ORDER_MOVES, SellerOrderState, {"delivered", "returned", "cancelled"}),
    (PAYMENT_MOVES, PaymentState, {"captured"}),
    (ATTEMPT_MOVES, AttemptState, {"captured", "surplus", "mismatch"}),
    (REFUND_MOVES, RefundState, {"failed"}),
]


def reached(table, start):
    seen, ahead = set(), [start]
    while ahead:
        state = ahead.pop()
        if state not in seen:
            seen.add(state)
            ahead.extend(table[state])
    return seen


@pytest.mark.parametrize(("table", "states", "ends"), TABLES)
def test_every_state_is_reached_from_the_first(table, states, ends):
    assert reached(table, states.values[0]) == set(states.values)


@pytest.mark.parametrize(("table", "states", "ends"), TABLES)
def test_the_ends_are_the_ends(table, states, ends):
    assert {state for state, targets in table.items() if not targets} == ends


def test_ids_sort_by_time_and_name_their_kind():
    first, second = new_id("ord"), new_id("ord")
    assert is_id(first, "ord")
    assert not is_id(first, "pay")
    assert first[:13] <= second[:13]
    assert len({new_id("ord") for _ in range(1000)}) == 1000
