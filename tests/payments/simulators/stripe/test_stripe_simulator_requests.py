"""Keys, parameters, idempotency: what happens to a request before and around the work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.payments.simulators.stripe.driving import Running, charged, new_session

SUM = {"amount": 500, "currency": "usd"}


def test_a_wrong_or_missing_key_is_401(simulator: Running, client):
    other = stripe.StripeClient("sk_test_wrong", base_addresses={"api": simulator.url})
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided"):
        other.v1.accounts.retrieve_current()
    answer = simulator.raw("GET", "/v1/account", headers={"Authorization": ""})
    assert (answer.status_code, answer.json()["error"]["type"]) == (401, "invalid_request_error")
    assert client.v1.accounts.retrieve_current().charges_enabled is True


def test_replies_carry_the_request_id_and_the_api_version(simulator: Running):
    answer = simulator.raw("GET", "/v1/events")
    assert answer.headers["Request-Id"].startswith("req_")
    assert answer.headers["Stripe-Version"] == "2026-10-28.endive"


@pytest.mark.parametrize(
    ("path", "form", "param"),
    [
        ("/v1/payment_intents", {**SUM, "colour": "red"}, "colour"),
        ("/v1/payment_intents", {**SUM, "shipping[planet]": "earth"}, "shipping[planet]"),
        ("/v1/refunds", {"order": "1"}, "order"),
        ("/v1/checkout/sessions", {"line_items[0][price_data][x]": "1"}, "line_items[0][price_data][x]"),
    ],
)
def test_unknown_parameters_are_refused(simulator: Running, path, form, param):
    answer = simulator.raw("POST", path, data=form)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (400, "parameter_unknown", param)


def test_payment_method_types_is_no_longer_accepted(simulator: Running):
    for path, form in (("/v1/payment_intents", SUM), ("/v1/checkout/sessions", {"mode": "payment"})):
        answer = simulator.raw("POST", path, data={**form, "payment_method_types[]": "card"})
        assert answer.json()["error"]["code"] == "payment_method_types_no_longer_supported"


@pytest.mark.parametrize(
    ("form", "code", "param"),
    [
        ({"amount": "5.5", "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": "500"}, "parameter_missing", "currency"),
        ({**SUM, "capture_method": "later"}, None, "capture_method"),
        ({**SUM, "confirm": "perhaps"}, None, "confirm"),
        ({**SUM, "on_behalf_of": "acct_1"}, "simulator_unsupported", "on_behalf_of"),
        ({**SUM, "metadata[k]": "x" * 501}, None, "metadata[k]"),
    ],
)
def test_wrong_values_name_their_parameter(simulator: Running, form, code, param):
    error = simulator.raw("POST", "/v1/payment_intents", data=form).json()["error"]
    assert (error.get("code"), error["param"]) == (code, param)


def test_json_bodies_unknown_urls_and_ids_are_refused(simulator: Running):
    assert simulator.raw("POST", "/v1/payment_intents", json=SUM).status_code == 400
    assert simulator.raw("GET", "/v1/nothing").status_code == 404
    missing = simulator.raw("GET", "/v1/payment_intents/pi_none")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "resource_missing")
    wrong = simulator.raw("GET", "/v1/charges?expand[]=data.colour")
    assert wrong.status_code == 200  # nothing to expand in an empty list


def test_the_same_key_gets_the_same_reply_once(simulator: Running):
    answers = [
        simulator.raw("POST", "/v1/payment_intents", data=SUM, headers={"Idempotency-Key": "k1"}) for _ in range(3)
    ]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true"]
    assert len(simulator.kinds("payment_intents")) == 1


def test_a_decline_is_replayed_under_its_key(simulator: Running, client):
    given = {
        **SUM,
        "payment_method": "pm_card_visa_chargeDeclined",
        "confirm": True,
        "return_url": "http://a.b",
    }
    refusals = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as refused:
            client.v1.payment_intents.create(given, {"idempotency_key": "k2"})
        refusals.append(refused.value)
    assert refusals[0].error.charge == refusals[1].error.charge
    assert refusals[1].headers["Idempotent-Replayed"] == "true"
    assert len(simulator.kinds("charges")) == 1


def test_the_same_key_with_other_parameters_or_path_is_an_error(client):
    client.v1.payment_intents.create(SUM, {"idempotency_key": "k3"})
    with pytest.raises(stripe.IdempotencyError):
        client.v1.payment_intents.create({**SUM, "amount": 501}, {"idempotency_key": "k3"})
    with pytest.raises(stripe.IdempotencyError):
        client.v1.refunds.create({"payment_intent": "pi_1"}, {"idempotency_key": "k3"})


def test_a_refused_parameter_leaves_the_key_free(simulator: Running):
    key = {"Idempotency-Key": "k4"}
    assert simulator.raw("POST", "/v1/payment_intents", data={"amount": 500}, headers=key).status_code == 400
    assert simulator.raw("POST", "/v1/payment_intents", data=SUM, headers=key).status_code == 200


def test_a_key_in_flight_is_409(simulator: Running):
    simulator.fault("hang", "/v1/payment_intents", seconds=0.7, when="before", count=4)

    def send(_: int):
        return simulator.raw("POST", "/v1/payment_intents", data=SUM, headers={"Idempotency-Key": "k5"})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    codes = {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409}
    assert codes == {"idempotency_key_in_use"}
    assert len(simulator.kinds("payment_intents")) == 1


def test_fifty_at_once_with_ten_keys_make_ten_intents(simulator: Running):
    client = simulator.client()

    def send(number: int) -> str:
        return client.v1.payment_intents.create(SUM, {"idempotency_key": f"many-{number % 10}"}).id

    with ThreadPoolExecutor(50) as pool:
        ids = set(pool.map(send, range(50)))
    assert ids == {row["id"] for row in simulator.kinds("payment_intents")}
    assert len(ids) == 10


def test_the_request_log_tells_what_came_and_what_was_answered(simulator: Running, client):
    client.v1.payment_intents.create(SUM, {"idempotency_key": "k6"})
    client.v1.payment_intents.create(SUM, {"idempotency_key": "k6"})
    again, first = simulator.get("/_control/requests?limit=2")["requests"]
    assert (first["method"], first["path"], first["status"]) == ("POST", "/v1/payment_intents", 200)
    assert (first["replayed"], again["replayed"], again["idempotency_key"]) == (0, 1, "k6")
    assert '"amount": "500"' in first["params"]


def test_metadata_with_digits_as_keys_stays_a_map(client):
    session = new_session(client, metadata={"0": "zero", "1": "one"})
    assert client.v1.checkout.sessions.retrieve(session.id).metadata.to_dict() == {"0": "zero", "1": "one"}


def test_expansion_reaches_into_lists(client):
    intent = charged(client)
    found = client.v1.charges.list({"payment_intent": intent.id, "expand": ["data.balance_transaction"]}).data[0]
    assert found.balance_transaction.source == found.id
