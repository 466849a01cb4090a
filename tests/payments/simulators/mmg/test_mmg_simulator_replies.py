"""Notifications: sealed, signed by nobody, late, lost, doubled, shuffled, forged; and the book after a kill."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest
import requests

from payments.simulators.mmg.replies import FORGERIES, LIES
from tests.payments.simulators.driving import Receiver, wait_for
from tests.payments.simulators.mmg.driving import BACK, Running


def tokens(receiver: Receiver) -> list[str]:
    return [json.loads(delivery.body)["token"] for delivery in receiver.deliveries]


def references(simulator: Running, receiver: Receiver) -> list[str]:
    return [simulator.unseal(token)["merchantTransactionId"] for token in tokens(receiver)]


def event_of(simulator: Running) -> str:
    return simulator.kinds("events")[-1]["id"]


def test_what_the_browser_brings_is_notified_as_well(simulator: Running, receiver: Receiver):
    paid = simulator.pay()
    wait_for(lambda: receiver.deliveries)
    assert simulator.unseal(tokens(receiver)[0]) == simulator.reply(paid["redirect"])


def test_a_notification_may_be_a_form_in_the_other_alphabet(simulator: Running, receiver: Receiver):
    simulator.post("/_control/habits", notify_as="form", alphabet="standard")
    simulator.pay()
    wait_for(lambda: receiver.deliveries)
    (delivery,) = receiver.deliveries
    token = dict(parse_qsl(delivery.body.decode()))["token"]
    assert simulator.unseal(token)["ResultCode"] == "0"
    assert delivery.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_errors_may_come_under_another_name(simulator: Running):
    simulator.post("/_control/habits", errors_as="error")
    reply = simulator.reply(simulator.pay(outcome="cancel")["redirect"])
    assert (reply["errorCode"], reply["errorMessage"], "ResultCode" in reply) == ("6", "Transaction Cancelled", False)


def test_lost_notifications_never_leave(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", lose_all=True)
    simulator.pay()
    assert [row["state"] for row in simulator.get("/_control/deliveries")["deliveries"]] == ["lost"]
    assert receiver.deliveries == []


def test_duplicates_are_sealed_anew(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", duplicates=2)
    simulator.pay()
    wait_for(lambda: len(receiver.deliveries) == 3)
    assert (len(set(tokens(receiver))), set(references(simulator, receiver))) == (3, {"att_1"})


def test_a_window_of_notifications_comes_in_another_order(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", reorder=4)
    sent = [f"att_{n}" for n in range(4)]
    for reference in sent:
        simulator.pay(reference)
    wait_for(lambda: len(receiver.deliveries) == 4)
    came = references(simulator, receiver)
    assert (sorted(came), came != sent) == (sent, True)


def test_a_late_notification_comes_after_its_delay(simulator: Running, receiver: Receiver):
    simulator.post("/_control/webhooks", delay_min=0.6, delay_max=0.6)
    simulator.pay()
    assert receiver.deliveries == []
    wait_for(lambda: receiver.deliveries)


def test_a_page_that_was_walked_away_from_is_told_when_its_time_is_up(simulator: Running, receiver: Receiver):
    simulator.pay(outcome="walk_away")
    assert receiver.deliveries == []
    simulator.post("/_control/clock", advance=601)
    wait_for(lambda: receiver.deliveries)
    assert simulator.unseal(tokens(receiver)[0])["ResultCode"] == "7"
    assert [row["status"] for row in simulator.kinds("transactions")] == ["failed"]


def test_a_refused_notification_comes_again(simulator: Running, receiver: Receiver):
    receiver.answers = [500, 302]
    simulator.pay()
    wait_for(lambda: len(receiver.deliveries) == 3)
    assert references(simulator, receiver) == ["att_1"] * 3


def test_every_forgery_reaches_the_door(simulator: Running, receiver: Receiver):
    simulator.pay("att_0")
    simulator.pay("att_1", outcome="cancel")
    wait_for(lambda: len(receiver.deliveries) == 2)
    for forge in FORGERIES:
        simulator.post("/_control/deliver", event=event_of(simulator), forge=forge)
    assert len(receiver.deliveries) == 2 + len(FORGERIES)


@pytest.mark.parametrize("forge", LIES)
def test_a_lie_is_opened_by_the_shops_key_and_says_success(simulator: Running, receiver: Receiver, forge):
    simulator.pay("att_0")
    theirs = simulator.post("/_control/transactions", account="7770000")
    cancelled = simulator.pay("att_1", outcome="cancel")
    wait_for(lambda: len(receiver.deliveries) == 2)
    simulator.post("/_control/deliver", event=event_of(simulator), forge=forge)
    found = simulator.unseal(tokens(receiver)[-1])
    told = {"success": "att_1", "other_order": "att_0", "other_merchant": "att_1", "no_order": None}
    assert (found["ResultCode"], found.get("merchantTransactionId")) == ("0", told[forge])
    number = cancelled["transaction"]["id"]
    assert (found["transactionId"] == number) == (forge in ("other_order", "no_order"))
    assert (found["transactionId"] == theirs["id"]) == (forge == "other_merchant")


def test_the_public_half_is_enough_to_make_a_reply(simulator: Running):
    made = simulator.seal({"merchantTransactionId": "att_1", "ResultCode": "0"}, "merchant_public_key")
    assert simulator.unseal(made)["ResultCode"] == "0"
    asked = simulator.post("/_control/replies", reference="att_1", number="204", code="0")
    assert (simulator.reply(asked["redirect"])["transactionId"], asked["redirect"].startswith(BACK)) == ("204", True)


def test_keys_book_and_addresses_survive_kill_9(start):
    first = start("--response-url", "http://127.0.0.1:9/kept")
    keys, paid = first.keys, first.pay()
    first.kill()
    second = start(book=first.book)
    assert second.keys == keys
    assert second.look_up(paid["transaction"]["id"])["transactionStatus"] == "successful"
    assert second.pay("att_2")["redirect"].startswith("http://127.0.0.1:9/kept?token=")


def test_a_reset_empties_the_book_and_keeps_keys_and_addresses(simulator: Running):
    simulator.pay()
    keys = simulator.get("/_control/keys")
    simulator.post("/_control/reset")
    assert (simulator.get("/_control/keys"), simulator.kinds("transactions")) == (keys, [])
    assert simulator.pay()["redirect"].startswith(BACK)


def test_keys_are_made_anew_for_each_book_and_have_4096_bits(simulator: Running, start):
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    mine, theirs = simulator.keys, start().keys
    assert load_pem_public_key(mine["public_key"].encode()).key_size == 4096
    assert not set(mine.values()) & set(theirs.values())


def test_the_shops_keys_are_written_for_its_owner_alone(start, tmp_path):
    process = start("--keys-folder", str(tmp_path / "keys"))
    written = {path.stem: (path.read_text(), path.stat().st_mode & 0o777) for path in (tmp_path / "keys").iterdir()}
    assert written == {name: (pem, 0o600) for name, pem in process.keys.items()}


def test_the_control_page_shows_what_was_paid_without_javascript(simulator: Running):
    paid = simulator.pay()
    page = requests.get(f"{simulator.url}/_control/", timeout=10)
    assert (page.status_code, paid["transaction"]["id"] in page.text, "<script" in page.text) == (200, True, False)
    pem = requests.get(f"{simulator.url}/_control/keys/public_key.pem", timeout=10).text
    assert pem == simulator.keys["public_key"]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("pay", {"outcome": "pay"}),
        ("pay", {"url": "x", "outcome": "explode"}),
        ("habits", {"alphabet": "greek"}),
        ("habits", {"colour": "red"}),
        ("reversals", {"transaction": "1", "outcome": "done"}),
        ("webhooks", {"forge": "explode"}),
        ("approvals", {"transaction": "1"}),
    ],
)
def test_senseless_commands_are_refused(simulator: Running, path, given):
    assert requests.post(f"{simulator.url}/_control/{path}", json=given, timeout=10).status_code == 400
