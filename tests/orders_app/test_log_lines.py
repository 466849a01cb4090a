"""What must be in the log is there once, as JSON, with its ids and without secrets (R14)."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache

from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel.logs import JsonFormatter
from orders.models import Order
from tests.factories.minutes import begin_early_in_a_minute
from tests.factories.shop import make_variant
from tests.notifications_app.mail_server import FreePort, MailServer
from tests.orders_app.browsing import Browser, checkout_fields

pytestmark = pytest.mark.django_db(transaction=True)
Lines = list[dict[str, Any]]


class Log:
    """What the process's own handler really wrote."""

    def __init__(self) -> None:
        self.stream = StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self, event: str) -> Lines:
        return [line for line in map(json.loads, self.text.splitlines()) if line["event"] == event]


@pytest.fixture
def log() -> Iterator[Log]:
    found = Log()
    (console,) = [h for h in logging.getLogger().handlers if isinstance(h.formatter, JsonFormatter)]
    assert isinstance(console, logging.StreamHandler)
    before = console.setStream(found.stream)
    yield found
    console.setStream(before)


@pytest.fixture
def browser() -> Browser:
    browser = Browser()
    browser.send("/cart/items/", {"variant": make_variant().public_id})
    return browser


def place(browser: Browser) -> Order:
    browser.send("/checkout/", checkout_fields(browser))
    return Order.objects.get()


def shown(line: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(line[name] for name in names)


def test_an_order(simulator, browser, log):
    order = place(browser)
    (line,) = log.lines("order placed")
    assert shown(line, "order", "number", "minor") == (order.public_id, order.number, order.total_minor)
    assert line["request_id"].startswith("req_")


def test_a_payment(simulator, browser, log):
    order = place(browser)
    simulator.pay(order.payment.attempts.get().provider_ref)
    browser.get(f"{order.get_absolute_url()}payment/return/")
    browser.get(f"{order.get_absolute_url()}payment/return/")
    for event, before in [("payment", "due"), ("payment attempt", "open")]:
        (line,) = [line for line in log.lines(event) if line["after"] == "captured"]
        assert shown(line, "order", "before", "minor") == (order.public_id, before, order.total_minor)
        assert line["request_id"].startswith("req_")
    (line,) = log.lines("order paid")
    assert line["order"] == order.public_id


def test_a_decline(simulator, browser, log):
    order = place(browser)
    simulator.pay(order.payment.attempts.get().provider_ref, card="pm_card_chargeDeclinedExpiredCard")
    browser.get(f"{order.get_absolute_url()}payment/return/")
    browser.get(f"{order.get_absolute_url()}payment/return/")
    (line,) = log.lines("payment declined")
    assert shown(line, "order", "code") == (order.public_id, "expired_card")


def test_a_mail(simulator, browser, log, settings):
    server = FreePort(MailServer(), hostname="127.0.0.1", port=0)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    order = place(browser)
    simulator.pay(order.payment.attempts.get().provider_ref)
    browser.get(f"{order.get_absolute_url()}payment/return/")
    for kind in ("orders.send_confirmation", "notifications.send_email"):
        job = Job.objects.get(kind=kind)
        assert work.run(job.pk, job.queue) == "done"
    server.stop()
    (line,) = log.lines("email")
    assert shown(line, "order", "outcome", "job_id") == (order.public_id, "sent", str(job.pk))
    assert line["request_id"] == log.lines("order paid")[0]["request_id"]


def test_a_cache_miss(browser, log):
    cache.clear()
    browser.get("/api/v1/categories")
    browser.get("/api/v1/categories")
    (line,) = log.lines("cache miss")
    assert line["key"] == "catalog:tree:3"
    assert line["request_id"].startswith("req_")


def test_a_breaker_that_opens(simulator, browser, log):
    simulator.fault("status", status=500, count=None)
    order = place(browser)
    for _ in range(3):
        browser.send(f"{order.get_absolute_url()}payment/", {})
    (line,) = [line for line in log.lines("breaker") if line["now"] == "open"]
    assert shown(line, "provider", "was") == ("stripe", "closed")
    assert line["request_id"].startswith("req_")


def test_a_limit(simulator, browser, log):
    """A guest is counted by the session, whose key is nobody's business."""
    begin_early_in_a_minute()
    order = place(browser)
    words = {"content_type": "application/json", "headers": {"X-CSRFToken": browser.form_token()}}
    for _ in range(11):
        browser.post("/api/v1/payments/stripe/confirm", {"order": order.public_id}, **words)
    (line,) = log.lines("limit reached")
    assert shown(line, "act", "per_minute") == ("confirm", 10)
    assert line["request_id"].startswith("req_")
    assert not log.lines("refused")
    assert browser.cookies["session"].value not in log.text


def test_no_line_tells_a_secret(simulator, browser, log, settings):
    order = place(browser)
    browser.post(
        "/api/v1/payments/stripe/intent", {"order": order.public_id}, content_type="application/json",
        headers={"X-CSRFToken": browser.form_token()},
    )  # fmt: skip
    simulator.pay(order.payment.attempts.get().provider_ref)
    browser.get(f"{order.get_absolute_url()}payment/return/?key={order.token}")
    assert log.lines("order paid")
    secrets = [
        settings.STRIPE_SECRET_KEY, settings.SECRET_KEY, order.token, order.email, order.phone,
        order.shipping_address["street"], browser.cookies["csrf"].value, browser.cookies["session"].value,
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in log.text] == []
