"""W1, W2, W4: what the simulator's notifications can do to us: lies, broken seals, copies, any order. All over HTTP."""

from itertools import permutations

import pytest

from payments.errors import BadWebhook
from payments.providers.mmg.adapter import MmgProvider
from payments.simulators.mmg.replies import BROKEN, LIES
from tests.factories.mmg import PRICE, open_still, page_of
from tests.payments.simulators.driving import Receiver

adapter = MmgProvider()


@pytest.fixture
def door(mmg):
    """Where the simulator's notifications arrive."""
    with Receiver() as receiver:
        mmg.post("webhooks", reset=True, url=receiver.url, hold=True)
        yield receiver
        mmg.post("webhooks", reset=True, url="")


def sent(mmg, door, reference: str, forge: str = "none", copies: int = 1) -> list[bytes]:
    """The bodies of notifications of a payment, sent now."""
    before = len(door.deliveries)
    (event,) = [row for row in mmg.book("events") if row["reply"]["merchantTransactionId"] == reference]
    mmg.post("deliver", event=event["id"], forge=forge, copies=copies)
    return [delivery.body for delivery in door.deliveries[before:]]


def claims_of(bodies: list[bytes]) -> list[tuple[str, str]]:
    """What the bodies make us believe that we should ask about; the refused ones make us nothing."""
    found = []
    for body in bodies:
        try:
            found += adapter.parse_webhook(body, {}).learned.items()
        except BadWebhook:
            continue
    return found


def outcomes(bodies: list[bytes]) -> dict[str, str]:
    """Each order that was spoken of, and what is known of it by asking."""
    claims = claims_of(bodies)
    numbers = {reference: [n for r, n in claims if r == reference] for reference, _ in claims}
    return {r: adapter.fetch_claimed(r, PRICE, found).outcome for r, found in numbers.items()}


@pytest.mark.parametrize("notify_as", ["json", "form"])
@pytest.mark.parametrize("forge", [*LIES, *BROKEN])
def test_w4_no_forgery_pays_an_order_that_was_not_paid(mmg, door, forge, notify_as):
    mmg.post("habits", notify_as=notify_as)
    mmg.post("transactions", account="7770000", cents=PRICE.minor)
    mmg.pay(page_of("att_other"), outcome="walk_away")
    mmg.pay(page_of("att_a"), outcome="cancel")
    found = outcomes(sent(mmg, door, "att_a", forge))
    assert "captured" not in found.values()
    assert mmg.times_charged("att_a") == mmg.times_charged("att_other") == 0


@pytest.mark.parametrize("forge", BROKEN)
def test_w4_what_our_key_does_not_open_is_refused_at_the_door(mmg, door, forge):
    mmg.pay(page_of())
    (body,) = sent(mmg, door, "att_a", forge)
    with pytest.raises(BadWebhook):
        adapter.parse_webhook(body, {})


def test_w4_the_number_of_one_paid_order_told_for_another_is_seen_in_its_numbers(mmg, door):
    mmg.pay(page_of("att_b"), outcome="walk_away")
    paid = mmg.pay(page_of("att_a"))["transaction"]
    ((reference, number),) = claims_of(sent(mmg, door, "att_a", "other_order"))
    told = adapter.fetch_claimed(reference, PRICE, [number])
    assert (reference, told.numbers) == ("att_b", (paid["id"], paid["receipt"]))


def test_w1_ten_copies_name_one_payment(mmg, door):
    mmg.pay(page_of())
    bodies = sent(mmg, door, "att_a", copies=10)
    assert (len(bodies), len(set(claims_of(bodies))), outcomes(bodies)) == (10, 1, {"att_a": "captured"})
    assert mmg.times_charged("att_a") == 1


def test_w2_in_any_order_the_truth_is_found_among_lies(mmg, door):
    mmg.pay(page_of())
    kinds = ["none", "success", "tampered", "plain"]
    bodies = [sent(mmg, door, "att_a", kind)[0] for kind in kinds]
    ends = {outcomes(list(order))["att_a"] for order in permutations(bodies)}
    assert (ends, mmg.times_charged("att_a")) == ({"captured"}, 1)


def test_w3_without_any_notification_nothing_is_believed_and_nothing_is_lost(mmg, door):
    mmg.post("webhooks", lose_all=True)
    paid = mmg.pay(page_of())["transaction"]
    assert (door.deliveries, adapter.fetch("att_a")) == ([], open_still())
    (found,) = adapter.candidates(PRICE, paid["created"] - 60, paid["created"] + 60)
    assert found.number == paid["id"]
