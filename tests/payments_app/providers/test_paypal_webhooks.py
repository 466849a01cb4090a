"""Webhooks of PayPal: genuine ones are read, forged ones are refused, and strangers choose no address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from payments.errors import BadWebhook, Misconfigured
from payments.providers.base import Notice
from payments.providers.paypal import client, webhooks
from payments.simulators.paypal.webhooks import BROKEN_SEALS, FALSE_FACTS
from tests.payments.simulators.driving import Delivery


@pytest.fixture
def event(adapter, paypal, approved) -> str:
    """The id of an event that tells of a capture."""
    adapter.fetch(approved())
    return paypal.events("PAYMENT.CAPTURE.COMPLETED")[0]


def received(adapter, delivery: Delivery, **changes: str) -> Notice:
    """What the adapter makes of it, as Django would hand it over; `changes` are headers in other words."""
    from django.http.request import HttpHeaders

    given = {name.upper(): value for name, value in delivery.headers.items()}
    given |= {f"PAYPAL-{name.upper().replace('_', '-')}": value for name, value in changes.items()}
    environ = {f"HTTP_{name.replace('-', '_')}": value for name, value in given.items()}
    return adapter.parse_webhook(delivery.body, HttpHeaders(environ))


def test_a_genuine_event_names_everything_that_we_may_know(adapter, paypal, event, delivered):
    order, capture = paypal.book("orders")[0]["id"], paypal.book("captures")[0]["id"]
    notice = received(adapter, delivered(event))
    assert notice == Notice(event, "PAYMENT.CAPTURE.COMPLETED", "", (capture, order, "att_1"))


def test_an_approval_names_the_order_so_that_it_is_taken(adapter, paypal, event, delivered):
    order = paypal.book("orders")[0]["id"]
    approval = paypal.events("CHECKOUT.ORDER.APPROVED")[0]
    assert received(adapter, delivered(approval)) == Notice(approval, "CHECKOUT.ORDER.APPROVED", "", (order, "att_1"))


def test_a_refund_names_itself_its_key_and_its_capture(adapter, paypal, event, delivered, refund_of):
    capture = paypal.book("captures")[0]["id"]
    refund = adapter.refund(refund_of(capture)).provider_ref
    told = received(adapter, delivered(paypal.events("PAYMENT.CAPTURE.REFUNDED")[0]))
    assert told.refs == (refund, "ref_1", capture)


def test_a_dispute_names_itself_and_the_capture(adapter, paypal, event, delivered):
    capture = paypal.book("captures")[0]["id"]
    dispute = paypal.post("disputes", capture=capture)["dispute_id"]
    told = received(adapter, delivered(paypal.events("CUSTOMER.DISPUTE.CREATED")[0]))
    assert (told.refs, told.disputes) == ((capture, "att_1"), (dispute,))


@pytest.mark.parametrize("forge", BROKEN_SEALS)
def test_a_broken_seal_is_refused(adapter, event, delivered, forge):
    with pytest.raises(BadWebhook):
        received(adapter, delivered(event, forge))


@pytest.mark.parametrize("forge", FALSE_FACTS)
def test_a_signed_lie_is_a_doorbell_only(adapter, paypal, event, delivered, forge):
    notice = received(adapter, delivered(event, forge))
    assert (notice.event_id == event, notice.account, notice.kind) == (False, "", "PAYMENT.CAPTURE.COMPLETED")
    assert adapter.fetch(paypal.book("orders")[0]["id"]).amount.minor == 3000


def test_one_byte_more_is_another_body(adapter, event, delivered):
    genuine = delivered(event)
    with pytest.raises(BadWebhook):
        received(adapter, Delivery(genuine.body + b" ", genuine.headers, genuine.at))


def test_the_same_facts_written_otherwise_are_not_what_was_signed(adapter, event, delivered):
    genuine = delivered(event)
    again = json.dumps(json.loads(genuine.body), indent=1).encode()
    with pytest.raises(BadWebhook):
        received(adapter, Delivery(again, genuine.headers, genuine.at))


def test_without_a_webhook_id_nothing_is_accepted(adapter, event, delivered, settings):
    genuine = delivered(event)
    settings.PAYPAL_WEBHOOK_ID = ""
    with pytest.raises(Misconfigured):
        received(adapter, genuine)


def test_another_endpoints_message_is_not_for_us(adapter, event, delivered, settings):
    settings.PAYPAL_WEBHOOK_ID = "0ANOTHER0WEBHOOK0"
    with pytest.raises(BadWebhook):
        received(adapter, delivered(event))


def test_a_certificate_of_other_roots_is_refused(adapter, event, delivered, settings):
    import certifi

    settings.PAYPAL_CA_FILE = certifi.where()
    with pytest.raises(BadWebhook):
        received(adapter, delivered(event))


def test_the_certificate_is_fetched_once(adapter, paypal, event, delivered, monkeypatch):
    fetched: list[str] = []
    download = client._download
    monkeypatch.setattr(client, "_download", lambda url: fetched.append(url) or download(url))
    for _ in range(3):
        received(adapter, delivered(event))
    assert fetched == [f"{paypal.url}/v1/notifications/certs/good"]


@pytest.fixture
def stranger():
    """A server of a stranger, and what it was asked."""

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()


@pytest.mark.parametrize("shape", ["http://{}/v1/notifications/certs/good", "https://{}/v1/notifications/certs/good"])
def test_no_stranger_is_asked_for_a_certificate(adapter, event, delivered, stranger, shape):
    host, asked = stranger
    with pytest.raises(BadWebhook):
        received(adapter, delivered(event), cert_url=shape.format(host))
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
        "https://evilpaypal.com/v1/notifications/certs/CERT-1",
        "https://paypal.com@evil.example/v1/notifications/certs/CERT-1",
        "https://api.paypal.com:8443/v1/notifications/certs/CERT-1",
        "https://evil.example#.paypal.com/v1/notifications/certs/CERT-1",
        "https://evil.example\\.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com/v1/notifications/certs/../../oauth2/token",
        "https://api.paypal.com/v1/notifications/certs/CERT-1?next=https://evil.example",
        "https://api.paypal.com/somewhere/else",
        "file:///etc/passwd",
        "https://[::1/v1/notifications/certs/CERT-1",
        "",
    ],
)
def test_addresses_that_are_not_paypals(settings, url):
    settings.PAYPAL_API_BASE = "https://api-m.paypal.com"
    with pytest.raises(BadWebhook):
        webhooks.address(url)


@pytest.mark.parametrize("base", ["https://api-m.paypal.com", "https://api-m.sandbox.paypal.com"])
def test_paypals_own_addresses(settings, base):
    settings.PAYPAL_API_BASE = base
    known = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-5a29e601"
    assert webhooks.address(known) == known


def test_with_paypal_itself_a_simulators_root_is_not_trusted(paypal, settings, monkeypatch):
    address = f"{paypal.url}/v1/notifications/certs/good"
    assert webhooks.key_behind(address).key_size == 2048
    settings.PAYPAL_API_BASE = "https://api-m.paypal.com"
    with pytest.raises(BadWebhook, match="certificate"):
        webhooks.key_behind(address)


def test_an_hour_too_far_ahead_or_four_days_behind(adapter, event, delivered):
    for moment in ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2026-11-27T10:00:00", "yesterday"):
        with pytest.raises(BadWebhook, match="timestamp"):
            received(adapter, delivered(event), transmission_time=moment)
