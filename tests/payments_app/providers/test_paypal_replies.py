"""Lost, slow and senseless replies: a bounded number of calls, a known kind of error, and each thing done once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from commerce.kernel.resilience import ProviderAway, ProviderBusy
from payments.errors import Misconfigured
from payments.providers.paypal import client
from tests.payments.simulators.driving import wait_for

ORDERS = "/v2/checkout/orders"


@pytest.fixture
def once(monkeypatch):
    """One try a call, so that what a lost reply leaves behind can be seen."""
    monkeypatch.setattr(client, "TRIES", 1)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_reply_of_the_start_is_one_order(adapter, paypal, charge, once, when):
    paypal.fault("drop", path=ORDERS, when=when)
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    started = adapter.start(charge())
    assert [row["id"] for row in paypal.book("orders")] == [started.provider_ref]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_reply_of_the_capture_is_one_capture(adapter, paypal, approved, once, when):
    order = approved()
    paypal.fault("drop", path=f"{ORDERS}/*/capture", when=when)
    with pytest.raises(ProviderAway):
        adapter.fetch(order)
    assert adapter.fetch(order).outcome == "captured"
    assert len(paypal.book("captures")) == 1


def test_a_lost_capture_is_found_after_paypal_forgot_the_key(adapter, paypal, approved, once):
    order = approved()
    paypal.fault("drop", path=f"{ORDERS}/*/capture", when="after")
    with pytest.raises(ProviderAway):
        adapter.fetch(order)
    paypal.post("clock", advance=7 * 3600)
    assert adapter.fetch(order).outcome == "captured"
    assert len(paypal.book("captures")) == 1


def test_within_one_call_a_lost_reply_is_asked_for_again(adapter, paypal, approved):
    order = approved()
    paypal.fault("drop", path=f"{ORDERS}/*/capture", when="after")
    assert adapter.fetch(order).outcome == "captured"
    assert (len(paypal.book("captures")), len(paypal.asked("POST", "/capture"))) == (1, 2)


def begun(paypal) -> None:
    """Returns when the request that a fault waits for has come in."""
    wait_for(lambda: not requests.get(f"{paypal.url}/_control/faults", timeout=10).json()["faults"])


def test_what_somebody_else_takes_meanwhile_is_taken_once(adapter, paypal, approved):
    order = approved()
    paypal.fault("latency", path=f"{ORDERS}/*/capture", seconds=1)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(adapter.fetch, order)
        begun(paypal)
        client.sdk().request(f"{paypal.url}{ORDERS}/{order}/capture", "POST", {}, {"PayPal-Request-Id": "other"})
        assert asked.result().outcome == "captured"
    assert (len(paypal.book("captures")), len(paypal.asked("POST", "/capture"))) == (1, 2)


def test_a_token_that_was_revoked_is_replaced_once(adapter, paypal, charge):
    adapter.start(charge())
    paypal.post("tokens", revoke=True)
    adapter.start(charge("att_2"))
    assert paypal.tokens_given() == 2


def test_a_token_that_has_run_out_at_paypal_is_replaced(adapter, paypal, charge):
    adapter.start(charge())
    paypal.post("clock", advance=10 * 3600)
    assert adapter.start(charge("att_2")).provider_ref


def test_a_401_for_ever_ends_after_two_tokens(adapter, paypal, charge):
    paypal.fault("status", path="/v2/*", status=401, count=None)
    with pytest.raises(Misconfigured, match="refuses its own tokens"):
        adapter.start(charge())
    assert (paypal.tokens_given(), len(paypal.asked())) == (2, 2)


def test_wrong_credentials_are_asked_about_once(adapter, paypal, charge, settings):
    settings.PAYPAL_CLIENT_SECRET = "wrong"
    client.sdk.cache_clear()
    with pytest.raises(Misconfigured, match="client id and secret"):
        adapter.start(charge())
    assert (paypal.tokens_given(), paypal.asked()) == (1, [])


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_ill_paypal_is_away_after_three_tries(adapter, paypal, charge, status):
    paypal.fault("status", path="/v2/*", status=status, count=None)
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    assert len(paypal.asked()) == 3


def test_five_failures_open_the_breaker(adapter, paypal, charge):
    paypal.fault("status", path="/v2/*", status=500, count=None)
    for _ in range(4):
        with pytest.raises(ProviderAway):
            adapter.start(charge())
    assert len(paypal.asked()) == 5


def test_declines_never_open_the_breaker(adapter, paypal, approved):
    for number in range(8):
        assert adapter.fetch(approved("refused", reference=f"att_{number}")).outcome == "declined"
    assert len(paypal.asked("POST", "/capture")) == 8


@pytest.mark.parametrize("status", [200, 400, 404, 422])
def test_what_is_no_json_says_nothing_of_what_was_done(adapter, paypal, charge, status):
    paypal.fault("garbage", path="/v2/*", when="after", status=status, count=3)
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    assert adapter.start(charge()).provider_ref == paypal.book("orders")[0]["id"]


def test_a_token_reply_without_sense_is_away(adapter, paypal, charge):
    paypal.fault("garbage", path="/v1/oauth2/token", when="after", count=None)
    with pytest.raises(ProviderAway):
        adapter.start(charge())


def test_a_slow_paypal_is_away_within_the_time_out(adapter, paypal, charge, once, monkeypatch):
    monkeypatch.setattr(client, "READ_SECONDS", 0.5)
    paypal.fault("hang", path=ORDERS, when="after", seconds=3)
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    assert time.monotonic() - begun < 2


def test_a_hanging_token_is_away_within_the_time_out(adapter, paypal, charge, once, monkeypatch):
    monkeypatch.setattr(client, "READ_SECONDS", 0.5)
    paypal.fault("hang", path="/v1/oauth2/token", when="after", seconds=3)
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    assert time.monotonic() - begun < 2


def test_the_time_outs_are_those_that_were_promised():
    assert (client.CONNECT_SECONDS, client.READ_SECONDS, client.TRIES) == (2, 20, 3)


def test_a_request_that_is_worked_on_is_busy(adapter, paypal, charge, once):
    paypal.fault("latency", path=ORDERS, seconds=1)
    body = {"intent": "CAPTURE"}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(client.sdk().request, f"{paypal.url}{ORDERS}", "POST", body, {"PayPal-Request-Id": "att_1"})
        begun(paypal)
        with pytest.raises(ProviderBusy):
            adapter.start(charge())
    assert [row["status"] for row in paypal.requests() if row["path"] == ORDERS] == [400, 409]


def test_a_malformed_request_names_the_field(adapter, paypal, charge):
    with pytest.raises(Misconfigured, match=r"^INVALID_PARAMETER_SYNTAX .*/return_url ") as caught:
        adapter.start(charge(return_url=""))
    assert caught.value.code == "invalid_parameter_syntax"
    assert len(paypal.asked()) == 1


def test_a_redirect_is_not_followed(adapter, charge, settings, once):
    class Elsewhere(BaseHTTPRequestHandler):
        asked: list[str] = []

        def do_POST(self) -> None:
            self.asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(307)
            self.send_header("Location", "/stolen")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    settings.PAYPAL_API_BASE = f"http://127.0.0.1:{server.server_address[1]}"
    client.sdk.cache_clear()
    with pytest.raises(ProviderAway):
        adapter.start(charge())
    server.shutdown()
    assert Elsewhere.asked == ["/v1/oauth2/token"]


def test_nothing_secret_is_logged(adapter, paypal, approved, caplog, settings):
    caplog.set_level("DEBUG")
    adapter.fetch(approved())
    token = client.sdk().token_hash["access_token"]
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert [word for word in (settings.PAYPAL_CLIENT_SECRET, token, "shopper@example.com") if word in text] == []
